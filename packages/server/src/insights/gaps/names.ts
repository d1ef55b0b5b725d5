import { words } from "@kotae/sdk/search";
import { readingOf } from "./meanings/read.ts";

const unspaced = new Set(["ja", "zh", "ko", "th"]);

/**
 * The words of questions that are written like names: Latin ones in a language that is not, else those with a capital
 * where no sentence begins.
 */
export function namesIn(questions: Iterable<{ lang: string; text: string }>): Set<string> {
  const names = new Set<string>();
  for (const { lang, text } of questions) {
    for (const written of unspaced.has(lang) ? latin(text) : capitals(text)) {
      for (const word of words(written)) names.add(word);
    }
  }
  return names;
}

const latin = (text: string): string[] => text.match(/\p{sc=Latin}[\p{sc=Latin}\p{N}+#-]+/gu) ?? [];

function capitals(text: string): string[] {
  const written = text.split(/\s+/).filter(Boolean);
  const found = written.filter((word, n) => n > 0 && /^\p{Lu}/u.test(word) && !/[.!?:]$/.test(written[n - 1] ?? ""));
  // a headline or somebody shouting: capitals say nothing there
  return found.length * 2 > written.length ? [] : found;
}

/** So many recent questions have to hold a word before it is no accident. */
const heldLeast = 3;

/** Words without a known meaning that keep coming back in questions. */
export function recurringIn(questions: Iterable<{ text: string }>): Set<string> {
  const counts = new Map<string, number>();
  for (const { text } of questions) {
    for (const word of readingOf(text).rest) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count >= heldLeast).map(([word]) => word));
}
