import { type ExpressionBuilder, type Insertable, type Selectable, sql, type Updateable } from "kysely";
import type { Db, Tables } from "../storage/index.ts";

export type ArticleDbRow = Selectable<Tables["articles"]>;
export type NewArticleRow = Insertable<Tables["articles"]>;
export type Audience = "visitor" | "agent";
/** See `reader.ts`. */
type Reader = { audience: Audience; siteId?: string | null | undefined; deskId?: string | null | undefined };
const everybody: Reader = { audience: "visitor" };

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

/** One article, as far as its reader may see it. */
export const find = (db: Db, id: string, reader: Reader) =>
  visible(db, reader).selectAll().select(ownerName).where("id", "=", id).executeTakeFirst();

export const findBySlug = (db: Db, lang: string, slug: string, reader: Reader) =>
  visible(db, reader)
    .selectAll()
    .select(ownerName)
    .where("lang", "=", lang)
    .where("slug", "=", slug)
    .executeTakeFirst();

/** One article for whoever changes it: what is read of it stays so until the deed is done. */
export const findToChange = async (db: Db, id: string) => {
  // a change of nothing takes the row on both engines, so that two writers come one after the other
  await db
    .updateTable("articles")
    .set((eb) => ({ updated_at: eb.ref("updated_at") }))
    .where("id", "=", id)
    .execute();
  return find(db, id, { audience: "agent" });
};

/** What a reader may see; every answer to a visitor goes through here. */
const visible = (db: Db, { audience, siteId = null, deskId = null }: Reader) =>
  db.selectFrom("articles").$if(audience !== "agent", (query) =>
    query
      .where("status", "=", "published")
      .where("visibility", "=", "public")
      .where((eb) => eb.or([eb("site_id", "is", null), eb("site_id", "=", siteId)]))
      .where((eb) => eb.or([eb("desk_id", "is", null), eb("desk_id", "=", deskId)])),
  );

const ownerName = (eb: ExpressionBuilder<Tables, "articles">) =>
  eb.selectFrom("agents").select("agents.name").whereRef("agents.id", "=", "articles.owner_id").as("owner_name");

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
  due?: { list: "review" | "publish" | "unhelpful"; now: number } | undefined;
  limit: number;
  after?: { at: number; id: string } | undefined;
};

/** Articles without their texts, newest change first. */
export const list = (db: Db, { lang, status, q, due, limit, after }: ListFilter) =>
  db
    .selectFrom("articles")
    .select(rowColumns)
    .select(ownerName)
    .$if(due?.list === "review", (query) =>
      query.where("review_at", "<=", due?.now ?? 0).where("status", "!=", "archived"),
    )
    .$if(due?.list === "publish", (query) => query.where("publish_at", "is not", null).where("status", "=", "draft"))
    .$if(due?.list === "unhelpful", (query) => query.where("status", "!=", "archived").where(isUnhelpful))
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
          eb("updated_at", "<", after?.at ?? 0),
          eb.and([eb("updated_at", "=", after?.at ?? 0), eb("id", "<", after?.id ?? "")]),
        ]),
      ),
    )
    .orderBy("updated_at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();

/** So many voices make a judgement. */
const voicesThatCount = 5;

/** Whether fewer than half of its readers found the text as it stands helpful. */
const isUnhelpful = (eb: ExpressionBuilder<Tables, "articles">) =>
  eb.exists(
    eb
      .selectFrom("article_feedback")
      .select("article_feedback.article_id")
      .whereRef("article_feedback.article_id", "=", "articles.id")
      .whereRef("article_feedback.version", "=", "articles.version")
      .groupBy("article_feedback.article_id")
      .having((h) => h.fn.countAll(), ">=", voicesThatCount)
      .having(sql<boolean>`2 * sum(article_feedback.helpful) < count(*)`),
  );

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
export type ListRow = Pick<ArticleDbRow, (typeof rowColumns)[number]> & { owner_name: string | null };

/** Every article of a language its reader may see, without their texts, as the help centre's pages show them. */
export const publicOf = (db: Db, lang: string, reader: Reader = everybody) =>
  visible(db, reader)
    .select(rowColumns)
    .select(ownerName)
    .where("lang", "=", lang)
    .orderBy("position")
    .orderBy("title")
    .orderBy("id")
    .execute();

/** Articles with one of these names as id, slug or key. */
export const named = (db: Db, names: readonly string[]) =>
  db
    .selectFrom("articles")
    .select(["id", "slug", "key"])
    .where((eb) => eb.or([eb("id", "in", names), eb("slug", "in", names), eb("key", "in", names)]))
    .orderBy("id")
    .execute();

/** The same article in other languages. */
export const translations = (db: Db, article: { id: string; key: string; lang: string }, reader: Reader) =>
  visible(db, reader)
    .select(["id", "lang", "slug"])
    .where("key", "=", article.key)
    .where("lang", "!=", article.lang)
    .orderBy("lang")
    .orderBy("id")
    .execute();

/** The other articles under a key, whoever may read them. */
export const ofKey = (db: Db, key: string, exceptId: string) =>
  db
    .selectFrom("articles")
    .select(["id", "lang", "title"])
    .where("key", "=", key)
    .where("id", "!=", exceptId)
    .orderBy("id")
    .execute();

/** Which languages there is an article in, for each of these keys. */
export const languagesOf = (db: Db, keys: readonly string[]) =>
  keys.length === 0
    ? Promise.resolve([])
    : db.selectFrom("articles").select(["key", "lang"]).distinct().where("key", "in", keys).orderBy("lang").execute();

/** Those of these articles that their reader may see. */
export const titles = (db: Db, ids: readonly string[], reader: Reader = everybody) =>
  visible(db, reader).select(["id", "title", "lang", "slug"]).where("id", "in", ids).execute();

/** Which published articles there are and how old each is, in pages, to find out what an index has missed. */
export const published = (db: Db, afterId: string, limit: number) =>
  db
    .selectFrom("articles")
    .select(["id", "lang", "visibility", "updated_at"])
    .where("status", "=", "published")
    .where("id", ">", afterId)
    .orderBy("id")
    .limit(limit)
    .execute();

/** What is searched of these articles, as far as they are published. */
export const searchable = (db: Db, ids: readonly string[]) =>
  db
    .selectFrom("articles")
    .select(["id", "lang", "slug", "title", "summary", "keywords", "content", "visibility", "site_id", "desk_id"])
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

/** Whole rows, by id. */
export async function rowsOf(db: Db, ids: readonly string[]): Promise<Map<string, ArticleDbRow>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom("articles").selectAll().where("id", "in", ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

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

/** The texts of articles as they are written and shown, in pages. */
export const pageOfTexts = (db: Db, afterId: string, limit: number) =>
  db
    .selectFrom("articles")
    .select(["id", "body", "content"])
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
