import { frequencyOf } from "./postings.ts";
import { distance } from "./spelling.ts";
import type { Store } from "./store.ts";
import { grown } from "./vocabulary.ts";

/**
 * The words of an index by how they begin, and by first letter and length, so that no lookup reads all of them. Chains
 * of numbers, each the number + 1 of the next: an index of a phone has tens of thousands of words to put there.
 */
type Shelves = {
  beginnings: Chains;
  sizes: Chains;
  /** How many numbers were put on the shelves, how many of those given anew, and at which sweep. */
  known: number;
  renewed: number;
  sweeps: number;
};

/** Where the chain of a key begins, and by number how it goes on; keys share a chain now and then. */
type Chains = { first: Int32Array; next: Int32Array };

const chainBits = 14;
const createChains = (): Chains => ({ first: new Int32Array(1 << chainBits), next: new Int32Array(512) });
const chainOf = (first: number, second: number) =>
  (Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)) >>> (32 - chainBits);

/** Words that begin with two or more characters that were typed, the most frequent first; never the word `but`. */
export function beginningWith(store: Store, written: string, but: number, atMost: number): number[] {
  if (written.length < 2) return [];
  const { tokens } = store.vocabulary;
  const found: [number: number, count: number][] = [];
  const { first, next } = shelvesOf(store).beginnings;
  for (let at = first[chainOf(written.charCodeAt(0), written.charCodeAt(1))]; at; at = next[at - 1]) {
    const number = at - 1;
    const count = frequencyOf(store.words, number);
    if (count > 0 && number !== but && tokens[number]?.startsWith(written)) found.push([number, count]);
  }
  return best(store, found, (a, b) => b - a, atMost);
}

/** Words that a word was probably meant to be: one edit away, two for a long one; closest first. */
export function nearby(store: Store, word: string, atMost: number): number[] {
  const allowed = word.length >= 9 ? 2 : word.length >= 4 ? 1 : 0;
  if (allowed === 0) return [];
  const { tokens } = store.vocabulary;
  const { first, next } = shelvesOf(store).sizes;
  const found: [number: number, edits: number][] = [];
  const own = lettersOf(word);
  for (let size = word.length - allowed; size <= word.length + allowed; size++) {
    // people seldom miss the first letter, and this spares nearly all of the comparing
    for (let at = first[chainOf(word.charCodeAt(0), size)]; at; at = next[at - 1]) {
      const number = at - 1;
      if (frequencyOf(store.words, number) === 0) continue;
      const token = tokens[number] as string;
      if (token.length !== size || token.charCodeAt(0) !== word.charCodeAt(0)) continue;
      const letters = lettersOf(token);
      // an edit brings or takes at most one letter, which is seen much sooner than the edits are counted
      if (bits(own & ~letters) > allowed || bits(letters & ~own) > allowed) continue;
      const edits = distance(word, token, allowed);
      if (edits <= allowed) found.push([number, edits]);
    }
  }
  return best(store, found, (a, b) => a - b, atMost);
}

/** The first of them in an order, ties by the alphabet. */
function best(
  store: Store,
  found: [number: number, value: number][],
  order: (a: number, b: number) => number,
  atMost: number,
) {
  const { tokens } = store.vocabulary;
  found.sort(([a, m], [b, n]) => order(m, n) || ((tokens[a] as string) < (tokens[b] as string) ? -1 : 1));
  return found.slice(0, atMost).map(([number]) => number);
}

const shelves = new WeakMap<Store, Shelves>();

/** The shelves with all words on them; whoever adds articles asks for them each time, so that no query has to wait. */
export function shelvesOf(store: Store): Shelves {
  const { tokens, renewed } = store.vocabulary;
  let made = shelves.get(store);
  if (made === undefined || made.sweeps !== store.sweeps) {
    const { sweeps } = store;
    // what was given anew until now is among the tokens
    made = { beginnings: createChains(), sizes: createChains(), known: 0, renewed: renewed.length, sweeps };
    shelves.set(store, made);
  }
  if (made.known === tokens.length && made.renewed === renewed.length) return made;
  made.beginnings.next = grown(made.beginnings.next, tokens.length);
  made.sizes.next = grown(made.sizes.next, tokens.length);
  // one that is new at the end of the list cannot be one that was given anew
  for (; made.known < tokens.length; made.known++) shelve(made, tokens[made.known] as string, made.known);
  for (; made.renewed < renewed.length; made.renewed++) {
    const number = renewed[made.renewed] as number;
    shelve(made, tokens[number] as string, number);
  }
  return made;
}

/** The shortest word that `nearby` may find. */
const shortest = 3;

function shelve({ beginnings, sizes }: Shelves, token: string, number: number): void {
  const { length } = token;
  // nothing is looked up by one character; and a free number has none
  if (length < 2) return;
  const first = token.charCodeAt(0);
  chain(beginnings, chainOf(first, token.charCodeAt(1)), number);
  if (length >= shortest) chain(sizes, chainOf(first, length), number);
}

function chain({ first, next }: Chains, at: number, number: number): void {
  next[number] = first[at] as number;
  first[at] = number + 1;
}

/** Which letters stand in a word, as bits; several letters share one. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) & 31);
  return letters;
}

function bits(value: number): number {
  let count = 0;
  for (let rest = value; rest !== 0; rest &= rest - 1) count++;
  return count;
}
