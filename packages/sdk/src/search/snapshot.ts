import type { IndexSnapshot } from "../schema/article.ts";
import { buildIndex, type SearchIndex } from "./build.ts";
import type { SearchArticle } from "./passages.ts";

/** What a device needs to search one language by itself: the articles, which are far smaller than their index. */
export function toSnapshot(version: number, lang: string, articles: SearchArticle[]): IndexSnapshot {
  return { version, lang, articles };
}

/** The index of a snapshot, built here and now; for a large one use `buildIndex` and `addArticle` in idle slices. */
export function fromSnapshot(snapshot: IndexSnapshot): SearchIndex {
  return buildIndex(snapshot.articles, snapshot.lang);
}
