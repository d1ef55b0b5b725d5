import { useLayoutEffect, useRef } from "preact/hooks";
import { type Command, commandOf } from "../store/shortcuts.ts";

/** Answers these commands while the component is on screen. */
export function useShortcuts(handlers: Partial<Record<Command, () => void>>): void {
  const latest = useRef(handlers);
  latest.current = handlers;
  // before the screen is painted: a key pressed right then must not be lost
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const command = commandOf(event, event.target);
      const handler = command && latest.current[command];
      if (!handler) return;
      // else the letter lands in the field that the command has just focused
      event.preventDefault();
      handler();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}
