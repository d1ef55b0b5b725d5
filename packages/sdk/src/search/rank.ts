import { type Entry, type Field, occurrences, type SearchIndex } from "./build.ts";
import type { Passage } from "./passages.ts";

/** A word of a query, or several forms of it, and how telling it is; `known` where it stands in some article. */
export type Term = {
  tokens: string[];
  weight: number;
  /** How much of its weight a match brings: less than 1 where the tokens are a guess at a misspelt word. */
  share: number;
  known: boolean;
};

/** What a decision may rest on; shares are of the query's weight, 0 to 1. */
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
};

/** An article that was found, with the passage that fits best; `score` compares across queries, 0 to 1. */
export type Found = {
  articleId: string;
  title: string;
  url: string;
  passage: Passage;
  score: number;
  features: Features;
};

/** BM25's usual constants; the title's share was tuned on the development questions in `tests/bench/search.ts`. */
const saturation = 1.2;
const lengthShare = 0.75;
const titleShare = 0.8;
const highest = (saturation + 1) * (1 + titleShare);

/** Orders articles by BM25 over all their words, joined with the character pieces of title and keywords. */
export function rank(index: SearchIndex, articleIds: Iterable<string>, terms: Term[], pieces: Term[]): Found[] {
  const weights = { terms: sum(terms, ({ weight }) => weight) || 1, pieces: sum(pieces, ({ weight }) => weight) || 1 };
  const found: Found[] = [];
  for (const articleId of articleIds) {
    const entry = index.articles.get(articleId);
    if (entry) found.push(measure(index, entry, terms, pieces, weights));
  }
  found.sort((a, b) => b.score - a.score || (a.articleId < b.articleId ? -1 : 1));
  found.forEach((hit, n) => {
    hit.features.margin = hit.score - (found[n + 1]?.score ?? 0);
  });
  return found;
}

function measure(
  index: SearchIndex,
  entry: Entry,
  terms: Term[],
  pieces: Term[],
  weights: { terms: number; pieces: number },
): Found {
  const { article, passages } = entry;
  const total = index.articles.size;
  const counts = terms.map((term) => passages.map(({ id }) => tally(index, id, term)));
  const pieceCounts = pieces.map((piece) => timesOf(index, passages[0]?.id ?? "", "grams", piece));

  const length = (entry.length * total) / index.length || 1;
  const bm25 = sum(terms, ({ weight, share }, n) => weight * share * saturate(sum(counts[n] ?? [], inArticle), length));
  const gramLength = (entry.gramLength * total) / index.gramLength || 1;
  const shape = sum(pieces, ({ weight }, n) => weight * saturate(pieceCounts[n] ?? 0, gramLength));

  const best = bestPassage(passages, terms, counts);
  const shareOf = (holds: (n: number) => boolean) =>
    sum(terms, ({ weight, share }, n) => (holds(n) ? weight * share : 0)) / weights.terms;
  const head = (n: number) => counts[n]?.[0] ?? none;
  const here = (n: number) => counts[n]?.[best] ?? none;
  return {
    articleId: article.id,
    title: article.title,
    url: article.url,
    passage: passageOf(passages[best] as Passage),
    score: (bm25 / weights.terms + (titleShare * shape) / weights.pieces) / highest,
    features: {
      coverage: shareOf((n) => (counts[n] ?? []).some((count) => inArticle(count) > 0)),
      passageCoverage: shareOf((n) => head(n).title + inPassage(here(n)) > 0),
      titleCoverage: shareOf((n) => head(n).title + here(n).heading > 0),
      shape: sum(pieces, ({ weight }, n) => ((pieceCounts[n] ?? 0) > 0 ? weight : 0)) / weights.pieces,
      known: shareOf((n) => terms[n]?.known ?? false),
      margin: 0,
      terms: terms.length,
    },
  };
}

/** How often a term stands in each field of a passage. */
type Count = { title: number; heading: number; keywords: number; text: number };

const tally = (index: SearchIndex, passageId: string, term: Term): Count => ({
  title: timesOf(index, passageId, "title", term),
  heading: timesOf(index, passageId, "heading", term),
  keywords: timesOf(index, passageId, "keywords", term),
  text: timesOf(index, passageId, "text", term),
});

const none: Count = { title: 0, heading: 0, keywords: 0, text: 0 };

/** The whole article's: what stands in its title says more than what stands somewhere in it. */
const inArticle = ({ title, heading, keywords, text }: Count) => 1.5 * title + 1.25 * heading + 1.1 * keywords + text;
/** The passage's own: title and keywords stand in the first one only because they have to stand somewhere. */
const inPassage = ({ heading, text }: Count) => 2 * heading + text;

const timesOf = (index: SearchIndex, passageId: string, field: Field, term: Term) =>
  sum(term.tokens, (token) => occurrences(index, passageId, field, token));

const saturate = (times: number, length: number) =>
  times === 0 ? 0 : (times * (saturation + 1)) / (times + saturation * (1 - lengthShare + lengthShare * length));

/** The passage whose words and heading hold most of the query; the first of several alike. */
function bestPassage(passages: readonly Passage[], terms: Term[], counts: Count[][]): number {
  let best = 0;
  let most = -1;
  passages.forEach(({ text }, at) => {
    const here = sum(
      terms,
      ({ weight }, n) => weight * saturate(inPassage(counts[n]?.[at] ?? none), text.length / usualChars),
    );
    if (here > most) [best, most] = [at, here];
  });
  return best;
}

const usualChars = 500;

const passageOf = ({ articleId, title, url, heading, text }: Passage): Passage => ({
  articleId,
  title,
  url,
  heading,
  text,
});

function sum<T>(items: readonly T[], of: (item: T, n: number) => number): number {
  let total = 0;
  items.forEach((item, n) => {
    total += of(item, n);
  });
  return total;
}
