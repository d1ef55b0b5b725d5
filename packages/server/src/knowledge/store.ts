import { type Insertable, type Selectable, sql, type Updateable } from "kysely";
import type { Db, Tables } from "../storage/index.ts";

export type ArticleDbRow = Selectable<Tables["articles"]>;
export type NewArticleRow = Insertable<Tables["articles"]>;
export type Audience = "visitor" | "agent";

/** Stores a row, or gives undefined where its language has an article under that slug already. */
export const insert = (db: Db, row: NewArticleRow) =>
  db
    .insertInto("articles")
    .values(row)
    .onConflict((conflict) => conflict.columns(["lang", "slug"]).doNothing())
    .returningAll()
    .executeTakeFirst();

export const update = (db: Db, id: string, patch: Updateable<Tables["articles"]>) =>
  db.updateTable("articles").set(patch).where("id", "=", id).returningAll().executeTakeFirst();

export const remove = (db: Db, ids: readonly string[]) =>
  db.deleteFrom("articles").where("id", "in", ids).returning("id").execute();

/** One article; for a visitor only where it is published and public. */
export const find = (db: Db, id: string, audience: Audience) =>
  visible(db, audience).selectAll().where("id", "=", id).executeTakeFirst();

export const findBySlug = (db: Db, lang: string, slug: string, audience: Audience) =>
  visible(db, audience).selectAll().where("lang", "=", lang).where("slug", "=", slug).executeTakeFirst();

const visible = (db: Db, audience: Audience) =>
  db
    .selectFrom("articles")
    .$if(audience === "visitor", (query) => query.where("status", "=", "published").where("visibility", "=", "public"));

/** Whether a slug is free in its language, but for the article itself. */
export async function isFree(db: Db, lang: string, slug: string, exceptId: string): Promise<boolean> {
  const row = await db
    .selectFrom("articles")
    .select("id")
    .where("lang", "=", lang)
    .where("slug", "=", slug)
    .where("id", "!=", exceptId)
    .executeTakeFirst();
  return row === undefined;
}

export type ListFilter = {
  lang?: string | undefined;
  status?: ArticleDbRow["status"] | undefined;
  q?: string | undefined;
  limit: number;
  after?: { updatedAt: number; id: string } | undefined;
};

/** Articles without their texts, newest change first. */
export const list = (db: Db, { lang, status, q, limit, after }: ListFilter) =>
  db
    .selectFrom("articles")
    .select(rowColumns)
    .$if(lang !== undefined, (query) => query.where("lang", "=", lang ?? ""))
    .$if(status !== undefined, (query) => query.where("status", "=", status ?? "draft"))
    .$if(Boolean(q), (query) =>
      query.where(
        sql<boolean>`lower(title) like ${`%${(q ?? "").toLowerCase().replace(/[\\%_]/g, "\\$&")}%`} escape '\\'`,
      ),
    )
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb.or([
          eb("updated_at", "<", after?.updatedAt ?? 0),
          eb.and([eb("updated_at", "=", after?.updatedAt ?? 0), eb("id", "<", after?.id ?? "")]),
        ]),
      ),
    )
    .orderBy("updated_at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();

const rowColumns = [
  "id",
  "slug",
  "key",
  "lang",
  "title",
  "summary",
  "category",
  "status",
  "visibility",
  "popular",
  "position",
  "version",
  "publish_at",
  "expires_at",
  "review_at",
  "owner_id",
  "site_id",
  "desk_id",
  "updated_at",
] as const;
export type ListRow = Pick<ArticleDbRow, (typeof rowColumns)[number]>;

/** Every article a visitor may read in a language, without their texts, as the help centre's pages show them. */
export const publicOf = (db: Db, lang: string) =>
  visible(db, "visitor")
    .select(rowColumns)
    .where("lang", "=", lang)
    .orderBy("position")
    .orderBy("title")
    .orderBy("id")
    .execute();

/** The same article in other languages. */
export const translations = (db: Db, article: { id: string; key: string; lang: string }, audience: Audience) =>
  visible(db, audience)
    .select(["id", "lang", "slug"])
    .where("key", "=", article.key)
    .where("lang", "!=", article.lang)
    .orderBy("lang")
    .orderBy("id")
    .execute();

export const titles = (db: Db, ids: readonly string[]) =>
  visible(db, "visitor").select(["id", "title", "lang", "slug"]).where("id", "in", ids).execute();

/** Which published articles there are and how old each is, to find out what an index has missed. */
export const published = (db: Db) =>
  db
    .selectFrom("articles")
    .select(["id", "lang", "visibility", "updated_at"])
    .where("status", "=", "published")
    .orderBy("id")
    .execute();

/** What is searched of these articles, as far as they are published. */
export const searchable = (db: Db, ids: readonly string[]) =>
  db
    .selectFrom("articles")
    .select(["id", "lang", "slug", "title", "summary", "keywords", "content", "visibility", "updated_at"])
    .where("status", "=", "published")
    .where("id", "in", ids)
    .orderBy("id")
    .execute();

/** What an import brought before. */
export const ofSource = (db: Db, source: string) =>
  db
    .selectFrom("articles")
    .select(["id", "lang", "slug", "source_path", "source_hash", "updated_at"])
    .where("source", "=", source)
    .execute();

/** The texts of what an import brought, in pages, for following the links in them. */
export const bodiesOfSource = (db: Db, source: string, afterId: string, limit: number) =>
  db
    .selectFrom("articles")
    .select(["id", "lang", "body", "content", "source_path", "updated_at"])
    .where("source", "=", source)
    .where("id", ">", afterId)
    .orderBy("id")
    .limit(limit)
    .execute();

/** Counts every change of articles, in the transaction of the change: whoever keeps a copy sees that it is old. */
export const bumpVersion = (db: Db) =>
  db
    .updateTable("counters")
    .set((eb) => ({ value: eb("value", "+", 1) }))
    .where("name", "=", "articles_version")
    .execute();

export async function version(db: Db): Promise<number> {
  const row = await db.selectFrom("counters").select("value").where("name", "=", "articles_version").executeTakeFirst();
  return row?.value ?? 0;
}
