import { allShares, inArticle, shares } from "./formula.ts";
import { frequencyOf, offsetMask, type Postings, pageOf } from "./postings.ts";
import { enter, type Slate, slateOf, wipe } from "./slate.ts";
import { isTextOnly, type Store, textCount } from "./store.ts";
import type { Form, Query, Term } from "./terms.ts";

/** An article that may answer; what its words and its title's character pieces are worth, 0 to 1, and both together. */
export type Candidate = { number: number; id: string; words: number; titlePieces: number; score: number };

/** What stands in more articles than this is not read where something more telling was asked for: it takes the time. */
const commonest = 30_000;

/**
 * Stage 1 of a search: the best articles by BM25 over all their words, joined with the character pieces of title and
 * keywords; best first, ties by id. It reads postings only, so it can afford to look at every article there is.
 */
export function gather(
  store: Store,
  { terms, pieces }: Query,
  most: number,
  accepts?: (number: number) => boolean,
): Candidate[] {
  const slate = slateOf(store);
  slate.count = 0;
  // what stands in every other article finds nothing in particular: it only adds to what others found
  const tellingTerms = tellingOf(terms);
  const tellingPieces = tellingOf(pieces);
  for (const term of tellingTerms) addTerm(store, slate, store.words, term, true);
  for (const piece of tellingPieces) addTerm(store, slate, store.grams, piece, true);
  for (const term of terms) if (!tellingTerms.has(term)) addTerm(store, slate, store.words, term, false);
  for (const piece of pieces) if (!tellingPieces.has(piece)) addTerm(store, slate, store.grams, piece, false);

  const termWeight = weightOf(terms);
  const pieceWeight = weightOf(pieces);
  const best: Candidate[] = [];
  let least = Number.NEGATIVE_INFINITY;
  const { found, count } = slate;
  for (let at = 0; at < count; at++) {
    const number = found[at] as number;
    const words = (slate.words[number] as number) / termWeight;
    const titlePieces = (slate.grams[number] as number) / pieceWeight;
    const score = (shares.words * words + shares.titlePieces * titlePieces) / allShares;
    wipe(slate, number);
    // most are out of the question, and to look at their entries as well would take longer than all the rest
    if (score < least || (accepts !== undefined && !accepts(number))) continue;
    keep(best, { number, id: store.entries[number]?.article.id ?? "", words, titlePieces, score }, most);
    if (best.length === most) least = (best[most - 1] as Candidate).score;
  }
  return best;
}

const weightOf = (terms: readonly Term[]) => terms.reduce((sum, { weight }) => sum + weight, 0) || 1;

function tellingOf(terms: readonly Term[]): Set<Term> {
  const usable = terms.filter(({ forms }) => forms.length > 0);
  const telling = usable.filter(({ isTelling }) => isTelling);
  return new Set(telling.length > 0 ? telling : usable);
}

/** Whether `a` comes before `b`. */
const isBefore = (a: Candidate, b: Candidate) => a.score > b.score || (a.score === b.score && a.id < b.id);

function keep(best: Candidate[], candidate: Candidate, most: number): void {
  const last = best.at(-1);
  if (best.length >= most && (last === undefined || !isBefore(candidate, last))) return;
  let at = best.length;
  while (at > 0 && isBefore(candidate, best[at - 1] as Candidate)) at--;
  best.splice(at, 0, candidate);
  if (best.length > most) best.pop();
}

