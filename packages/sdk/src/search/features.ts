import type { Store } from "./store.ts";
import type { Query } from "./terms.ts";

/**
 * What a decision may rest on; shares are of the query's weight, 0 to 1. The last four are missing from questions that
 * were kept before they were measured.
 */
export type Features = {
  /** Share that stands anywhere in the article. */
  coverage: number;
  /** Share that stands in the best passage, its heading or the title. */
  passageCoverage: number;
  /** Share that stands in the title or heading. */
  titleCoverage: number;
  /** Share of the query's character pieces that stands in title and keywords: high for a misspelt title. */
  shape: number;
  /** Share that stands in any article at all. */
  known: number;
  /** How far this score is above the next article's. */
  margin: number;
  /** Number of different words that say something. */
  terms: number;
  /** Share of the title that the query names: the other direction of `titleCoverage`. */
  titleAsked?: number;
  /** How far this score is above the mean of the nine articles that follow. */
  lead?: number;
  /** How much the query says in all: its weight in words that one article alone has. */
  substance?: number;
  /** Share of its whole words that stand in no article, however rare: 0 to 1. */
  strangers?: number;
};

/** The features that are the same for every article a query finds. */
export function queryFeatures(
  store: Store,
  { terms }: Query,
): Required<Pick<Features, "known" | "terms" | "substance" | "strangers">> {
  let known = 0;
  let weights = 0;
  let whole = 0;
  let strange = 0;
  for (const term of terms) {
    known += term.weight * term.share * term.known;
    weights += term.weight;
    if (term.isPiece) continue;
    whole += 1;
    if (!term.isKnown) strange += 1;
  }
  return {
    known: known / (weights || 1),
    terms: terms.length,
    substance: weights / Math.log(store.count + 1),
    strangers: strange / (whole || 1),
  };
}

/** How far each score, best first, is above the next one, and above the mean of the nine that follow. */
export function distances(scores: readonly number[], at: number): Required<Pick<Features, "margin" | "lead">> {
  const own = scores[at] ?? 0;
  let sum = 0;
  for (let n = 1; n < 10; n++) sum += scores[at + n] ?? 0;
  return { margin: own - (scores[at + 1] ?? 0), lead: own - sum / 9 };
}
