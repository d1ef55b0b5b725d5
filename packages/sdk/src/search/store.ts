import { type Cutter, createCutter, forgetWritten } from "./cut.ts";
import type { Passage, SearchArticle } from "./passages.ts";
import { countPieces, createPieces, forgetPlaces, type Pieces } from "./pieces.ts";
import { createPostings, frequencyOf, type Postings, post, unpost } from "./postings.ts";
import type { Reader } from "./reader.ts";
import { isQuiet } from "./tokenize.ts";
import { createVocabulary, forget, grown, type Vocabulary } from "./vocabulary.ts";

/** An article in the index; `tokens` are the numbers of all its words in their order, cut up by `ends`. */
export type Entry = {
  /** Its number in the postings. */
  number: number;
  article: SearchArticle;
  passages: Passage[];
  /** Characters in the text of every passage: on a device the text is put together only when it is shown. */
  chars: number[];
  /** Title, keywords, grams, and then heading and text of every passage, one behind the other. */
  tokens: Int32Array;
  /** Where each of those segments ends in `tokens`. */
  ends: Int32Array;
  /** Words in all of it, title and keywords counted once. */
  length: number;
  gramLength: number;
};

/** The segments of an entry that are there once; the heading of passage n is `headings + 2 * n`, its text is the next one. */
export const segments = { title: 0, keywords: 1, grams: 2, headings: 3 } as const;

/** What Orama's index component keeps: words and grams share their numbers, and have postings each. */
export type Store = {
  vocabulary: Vocabulary;
  cutter: Cutter;
  /** While articles come out of a snapshot: reads them, in the place of the cutter. */
  reader: Reader | undefined;
  /** Of the article that is being cut: where its segments end, and how long its passages are. */
  draft: { ends: number[]; chars: number[] };
  /** Orama looks for it. */
  vectorIndexes: Record<string, never>;
  words: Postings;
  grams: Postings;
  pieces: Pieces;
  /** By number; numbers of articles that were taken out are empty until they come again. */
  entries: (Entry | undefined)[];
  /** Lengths by number, here as well because every posting that is read needs one. */
  lengths: Int32Array;
  gramLengths: Int32Array;
  count: number;
  length: number;
  gramLength: number;
  /** Passages there are, and words in them, the title counted with each. */
  passageCount: number;
  passageLength: number;
  /** Counts up whenever an article comes or goes. */
  changes: number;
  /** How many words stand in some article. */
  used: number;
  /** Counts up whenever numbers of words are given up, so that whoever has kept some knows. */
  sweeps: number;
  /** By token: how often it stands in the article at hand, packed; all zero in between. */
  tally: Int32Array;
  /** The tokens of the article at hand, every one once. */
  seen: Int32Array;
};

/** A store without articles. */
export function createStore(): Store {
  const vocabulary = createVocabulary();
  return {
    vocabulary,
    cutter: createCutter(vocabulary),
    reader: undefined,
    draft: { ends: [], chars: [] },
    vectorIndexes: {},
    words: createPostings(),
    grams: createPostings(),
    pieces: createPieces(),
    entries: [],
    lengths: new Int32Array(16),
    gramLengths: new Int32Array(16),
    count: 0,
    length: 0,
    gramLength: 0,
    passageCount: 0,
    passageLength: 0,
    changes: 0,
    used: 0,
    sweeps: 0,
    tally: new Int32Array(512),
    seen: new Int32Array(512),
  };
}

/**
 * How often a word stands in the fields of an article, packed into 25 bits; more often than a field can hold is as often
 * as it can hold, which no ranking can tell apart any more.
 */
const fields = {
  title: { shift: 0, most: 15 },
  heading: { shift: 4, most: 63 },
  keywords: { shift: 10, most: 31 },
  text: { shift: 15, most: 1023 },
} as const;

export const titleCount = (packed: number): number => packed & 15;
export const headingCount = (packed: number): number => (packed >>> 4) & 63;
export const keywordsCount = (packed: number): number => (packed >>> 10) & 31;
/** Whether a word stands in no other field, as most do. */
export const isTextOnly = (packed: number): boolean => (packed & 0x7fff) === 0;
export const textCount = (packed: number): number => packed >>> 15;

