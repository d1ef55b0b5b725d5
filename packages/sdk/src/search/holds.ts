import type { SearchIndex } from "./build.ts";
import { frequencyOf } from "./postings.ts";
import { numberOf } from "./vocabulary.ts";

/** Whether some article of an index holds a word, given as `words` cuts it. */
export function holds({ store }: SearchIndex, word: string): boolean {
  // its last character is the marker that ends it
  const number = numberOf(store.vocabulary, word, 0, word.length - 1);
  return number >= 0 && frequencyOf(store.words, number) > 0;
}
