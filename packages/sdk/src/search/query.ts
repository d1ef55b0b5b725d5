import { search as retrieve } from "@orama/orama";
import type { SearchIndex } from "./build.ts";
import { type Found, rank, type Term } from "./rank.ts";
import { nearby } from "./spelling.ts";
import { grams, parse } from "./tokenize.ts";

export type SearchOptions = {
  limit?: number;
  /** The last word is still being typed: what begins like it counts as well. */
  typing?: boolean;
};

const candidates = 120;
const expansions = 24;
const corrections = 3;
const guessed = 0.5;
/** An article that shares no word with the query must look so much like it at least. */
const misspelt = 0.3;

/**
 * The articles that fit a query, best first; ties go by id, so the same query always gives the same order.
 *
 * @example
 * const index = buildIndex(articles, "en");
 * const [best] = search(index, "install the widget", { limit: 3 });
 */
export function search(index: SearchIndex, query: string, options: SearchOptions = {}): Found[] {
  const terms = termsOf(index, query, options.typing ?? false);
  const pieces = [...new Set(grams(query))].map((token): Term => weigh(index, [token], index.gramFrequency));
  const ids = new Set([
    ...fetch(index, terms, ["title", "heading", "keywords", "text"]),
    ...fetch(index, pieces, ["grams"]),
  ]);
  return rank(index, ids, terms, pieces)
    .filter(({ features }) => features.coverage > 0 || features.shape >= misspelt)
    .slice(0, options.limit ?? 5);
}

/** The words of a query with their weights, every one once. */
function termsOf(index: SearchIndex, query: string, typing: boolean): Term[] {
  const terms = new Map<string, Term>();
  for (const { token, written, last } of parse(query)) {
    if (terms.has(token)) continue;
    const { frequency } = index;
    if (typing && last) terms.set(token, weigh(index, [token, ...growing(index, written, token)], frequency));
    else if (frequency.has(token)) terms.set(token, weigh(index, [token], frequency));
    else {
      const meant = nearby(frequency.keys(), token, corrections);
      // it weighs what an unknown word weighs, and a guess at it counts for less than the word itself
      const { weight } = weigh(index, [token], frequency);
      terms.set(
        token,
        meant.length > 0 ? { tokens: meant, weight, share: guessed, known: false } : weigh(index, [token], frequency),
      );
    }
  }
  return [...terms.values()];
}

/** Indexed words that begin like the one being typed, the most frequent first. */
function growing(index: SearchIndex, written: string, token: string): string[] {
  if (written.length < 2) return [];
  const found: [token: string, count: number][] = [];
  for (const [word, count] of index.frequency) {
    if (word !== token && word.startsWith(written)) found.push([word, count]);
  }
  found.sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return found.slice(0, expansions).map(([word]) => word);
}

/** A term and its inverse document frequency, as BM25 defines it, over whole articles. */
function weigh(index: SearchIndex, tokens: string[], frequency: Map<string, number>): Term {
  const total = index.articles.size;
  const within = Math.min(total, Math.max(...tokens.map((token) => frequency.get(token) ?? 0)));
  return { tokens, weight: Math.log(1 + (total - within + 0.5) / (within + 0.5)), share: 1, known: within > 0 };
}

/** Ids of the articles whose passages Orama finds for these terms. */
function fetch(
  index: SearchIndex,
  terms: Term[],
  properties: ("title" | "heading" | "keywords" | "text" | "grams")[],
): string[] {
  const known = terms.filter((term) => term.known || term.share < 1);
  // what stands in every other article finds nothing in particular, and reading its long list is what takes the time
  const telling = known.filter((term) => term.weight > 1);
  const tokens = (telling.length > 0 ? telling : known).flatMap((term) => term.tokens);
  if (tokens.length === 0) return [];
  const results = retrieve(index.orama, {
    term: tokens.join(" "),
    properties,
    threshold: 1,
    limit: candidates,
    boost: { title: 3, heading: 2, keywords: 1.5, text: 1, grams: 1 },
  });
  if (results instanceof Promise) throw new TypeError("Orama answers at once where no hook is set.");
  return results.hits.map((hit) => hit.id.slice(0, hit.id.lastIndexOf("#")));
}
