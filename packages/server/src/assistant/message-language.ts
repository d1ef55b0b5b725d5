import { type Language, speaks } from "./phrases.ts";

/** Words that hold English together and stand in no name of a product. */
const english = new Set(
  `a about am an and any are as at be been but by can could did do does don't for from get had has have how i i'm if in is
  isn't it it's its me my need not of on or our please should that the their there they this to was we were what what's when
  where which who why will with won't would you your`.split(/\s+/),
);

/** With so many words a message says by itself which language it is in; with one of `english` among them, fewer do. */
const wordsEnough = 5;
const wordsWithEnglish = 3;

/**
 * The language to answer a message in: the one it is clearly written in, else that of the page.
 *
 * Clearly Japanese is what has kana and is not mostly Latin words, clearly English is Latin words only and a few of them.
 * What is short, or mixes both, may be a name or a quotation, and says nothing of who wrote it.
 */
export function languageOf(message: string, page: string): Language {
  const text = message
    .normalize("NFKC")
    .replace(/[’‘]/g, "'")
    .replace(/https?:\/\/\S+|\S+@\S+/g, " ");
  const latin = (text.match(/[\p{sc=Latin}][\p{sc=Latin}'-]*/gu) ?? []).map((word) => word.toLowerCase());
  const japanese = text.match(/[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}ー]/gu)?.length ?? 0;
  // a word of Japanese has two characters or so
  if (/[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(text) && japanese / 2 >= latin.length) return "ja";
  const enough = latin.some((word) => english.has(word)) ? wordsWithEnglish : wordsEnough;
  if (japanese === 0 && latin.length >= enough) return "en";
  return speaks(page);
}
