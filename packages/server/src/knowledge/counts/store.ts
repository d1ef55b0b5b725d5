import { type Insertable, sql } from "kysely";
import type { Db, Tables } from "../../storage/index.ts";

type Count = "views" | "shown" | "tickets" | "helpful" | "unhelpful";

/** Counts up for each of these articles that is there; rows are taken in one order, so that nobody waits in a circle. */
export const countUp = (db: Db, articleIds: readonly string[], day: string, count: Count, by = 1) => {
  const first = <C extends Count>(name: C) => sql.lit(count === name ? by : 0).as(name);
  return db
    .insertInto("article_days")
    .columns(["article_id", "day", "views", "shown", "helpful", "unhelpful", "tickets"])
    .expression((eb) =>
      eb
        .selectFrom("articles")
        .select([
          "id",
          sql<string>`cast(${day} as text)`.as("day"),
          first("views"),
          first("shown"),
          first("helpful"),
          first("unhelpful"),
          first("tickets"),
        ])
        .where("id", "in", articleIds)
        .orderBy("id"),
    )
    .onConflict((conflict) =>
      conflict.columns(["article_id", "day"]).doUpdateSet((eb) => ({ [count]: eb(`article_days.${count}`, "+", by) })),
    )
    .execute();
};

/** Takes one voice of a day back. */
export const countDown = (db: Db, articleId: string, day: string, count: "helpful" | "unhelpful") =>
  db
    .updateTable("article_days")
    .set((eb) => ({ [count]: eb(count, "-", 1) }))
    .where("article_id", "=", articleId)
    .where("day", "=", day)
    .execute();

/** Every count of an article since it exists. */
export const sums = (db: Db, articleId: string) =>
  db
    .selectFrom("article_days")
    .select((eb) => [
      eb.fn.sum("views").as("views"),
      eb.fn.sum("shown").as("shown"),
      eb.fn.sum("helpful").as("helpful"),
      eb.fn.sum("unhelpful").as("unhelpful"),
      eb.fn.sum("tickets").as("tickets"),
    ])
    .where("article_id", "=", articleId)
    .executeTakeFirst();

/** Keeps a voice, or gives undefined where it has spoken of the article that day. */
export const insertVoice = (db: Db, row: Insertable<Tables["article_feedback"]>) =>
  db
    .insertInto("article_feedback")
    .values(row)
    .onConflict((conflict) => conflict.columns(["article_id", "voice", "day"]).doNothing())
    .returning("id")
    .executeTakeFirst();

type Voice = { article_id: string; voice: string; day: string };

/** Changes what a voice said, where it said the opposite; gives undefined where it did not. */
export const turnVoice = (
  db: Db,
  { article_id, voice, day }: Voice,
  said: { helpful: number; comment: string | null; version: number },
) =>
  db
    .updateTable("article_feedback")
    .set(said)
    .where("article_id", "=", article_id)
    .where("voice", "=", voice)
    .where("day", "=", day)
    .where("helpful", "!=", said.helpful)
    .returning("id")
    .executeTakeFirst();

/** Adds the words to what a voice said. */
export const commentVoice = (db: Db, { article_id, voice, day }: Voice, said: { comment: string; version: number }) =>
  db
    .updateTable("article_feedback")
    .set(said)
    .where("article_id", "=", article_id)
    .where("voice", "=", voice)
    .where("day", "=", day)
    .execute();

/** A page of what was said of an article, newest first. */
export const listVoices = (db: Db, articleId: string, limit: number, before?: { at: number; id: string }) =>
  db
    .selectFrom("article_feedback")
    .select(["id", "helpful", "comment", "version", "created_at"])
    .where("article_id", "=", articleId)
    .$if(before !== undefined, (query) =>
      query.where((eb) =>
        eb.or([
          eb("created_at", "<", before?.at ?? 0),
          eb.and([eb("created_at", "=", before?.at ?? 0), eb("id", "<", before?.id ?? "")]),
        ]),
      ),
    )
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