/** Adds what a term is worth; one that `finds` brings new candidates, another counts for those that are there. */
function addTerm(store: Store, slate: Slate, postings: Postings, term: Term, finds: boolean): void {
  const isGram = postings === store.grams;
  const sums = isGram ? slate.grams : slate.words;
  const drags = isGram ? slate.gramDrags : slate.wordDrags;
  const factor = term.weight * term.share;
  const [form] = term.forms;
  const [token] = form?.tokens ?? [];
  if (token === undefined) return;
  if (term.forms.length > 1 || (form as Form).tokens.length > 1) {
    const count = addForms(slate, postings, term.forms, drags);
    for (let at = 0; at < count; at++) {
      const number = slate.reached[at] as number;
      if (finds && slate.isCandidate[number] === 0) enter(slate, number);
      if (slate.isCandidate[number] !== 0) {
        sums[number] = (sums[number] as number) + factor * (slate.best[number] as number);
      }
      slate.best[number] = 0;
    }
    return;
  }
  const size = frequencyOf(postings, token);
  if (!finds && size > commonest) return;
  const page = pageOf(postings, token);
  const begin = (postings.start[token] as number) & offsetMask;
  const list = [page, begin, begin + 2 * size] as const;
  if (finds) findList(slate, ...list, sums, drags, factor);
  else addList(slate, ...list, sums, drags, factor);
}

/**
 * The innermost loops of every search, hundreds of thousands of rounds a query: by themselves, and without asking whether
 * an article is a candidate, which no processor can guess.
 */
function addList(
  { isCandidate }: Slate,
  page: Int32Array,
  begin: number,
  end: number,
  sums: Float64Array,
  drags: Float64Array,
  factor: number,
): void {
  for (let at = begin; at < end; at += 2) {
    const number = page[at] as number;
    const packed = page[at + 1] as number;
    const times = isTextOnly(packed) ? textCount(packed) : inArticle(packed);
    const gain = (factor * times) / (times + (drags[number] as number));
    sums[number] = (sums[number] as number) + (isCandidate[number] as number) * gain;
  }
}

/** The same for a list whose articles all become candidates. */
function findList(
  slate: Slate,
  page: Int32Array,
  begin: number,
  end: number,
  sums: Float64Array,
  drags: Float64Array,
  factor: number,
): void {
  const { isCandidate, found } = slate;
  let { count } = slate;
  for (let at = begin; at < end; at += 2) {
    const number = page[at] as number;
    const packed = page[at + 1] as number;
    found[count] = number;
    count += 1 - (isCandidate[number] as number);
    isCandidate[number] = 1;
    const times = isTextOnly(packed) ? textCount(packed) : inArticle(packed);
    sums[number] = (sums[number] as number) + (factor * times) / (times + (drags[number] as number));
  }
  slate.count = count;
}

/**
 * Several words for one term: those of a form are counted together, and the best form is what counts. Gives how many
 * articles were `reached`; what they have is in `best`, for the caller to take.
 */
function addForms(slate: Slate, postings: Postings, forms: readonly Form[], drags: Float64Array): number {
  const { best, times, hits, seen, reached } = slate;
  let count = 0;
  for (const { tokens, together, share } of forms) {
    let size = 0;
    for (const token of tokens) size = countToken(slate, postings, token, together, size);
    for (let at = 0; at < size; at++) {
      const number = seen[at] as number;
      const often = times[number] as number;
      const isWhole = !together || hits[number] === tokens.length;
      const gain = isWhole ? (share * often) / (often + (drags[number] as number)) : 0;
      times[number] = 0;
      hits[number] = 0;
      const before = best[number] as number;
      if (gain <= before) continue;
      if (before === 0) reached[count++] = number;
      best[number] = gain;
    }
  }
  return count;
}

/** Counts one of a form's words; gives how many articles were `seen` so far. */
function countToken(
  { times, hits, seen }: Slate,
  postings: Postings,
  token: number,
  together: boolean,
  already: number,
): number {
  const size = frequencyOf(postings, token);
  if (size === 0) return already;
  let count = already;
  const page = pageOf(postings, token);
  const begin = (postings.start[token] as number) & offsetMask;
  for (let at = begin; at < begin + 2 * size; at += 2) {
    const number = page[at] as number;
    const packed = page[at + 1] as number;
    const often = isTextOnly(packed) ? textCount(packed) : inArticle(packed);
    const before = hits[number] as number;
    const sum = times[number] as number;
    if (before === 0) seen[count++] = number;
    hits[number] = before + 1;
    times[number] = together && before > 0 ? Math.min(sum, often) : sum + often;
  }
  return count;
}
