import type { Hit } from "@kotae/sdk/schema";
import { createModel } from "@preact/signals";
import type { Desk } from "./desk.ts";
import { openLookup } from "./lookup.ts";

const shownAtMost = 6;

/** Looks for an article by words, as whoever searches the knowledge would; each article comes once. */
export const ArticlePickerModel = createModel(({ client, clock }: Desk, lang: string, first: string) => {
  const lookup = openLookup<Hit>(
    clock,
    async (words, called) => {
      if (words === "") return [];
      const { items } = await client.search({ q: words.slice(0, 500), lang, limit: 12 }, { signal: called });
      return items
        .filter((hit, n) => items.findIndex((other) => other.articleId === hit.articleId) === n)
        .slice(0, shownAtMost);
    },
    first,
  );
  void lookup.reader.load();
  return lookup;
});
