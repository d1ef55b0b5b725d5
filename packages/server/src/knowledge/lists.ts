import { KotaeError } from "@kotae/sdk/errors";
import type { ArticleRow, Content, IndexSnapshot, Parsed } from "@kotae/sdk/schema";
import { type SearchArticle, toSnapshot } from "@kotae/sdk/search";
import type { Db } from "../storage/index.ts";
import { articleUrl, baseLang } from "./address.ts";
import { toArticleRow } from "./articles.ts";
import { sections } from "./content-text.ts";
import * as store from "./store.ts";

/** A page of articles for agents, drafts and internal ones too, newest change first. */
export async function listArticles(
  db: Db,
  input: Parsed<"listArticles">,
): Promise<{ items: ArticleRow[]; nextCursor: string | null }> {
  const rows = await store.list(db, {
    lang: input.lang === undefined ? undefined : baseLang(input.lang),
    status: input.status,
    q: input.q,
    limit: input.limit + 1,
    after: input.cursor === undefined ? undefined : readCursor(input.cursor),
  });
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  const more = rows.length > input.limit && last !== undefined;
  return { items: items.map(toArticleRow), nextCursor: more ? writeCursor(last.updated_at, last.id) : null };
}

const writeCursor = (updatedAt: number, id: string) =>
  Buffer.from(JSON.stringify([updatedAt, id])).toString("base64url");

function readCursor(cursor: string): { updatedAt: number; id: string } {
  try {
    const [updatedAt, id]: unknown[] = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (Number.isSafeInteger(updatedAt) && typeof id === "string") return { updatedAt: Number(updatedAt), id };
  } catch {
    // falls through: what cannot be read is refused below
  }
  throw new KotaeError("invalid_cursor", "This cursor is not one of ours.", { hint: "Start again without a cursor." });
}

export type HelpArticle = ArticleRow & { popular: boolean };

/** Every article a visitor may read in a language, in the order its authors gave them. */
export async function listPublic(db: Db, lang: string): Promise<HelpArticle[]> {
  const rows = await store.publicOf(db, lang);
  return rows.map((row) => ({ ...toArticleRow(row), popular: row.popular === 1 }));
}

/** A few articles to offer before anything was asked: those marked popular, else the first ones. */
export async function popularArticles(db: Db, lang: string, limit: number): Promise<ArticleRow[]> {
  const rows = await store.publicOf(db, lang);
  const marked = rows.filter((row) => row.popular === 1);
  return (marked.length > 0 ? marked : rows).slice(0, limit).map(toArticleRow);
}

/** Names and addresses of those of these articles that a visitor may read, by id. */
export async function articleTitles(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, { title: string; url: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await store.titles(db, ids);
  return new Map(rows.map((row) => [row.id, { title: row.title, url: articleUrl(row) }]));
}

/** Counts up with every change of any article. */
export const articlesVersion = (db: Db): Promise<number> => store.version(db);

/** What a device needs to search one language by itself: public articles only. */
export async function indexSnapshot(db: Db, lang: string): Promise<IndexSnapshot> {
  const version = await store.version(db);
  const ids = (await store.publicOf(db, lang)).map(({ id }) => id).sort();
  const articles: SearchArticle[] = [];
  for (let at = 0; at < ids.length; at += 200) {
    for (const row of await store.searchable(db, ids.slice(at, at + 200))) {
      if (row.visibility === "public") articles.push(toSearchArticle(row));
    }
  }
  return toSnapshot(version, lang, articles);
}

type SearchableRow = Awaited<ReturnType<typeof store.searchable>>[number];

/** What is searched of an article. */
export function toSearchArticle(row: SearchableRow): SearchArticle {
  return {
    id: row.id,
    title: row.title,
    url: articleUrl(row),
    summary: row.summary,
    keywords: JSON.parse(row.keywords) as string[],
    sections: sections(JSON.parse(row.content) as Content[]).map(({ heading, text }) => ({ heading, text })),
  };
}
