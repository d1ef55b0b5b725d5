import { stem } from "./stem.ts";
import { stopWords } from "./stop-words.ts";

/** Ends every token: Orama matches by prefix, and nothing begins with a token and this marker but the token itself. */
export const wordEnd = "\u0001";

const unspaced = "\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}ー";
/** Runs of scripts without spaces (1), or words of the others, with apostrophes and dots inside them (2). */
const runs = new RegExp(
  `([${unspaced}]+)|((?:(?![${unspaced}])(?:[\\p{L}\\p{M}\\p{N}]|['.](?=[\\p{L}\\p{N}])))+)`,
  "gu",
);
/** Japanese politeness around a question: nothing in it says what the question is about, but its pairs are everywhere. */
const courtesies =
  /(?:を|について|か|のか|方法を)?(?:教えて|お教え)(?:ください|下さい|いただけ(?:ます|ません)か|もらえ(?:ます|ません)か|欲しい(?:です)?|ほしい(?:です)?)?|(?:よろしく)?お願い(?:いた|致)?し(?:ます|たい)|(?:どう(?:すれば|したら)|どのように(?:すれば|したら)?)(?:いい|良い|よい)?(?:の)?(?:でしょうか|ですか)?|(?:の|ん)?(?:でしょうか|ですか|ですが)|(?:を)?(?:知りたい|聞きたい)(?:の|ん)?(?:です)?(?:が)?/gu;
const hiragana = /^[\p{sc=Hiragana}ー]+$/u;
const segmenter = new Intl.Segmenter("ja", { granularity: "word" });

/** A word of a query: how it is looked up, and whether it may still be growing under the visitor's fingers. */
export type Word = { token: string; written: string; last: boolean };

/** One way to write every text: compatible forms unified (half-width kana, full-width Latin), lower case. */
export function normalize(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/[’‘]/g, "'");
}

/** The words of a text as they are indexed: normalised, stemmed, without stop words, in their order and as often. */
export function words(text: string): string[] {
  return parse(text).map((word) => word.token);
}

/** The same words with what was written, for highlighting and for search as you type. */
export function parse(text: string): Word[] {
  const found: Word[] = [];
  const clean = normalize(text).replace(courtesies, " ");
  for (const match of clean.matchAll(runs)) {
    const last = match.index + match[0].length === clean.length;
    if (match[1] !== undefined) segment(match[1], last, found);
    else spell(plain(match[0]), last, found);
  }
  return found;
}

/** Latin and other spaced words without accents and apostrophes. */
function plain(run: string): string {
  return run
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .normalize("NFC")
    .replaceAll("'s", "")
    .replaceAll("'", "");
}

function spell(run: string, last: boolean, found: Word[]): void {
  // node.js, config.yaml and 3.1 are found whole and by their parts
  const parts = run.includes(".") ? [run, ...run.split(".")] : [run];
  for (const part of parts) {
    if (part !== "" && !stopWords.has(part)) found.push({ token: stem(part) + wordEnd, written: part, last });
  }
}

function segment(run: string, last: boolean, found: Word[]): void {
  const push = (written: string) =>
    found.push({ token: written + wordEnd, written, last: last && run.endsWith(written) });
  for (const { segment: word } of segmenter.segment(run)) {
    if (stopWords.has(word) || (word.length === 1 && hiragana.test(word))) continue;
    // two characters are a pair anyway, unless both are hiragana
    if (word.length !== 2 || hiragana.test(word)) push(word);
  }
  for (let at = 0; at + 1 < run.length; at++) {
    const pair = run.slice(at, at + 2);
    if (!hiragana.test(pair)) push(pair);
  }
}

/** Pieces of three and four characters of every spaced word, and the words of the other scripts: they forgive typos. */
export function grams(text: string): string[] {
  const found: string[] = [];
  const pieces: Word[] = [];
  for (const match of normalize(text).matchAll(runs)) {
    if (match[1] !== undefined) segment(match[1], false, pieces);
    else {
      // stop words too: "what is", "how do I" and "where" tell kinds of titles apart
      const padded = `_${plain(match[0])}_`;
      for (const size of [3, 4]) {
        for (let at = 0; at + size <= padded.length; at++) found.push(padded.slice(at, at + size) + wordEnd);
      }
    }
  }
  return [...found, ...pieces.map((piece) => piece.token)];
}
