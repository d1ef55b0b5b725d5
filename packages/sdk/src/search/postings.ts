import { grown } from "./vocabulary.ts";

/**
 * For every token the articles it stands in, and how often, in flat pages of numbers: the list of a token has an article's
 * number and its counts in turn, `size` times, with room for `room` such entries. Lists move to twice the room when they are full, and what they
 * leave is used again, so the pages hold at most about twice what is in them.
 */
export type Postings = {
  pages: Int32Array[];
  /** By token: where its list begins, how many entries it has, and for how many there is room. */
  start: Int32Array;
  size: Int32Array;
  room: Int32Array;
  /** The first place nothing was put into yet. */
  fill: number;
  /** Left lists by the logarithm of their room. */
  left: number[][];
};

const pageBits = 16;
/** A page holds so many numbers; only a list longer than that has a larger page for itself. */
const pageSize = 1 << pageBits;
export const offsetMask = pageSize - 1;

/** No postings at all. */
export const createPostings = (): Postings => ({
  pages: [],
  start: new Int32Array(512),
  size: new Int32Array(512),
  room: new Int32Array(512),
  fill: 0,
  left: [],
});

/** In how many articles a token stands. */
export const frequencyOf = (postings: Postings, token: number): number => postings.size[token] ?? 0;

/** The page a token's list is in; it begins there at `start & offsetMask`. */
export const pageOf = (postings: Postings, token: number): Int32Array =>
  postings.pages[(postings.start[token] as number) >>> pageBits] as Int32Array;

/** Says that a token stands in an article, which it did not yet, with counts packed into one number. */
export function post(postings: Postings, token: number, article: number, counts: number): void {
  if (token >= postings.size.length) {
    for (const key of ["start", "size", "room"] as const) postings[key] = grown(postings[key], token + 1);
  }
  const size = postings.size[token] as number;
  if (size === (postings.room[token] as number)) widen(postings, token, size);
  const page = pageOf(postings, token);
  const at = ((postings.start[token] as number) & offsetMask) + 2 * size;
  page[at] = article;
  page[at + 1] = counts;
  postings.size[token] = size + 1;
}

/** Takes an article out of a token's list; gives how many are left in it. */
export function unpost(postings: Postings, token: number, article: number): number {
  const size = postings.size[token] as number;
  const page = pageOf(postings, token);
  const begin = (postings.start[token] as number) & offsetMask;
  const end = begin + 2 * size;
  let at = begin;
  while (at < end && page[at] !== article) at += 2;
  if (at === end) return size;
  page[at] = page[end - 2] as number;
  page[at + 1] = page[end - 1] as number;
  postings.size[token] = size - 1;
  if (size === 1) {
    leave(postings, token);
    postings.room[token] = 0;
  }
  return size - 1;
}

function widen(postings: Postings, token: number, size: number): void {
  const room = Math.max(2, size * 2);
  const start = claim(postings, room);
  if (size > 0) {
    const from = pageOf(postings, token);
    const begin = (postings.start[token] as number) & offsetMask;
    const to = postings.pages[start >>> pageBits] as Int32Array;
    const target = start & offsetMask;
    for (let n = 0; n < 2 * size; n++) to[target + n] = from[begin + n] as number;
    leave(postings, token);
  }
  postings.start[token] = start;
  postings.room[token] = room;
}

const classOf = (room: number) => 31 - Math.clz32(room);

function leave(postings: Postings, token: number): void {
  const which = classOf(postings.room[token] as number);
  const left = postings.left[which] ?? [];
  postings.left[which] = left;
  left.push(postings.start[token] as number);
}

/** A place for a list with so much room. */
function claim(postings: Postings, room: number): number {
  const reused = postings.left[classOf(room)]?.pop();
  if (reused !== undefined) return reused;
  const { pages } = postings;
  const length = room * 2;
  if (length > pageSize) {
    // a place of its own, in front of the page that is being filled
    pages.push(new Int32Array(length));
    return (pages.length - 1) * pageSize;
  }
  const inPage = postings.fill & offsetMask;
  if (inPage === 0 || inPage + length > pageSize) {
    pages.push(new Int32Array(pageSize));
    postings.fill = (pages.length - 1) * pageSize;
  }
  const start = postings.fill;
  postings.fill = start + length;
  return start;
}
