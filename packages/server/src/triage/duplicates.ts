import { normalize, words } from "@kotae/sdk/search";
import { charsRead } from "./features.ts";
import { rarity } from "./vocabulary.ts";

/** A ticket as far as finding its like needs it. */
export type Comparable = {
  id: string;
  text: string;
  /** Who wrote it. */
  customer?: string | undefined;
  /** Orders, error codes and the like that it names; see `entitiesOf`. */
  entities?: readonly string[] | undefined;
};

/** A ticket like another one, and why it is. */
export type Alike = {
  id: string;
  /** The same again, or about the same. */
  kind: "duplicate" | "related";
  /** 0 to 1. */
  likeness: number;
  why: {
    /** Words both have, the most telling first. */
    words: string[];
    entities: string[];
    sameCustomer: boolean;
    /** How much of both texts is the same to the letter, 0 to 1. */
    sameText: number;
  };
};

export type DuplicateIndex = {
  /** Adds a ticket, or takes it anew under its id. */
  put(ticket: Comparable): void;
  drop(id: string): void;
  /** The tickets most like this one, the most alike first; never itself. */
  find(ticket: Comparable, options?: { most?: number }): Alike[];
  readonly size: number;
};

/** From these likenesses on a ticket is suggested; see `npm run bench -- triage`. */
const relatedFrom = 0.45;
const duplicateFrom = 0.8;
/** Who writes twice about the same means the same. */
const ownDuplicateFrom = 0.55;
/** So much of the same text is a duplicate whatever the words weigh: mail sent twice, with another greeting. */
const sameTextFrom = 0.7;
/** What naming the same order or error adds. */
const entityBonus = 0.2;
const [wordsShown, foundMost] = [6, 5];
/** A word that stands in more tickets than that finds none: it only counts in those that others found. */
const commonFrom = 500;
/** Where all are like that, so many of the rarest find some all the same. */
const rarestAnyway = 2;
/** So many are gathered, and so many of those that share most compared closely. */
const gatheredMost = 5_000;
const comparedMost = 40;
const fewTickets = 20;

type Entry = {
  id: string;
  customer: string | undefined;
  /** Telling words as they are compared, and as they were written first. */
  words: ReadonlyMap<string, string>;
  sketch: Uint32Array;
  entities: ReadonlySet<string>;
};

