import { eachRun, isUnspacedAt } from "./scan.ts";
import { stem } from "./stem.ts";
import { normalize, parse, partsOf, plain } from "./tokenize.ts";

/** About `size` characters of a text around the place where most of the query's words stand. */
export function excerptOf(text: string, query: string, size = 160): string {
  // marks around code say nothing in one line
  const clean = text
    .replace(/`{3,}|\s+/g, " ")
    .replace(/ {2,}/g, " ")
    .trim();
  if (clean.length <= size) return clean;
  const starts = sentenceStarts(clean);
  const wanted = readWanted(query);
  // every sentence is read once, though it may stand in the stretches of several
  const hits = starts.map((start, n) => wantedIn(clean.slice(start, starts[n + 1]), wanted));
  let best = 0;
  let most = -1;
  starts.forEach((start, n) => {
    const found = new Set<string>();
    for (let at = n; at < starts.length && (at === n || (starts[at + 1] ?? clean.length) <= start + size); at++) {
      for (const token of hits[at] ?? []) found.add(token);
    }
    if (found.size > most) [best, most] = [start, found.size];
  });
  const end = wordEdge(clean, best + size);
  return (best > 0 ? "… " : "") + clean.slice(best, end).trim() + (end < clean.length ? " …" : "");
}

/** What to look for: spaced words as they are indexed, and words of the other scripts as they are written. */
type Wanted = { spaced: Set<string>; unspaced: string[] };

function readWanted(query: string): Wanted {
  const spaced = new Set<string>();
  const unspaced = new Set<string>();
  for (const { token, written } of parse(query)) {
    if (isUnspacedAt(written, 0)) unspaced.add(written);
    else spaced.add(token.slice(0, -1));
  }
  return { spaced, unspaced: [...unspaced] };
}

/** Which of them stand in a sentence: no dictionary is asked for words, that would take longer than the search. */
function wantedIn(sentence: string, { spaced, unspaced }: Wanted): string[] {
  const text = normalize(sentence);
  const found = unspaced.filter((word) => text.includes(word));
  if (spaced.size > 0) {
    eachRun(
      text,
      () => undefined,
      (from, to) => {
        for (const part of partsOf(plain(text.slice(from, to)))) {
          const token = stem(part);
          if (spaced.has(token)) found.push(token);
        }
      },
    );
  }
  return found;
}

function sentenceStarts(text: string): number[] {
  const starts = [0];
  for (const match of text.matchAll(/[.!?]\s+|[。！？]\s*/gu)) {
    const at = match.index + match[0].length;
    if (at < text.length) starts.push(at);
  }
  return starts;
}

/** The end of the last whole word before `at`; Japanese may end anywhere, but never inside a surrogate pair. */
function wordEdge(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const space = text.lastIndexOf(" ", at);
  if (space > at - 25) return space;
  return /[\udc00-\udfff]/.test(text[at] ?? "") ? at - 1 : at;
}
