import { KotaeError } from "@kotae/sdk/errors";
import type { ArticleVersion, ArticleVersionDetail, Content, Parsed } from "@kotae/sdk/schema";
import type { Act } from "../../act.ts";
import type { Db } from "../../storage/index.ts";
import { numberCursor, readNumberCursor } from "../cursor.ts";
import { shownImages } from "../images.ts";
import type { ArticleDbRow } from "../store.ts";
import { countChanges, differenceOf, type Text } from "./difference.ts";
import * as store from "./store.ts";

/** Who changed an article; nobody where a program did. */
export type Writer = { id: string; name: string } | null;

/** So many versions of an article are kept, the first always among them. */
export const versionsKept = 200;

export type Change = { before: ArticleDbRow | undefined; after: ArticleDbRow; by: Writer; note: string };

/** Keeps the texts these changes made as versions of their articles. */
export async function keepVersions({ db, now }: Pick<Act, "db" | "now">, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ before, after, by, note }) => ({
    article_id: after.id,
    version: after.version,
    title: after.title,
    summary: after.summary,
    keywords: after.keywords,
    body: after.body,
    images: JSON.stringify(Object.fromEntries(shownImages(JSON.parse(after.content) as Content[]))),
    author_id: by?.id ?? null,
    author_name: by?.name ?? null,
    note,
    ...countChanges(before && textOf(before), textOf(after)),
    created_at: now,
  }));
  await store.insertAll(db, rows);
  for (const { article_id, version } of rows) {
    if (version > versionsKept) await store.removeBefore(db, article_id, version - versionsKept + 2);
  }
}

type TextRow = { title: string; summary: string; keywords: string; body: string };

/** The text of a row, as versions are compared by it. */
export const textOf = ({ title, summary, keywords, body }: TextRow): Text => ({
  title,
  summary,
  keywords: JSON.parse(keywords) as string[],
  body,
});

/** Whether two rows have the same text. */
export const isSameText = (one: TextRow, other: TextRow): boolean =>
  one.title === other.title &&
  one.summary === other.summary &&
  one.keywords === other.keywords &&
  one.body === other.body;

/** A page of an article's versions, newest first; throws `not_found`. */
export async function listVersions(
  db: Db,
  { id, limit, cursor }: Parsed<"listArticleVersions">,
): Promise<{ items: ArticleVersion[]; nextCursor: string | null }> {
  const before = cursor === undefined ? undefined : readNumberCursor(cursor);
  const rows = await store.list(db, id, limit + 1, before);
  // every article has one
  if (rows.length === 0 && before === undefined) throw new KotaeError("not_found", "There is no such article.");
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map(toVersion),
    nextCursor: rows.length > limit && last ? numberCursor(last.version) : null,
  };
}

/**
 * One version with its text, and what changed since another one; by default the one before that is kept.
 *
 * Throws `not_found` where either is not there.
 */
export async function getVersion(
  db: Db,
  { id, version, against }: Parsed<"getArticleVersion">,
): Promise<ArticleVersionDetail> {
  const row = await store.get(db, id, version);
  if (!row) throw noVersion(version);
  const other = against === undefined ? await store.getBefore(db, id, version) : await store.get(db, id, against);
  if (against !== undefined && !other) throw noVersion(against);
  const text = textOf(row);
  return {
    ...toVersion(row),
    body: row.body,
    summary: row.summary,
    keywords: [...text.keywords],
    difference: differenceOf(other && textOf(other), text),
  };
}

const noVersion = (version: number) =>
  new KotaeError("not_found", `Version ${version} of this article is not there.`, {
    hint: `The first version and the newest ${versionsKept - 1} are kept.`,
  });

function toVersion(row: Omit<store.VersionRow, "article_id" | "summary" | "keywords" | "body" | "images">) {
  const { version, title, author_id: id, author_name: name, note, added, removed } = row;
  const author = id === null ? null : { id, name: name ?? "" };
  return { version, title, author, note, createdAt: new Date(row.created_at).toISOString(), added, removed };
}

/** The version an article stands at and who made it, for somebody who began from an older one. */
export async function newestVersion(db: Db, id: string): Promise<ArticleVersion | undefined> {
  const [row] = await store.list(db, id, 1);
  return row && toVersion(row);
}

/** The text and images of one version; throws `not_found`. */
export async function versionToRestore(db: Db, id: string, version: number) {
  const row = await store.get(db, id, version);
  if (!row) throw noVersion(version);
  return { ...textOf(row), images: new Map(Object.entries(JSON.parse(row.images) as Record<string, string>)) };
}
