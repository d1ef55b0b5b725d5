import type { Insertable, Selectable } from "kysely";
import type { Db, Tables } from "../../storage/index.ts";

export type VersionRow = Selectable<Tables["article_versions"]>;

export const insertAll = (db: Db, rows: Insertable<Tables["article_versions"]>[]) =>
  db.insertInto("article_versions").values(rows).execute();

/** Versions without their texts, newest first. */
export const list = (db: Db, articleId: string, limit: number, before?: number) =>
  db
    .selectFrom("article_versions")
    .select(["version", "title", "author_id", "author_name", "note", "added", "removed", "created_at"])
    .where("article_id", "=", articleId)
    .$if(before !== undefined, (query) => query.where("version", "<", before ?? 0))
    .orderBy("version", "desc")
    .limit(limit)
    .execute();

export const get = (db: Db, articleId: string, version: number) =>
  db
    .selectFrom("article_versions")
    .selectAll()
    .where("article_id", "=", articleId)
    .where("version", "=", version)
    .executeTakeFirst();

/** The version before one that is still kept, or undefined where it is the first. */
export const getBefore = (db: Db, articleId: string, version: number) =>
  db
    .selectFrom("article_versions")
    .selectAll()
    .where("article_id", "=", articleId)
    .where("version", "<", version)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();

/** Removes what lies between an article's first version and its newest ones from `since` on. */
export const removeBefore = (db: Db, articleId: string, since: number) =>
  db
    .deleteFrom("article_versions")
    .where("article_id", "=", articleId)
    .where("version", "<", since)
    .where("version", ">", (eb) =>
      eb
        .selectFrom("article_versions as first")
        .select((min) => min.fn.min("first.version").as("version"))
        .where("first.article_id", "=", articleId),
    )
    .execute();

/** The texts of every version and their images, in pages: `after` is where the last page ended. */
export const pageOfTexts = (db: Db, after: { articleId: string; version: number }, limit: number) =>
  db
    .selectFrom("article_versions")
    .select(["article_id", "version", "body", "images"])
    .where((eb) =>
      eb.or([
        eb("article_id", ">", after.articleId),
        eb.and([eb("article_id", "=", after.articleId), eb("version", ">", after.version)]),
      ]),
    )
    .orderBy("article_id")
    .orderBy("version")
    .limit(limit)
    .execute();
