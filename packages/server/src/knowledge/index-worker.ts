import { parentPort } from "node:worker_threads";
import {
  addArticle,
  buildIndex,
  type Found,
  removeArticle,
  type SearchArticle,
  type SearchIndex,
  search,
} from "@kotae/sdk/search";

/** Which index: its language, and whether it holds public articles or internal ones. */
export type Shelf = `${string}:${"public" | "internal"}`;

/** What the worker is asked; every message is answered by one `Reply` with its number. */
export type Request = { n: number } & (
  | { op: "put"; articles: { shelf: Shelf; article: SearchArticle }[] }
  | { op: "drop"; ids: string[] }
  | { op: "search"; shelves: Shelf[]; query: string; limit: number; typing: boolean }
);
export type Reply = { n: number; found?: (Found & { lang: string })[]; error?: string };

const shelves = new Map<Shelf, SearchIndex>();

function answer(request: Request): Reply {
  const { n } = request;
  if (request.op === "put") {
    for (const { shelf, article } of request.articles) {
      // it may have stood on another shelf: changed its language or its audience
      for (const index of shelves.values()) removeArticle(index, article.id);
      const index = shelves.get(shelf) ?? buildIndex([], shelf.split(":")[0] ?? "");
      shelves.set(shelf, index);
      addArticle(index, article);
    }
    return { n };
  }
  if (request.op === "drop") {
    for (const id of request.ids) for (const index of shelves.values()) removeArticle(index, id);
    return { n };
  }
  const found = request.shelves.flatMap((shelf) => {
    const index = shelves.get(shelf);
    if (!index) return [];
    const options = { limit: request.limit, typing: request.typing };
    return search(index, request.query, options).map((hit) => ({ ...hit, lang: index.lang }));
  });
  return { n, found };
}

parentPort?.on("message", (request: Request) => {
  try {
    parentPort?.postMessage(answer(request));
  } catch (error) {
    parentPort?.postMessage({ n: request.n, error: error instanceof Error ? error.message : String(error) });
  }
});
