import { frequencyOfPieces } from "./pieces.ts";
import { frequencyOf } from "./postings.ts";
import type { Asked } from "./shreds.ts";
import { type Entry, type Store, segments } from "./store.ts";
import { isQuiet } from "./tokenize.ts";
import { inverseFrequency } from "./weights.ts";

/** So many of the best articles are looked at that closely. */
export const closest = 10;
/** So many words at a time. */
const width = 20;
/** What a character or a pair of an unspaced run weighs beside a whole word: it has most of it in common with others. */
const characterShare = 0.5;
/** What two words weigh for standing next to each other as they were asked, beside their own mean. */
const neighbourShare = 0.5;

/**
 * Gives a function that says how much of a query stands close together somewhere in an article, 0 to 1: its words, stop
 * words too, and neighbours in their order. “How do I cancel” and “can I cancel” differ in nothing else.
 */
export function windowsOf(store: Store, asked: readonly Asked[]): (entry: Entry) => number {
  /** By place: the words of the query, every one once, and then its neighbours. */
  const weights: number[] = [];
  const places = new Map<string, number>();
  const byToken = new Map<number, number>();
  const order = asked.map(({ token, number, isPiece }) => {
    const known = places.get(token);
    if (known !== undefined) return known;
    const place = weights.length;
    weights.push(inverseFrequency(store.count, articlesWith(store, token, number)) * (isPiece ? characterShare : 1));
    places.set(token, place);
    if (number >= 0) byToken.set(number, place);
    return place;
  });
  const { size } = places;
  const neighbours = new Map<number, number>();
  for (let n = 1; n < order.length; n++) {
    const [one, next] = [order[n - 1] as number, order[n] as number];
    if (neighbours.has(one * size + next)) continue;
    neighbours.set(one * size + next, weights.length);
    weights.push((neighbourShare * ((weights[one] as number) + (weights[next] as number))) / 2);
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  const times = new Uint16Array(weights.length);

  /** Where something was found, and what: of one segment at a time. */
  const found: number[] = [];
  const bestOf = ({ tokens, ends }: Entry, slots: Int32Array): number => {
    let best = 0;
    for (let segment = 0; segment < ends.length; segment++) {
      if (segment === segments.keywords || segment === segments.grams) continue;
      const end = ends[segment] as number;
      let first = 0;
      let fill = 0;
      let sum = 0;
      let before = -1;
      times.fill(0);
      for (let at = segment === 0 ? 0 : (ends[segment - 1] as number); at < end; at++) {
        const place = (slots[tokens[at] as number] as number) - 1;
        if (place >= 0) {
          const both = before < 0 ? undefined : neighbours.get(before * size + place);
          for (let own: number | undefined = place; own !== undefined; own = own === place ? both : undefined) {
            found[fill++] = at;
            found[fill++] = own;
            if (times[own] === 0) sum += weights[own] as number;
            times[own] = (times[own] as number) + 1;
          }
          for (; (found[first] as number) <= at - width; first += 2) {
            const gone = found[first + 1] as number;
            times[gone] = (times[gone] as number) - 1;
            if (times[gone] === 0) sum -= weights[gone] as number;
          }
          best = Math.max(best, sum);
        }
        before = place;
      }
    }
    return best / total;
  };

  return (entry) => {
    const slots = slotsFor(store);
    for (const [token, place] of byToken) slots[token] = place + 1;
    try {
      return bestOf(entry, slots);
    } finally {
      for (const token of byToken.keys()) slots[token] = 0;
    }
  };
}

const slotsOf = new WeakMap<Store, Int32Array>();

/** By token: its place in a query + 1; all zeros between two articles. */
function slotsFor(store: Store): Int32Array {
  const least = store.vocabulary.tokens.length;
  const known = slotsOf.get(store);
  if (known && known.length >= least) return known;
  const slots = new Int32Array(2 * least);
  slotsOf.set(store, slots);
  return slots;
}

/** In how many articles a word stands; stop words are not counted, so theirs is that of their rarest character piece. */
const articlesWith = (store: Store, token: string, number: number): number =>
  number < 0 ? 0 : isQuiet(token) ? frequencyOfPieces(store.pieces, number, token) : frequencyOf(store.words, number);
