import type { SearchArticle } from "./passages.ts";

/** For whom a search is: an article passes each part that it says nothing about, or that it is for exactly. */
export type Filter = { audience?: "public" | "internal"; siteId?: string; deskId?: string };

const keys = ["audience", "siteId", "deskId"] as const;

/** Whether an article may be found. */
export const passes = (article: SearchArticle | undefined, filter: Filter): boolean =>
  article !== undefined &&
  keys.every((key) => filter[key] === undefined || article[key] == null || article[key] === filter[key]);
