/** BM25's inverse document frequency: how telling it is to stand in `within` of `total` articles. */
export const inverseFrequency = (total: number, within: number): number =>
  Math.log(1 + (total - Math.min(total, within) + 0.5) / (Math.min(total, within) + 0.5));

/**
 * In a small knowledge base a word is rare by accident, so the differences count for a little less than they could.
 * Like `pieceShare` chosen by the mean over eight question sets, where neighbouring values do much the same.
 */
const flatness = 0.8;

/** What a word of a query weighs that stands in `within` of `total` articles. */
export const weightOf = (total: number, within: number): number => inverseFrequency(total, within) ** flatness;

/** What a character or a pair of an unspaced run weighs beside a whole word. */
export const pieceShare = 0.25;
/** A word as telling as that brings articles into the search; a less telling one only counts in those that are there. */
const tellingFrom = 1;

/** Whether so frequent a word finds something in particular. */
export const isTelling = (total: number, within: number): boolean => inverseFrequency(total, within) > tellingFrom;
