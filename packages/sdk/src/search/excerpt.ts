import { parse } from "./tokenize.ts";

/** About `size` characters of a text around the place where most of the query's words stand. */
export function excerptOf(text: string, query: string, size = 160): string {
  const clean = text.replace(/\s+/g, " ").trim();
  if (clean.length <= size) return clean;
  const wanted = new Set(parse(query).map((word) => word.token));
  const starts = sentenceStarts(clean);
  let best = 0;
  let most = -1;
  for (const start of starts) {
    const stretch = new Set(parse(clean.slice(start, start + size)).map((word) => word.token));
    const hits = [...wanted].filter((token) => stretch.has(token)).length;
    if (hits > most) [best, most] = [start, hits];
  }
  const end = wordEdge(clean, best + size);
  return (best > 0 ? "… " : "") + clean.slice(best, end).trim() + (end < clean.length ? " …" : "");
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
