import type { ArticleRow, ListedArticle, Parsed } from "@kotae/sdk/schema";
import type { Db } from "../storage/index.ts";
import { articleUrl, baseLang } from "./address.ts";
import { readTimeCursor, timeCursor } from "./cursor.ts";
import type { Reader } from "./reader.ts";
import { forVisitors, toArticleRow } from "./shape.ts";
import * as store from "./store.ts";

/** A page of articles for agents, drafts and internal ones too, newest change first. */
export async function listArticles(
  db: Db,
  input: Parsed<"listArticles">,
  now: number,
): Promise<{ items: ListedArticle[]; nextCursor: string | null }> {
  const rows = await store.list(db, {
    lang: input.lang === undefined ? undefined : baseLang(input.lang),
    status: input.status,
    q: input.q,
    due: input.due === undefined ? undefined : { list: input.due, now },
    limit: input.limit + 1,
    after: input.cursor === undefined ? undefined : readTimeCursor(input.cursor),
  });
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  const more = rows.length > input.limit && last !== undefined;
  const known = Map.groupBy(await store.languagesOf(db, [...new Set(items.map(({ key }) => key))]), ({ key }) => key);
  return {
    items: items.map((row) => ({
      ...toArticleRow(row),
      langs: (known.get(row.key) ?? []).map(({ lang }) => lang),
    })),
    nextCursor: more ? timeCursor(last.updated_at, last.id) : null,
  };
}

/** Every article of a language its reader may see, in the order its authors gave them. */
export async function listPublic(db: Db, lang: string, reader: Reader): Promise<ArticleRow[]> {
  const rows = await store.publicOf(db, lang, reader);
  return rows.map((row) => forVisitors(toArticleRow(row)));
}

/** A few articles to offer before anything was asked: those marked popular, else the first ones. */
export async function popularArticles(
  db: Db,
  lang: string,
  { limit, ...reader }: Reader & { limit: number },
): Promise<ArticleRow[]> {
  const rows = await store.publicOf(db, lang, reader);
  const marked = rows.filter((row) => row.popular === 1);
  return (marked.length > 0 ? marked : rows).slice(0, limit).map((row) => forVisitors(toArticleRow(row)));
}

/** Names and addresses of those of these articles that their reader may see, by id. */
export async function articleTitles(
  db: Db,
  ids: readonly string[],
  reader: Reader,
): Promise<Map<string, { title: string; url: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await store.titles(db, ids, reader);
  return new Map(rows.map((row) => [row.id, { title: row.title, url: articleUrl(row) }]));
}

/** Ids of articles by what people call them: their id, their slug or their key; a name may mean one in each language. */
export async function articleIdsByName(db: Db, names: readonly string[]): Promise<Map<string, string[]>> {
  const ids = new Map<string, string[]>();
  for (let at = 0; at < names.length; at += 500) {
    const some = names.slice(at, at + 500);
    const asked = new Set(some);
    for (const { id, slug, key } of await store.named(db, some)) {
      for (const name of new Set([id, slug, key])) if (asked.has(name)) ids.set(name, [...(ids.get(name) ?? []), id]);
    }
  }
  return ids;
}

/** Counts up with every change of any article. */
export const articlesVersion = (db: Db): Promise<number> => store.version(db);
