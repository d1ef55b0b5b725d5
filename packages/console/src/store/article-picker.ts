import type { Hit } from "@kotae/sdk/schema";
import { createModel, effect, signal } from "@preact/signals";
import { debounced } from "./clock.ts";
import type { Desk } from "./desk.ts";
import { openReader } from "./reading.ts";

const searchMs = 200;
const shownAtMost = 6;

/** Looks for an article by words, as whoever searches the knowledge would; each article comes once. */
export const ArticlePickerModel = createModel(({ client, clock }: Desk, lang: string, first: string) => {
  const q = signal(first);
  const reader = openReader<readonly Hit[]>(async (called) => {
    const words = q.peek().trim().slice(0, 500);
    if (words === "") return [];
    const { items } = await client.search({ q: words, lang, limit: 12 }, { signal: called });
    return items
      .filter((hit, n) => items.findIndex((other) => other.articleId === hit.articleId) === n)
      .slice(0, shownAtMost);
  });
  const soon = debounced(clock, searchMs, () => void reader.load());
  effect(() => () => {
    soon.cancel();
    reader.close();
  });
  void reader.load();
  return {
    q,
    reader,
    search(words: string): void {
      q.value = words;
      soon.poke();
    },
  };
});
