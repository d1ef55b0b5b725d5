import type { Store } from "./store.ts";
import { type Entry, segments } from "./store.ts";
import type { Form, Query, Term } from "./terms.ts";

/** The words a query looks for, numbered 1, 2, 3, … by `slots`, which has 0 for every other word of the index. */
export type Wanted = {
  slots: Int32Array;
  count: number;
  /** What `lookAt` counts into: one article's at a time, or every query would leave a megabyte behind. */
  counts: Uint16Array;
};

const slotsOf = new WeakMap<Store, Int32Array>();

/** Runs `look` with the words of a query marked in the index, so that one step per word of an article finds them. */
export function withWanted<T>(store: Store, { terms, pieces }: Query, look: (wanted: Wanted) => T): T {
  let slots = slotsOf.get(store);
  if (slots === undefined || slots.length < store.vocabulary.tokens.length) {
    slots = new Int32Array(store.vocabulary.tokens.length * 2);
    slotsOf.set(store, slots);
  }
  const marked: number[] = [];
  for (const { forms } of [...terms, ...pieces]) {
    for (const { tokens } of forms) {
      for (const token of tokens) {
        if (slots[token] !== 0) continue;
        marked.push(token);
        slots[token] = marked.length;
      }
    }
  }
  try {
    return look({ slots, count: marked.length + 1, counts: new Uint16Array(2048) });
  } finally {
    for (const token of marked) slots[token] = 0;
  }
}

/** How often every wanted word stands in every segment of one article, until the next one is looked at. */
export type Sight = { wanted: Wanted; counts: Uint16Array };

/** Counts the wanted words of an article, segment by segment. */
export function lookAt(wanted: Wanted, { tokens, ends }: Entry): Sight {
  const { slots, count } = wanted;
  const size = ends.length * count;
  if (wanted.counts.length < size) wanted.counts = new Uint16Array(2 * size);
  const { counts } = wanted;
  counts.fill(0, 0, size);
  let at = 0;
  for (let segment = 0; segment < ends.length; segment++) {
    const end = ends[segment] as number;
    const base = segment * count;
    for (; at < end; at++) {
      const slot = slots[tokens[at] as number] as number;
      if (slot !== 0) counts[base + slot] = (counts[base + slot] as number) + 1;
    }
  }
  return { wanted, counts };
}

/** How often a word stands in a segment of the article that was looked at. */
export const countIn = ({ wanted, counts }: Sight, segment: number, token: number): number =>
  counts[segment * wanted.count + (wanted.slots[token] as number)] as number;

export const headingOf = (passage: number): number => segments.headings + 2 * passage;
export const textOf = (passage: number): number => segments.headings + 2 * passage + 1;

/** How often a form occurs where one of its words occurs `times` often: its words counted together, or the scarcest. */
export function occurrences({ tokens, together }: Form, times: (token: number) => number): number {
  let sum = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const token of tokens) {
    const count = times(token);
    sum += count;
    least = Math.min(least, count);
  }
  return together ? least : sum;
}

/** The best of a term's forms by what its occurrences are worth, its share counted in; 0 where none occurs. */
export function bestForm({ forms }: Term, times: (token: number) => number, worth: (times: number) => number): number {
  let best = 0;
  for (const form of forms) {
    const count = occurrences(form, times);
    if (count > 0) best = Math.max(best, form.share * worth(count));
  }
  return best;
}
