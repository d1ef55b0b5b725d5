import { eachPair, eachRun, pieceText } from "./scan.ts";
import { clean, eachPiece, normalize, plain, segment, tokensOf } from "./tokenize.ts";
import { createVocabulary, grown, intern, type Vocabulary } from "./vocabulary.ts";

/** Cuts texts into the numbers of their words; what was cut last stands in `out`, `size` numbers long. */
export type Cutter = {
  vocabulary: Vocabulary;
  out: Int32Array;
  size: number;
  /** Spaced words as they stand in texts, and for each the number of its token, or -2 - n for those in `several[n]`. */
  written: Vocabulary;
  meaning: number[];
  several: number[][];
  /** Spaced words of titles and keywords, and for each the numbers of its character pieces. */
  titled: Vocabulary;
  pieces: number[][];
  /** Numbers of pairs that were seen lately, by both characters in one number, which is what most of Japanese is. */
  pairs: Int32Array;
  pairNumbers: Int32Array;
};

const pairBits = 17;

/** A cutter that numbers words in a vocabulary. */
export const createCutter = (vocabulary: Vocabulary): Cutter => ({
  vocabulary,
  out: new Int32Array(1024),
  size: 0,
  written: createVocabulary(),
  meaning: [],
  several: [],
  titled: createVocabulary(),
  pieces: [],
  pairs: new Int32Array(1 << pairBits),
  pairNumbers: new Int32Array(1 << pairBits),
});

/** Forgets what words as they are written mean, as it must when numbers of the vocabulary were given up. */
export function forgetWritten(cutter: Cutter): void {
  cutter.pairs.fill(0);
  cutter.written = createVocabulary();
  cutter.meaning = [];
  cutter.several = [];
  cutter.titled = createVocabulary();
  cutter.pieces = [];
}

/** Appends the number of a word. */
function put(cutter: Cutter, number: number): void {
  if (cutter.size === cutter.out.length) cutter.out = grown(cutter.out, cutter.size + 1);
  cutter.out[cutter.size++] = number;
}

/** Appends the words of a text, in the order of `words`; stop words stand between them, see `tokensOf`. */
export function cutWords(cutter: Cutter, text: string): void {
  const cleaned = clean(text);
  eachRun(
    cleaned,
    (from, to) => putRun(cutter, cleaned, from, to),
    (from, to) => putWritten(cutter, cleaned, from, to),
  );
}

/** Appends the character pieces of a text, the same as `grams` gives. */
export function cutGrams(cutter: Cutter, text: string): void {
  const { vocabulary } = cutter;
  const cleaned = normalize(text);
  eachRun(
    cleaned,
    (from, to) => putRun(cutter, cleaned, from, to),
    (from, to) => {
      const { pieces } = cutter;
      const number = intern(cutter.titled, cleaned, from, to);
      if (number === pieces.length) {
        const padded = `_${plain(cleaned.slice(from, to))}_`;
        const own: number[] = [];
        eachPiece(padded, (start, end) => own.push(intern(vocabulary, padded, start, end)));
        pieces.push(own);
      }
      for (const piece of pieces[number] as number[]) put(cutter, piece);
    },
  );
}

function putRun(cutter: Cutter, text: string, from: number, to: number): void {
  const { vocabulary } = cutter;
  const bounds = segment(text, from, to);
  const most = cutter.size + bounds.length + 2 * (to - from);
  if (most > cutter.out.length) cutter.out = grown(cutter.out, most);
  const { out } = cutter;
  let { size } = cutter;
  for (let n = 0; n < bounds.length; n += 2) {
    out[size++] = intern(vocabulary, text, from + (bounds[n] as number), from + (bounds[n + 1] as number));
  }
  eachPair(text, from, to, (pair) => {
    out[size++] = pairOf(cutter, pair);
  });
  cutter.size = size;
}

/** The number of a pair of characters, given as both in one number. */
export function pairOf({ vocabulary, pairs, pairNumbers }: Cutter, pair: number): number {
  const place = Math.imul(pair, 0x9e3779b1) >>> (32 - pairBits);
  if (pairs[place] !== pair) {
    pairs[place] = pair;
    pairNumbers[place] = intern(vocabulary, pieceText(pair));
  }
  return pairNumbers[place] as number;
}

const nothing = -1;

function putWritten(cutter: Cutter, text: string, from: number, to: number): void {
  const { written, meaning, several, vocabulary } = cutter;
  const known = written.tokens.length;
  const number = intern(written, text, from, to);
  if (number === known) {
    const tokens = tokensOf(plain(text.slice(from, to))).map((token) => intern(vocabulary, token));
    meaning[number] = tokens.length === 0 ? nothing : tokens.length === 1 ? (tokens[0] as number) : -2 - several.length;
    if (tokens.length > 1) several.push(tokens);
  }
  const token = meaning[number] as number;
  if (token >= 0) put(cutter, token);
  else if (token < nothing) for (const each of several[-2 - token] as number[]) put(cutter, each);
}
