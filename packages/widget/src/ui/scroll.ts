import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { listen } from "../store/listen.ts";

export type Scrolled = {
  /** How many entries there are; a larger number is news. */
  count: number;
  /** The visitor's words that were sent last: they are always brought into view. */
  own: string | undefined;
  isWithPerson: boolean;
  /** The assistant is at work on an answer. */
  isAsking: boolean;
  /** Changes whenever anything else in the log does. */
  rest: string;
};

/**
 * Keeps a log where its reader wants it.
 *
 * With the assistant a new question goes to the top and its answer grows below it into free space; among people the
 * newest words stay at the bottom, unless the reader has scrolled up: then a button says that there is more.
 */
export function useScroll(box: RefObject<HTMLElement | null>, { count, own, isWithPerson, isAsking, rest }: Scrolled) {
  const isAtEnd = useRef(true);
  const turn = useRef<string | undefined>(undefined);
  const before = useRef(0);
  const wasAsking = useRef(false);
  const [hasMore, setHasMore] = useState(false);
  if (own !== undefined) turn.current = isWithPerson ? undefined : own;

  useLayoutEffect(() => {
    const element = box.current;
    const space = element?.lastElementChild as HTMLElement | null | undefined;
    if (!element || !space) return;
    const question =
      turn.current && [...element.children].find((child) => (child as HTMLElement).dataset.id === turn.current);
    if (question instanceof HTMLElement && !isWithPerson) {
      const top = question.offsetTop - 16;
      const spare = element.clientHeight - (space.offsetTop - top);
      space.style.setProperty("height", `${Math.max(0, spare)}px`);
      if (own !== undefined && count > before.current) element.scrollTo({ top, behavior: motion() });
      // the answer is there: the question above it may go, so that what comes after it is seen
      else if (wasAsking.current && !isAsking && spare < 0)
        element.scrollTo({ top: top + Math.min(-spare, question.offsetHeight + 16), behavior: motion() });
      wasAsking.current = isAsking;
    } else {
      space.style.removeProperty("height");
      if (isAtEnd.current || own !== undefined) element.scrollTop = element.scrollHeight;
      else if (count > before.current) setHasMore(true);
    }
    before.current = count;
  }, [count, own, isWithPerson, isAsking, rest]);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const onScroll = () => {
      isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 60;
      if (isAtEnd.current) setHasMore(false);
    };
    // a keyboard that rises, or a composer that grows, must not hide the newest words
    const watch = new ResizeObserver(() => {
      if (isAtEnd.current && !turn.current) element.scrollTop = element.scrollHeight;
    });
    watch.observe(element);
    const stop = listen(element, "scroll", onScroll);
    return () => {
      watch.disconnect();
      stop();
    };
  }, []);

  const jump = () => box.current?.scrollTo({ top: box.current.scrollHeight, behavior: motion() });
  return { hasMore, jump };
}

const motion = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth");
