import { type ReadonlySignal, signal } from "@preact/signals";
import type { Clock } from "./clock.ts";

/** One short message at the edge of the screen; `undo` where what happened can be taken back. */
type Toast = { id: number; text: string; tone: "plain" | "bad"; undo?: () => void };

export type Toasts = {
  items: ReadonlySignal<readonly Toast[]>;
  say(text: string, undo?: () => void): void;
  warn(text: string): void;
  dismiss(id: number): void;
  /** Keeps every toast while somebody reads or reaches for one. */
  hold(on: boolean): void;
};

const stayMs = 7_000;

/** The messages on screen, newest last, at most three. */
export function openToasts(clock: Clock): Toasts {
  const items = signal<readonly Toast[]>([]);
  const timers = new Map<number, () => void>();
  let nextId = 1;
  let held = false;

  const dismiss = (id: number) => {
    timers.get(id)?.();
    timers.delete(id);
    items.value = items.peek().filter((toast) => toast.id !== id);
  };
  const wait = (id: number) =>
    timers.set(
      id,
      clock.after(stayMs, () => dismiss(id)),
    );
  const add = (toast: Omit<Toast, "id">) => {
    const id = nextId++;
    for (const old of items.peek().slice(0, -2)) dismiss(old.id);
    items.value = [...items.peek(), { ...toast, id }];
    if (!held) wait(id);
  };

  return {
    items,
    say(text, undo) {
      // what came before is no longer the newest state, and its undo would undo too much
      for (const old of items.peek()) if (old.tone === "plain") dismiss(old.id);
      add({ text, tone: "plain", ...(undo ? { undo } : {}) });
    },
    warn: (text) => add({ text, tone: "bad" }),
    dismiss,
    hold(on) {
      held = on;
      for (const stop of timers.values()) stop();
      timers.clear();
      if (!on) for (const toast of items.peek()) wait(toast.id);
    },
  };
}
