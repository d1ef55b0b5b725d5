import { normalize, relativesOf, words } from "@kotae/sdk/search";

/** What is read of a ticket: its words, and what else is known of it (page, product, tier: any name and value). */
export type Reading = { text: string; attributes?: Readonly<Record<string, string>> | undefined };

/** How often each feature occurs, by its hash. */
type Counts = Map<number, number>;
export type Features = { words: Counts; pairs: Counts; pieces: Counts; attributes: Counts };

/** What a ticket is about stands at its beginning; the rest is quotes, logs and signatures. */
export const charsRead = 2_000;

/** What a word of the general lexicon counts beside the one that was written. */
const relativeShare = 0.5;

/** Where a hash starts from, so that a word and a piece that look alike stay apart. */
const kinds = { word: 1, written: 2, pair: 3, piece: 4, attribute: 5 } as const;

const runs =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}ー]+|[\p{L}\p{M}\p{N}]+(?:'[\p{L}\p{M}\p{N}]+)*/gu;
const unspaced = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}ー]/u;

/**
 * The features of a text: its telling words with their relatives and every word as written; every two neighbours (“how
 * do”, “not work”); pieces of three and four characters, in scripts without spaces of two and three.
 */
export function featuresOf({ text, attributes = {} }: Reading): Features {
  const read = text.slice(0, charsRead);
  const found: Features = { words: tellingWords(read), pairs: new Map(), pieces: new Map(), attributes: new Map() };
  let before = "^";
  for (const [run] of normalize(read).matchAll(runs)) {
    if (unspaced.test(run)) {
      addPieces(found.pieces, run, 2, 3);
      before = "";
      continue;
    }
    add(found.words, hash(kinds.written, run));
    if (before !== "") add(found.pairs, hash(kinds.pair, `${before} ${run}`));
    addPieces(found.pieces, `_${run}_`, 3, 4);
    before = run;
  }
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== "") add(found.attributes, hash(kinds.attribute, `${name}=${normalize(value)}`));
  }
  return found;
}

/** The hashes of a text's telling words, each once: what two texts are compared by. */
export const wordHashes = (text: string): number[] => [
  ...new Set(tokensOf(text.slice(0, charsRead)).map((token) => hash(kinds.word, token))),
];

function tellingWords(text: string): Counts {
  const counts: Counts = new Map();
  const tokens = tokensOf(text);
  for (const token of tokens) add(counts, hash(kinds.word, token));
  const written = new Set(tokens);
  for (const token of written) {
    for (const relative of relativesOf(token) ?? []) {
      if (!written.has(relative)) add(counts, hash(kinds.word, relative), relativeShare);
    }
  }
  return counts;
}

/** Without the mark the search ends every token with. */
const tokensOf = (text: string): string[] => words(text).map((token) => token.slice(0, -1));

function addPieces(pieces: Counts, run: string, short: number, long: number): void {
  if (run.length < short) add(pieces, hash(kinds.piece, run));
  for (let size = short; size <= long; size++) {
    for (let at = 0; at + size <= run.length; at++) add(pieces, hash(kinds.piece, run, at, at + size));
  }
}

const add = (counts: Counts, feature: number, times = 1) => counts.set(feature, (counts.get(feature) ?? 0) + times);

/** FNV-1a over UTF-16 units, started at the kind; signed, because small signed numbers are cheap keys. */
function hash(kind: number, text: string, from = 0, to = text.length): number {
  let code = Math.imul(0x811c9dc5 ^ kind, 0x01000193);
  for (let at = from; at < to; at++) code = Math.imul(code ^ text.charCodeAt(at), 0x01000193);
  return code;
}
