/** Strings numbered 0, 1, 2, … and found by their characters, so that a word of a text need not become a string first. */
export type Vocabulary = {
  /** By number; empty where a number is free. */
  tokens: string[];
  /** Open addressing: number + 1, or 0 where nothing stands. */
  table: Int32Array;
  hashes: Int32Array;
  free: number[];
  /** Numbers that were free and were given to new words since the last `forget`. */
  renewed: number[];
};

/** A vocabulary without words. */
export const createVocabulary = (): Vocabulary => ({
  tokens: [],
  table: new Int32Array(1024),
  hashes: new Int32Array(512),
  free: [],
  renewed: [],
});

function hash(text: string, from: number, to: number): number {
  let value = 0x811c9dc5;
  for (let at = from; at < to; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value ^ (value >>> 15);
}

function isSame(token: string, text: string, from: number, length: number): boolean {
  if (token.length !== length) return false;
  for (let at = 0; at < length; at++) if (token.charCodeAt(at) !== text.charCodeAt(from + at)) return false;
  return true;
}

/** The number of a stretch of a text, or -1 where the vocabulary does not have it. */
export function numberOf(vocabulary: Vocabulary, text: string, from = 0, to = text.length): number {
  const { table, tokens } = vocabulary;
  const mask = table.length - 1;
  for (let slot = hash(text, from, to) & mask; ; slot = (slot + 1) & mask) {
    const number = (table[slot] as number) - 1;
    if (number < 0 || isSame(tokens[number] as string, text, from, to - from)) return number;
  }
}

/** The number of a stretch of a text, a new one where it was not known. */
export function intern(vocabulary: Vocabulary, text: string, from = 0, to = text.length): number {
  const { table, tokens } = vocabulary;
  const mask = table.length - 1;
  const key = hash(text, from, to);
  let slot = key & mask;
  for (; ; slot = (slot + 1) & mask) {
    const number = (table[slot] as number) - 1;
    if (number < 0) break;
    if (isSame(tokens[number] as string, text, from, to - from)) return number;
  }
  const reused = vocabulary.free.pop();
  if (reused !== undefined) vocabulary.renewed.push(reused);
  const number = reused ?? tokens.length;
  tokens[number] = text.slice(from, to);
  if (number >= vocabulary.hashes.length) vocabulary.hashes = grown(vocabulary.hashes, number + 1);
  vocabulary.hashes[number] = key;
  table[slot] = number + 1;
  if ((tokens.length - vocabulary.free.length) * 2 > table.length) rehash(vocabulary, table.length * 2);
  return number;
}

/** Gives up the numbers for which `isUsed` says no; they are given to new words. */
export function forget(vocabulary: Vocabulary, isUsed: (number: number) => boolean): void {
  const { tokens } = vocabulary;
  const free = new Set(vocabulary.free);
  vocabulary.renewed = [];
  for (let number = 0; number < tokens.length; number++) {
    if (free.has(number) || isUsed(number)) continue;
    tokens[number] = "";
    vocabulary.free.push(number);
  }
  rehash(vocabulary, vocabulary.table.length);
}

function rehash(vocabulary: Vocabulary, size: number): void {
  const { tokens, hashes } = vocabulary;
  const table = new Int32Array(size);
  const free = new Set(vocabulary.free);
  for (let number = 0; number < tokens.length; number++) {
    if (free.has(number)) continue;
    let slot = (hashes[number] as number) & (size - 1);
    while (table[slot] !== 0) slot = (slot + 1) & (size - 1);
    table[slot] = number + 1;
  }
  vocabulary.table = table;
}

/** The same numbers with room for at least `least` of them. */
export function grown(array: Int32Array, least: number): Int32Array {
  let size = Math.max(16, array.length);
  while (size < least) size *= 2;
  if (size === array.length) return array;
  const bigger = new Int32Array(size);
  bigger.set(array);
  return bigger;
}
