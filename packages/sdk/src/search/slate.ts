import { drag } from "./formula.ts";
import type { Store } from "./store.ts";

/** Numbers that a search writes to and leaves as zeros, as long as there are articles. */
export type Slate = {
  words: Float64Array;
  grams: Float64Array;
  isCandidate: Uint8Array;
  /** The candidates, with room for one more, and how many there are. */
  found: Int32Array;
  count: number;
  /** For one term: what its best form is worth, how often one form was seen, and how many of its words. */
  best: Float64Array;
  times: Float64Array;
  hits: Uint16Array;
  /** Articles that have one of its forms, and articles that have any. */
  seen: Int32Array;
  reached: Int32Array;
  /** What the lengths of articles cost their scores, as of so many changes. */
  wordDrags: Float64Array;
  gramDrags: Float64Array;
  asOf: number;
};

const slates = new WeakMap<Store, Slate>();

/** The slate of an index, as long as it has articles now. */
export function slateOf(store: Store): Slate {
  const size = store.lengths.length;
  let slate = slates.get(store);
  if (slate === undefined || slate.words.length < size) {
    const numbers = () => new Float64Array(size);
    slate = {
      words: numbers(),
      grams: numbers(),
      isCandidate: new Uint8Array(size),
      found: new Int32Array(size + 1),
      count: 0,
      best: numbers(),
      times: numbers(),
      hits: new Uint16Array(size),
      seen: new Int32Array(size),
      reached: new Int32Array(size),
      wordDrags: numbers(),
      gramDrags: numbers(),
      asOf: -1,
    };
    slates.set(store, slate);
  }
  if (slate.asOf !== store.changes) {
    slate.asOf = store.changes;
    const [perWord, perGram] = [store.count / store.length, store.count / store.gramLength];
    for (let number = 0; number < size; number++) {
      slate.wordDrags[number] = drag((store.lengths[number] as number) * perWord || 1);
      slate.gramDrags[number] = drag((store.gramLengths[number] as number) * perGram || 1);
    }
  }
  return slate;
}

/** Makes an article a candidate. */
export function enter(slate: Slate, number: number): void {
  slate.isCandidate[number] = 1;
  slate.found[slate.count++] = number;
}

/** Takes an article's numbers off the slate. */
export function wipe({ words, grams, isCandidate }: Slate, number: number): void {
  words[number] = 0;
  grams[number] = 0;
  isCandidate[number] = 0;
}
