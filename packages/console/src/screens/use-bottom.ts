import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

const nearPx = 48;

/**
 * Keeps a scrolling element at its end while it is there, whatever grows in or under it.
 *
 * `isAtEnd` says whether the newest is on screen; `toEnd` goes there.
 */
export function useBottom(scroller: RefObject<HTMLElement | null>, content: RefObject<HTMLElement | null>) {
  const [isAtEnd, setAtEnd] = useState(true);
  const sticks = useRef(true);
  useEffect(() => {
    const [outer, inner] = [scroller.current, content.current];
    if (!outer || !inner) return undefined;
    const stick = () => {
      if (sticks.current) outer.scrollTop = outer.scrollHeight;
    };
    const onScroll = () => {
      sticks.current = outer.scrollHeight - outer.scrollTop - outer.clientHeight < nearPx;
      setAtEnd(sticks.current);
    };
    stick();
    outer.addEventListener("scroll", onScroll, { passive: true });
    const observer = new ResizeObserver(stick);
    observer.observe(outer);
    observer.observe(inner);
    return () => {
      outer.removeEventListener("scroll", onScroll);
      observer.disconnect();
    };
  }, [scroller, content]);
  return {
    isAtEnd,
    toEnd(): void {
      sticks.current = true;
      setAtEnd(true);
      if (scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight;
    },
  };
}
