import { eachPair, eachRun, isHanAt, isHiraganaAt, pieceText } from "./scan.ts";
import { stem } from "./stem.ts";
import { stopWords } from "./stop-words.ts";

/** Ends every token outside the index, so that no token is taken for the beginning of another one. */
export const wordEnd = "\u0001";

/** Japanese politeness around a question: nothing in it says what the question is about, but its pairs are everywhere. */
export const courtesies =
  /(?:を|について|か|のか|方法を)?(?:教えて|お教え)(?:ください|下さい|いただけ(?:ます|ません)か|もらえ(?:ます|ません)か|欲しい(?:です)?|ほしい(?:です)?)?|(?:よろしく)?お願い(?:いた|致)?し(?:ます|たい)|(?:どう(?:すれば|したら)|どのように(?:すれば|したら)?)(?:いい|良い|よい)?(?:の)?(?:でしょうか|ですか)?|(?:の|ん)?(?:でしょうか|ですか|ですが)|(?:を)?(?:知りたい|聞きたい)(?:の|ん)?(?:です)?(?:が)?/gu;

/** Whether a normalised text is a courtesy and nothing else. */
export const isCourtesy = (text: string): boolean => text !== "" && text.replace(courtesies, "") === "";

/** A word of a query: how it is looked up, and whether it may still be growing under the visitor's fingers. */
export type Word = {
  token: string;
  written: string;
  last: boolean /** A character or two of an unspaced run that are no word by themselves. */;
  isPiece: boolean;
};

/** One way to write every text: compatible forms unified (half-width kana, full-width Latin), lower case. */
export function normalize(text: string): string {
  const lower = text.normalize("NFKC").toLowerCase();
  // to look for them first is faster than to replace nothing, and this is done to every text
  return lower.includes("’") || lower.includes("‘") ? lower.replace(/[’‘]/g, "'") : lower;
}

/** The words of a text as they are indexed: normalised, stemmed, without stop words, in their order and as often. */
export function words(text: string): string[] {
  return parse(text).map((word) => word.token);
}

/** A text as it is cut into words: normalised, without courtesies. */
export const clean = (text: string): string => normalize(text).replace(courtesies, " ");

/** The same words with what was written, for highlighting and for search as you type. */
export function parse(text: string): Word[] {
  const found: Word[] = [];
  const cleaned = clean(text);
  eachRun(
    cleaned,
    (from, to) => spread(cleaned, from, to, to === cleaned.length, found),
    (from, to) => {
      for (const part of partsOf(plain(cleaned.slice(from, to)))) {
        found.push({ token: stem(part) + wordEnd, written: part, last: to === cleaned.length, isPiece: false });
      }
    },
  );
  return found;
}

/** Latin and other spaced words without accents and apostrophes. */
export const plain = (run: string): string =>
  /^[a-z\d.]*$/.test(run)
    ? run
    : run
        .normalize("NFD")
        .replace(/\p{M}+/gu, "")
        .normalize("NFC")
        .replaceAll("'s", "")
        .replaceAll("'", "");

/** The words a spaced run stands for, not stemmed: node.js, config.yaml and 3.1 are found whole and by their parts. */
export const partsOf = (run: string): string[] => allParts(run).filter((part) => !stopWords.has(part));

const allParts = (run: string): string[] =>
  (run.includes(".") ? [run, ...run.split(".")] : [run]).filter((part) => part !== "");

/** In front of a stop word as it is kept in the index, where only its character pieces are ever looked for. */
const quietMark = "·";

/** Whether a token is a stop word's. */
export const isQuiet = (token: string): boolean => token.startsWith(quietMark);

/** What a token's character pieces are made of: its letters. */
export const lettersOf = (token: string): string => (isQuiet(token) ? token.slice(quietMark.length) : token);

/** The tokens of a spaced run as the index keeps them: those of `partsOf`, stemmed, and stop words with a mark. */
export const tokensOf = (run: string): string[] =>
  allParts(run).map((part) => (stopWords.has(part) ? quietMark : "") + stem(part));

/** The words of an unspaced run, and then its pairs of characters. */
function spread(text: string, begin: number, end: number, last: boolean, found: Word[]): void {
  const push = (from: number, to: number, isPiece: boolean) => {
    const written = text.slice(from, to);
    found.push({ token: written + wordEnd, written, last: last && text.slice(begin, end).endsWith(written), isPiece });
  };
  const wholes = recentWords(text.slice(begin, end));
  let from = begin;
  for (const word of wholes) {
    if (isIndexed(word)) push(from, from + word.length, false);
    from += word.length;
  }
  eachPair(text, begin, end, (pair, at) => {
    const to = at + pieceText(pair).length;
    const written = text.slice(at, to);
    push(at, to, stopWords.has(written) || !wholes.includes(written));
  });
}

const recent = new Map<string, string[]>();
const recentMost = 32;

/** The words of a run of a query, which is read more than once. */
function recentWords(run: string): string[] {
  const before = recent.get(run);
  if (before) return before;
  const words = wordsOfRun(run);
  if (recent.size >= recentMost) recent.clear();
  recent.set(run, words);
  return words;
}

let segmenter: Intl.Segmenter | undefined;
const segmented = new Map<string, readonly number[]>();
const segmentedMost = 20_000;

/** All words of an unspaced run, by the platform's dictionary. */
export function wordsOfRun(run: string): string[] {
  // made at its first use: a device needs it for queries only
  segmenter ??= new Intl.Segmenter("ja", { granularity: "word" });
  return Array.from(segmenter.segment(run), ({ segment }) => segment);
}

/** Whether a word of an unspaced run says something, and is no character or pair, which are indexed anyway. */
export function isIndexed(word: string): boolean {
  const { length } = word;
  if (length === 1 && (isHiraganaAt(word, 0) || isHanAt(word, 0))) return false;
  if (length === 2 && !(isHiraganaAt(word, 0) && isHiraganaAt(word, 1))) return false;
  return !stopWords.has(word);
}

/** Where the words of an unspaced run that are indexed begin and end, as offsets in it. */
export function segment(text: string, from: number, to: number): readonly number[] {
  const run = text.slice(from, to);
  const before = segmented.get(run);
  if (before) return before;
  const bounds: number[] = [];
  let at = 0;
  for (const word of wordsOfRun(run)) {
    if (isIndexed(word)) bounds.push(at, at + word.length);
    at += word.length;
  }
  if (segmented.size >= segmentedMost) segmented.clear();
  segmented.set(run, bounds);
  return bounds;
}

/** Pieces of three and four characters of every spaced word, and the words of the other scripts: they forgive typos. */
export function grams(text: string): string[] {
  const found: string[] = [];
  const words: Word[] = [];
  const cleaned = normalize(text);
  eachRun(
    cleaned,
    (from, to) => spread(cleaned, from, to, false, words),
    (from, to) => {
      const padded = `_${plain(cleaned.slice(from, to))}_`;
      eachPiece(padded, (start, end) => found.push(padded.slice(start, end) + wordEnd));
    },
  );
  return [...found, ...words.map((word) => word.token)];
}

/** Names every three and every four neighbours; stop words have them too: “what is” and “how do I” tell titles apart. */
export function eachPiece(padded: string, push: (from: number, to: number) => void): void {
  for (const size of [3, 4]) for (let at = 0; at + size <= padded.length; at++) push(at, at + size);
}