/** Finds tickets like one another by their telling words; everything is in memory, some 3 kB a ticket. */
export function createDuplicateIndex(): DuplicateIndex {
  const entries = new Map<string, Entry>();
  const postings = new Map<string, Set<Entry>>();
  const weigh = (word: string) => rarity(Math.max(entries.size, fewTickets), postings.get(word)?.size ?? 0);
  const lengthOf = (all: ReadonlyMap<string, string>) =>
    Math.sqrt([...all.keys()].reduce((sum, word) => sum + weigh(word) ** 2, 0));

  function drop(id: string): void {
    const entry = entries.get(id);
    if (!entry) return;
    entries.delete(id);
    for (const key of keysOf(entry)) {
      const list = postings.get(key);
      list?.delete(entry);
      if (list?.size === 0) postings.delete(key);
    }
  }

  return {
    get size() {
      return entries.size;
    },
    drop,
    put(ticket) {
      drop(ticket.id);
      const entry = entryOf(ticket);
      entries.set(ticket.id, entry);
      for (const key of keysOf(entry)) postings.set(key, (postings.get(key) ?? new Set()).add(entry));
    },
    find(ticket, { most = foundMost } = {}) {
      const own = entryOf(ticket);
      const ownLength = lengthOf(own.words);
      return candidatesOf(own)
        .filter((entry) => entry.id !== own.id)
        .flatMap((entry) => compared(own, ownLength, entry) ?? [])
        .sort((a, b) => b.likeness - a.likeness || (a.id < b.id ? -1 : 1))
        .slice(0, most);
    },
  };

  /** Those that share most, by words that are not everywhere; where all are, by the rarest. */
  function candidatesOf(own: Entry): Entry[] {
    const lists = keysOf(own).flatMap((key) => {
      const list = postings.get(key);
      return list ? [{ list, weight: weigh(key) ** 2 }] : [];
    });
    lists.sort((a, b) => a.list.size - b.list.size);
    const shared = new Map<Entry, number>();
    for (const [n, { list, weight }] of lists.entries()) {
      if (list.size > commonFrom && n >= rarestAnyway) break;
      for (const entry of list) {
        shared.set(entry, (shared.get(entry) ?? 0) + weight);
        if (shared.size >= gatheredMost) break;
      }
    }
    return [...shared]
      .sort(([, a], [, b]) => b - a)
      .slice(0, comparedMost)
      .map(([entry]) => entry);
  }

  function compared(own: Entry, ownLength: number, entry: Entry): Alike | undefined {
    const both = [...own.words.keys()].filter((word) => entry.words.has(word)).sort((a, b) => weigh(b) - weigh(a));
    const cosine = both.reduce((sum, word) => sum + weigh(word) ** 2, 0) / (ownLength * lengthOf(entry.words) || 1);
    const entities = [...own.entities].filter((each) => entry.entities.has(each));
    const sameText = sameShare(own.sketch, entry.sketch);
    const likeness = Math.min(1, Math.max(cosine, sameText) + (entities.length > 0 ? entityBonus : 0));
    if (likeness < relatedFrom) return undefined;
    const sameCustomer = own.customer !== undefined && own.customer === entry.customer;
    const enough = sameCustomer ? ownDuplicateFrom : duplicateFrom;
    const kind = likeness >= enough || sameText >= sameTextFrom ? "duplicate" : "related";
    const shown = both.slice(0, wordsShown).map((word) => own.words.get(word) ?? word);
    return { id: entry.id, kind, likeness, why: { words: shown, entities, sameCustomer, sameText } };
  }
}

/** What an entry is found by: its words and what it names. */
const keysOf = ({ words: own, entities }: Entry): string[] => [
  ...own.keys(),
  ...[...entities].map((each) => `=${each}`),
];

function entryOf({ id, customer, text, entities = [] }: Comparable): Entry {
  const read = text.slice(0, charsRead);
  return {
    ...{ id, customer },
    words: writtenOf(read),
    sketch: sketchOf(normalize(read).replace(/[^\p{L}\p{N}]+/gu, " ")),
    entities: new Set(entities),
  };
}

/** The telling words of a text, each with how it was written. */
function writtenOf(text: string): Map<string, string> {
  const found = new Map(words(text).map((token) => [token.slice(0, -1), token.slice(0, -1)]));
  // of a spaced word the stem is compared, and the word shown
  for (const [written] of normalize(text).matchAll(/[\p{sc=Latin}\d]+/gu)) {
    const [token, ...others] = words(written);
    const stem = token?.slice(0, -1) ?? "";
    if (others.length === 0 && found.get(stem) === stem) found.set(stem, written);
  }
  return found;
}

/** MinHash: of every one of these hash functions the smallest value over the text's pieces of eight characters. */
const functions = 64;
const pieceChars = 8;

function sketchOf(text: string): Uint32Array {
  const sketch = new Uint32Array(functions).fill(0xffffffff);
  for (let at = 0; at + pieceChars <= text.length; at++) {
    let hash = 0x811c9dc5;
    for (let n = at; n < at + pieceChars; n++) hash = Math.imul(hash ^ text.charCodeAt(n), 0x01000193);
    for (let n = 0; n < functions; n++) {
      let mixed = Math.imul(hash ^ Math.imul(n + 1, 0x9e3779b1), 0x85ebca6b);
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35) >>> 0;
      if (mixed < (sketch[n] as number)) sketch[n] = mixed;
    }
  }
  return sketch;
}

/** Texts too short for a piece have an empty sketch, which is like no other. */
function sameShare(one: Uint32Array, other: Uint32Array): number {
  let same = 0;
  for (let n = 0; n < functions; n++) if (one[n] === other[n] && one[n] !== 0xffffffff) same++;
  return same / functions;
}
