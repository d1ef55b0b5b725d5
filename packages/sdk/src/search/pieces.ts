import { isUnspacedAt } from "./scan.ts";
import { lettersOf } from "./tokenize.ts";
import { createVocabulary, grown, intern, numberOf, type Vocabulary } from "./vocabulary.ts";

/**
 * Character pieces of whole articles: every four neighbours of a spaced word between two lines, stop words too. They
 * bring together “cancel” and “cancellation”, and a question with how it is asked. They are not in the postings: what
 * the index keeps is in how many articles each stands, and which pieces a token has.
 */
export type Pieces = {
  vocabulary: Vocabulary;
  /**
   * By token: where in `lists` its number of pieces stands, the pieces behind it; -1 where it has none, like unspaced
   * words, which count as one piece themselves; 0 where nobody looked yet.
   */
  places: Int32Array;
  lists: Int32Array;
  /** The first number of `lists` that is free; nothing stands at 0. */
  fill: number;
  /** By piece: in how many articles it stands. */
  frequency: Int32Array;
  /** By piece: the count in which it was seen last; every article that is counted is one. */
  stamps: Int32Array;
  round: number;
  /** By article number and in all: how many pieces. */
  lengths: Int32Array;
  length: number;
};

const size = 4;

/** No pieces at all. */
export const createPieces = (): Pieces => ({
  vocabulary: createVocabulary(),
  places: new Int32Array(512),
  lists: new Int32Array(2048),
  fill: 1,
  frequency: new Int32Array(512),
  stamps: new Int32Array(512),
  round: 0,
  lengths: new Int32Array(16),
  length: 0,
});

/** Where the pieces of a token are listed: see `places`. */
export function placeOf(pieces: Pieces, token: number, text: string): number {
  const known = pieces.places[token] ?? 0;
  if (known !== 0) return known;
  const found: number[] = [];
  eachOf(text, (padded, from, to) => found.push(intern(pieces.vocabulary, padded, from, to)));
  pieces.places = grown(pieces.places, token + 1);
  const { length } = found;
  const place = length === 0 ? -1 : pieces.fill;
  pieces.places[token] = place;
  if (place < 0) return place;
  pieces.lists = grown(pieces.lists, place + length + 1);
  pieces.lists[place] = length;
  for (let n = 0; n < length; n++) pieces.lists[place + 1 + n] = found[n] as number;
  pieces.fill = place + length + 1;
  return place;
}

/** Forgets which pieces the tokens have, because their numbers were given up; nothing else changes. */
export function forgetPlaces(pieces: Pieces): void {
  pieces.places.fill(0);
  pieces.fill = 1;
}

/** In how many articles the rarest piece of a token stands: at least as many as have the token. */
export function frequencyOfPieces(pieces: Pieces, token: number, text: string): number {
  let least = Number.POSITIVE_INFINITY;
  const place = placeOf(pieces, token, text);
  if (place < 0) return 0;
  const { lists, frequency } = pieces;
  const end = place + (lists[place] as number);
  for (let at = place + 1; at <= end; at++) least = Math.min(least, frequency[lists[at] as number] ?? 0);
  return least;
}

/** The pieces of a token that is asked for: their text and their number, -1 where no article has one. */
export function eachAsked({ vocabulary }: Pieces, text: string, each: (piece: string, number: number) => void): void {
  eachOf(text, (padded, from, to) => each(padded.slice(from, to), numberOf(vocabulary, padded, from, to)));
}

function eachOf(token: string, each: (padded: string, from: number, to: number) => void): void {
  if (isUnspacedAt(token, 0)) return;
  const padded = `_${lettersOf(token)}_`;
  if (padded.length < size) each(padded, 0, padded.length);
  for (let at = 0; at + size <= padded.length; at++) each(padded, at, at + size);
}

/** Counts an article's pieces in (1) or out (-1), given its different tokens, and how often each is, as `times` reads it. */
export function countPieces(
  pieces: Pieces,
  tokens: readonly string[],
  article: number,
  seen: Int32Array,
  different: number,
  tally: Int32Array,
  times: (packed: number) => number,
  step: 1 | -1,
): void {
  let length = 0;
  pieces.round += 1;
  const { round } = pieces;
  pieces.places = grown(pieces.places, tokens.length);
  for (let n = 0; n < different; n++) {
    const token = seen[n] as number;
    const place = (pieces.places[token] as number) || placeOf(pieces, token, tokens[token] as string);
    const often = times(tally[token] as number);
    if (place < 0) {
      length += often;
      continue;
    }
    const last = pieces.vocabulary.tokens.length;
    if (last > pieces.frequency.length) {
      pieces.frequency = grown(pieces.frequency, last);
      pieces.stamps = grown(pieces.stamps, last);
    }
    const { frequency, stamps, lists } = pieces;
    const own = lists[place] as number;
    length += often * own;
    for (let at = place + 1; at <= place + own; at++) {
      const piece = lists[at] as number;
      if (stamps[piece] === round) continue;
      stamps[piece] = round;
      frequency[piece] = (frequency[piece] as number) + step;
    }
  }
  pieces.lengths = grown(pieces.lengths, article + 1);
  pieces.lengths[article] = step === 1 ? length : 0;
  pieces.length += step * length;
}
