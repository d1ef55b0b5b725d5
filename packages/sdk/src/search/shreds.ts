import { saturate } from "./formula.ts";
import { eachAsked, placeOf } from "./pieces.ts";
import { frequencyOf } from "./postings.ts";
import { eachRun } from "./scan.ts";
import { countIn, type Sight, type Wanted } from "./sight.ts";
import { type Entry, type Store, segments } from "./store.ts";
import { clean, parse, plain, tokensOf } from "./tokenize.ts";
import { grown, numberOf } from "./vocabulary.ts";
import { inverseFrequency } from "./weights.ts";

/** What a query asks for piece by piece (see pieces.ts): of each piece or unspaced word its place in `weights`. */
export type Shreds = { byPiece: Map<number, number>; byToken: Map<number, number>; weights: number[]; total: number };

/** A word of a query as the index keeps it, stop words too; its number is -1 where no article has it. */
export type Asked = { token: string; number: number; isSpaced: boolean; isPiece: boolean };

/** All words of a query in their order. */
export function readAsked({ vocabulary }: Store, text: string): Asked[] {
  const asked: Asked[] = [];
  const add = (token: string, isSpaced: boolean, isPiece: boolean) =>
    asked.push({ token, number: numberOf(vocabulary, token), isSpaced, isPiece });
  const cleaned = clean(text);
  eachRun(
    cleaned,
    (from, to) => {
      for (const { token, isPiece } of parse(cleaned.slice(from, to))) add(token.slice(0, -1), false, isPiece);
    },
    (from, to) => {
      for (const token of tokensOf(plain(cleaned.slice(from, to)))) add(token, true, false);
    },
  );
  return asked;
}

/** The pieces of a query; those that stand nowhere weigh as well, so that a strange query scores low everywhere. */
export function readShreds(store: Store, asked: readonly Asked[]): Shreds {
  const shreds: Shreds = { byPiece: new Map(), byToken: new Map(), weights: [], total: 0 };
  const seen = new Set<string>();
  const add = (name: string, known: Map<number, number>, number: number, frequency: number) => {
    if (seen.has(name)) return;
    seen.add(name);
    const weight = inverseFrequency(store.count, frequency);
    shreds.total += weight;
    if (frequency > 0) known.set(number, shreds.weights.push(weight) - 1);
  };
  for (const { token, number, isSpaced } of asked) {
    if (!isSpaced) add(`\0${token}`, shreds.byToken, number, number < 0 ? 0 : frequencyOf(store.words, number));
    else {
      eachAsked(store.pieces, token, (piece, at) =>
        add(piece, shreds.byPiece, at, at < 0 ? 0 : (store.pieces.frequency[at] as number)),
      );
    }
  }
  return shreds;
}

/** Numbers that a search writes to and leaves as zeros: by token and by piece, and what a token holds of a query. */
type Slots = { tokens: Int32Array; pieces: Int32Array; held: Int32Array; marked: Int32Array };
const slotsOf = new WeakMap<Store, Slots>();

function slotsFor(store: Store): Slots {
  let slots = slotsOf.get(store);
  if (slots === undefined) {
    slots = {
      tokens: new Int32Array(0),
      pieces: new Int32Array(0),
      held: new Int32Array(256),
      marked: new Int32Array(1024),
    };
    slotsOf.set(store, slots);
  }
  slots.tokens = roomy(slots.tokens, store.vocabulary.tokens.length);
  slots.pieces = roomy(slots.pieces, store.pieces.vocabulary.tokens.length);
  return slots;
}

/** All of it is zeros between two searches, so nothing has to be copied. */
const roomy = (numbers: Int32Array, least: number) => (numbers.length < least ? new Int32Array(least * 2) : numbers);

/** Scores an article by the pieces of a query, 0 to 1; it was looked at for the query's words just before. */
export type InPieces = (entry: Entry, sight: Sight) => number;

/** Runs `look` with a function that scores articles by the pieces of a query, like BM25. */
export function withShreds<T>(store: Store, wanted: Wanted, shreds: Shreds, look: (scoreOf: InPieces) => T): T {
  const { byPiece, byToken, weights, total } = shreds;
  const { pieces, vocabulary } = store;
  const slots = slotsFor(store);
  const { tokens: known, pieces: asked } = slots;
  for (const [piece, place] of byPiece) asked[piece] = place + 1;
  /** `known` has where in `held` stands what a token holds of the query, its size first, or -1 where that is nothing. */
  let fill = 1;
  let marked = 0;
  const learn = (token: number): number => {
    const from = fill;
    const itself = byToken.get(token);
    if (itself !== undefined) slots.held[++fill] = itself;
    else if (byPiece.size > 0) {
      const place = placeOf(pieces, token, vocabulary.tokens[token] as string);
      const size = place < 0 ? 0 : (pieces.lists[place] as number);
      slots.held = grown(slots.held, fill + size + 2);
      for (let at = place + 1; at <= place + size; at++) {
        const own = asked[pieces.lists[at] as number] as number;
        if (own !== 0) slots.held[++fill] = own - 1;
      }
    }
    if (marked === slots.marked.length) slots.marked = grown(slots.marked, marked + 1);
    slots.marked[marked++] = token;
    if (fill === from) {
      known[token] = -1;
      return -1;
    }
    slots.held[from] = fill - from;
    known[token] = from;
    fill += 1;
    slots.held = grown(slots.held, fill + 2);
    return from;
  };
  // unspaced words are pieces of their own: where nothing else was asked for, they have all been counted already
  const isCounted = byPiece.size === 0 && [...byToken.keys()].every((token) => wanted.slots[token] !== 0);
  const times = new Float64Array(weights.length);
  const count = (entry: Entry, sight: Sight): void => {
    for (const [token, place] of byToken) {
      let sum = 0;
      for (let segment = 0; segment < entry.ends.length; segment++) {
        if (segment !== segments.grams) sum += countIn(sight, segment, token);
      }
      times[place] = sum;
    }
  };
  const read = ({ tokens, ends }: Entry): void => {
    times.fill(0);
    const skipFrom = ends[segments.keywords] as number;
    const skipTo = ends[segments.grams] as number;
    const end = tokens.length;
    for (let at = skipFrom === 0 ? skipTo : 0; at < end; at++) {
      const token = tokens[at] as number;
      let slot = known[token] as number;
      if (slot === 0) slot = learn(token);
      if (slot > 0) {
        const { held } = slots;
        const last = slot + (held[slot] as number);
        for (let n = slot + 1; n <= last; n++) {
          const place = held[n] as number;
          times[place] = (times[place] as number) + 1;
        }
      }
      if (at + 1 === skipFrom) at = skipTo - 1;
    }
  };
  const scoreOf: InPieces = (entry, sight) => {
    if (isCounted) count(entry, sight);
    else read(entry);
    const { number } = entry;
    const length = ((pieces.lengths[number] as number) * store.count) / pieces.length || 1;
    let sum = 0;
    for (let n = 0; n < weights.length; n++) {
      if (times[n] !== 0) sum += (weights[n] as number) * saturate(times[n] as number, length);
    }
    return sum / (total || 1);
  };
  try {
    return look(scoreOf);
  } finally {
    for (let n = 0; n < marked; n++) known[slots.marked[n] as number] = 0;
    for (const piece of byPiece.keys()) asked[piece] = 0;
  }
}
