import { wordsOf } from "./cluster.ts";

const unspaced = new Set(["ja", "zh", "ko", "th"]);

/**
 * The words of questions that are written like names: Latin ones in a language that is not, else those with a capital
 * where no sentence begins.
 */
export function namesIn(questions: Iterable<{ lang: string; text: string }>): Set<string> {
  const names = new Set<string>();
  for (const { lang, text } of questions) {
    for (const written of unspaced.has(lang) ? latin(text) : capitals(text)) {
      for (const word of wordsOf(written)) names.add(word);
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
