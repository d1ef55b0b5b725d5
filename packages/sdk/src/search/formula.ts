import { headingCount, isTextOnly, keywordsCount, textCount, titleCount } from "./store.ts";

/** BM25's usual constants. */
const saturation = 1.2;
const lengthShare = 0.75;
/** Passages are cut to much the same length, so it says less about them. */
const passageLengthShare = 0.5;

/**
 * What the six scores of an article count for in its rank; each is a share of what the query could get, 0 to 1. That of
 * the window is found out for the best ten by the others only: it can lift them, and nothing else passes them.
 *
 * Fitted in November 2026 as a listwise softmax over the articles of a question, on the development questions of eight
 * sets that count alike (tests/bench/search.ts), then rounded to whole numbers within what made no difference. The same
 * for all sets and languages; docs/search.md has the figures, also with the measured set left out of the fitting.
 */
export const shares = { words: 4, titlePieces: 4, titleAsked: 3, passage: 5, pieces: 7, window: 5 };
export const allShares = Object.values(shares).reduce((sum, share) => sum + share);

/** How often a word stands in an article: what stands in its title says more than what stands somewhere in it. */
export const inArticle = (packed: number): number =>
  isTextOnly(packed)
    ? textCount(packed)
    : 1.5 * titleCount(packed) + 1.25 * headingCount(packed) + 1.1 * keywordsCount(packed) + textCount(packed);

/** What so many occurrences are worth, 0 to 1, in a text of so many times the usual length. */
export const saturate = (times: number, length: number, share = lengthShare): number =>
  times === 0 ? 0 : times / (times + drag(length, share));

/** What a length adds to the occurrences that are needed: for whoever asks for many words of one text. */
export const drag = (length: number, share = lengthShare): number => saturation * (1 - share + share * length);

/** The same in a passage. */
export const saturatePassage = (times: number, length: number): number => saturate(times, length, passageLengthShare);
