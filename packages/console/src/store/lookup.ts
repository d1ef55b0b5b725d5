import { effect, type Signal, signal } from "@preact/signals";
import { type Clock, debounced } from "./clock.ts";
import { openReader, type Reader } from "./reading.ts";

const searchMs = 200;

/** Something found by words as they are typed. */
export type Lookup<Row> = {
  q: Signal<string>;
  reader: Reader<readonly Row[]>;
  search(words: string): void;
};

/** Looks up what `read` finds for words, a moment after the last key; for use in a model, which ends it. */
export function openLookup<Row>(
  clock: Clock,
  read: (words: string, called: AbortSignal) => Promise<readonly Row[]>,
  first = "",
): Lookup<Row> {
  const q = signal(first);
  const reader = openReader((called) => read(q.peek().trim(), called));
  const soon = debounced(clock, searchMs, () => void reader.load());
  effect(() => () => {
    soon.cancel();
    reader.close();
  });
  return {
    q,
    reader,
    search(words) {
      q.value = words;
      soon.poke();
    },
  };
}
