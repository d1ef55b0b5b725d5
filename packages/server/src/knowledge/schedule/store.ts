import { type Expression, type ExpressionBuilder, sql } from "kysely";
import type { Db, Tables } from "../../storage/index.ts";

/** When the next article goes out or is taken back, or null where nothing is planned. */
export async function nextTime(db: Db): Promise<number | null> {
  const row = await db
    .selectNoFrom((eb) => [
      eb
        .selectFrom("articles")
        .select((min) => min.fn.min("publish_at").as("at"))
        .where("publish_at", "is not", null)
        .where("status", "=", "draft")
        .as("publish"),
      eb
        .selectFrom("articles")
        .select((min) => min.fn.min("expires_at").as("at"))
        .where("expires_at", "is not", null)
        .where("status", "=", "published")
        .as("expire"),
    ])
    .executeTakeFirstOrThrow();
  const times = [row.publish, row.expire].filter((at) => at !== null);
  return times.length === 0 ? null : Math.min(...times);
}

/** Publishes the drafts whose time has come; the `where` lets only one process do it. */
export const publishDue = (db: Db, now: number) =>
  db
    .updateTable("articles")
    .set((eb) => ({ status: "published", publish_at: null, updated_at: later(eb, now) }))
    .where("status", "=", "draft")
    .where("publish_at", "<=", now)
    .returning("id")
    .execute();

/** Archives what has had its day. */
export const archiveDue = (db: Db, now: number) =>
  db
    .updateTable("articles")
    .set((eb) => ({ status: "archived", expires_at: null, updated_at: later(eb, now) }))
    .where("status", "=", "published")
    .where("expires_at", "<=", now)
    .returning("id")
    .execute();

/** Now, or a millisecond after the last change: whoever compares times must see that something happened. */
const later = (eb: ExpressionBuilder<Tables, "articles">, now: number): Expression<number> =>
  eb
    .case()
    .when("updated_at", "<", now)
    .then(sql<number>`cast(${now} as bigint)`)
    .else(eb("updated_at", "+", 1))
    .end();
