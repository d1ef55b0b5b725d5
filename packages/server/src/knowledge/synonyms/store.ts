import type { Insertable, Selectable, Updateable } from "kysely";
import type { Db, Tables } from "../../storage/index.ts";

export type SynonymRow = Selectable<Tables["synonyms"]>;

export const list = (
  db: Db,
  { lang, status }: { lang?: string | undefined; status?: SynonymRow["status"] | undefined },
) =>
  db
    .selectFrom("synonyms")
    .selectAll()
    .$if(lang !== undefined, (query) => query.where("lang", "=", lang ?? ""))
    .$if(status !== undefined, (query) => query.where("status", "=", status ?? "active"))
    .orderBy("updated_at", "desc")
    .orderBy("id", "desc")
    .execute();

export const find = (db: Db, id: string) =>
  db.selectFrom("synonyms").selectAll().where("id", "=", id).executeTakeFirst();

export const insert = (db: Db, row: Insertable<Tables["synonyms"]>) =>
  db.insertInto("synonyms").values(row).returningAll().executeTakeFirstOrThrow();

export const update = (db: Db, id: string, change: Updateable<Tables["synonyms"]>) =>
  db.updateTable("synonyms").set(change).where("id", "=", id).returningAll().executeTakeFirst();

export const remove = (db: Db, id: string) =>
  db.deleteFrom("synonyms").where("id", "=", id).returning("id").executeTakeFirst();

/** Keeps a trail; the same one of the same day is one. */
export const insertTrail = (db: Db, row: Insertable<Tables["search_trails"]>) =>
  db
    .insertInto("search_trails")
    .values(row)
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();

export const trailsSince = (db: Db, day: string, limit: number) =>
  db
    .selectFrom("search_trails")
    .select(["id", "lang", "q", "article_id"])
    .where("day", ">=", day)
    .orderBy("day", "desc")
    .orderBy("id")
    .limit(limit)
    .execute();

export const removeTrailsBefore = (db: Db, day: string) =>
  db.deleteFrom("search_trails").where("day", "<", day).execute();

/** The titles a visitor may read. */
export const publishedTitles = (db: Db) =>
  db
    .selectFrom("articles")
    .select(["id", "lang", "title"])
    .where("status", "=", "published")
    .where("visibility", "=", "public")
    .execute();
