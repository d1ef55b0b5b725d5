/*
 * How a search ranks, in three stages; this file, `formula.ts`, `weights.ts`, `shreds.ts` and `windows.ts` are the
 * ranking, everything else is machinery. docs/search.md says it in words and has the figures.
 *
 * Stage 1, `gather` (gather.ts): cheap scores straight over the postings, for every article that has a telling word or
 * character piece of the query. What it knows of a word in an article are packed counts by field (`titleCount`,
 * `headingCount`, `keywordsCount`, `textCount` in store.ts), the article's lengths and the word's article frequency
 * (`frequencyOf`). How these become a score is said by `inArticle` and `saturate` in `formula.ts`.
 *
 * Stage 2, `measure` below: for the best ~50 of stage 1. It has the `Entry` (store.ts): the article, its passages, and
 * the numbers of all words in their order, segment by segment (title, keywords, grams, then heading and text of every
 * passage), so positions, neighbours and lengths can be read from its `tokens` and `ends`. A `Sight` (sight.ts) has
 * the counts of the query's words in every segment: `countIn(sight, segment, token)`. A `Term` (terms.ts) has its forms
 * (itself, or guesses, beginnings and synonyms with their shares), its weight, and `store.vocabulary.tokens[token]` is a
 * token's text. In runs without spaces the words come first and then single characters and pairs. Stop words have tokens
 * with a mark, for the character pieces of the whole text (pieces.ts, shreds.ts) and for windows, and no postings.
 *
 * Stage 3, in `query.ts`: the best ten of stage 2 are looked at once more for what stands close together (windows.ts).
 */
import type { Features } from "./features.ts";
import { allShares, saturatePassage, shares } from "./formula.ts";
import type { Candidate } from "./gather.ts";
import type { Passage } from "./passages.ts";
import { frequencyOf } from "./postings.ts";
import type { InPieces } from "./shreds.ts";
import { bestForm, countIn, headingOf, lookAt, textOf, type Wanted } from "./sight.ts";
import { type Entry, type Store, segments } from "./store.ts";
import type { Query, Term } from "./terms.ts";
import { inverseFrequency } from "./weights.ts";

/** An article that was found, with the passage that fits best; `score` compares across queries, 0 to 1. */
export type Found = {
  articleId: string;
  title: string;
  url: string;
  passage: Passage;
  score: number;
  features: Features;
};

/** A candidate as stage 2 sees it; which passage fits best, and what is needed to describe it once it is to be shown. */
export type Measured = {
  entry: Entry;
  id: string;
  score: number;
  best: number;
  titleAsked: number;
};

/** What stage 2 finds out about a candidate of stage 1; `inPieces` says what the pieces of its whole text are worth. */
export function measure(
  store: Store,
  candidate: Candidate,
  query: Query,
  wanted: Wanted,
  inPieces: InPieces,
): Measured {
  const entry = store.entries[candidate.number] as Entry;
  const { passages, ends } = entry;
  const { terms } = query;
  const sight = lookAt(wanted, entry);
  let total = 0;
  for (const { weight } of terms) total += weight;
  const usual = store.passageLength / store.passageCount || 1;
  const titleLength = ends[segments.title] as number;
  let best = 0;
  let most = -1;
  let inPassage = 0;
  for (let at = 0; at < passages.length; at++) {
    const [heading, text] = [headingOf(at), textOf(at)];
    const length = (titleLength + (ends[text] as number) - (ends[heading - 1] as number)) / usual;
    let own = 0;
    let withTitle = 0;
    for (const { forms, weight, share } of terms) {
      let alone = 0;
      let both = 0;
      for (const { tokens, together, share: worth } of forms) {
        let times = together ? most16 : 0;
        let timesInBoth = times;
        for (const token of tokens) {
          const here = countIn(sight, heading, token) + countIn(sight, text, token);
          const all = here + countIn(sight, segments.title, token);
          times = together ? Math.min(times, here) : times + here;
          timesInBoth = together ? Math.min(timesInBoth, all) : timesInBoth + all;
        }
        if (timesInBoth === 0) continue;
        alone = Math.max(alone, worth * saturatePassage(times, length));
        both = Math.max(both, worth * saturatePassage(timesInBoth, length));
      }
      own += weight * share * alone;
      withTitle += weight * share * both;
    }
    inPassage = Math.max(inPassage, withTitle / (total || 1));
    // which one to show is up to what stands in it
    if (own <= most) continue;
    best = at;
    most = own;
  }
  const titleAsked = askedOf(store, entry, terms, wanted);
  const sum =
    shares.words * candidate.words +
    shares.titlePieces * candidate.titlePieces +
    shares.titleAsked * titleAsked +
    shares.passage * inPassage +
    shares.pieces * inPieces(entry, sight);
  return { entry, id: candidate.id, score: sum / allShares, best, titleAsked };
}

/** More often than any count says. */
const most16 = 0x1_0000;

/** What of the features needs more than one article, or none. */
type Others = "margin" | "lead" | "known" | "terms" | "substance" | "strangers";

/** What a decision may rest on of one article that was measured: for the few that are shown. */
export function describe(
  { entry, best, titleAsked }: Measured,
  { terms, pieces }: Query,
  wanted: Wanted,
): Omit<Features, Others> {
  const sight = lookAt(wanted, entry);
  const inTitle = (token: number) => countIn(sight, segments.title, token);
  const inGrams = (token: number) => countIn(sight, segments.grams, token);
  const inHeading = (token: number) => countIn(sight, headingOf(best), token);
  const here = (token: number) => inHeading(token) + countIn(sight, textOf(best), token);
  const everywhere = (token: number) => {
    for (let segment = 0; segment < entry.ends.length; segment++) {
      if (segment !== segments.grams && countIn(sight, segment, token) > 0) return 1;
    }
    return 0;
  };
  return {
    coverage: shareOf(terms, everywhere),
    passageCoverage: shareOf(terms, inTitle, here),
    titleCoverage: shareOf(terms, inTitle, inHeading),
    shape: shareOf(pieces, inGrams),
    titleAsked,
  };
}

const once = (times: number) => (times > 0 ? 1 : 0);

/** The share of a query that occurs in any of these places. */
function shareOf(all: readonly Term[], ...places: ((token: number) => number)[]): number {
  let sum = 0;
  let weights = 0;
  for (const term of all) {
    weights += term.weight;
    let share = 0;
    for (const place of places) share = Math.max(share, bestForm(term, place, once));
    sum += term.weight * term.share * share;
  }
  return sum / (weights || 1);
}

/** The share of a title, its words weighed by how telling they are, that a query names in any form. */
function askedOf(store: Store, { tokens, ends }: Entry, terms: readonly Term[], { slots }: Wanted): number {
  const end = ends[segments.title] as number;
  let sum = 0;
  let weights = 0;
  for (let at = 0; at < end; at++) {
    const token = tokens[at] as number;
    const frequency = frequencyOf(store.words, token);
    // stop words are in no article, and a word counts once
    if (frequency === 0 || tokens.indexOf(token) < at) continue;
    const weight = inverseFrequency(store.count, frequency);
    weights += weight;
    if (slots[token] !== 0) sum += weight * namedBy(terms, token);
  }
  return sum / (weights || 1);
}

/** How well the best of a query's forms names a word. */
function namedBy(terms: readonly Term[], token: number): number {
  let share = 0;
  for (const term of terms) {
    for (const form of term.forms) {
      if (form.tokens.includes(token)) share = Math.max(share, form.share * term.share);
    }
  }
  return share;
}
