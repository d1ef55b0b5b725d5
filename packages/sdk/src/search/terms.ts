import { relativesOf } from "./lexicon/index.ts";
import { beginningWith, nearby } from "./lookup.ts";
import { frequencyOf, type Postings } from "./postings.ts";
import { stem } from "./stem.ts";
import type { Store } from "./store.ts";
import { addSynonyms, type Synonyms } from "./synonyms.ts";
import { grams, parse, type Word } from "./tokenize.ts";
import { numberOf } from "./vocabulary.ts";
import { inverseFrequency, isTelling, pieceShare, weightOf } from "./weights.ts";

/** One way to write a term: any of some words, or all of them together, and how much of the term it is worth, 0 to 1. */
export type Form = { tokens: number[]; together: boolean; share: number };

/** A word of a query, how telling it is, and in which forms it counts. */
export type Term = {
  /** The word as it is indexed. */
  token: string;
  /** The word itself first; empty where no article has anything like it. */
  forms: Form[];
  weight: number;
  /** How much of its weight a match brings: less than 1 where the tokens are a guess at a misspelt word. */
  share: number;
  /** How much of it stands in any article at all: 1 for the word itself, less for its synonyms, 0 for a guess. */
  known: number;
  /** Whether some article has the word itself. */
  isKnown: boolean;
  /** Whether it is rare enough to find articles, rather than only to count in those that were found. */
  isTelling: boolean;
  /** A character or two of an unspaced run that are no word by themselves. */
  isPiece: boolean;
};

/** A query as the index sees it: its words and its character pieces, every one once. */
export type Query = { terms: Term[]; pieces: Term[] };

const expansions = 24;
const corrections = 3;
const guessed = 0.5;
/** What a word of the general lexicon is worth beside the one that was asked for. */
const relativeShare = 0.4;
/** What two words are worth that may be written as one: “sign up” for “signup”. */
const joinedShare = 0.7;

/** Looks the words of a query up; `typing` takes the last one for a beginning. */
export function readQuery(store: Store, text: string, typing = false, synonyms?: Synonyms): Query {
  const terms = new Map<string, Term>();
  const asked = parse(text).map((word) => ({ ...word, token: word.token.slice(0, -1) }));
  asked.forEach((word, n) => {
    if (!terms.has(word.token)) terms.set(word.token, termOf(store, word, typing && word.last));
    const joined = joinedWith(store, word, asked[n + 1]);
    if (joined && !terms.has(joined.token)) terms.set(joined.token, joined);
  });
  if (synonyms) addSynonyms(store, synonyms, terms, text);
  for (const term of terms.values()) addRelatives(store, term, terms);
  const pieces = [...new Set(grams(text))].map((marked): Term => {
    const token = marked.slice(0, -1);
    const number = numberOf(store.vocabulary, token);
    return term(store, store.grams, token, number < 0 ? [] : [number]);
  });
  return { terms: [...terms.values()], pieces };
}

function termOf(store: Store, { token, written, isPiece }: Word, isBeginning: boolean): Term {
  const { words } = store;
  const number = numberOf(store.vocabulary, token);
  const own = number >= 0 && frequencyOf(words, number) > 0 ? [number] : [];
  if (isBeginning) {
    return term(store, words, token, [...own, ...beginningWith(store, written, number, expansions)], isPiece);
  }
  const exact = term(store, words, token, own, isPiece);
  if (own.length > 0 || isPiece) return exact;
  const meant = nearby(store, token, corrections);
  const forms = meant.length > 0 ? [{ tokens: meant, together: false, share: 1 }] : apart(store, written);
  // it weighs what an unknown word weighs, and a guess at it counts for less than the word itself
  return forms.length > 0 ? { ...exact, forms, share: guessed } : exact;
}

/** A term and its inverse document frequency, as BM25 defines it, over whole articles. */
function term(store: Store, postings: Postings, token: string, tokens: number[], isPiece = false): Term {
  let within = 0;
  for (const each of tokens) within = Math.max(within, frequencyOf(postings, each));
  const forms = within > 0 ? [{ tokens, together: false, share: 1 }] : [];
  const { count } = store;
  const weight = postings === store.words ? weightOf(count, within) : inverseFrequency(count, within);
  return {
    token,
    forms,
    weight: weight * (isPiece ? pieceShare : 1),
    share: 1,
    known: within > 0 ? 1 : 0,
    isKnown: within > 0,
    isTelling: isTelling(count, within),
    isPiece,
  };
}

/** The number of a token that some article has, or -1. */
function usedNumber(store: Store, token: string): number {
  const number = numberOf(store.vocabulary, token);
  return number >= 0 && frequencyOf(store.words, number) > 0 ? number : -1;
}

const isSpaced = (written: string) => /^[a-z]+$/.test(written);

/** Two neighbours as one word, where an article writes them so. */
function joinedWith(store: Store, word: Word, next: Word | undefined): Term | undefined {
  if (!next || !isSpaced(word.written) || !isSpaced(next.written)) return;
  const token = stem(word.written + next.written);
  const number = usedNumber(store, token);
  if (number < 0) return;
  const found = term(store, store.words, token, [number]);
  return { ...found, weight: found.weight * joinedShare };
}

/** An unknown word as two known ones. */
function apart(store: Store, written: string): Form[] {
  if (!isSpaced(written)) return [];
  for (let at = 3; at + 2 <= written.length; at++) {
    const tokens = [written.slice(0, at), written.slice(at)].map((part) => usedNumber(store, stem(part)));
    if (tokens.every((token) => token >= 0)) return [{ tokens, together: false, share: 1 }];
  }
  return [];
}

/** Gives a word the forms that the general lexicon knows for it; a rarer word may not pass for a more frequent one. */
function addRelatives(store: Store, term: Term, terms: ReadonlyMap<string, Term>): void {
  for (const relative of relativesOf(term.token) ?? []) {
    const number = terms.has(relative) ? -1 : usedNumber(store, relative);
    if (number < 0 || term.forms.some(({ tokens }) => tokens.includes(number))) continue;
    const weight = weightOf(store.count, frequencyOf(store.words, number)) * (term.isPiece ? pieceShare : 1);
    const share = relativeShare * Math.min(1, weight / term.weight);
    term.forms.push({ tokens: [number], together: false, share });
    term.known = Math.max(term.known, share);
  }
}