/** Puts an article that was cut into the postings. */
export function file(store: Store, entry: Entry): void {
  const { number } = entry;
  makeRoom(store, entry);
  store.lengths = grown(store.lengths, number + 1);
  store.gramLengths = grown(store.gramLengths, number + 1);
  const { tally, seen } = store;
  const add = (postings: Postings, different: number) => {
    for (let n = 0; n < different; n++) {
      const token = seen[n] as number;
      const counts = tally[token] as number;
      tally[token] = 0;
      // what stands in some article already needs no second look, and that is nearly every word
      if (frequencyOf(postings, token) === 0) {
        if (isQuietToken(store, token)) continue;
        if (isIdle(store, token)) store.used += 1;
      }
      post(postings, token, number, counts);
    }
  };
  add(store.grams, countGrams(store, entry));
  const different = countWords(store, entry);
  countPieces(store.pieces, store.vocabulary.tokens, number, seen, different, tally, times, 1);
  add(store.words, different);
  countPassages(store, entry, 1);
  store.entries[number] = entry;
  store.lengths[number] = entry.length;
  store.gramLengths[number] = entry.gramLength;
  store.count += 1;
  store.changes += 1;
  store.length += entry.length;
  store.gramLength += entry.gramLength;
}

/** Takes an article out of the postings, and now and then gives up the numbers of words nobody uses. */
export function unfile(store: Store, entry: Entry): void {
  makeRoom(store, entry);
  const { tally, seen } = store;
  const drop = (postings: Postings, different: number) => {
    for (let n = 0; n < different; n++) {
      const token = seen[n] as number;
      tally[token] = 0;
      // stop words were never posted
      if (frequencyOf(postings, token) === 0) continue;
      if (unpost(postings, token, entry.number) === 0 && isIdle(store, token)) store.used -= 1;
    }
  };
  drop(store.grams, countGrams(store, entry));
  const different = countWords(store, entry);
  countPieces(store.pieces, store.vocabulary.tokens, entry.number, seen, different, tally, times, -1);
  drop(store.words, different);
  countPassages(store, entry, -1);
  store.entries[entry.number] = undefined;
  store.count -= 1;
  store.changes += 1;
  store.length -= entry.length;
  store.gramLength -= entry.gramLength;
  const { tokens, free } = store.vocabulary;
  const idle = tokens.length - free.length - store.used;
  if (idle > idleAtLeast && idle > store.used / 2) sweep(store);
}

const times = (packed: number) => titleCount(packed) + headingCount(packed) + keywordsCount(packed) + textCount(packed);

const isQuietToken = ({ vocabulary }: Store, token: number) => isQuiet(vocabulary.tokens[token] as string);

function countPassages(store: Store, { ends }: Entry, step: 1 | -1): void {
  const count = (ends.length - segments.headings) / 2;
  const words = (ends.at(-1) as number) - (ends[segments.grams] as number);
  store.passageCount += step * count;
  store.passageLength += step * (words + count * (ends[segments.title] as number));
}

const idleAtLeast = 2_000;

const isIdle = ({ words, grams }: Store, token: number) =>
  frequencyOf(words, token) === 0 && frequencyOf(grams, token) === 0;

function sweep(store: Store): void {
  forget(store.vocabulary, (token) => !isIdle(store, token) || isQuietToken(store, token));
  forgetPlaces(store.pieces);
  forgetWritten(store.cutter);
  store.sweeps += 1;
}

function makeRoom(store: Store, { tokens }: Entry): void {
  store.tally = grown(store.tally, store.vocabulary.tokens.length);
  store.seen = grown(store.seen, tokens.length);
}

/** Counts the grams of an article into `tally`, the different ones into `seen`; gives how many are different. */
function countGrams(store: Store, entry: Entry): number {
  return countSegment(store, entry, segments.grams, fields.text, 0);
}

/** The same with its words, which are counted by field. */
function countWords(store: Store, entry: Entry): number {
  let different = countSegment(store, entry, segments.title, fields.title, 0);
  different = countSegment(store, entry, segments.keywords, fields.keywords, different);
  for (let segment = segments.headings as number; segment < entry.ends.length; segment += 2) {
    different = countSegment(store, entry, segment, fields.heading, different);
    different = countSegment(store, entry, segment + 1, fields.text, different);
  }
  return different;
}

function countSegment(
  { tally, seen }: Store,
  { tokens, ends }: Entry,
  segment: number,
  { shift, most }: { shift: number; most: number },
  different: number,
): number {
  const end = ends[segment] as number;
  const one = 1 << shift;
  for (let at = segment === 0 ? 0 : (ends[segment - 1] as number); at < end; at++) {
    const token = tokens[at] as number;
    const before = tally[token] as number;
    if (before === 0) seen[different++] = token;
    if (((before >>> shift) & most) < most) tally[token] = before + one;
  }
  return different;
}
