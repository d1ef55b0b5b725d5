import type { SearchIndex } from "./build.ts";
import { frequencyOf } from "./postings.ts";
import { stopWords } from "./stop-words.ts";
import type { Store } from "./store.ts";
import type { Form, Term } from "./terms.ts";
import { normalize, words } from "./tokenize.ts";
import { numberOf } from "./vocabulary.ts";
import { isTelling, pieceShare, weightOf } from "./weights.ts";

/** What a synonym is worth beside the word itself. */
const synonymShare = 0.6;

/** Groups of words or short phrases that mean the same, as the words they are indexed as. */
export type Synonyms = {
  groups: string[][][];
  byWord: Map<string, Set<string[][]>>;
  /** What the others of a group are to a word in hiragana that the dictionary takes apart, so that no index has it. */
  byLetters: Map<string, string[][]>;
};

/** Reads groups of synonyms; words that say nothing in a search are left out, and so are groups of one. */
export function readSynonyms(groups: readonly (readonly string[])[]): Synonyms {
  const byWord: Synonyms["byWord"] = new Map();
  const byLetters: Synonyms["byLetters"] = new Map();
  const read: string[][][] = [];
  for (const group of groups) {
    const members = group.map((member) => words(member).map((token) => token.slice(0, -1)));
    const known = members.filter((member) => member.length > 0);
    if (known.length > 1) read.push(known);
    for (const [n, member] of group.entries()) {
      if (members[n]?.length === 0 && isTakenApart(normalize(member))) byLetters.set(normalize(member), known);
    }
  }
  for (const group of read) {
    for (const member of group) {
      const [first = ""] = member;
      const before = byWord.get(first) ?? new Set();
      byWord.set(first, before.add(group));
    }
  }
  return { groups: read, byWord, byLetters };
}

const isTakenApart = (written: string) => /^[\p{sc=Hiragana}ー]{3,}$/u.test(written) && !stopWords.has(written);

/** Whether a word can be one of a group: a search has to be able to look for it, or for the others in its place. */
export const canBeSynonym = (word: string): boolean => words(word).length > 0 || isTakenApart(normalize(word));

/** Replaces the index's groups of synonyms; the articles need not be indexed again. */
export function setSynonyms(index: SearchIndex, groups: readonly (readonly string[])[]): void {
  index.synonyms = readSynonyms(groups);
}

/** Gives the words of a query that belong to a group the other members as further forms, worth less than themselves. */
export function addSynonyms(store: Store, synonyms: Synonyms, terms: Map<string, Term>, text: string): void {
  const { groups, byLetters } = synonyms;
  if (groups.length === 0 && byLetters.size === 0) return;
  const added: [term: Term, form: Form][] = [];
  const letters = byLetters.size > 0 ? normalize(text) : "";
  for (const [written, others] of byLetters) {
    const forms = letters.includes(written) ? others.flatMap((other) => formOf(store, other) ?? []) : [];
    if (forms.length === 0) continue;
    const term = { ...nowhere, token: written, forms: [] };
    terms.set(written, term);
    for (const form of forms) added.push([term, form]);
  }
  for (const token of terms.keys()) {
    for (const group of synonyms.byWord.get(token) ?? []) {
      for (const asked of group) {
        if (asked[0] !== token || !asked.every((each) => terms.has(each))) continue;
        for (const other of group) {
          const form = other === asked ? undefined : formOf(store, other);
          if (!form) continue;
          // each word of a phrase is answered by the other phrase
          for (const each of asked) added.push([terms.get(each) as Term, form]);
        }
      }
    }
  }
  for (const [term, form] of added) {
    // a guess at a misspelling is not needed where the word has a known meaning
    if (term.known === 0) [term.forms, term.share] = [[], 1];
    term.forms.push(form);
    term.known = Math.max(term.known, form.share);
  }
  for (const term of new Set(added.map(([each]) => each))) {
    const most = Math.max(...term.forms.map((form) => within(store, form)));
    term.weight = weightOf(store.count, most) * (term.isPiece ? pieceShare : 1);
    term.isTelling = isTelling(store.count, most);
  }
}

const nowhere = { weight: 0, share: 1, known: 0, isKnown: false, isTelling: false, isPiece: false } as const;

/** A member as a form, or nothing where a word of it stands in no article. */
function formOf(store: Store, member: readonly string[]): Form | undefined {
  const tokens = member.map((token) => numberOf(store.vocabulary, token));
  if (tokens.some((token) => token < 0 || frequencyOf(store.words, token) === 0)) return;
  return { tokens, together: true, share: synonymShare };
}

const within = (store: Store, { tokens, together }: Form): number => {
  const counts = tokens.map((token) => frequencyOf(store.words, token));
  return together ? Math.min(...counts) : Math.max(...counts);
};
