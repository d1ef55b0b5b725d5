import type { SearchIndex } from "./build.ts";
import { frequencyOf } from "./postings.ts";
import type { Store } from "./store.ts";
import type { Form, Term } from "./terms.ts";
import { words } from "./tokenize.ts";
import { numberOf } from "./vocabulary.ts";
import { isTelling, pieceShare, weightOf } from "./weights.ts";

/** What a synonym is worth beside the word itself. */
const synonymShare = 0.6;

/** Groups of words or short phrases that mean the same, as the words they are indexed as. */
export type Synonyms = { groups: string[][][]; byWord: Map<string, Set<string[][]>> };

/** Reads groups of synonyms; words that say nothing in a search are left out, and so are groups of one. */
export function readSynonyms(groups: readonly (readonly string[])[]): Synonyms {
  const byWord: Synonyms["byWord"] = new Map();
  const read = groups
    .map((group) => group.map((member) => words(member).map((token) => token.slice(0, -1))))
    .map((group) => group.filter((member) => member.length > 0))
    .filter((group) => group.length > 1);
  for (const group of read) {
    for (const member of group) {
      const [first = ""] = member;
      const before = byWord.get(first) ?? new Set();
      byWord.set(first, before.add(group));
    }
  }
  return { groups: read, byWord };
}

/** Replaces the index's groups of synonyms; the articles need not be indexed again. */
export function setSynonyms(index: SearchIndex, groups: readonly (readonly string[])[]): void {
  index.synonyms = readSynonyms(groups);
}

/** Gives the words of a query that belong to a group the other members as further forms, worth less than themselves. */
export function addSynonyms(store: Store, synonyms: Synonyms, terms: Map<string, Term>): void {
  if (synonyms.groups.length === 0) return;
  const added: [term: Term, form: Form][] = [];
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
