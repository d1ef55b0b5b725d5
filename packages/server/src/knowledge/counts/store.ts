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

/** Whoever says something else is heard anew. */
const unreviewed = { reviewed_by: null, reviewed_at: null } as const;

/** Changes what a voice said, where it said the opposite; gives undefined where it did not. */
export const turnVoice = (
  db: Db,
  { article_id, voice, day }: Voice,
  said: { helpful: number; comment: string | null; version: number },
) =>
  db
    .updateTable("article_feedback")
    .set({ ...said, ...unreviewed })
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
    .set({ ...said, ...unreviewed })
    .where("article_id", "=", article_id)
    .where("voice", "=", voice)
    .where("day", "=", day)
    .execute();

/** Gives what one voice said to another, but for what that one said of the same article on the same day. */
export const adoptVoice = (db: Db, from: string, to: string) =>
  db
    .updateTable("article_feedback")
    .set({ voice: to })
    .where("voice", "=", from)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("article_feedback as own")
            .select("own.id")
            .where("own.voice", "=", to)
            .whereRef("own.article_id", "=", "article_feedback.article_id")
            .whereRef("own.day", "=", "article_feedback.day"),
        ),
      ),
    )
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

export type VoteFilter = {
  view: "open" | "reviewed" | "all";
  lang?: string | undefined;
  limit: number;
  before?: { at: number; id: string } | undefined;
};

/** What was found not helpful, with the article it was said of. */
const against = (db: Db) =>
  db
    .selectFrom("article_feedback")
    .innerJoin("articles", "articles.id", "article_feedback.article_id")
    .select([
      "article_feedback.id",
      "article_feedback.article_id",
      "article_feedback.version",
      "article_feedback.comment",
      "article_feedback.reviewed_by",
      "article_feedback.reviewed_at",
      "article_feedback.created_at",
      "articles.title",
      "articles.lang",
      "articles.version as article_version",
    ])
    .where("article_feedback.helpful", "=", 0);

export type VoteRow = Awaited<ReturnType<typeof votes>>[number];

/** A page of such votes, newest first; a text that was changed since has answered its own, so that they are not open. */
export const votes = (db: Db, { view, lang, limit, before }: VoteFilter) =>
  against(db)
    .$if(view === "open", (query) =>
      query
        .where("article_feedback.reviewed_at", "is", null)
        .where("articles.status", "!=", "archived")
        .whereRef("article_feedback.version", "=", "articles.version"),
    )
    .$if(view === "reviewed", (query) => query.where("article_feedback.reviewed_at", "is not", null))
    .$if(lang !== undefined, (query) => query.where("articles.lang", "=", lang ?? ""))
    .$if(before !== undefined, (query) =>
      query.where((eb) =>
        eb.or([
          eb("article_feedback.created_at", "<", before?.at ?? 0),
          eb.and([
            eb("article_feedback.created_at", "=", before?.at ?? 0),
            eb("article_feedback.id", "<", before?.id ?? ""),
          ]),
        ]),
      ),
    )
    .orderBy("article_feedback.created_at", "desc")
    .orderBy("article_feedback.id", "desc")
    .limit(limit)
    .execute();

export const findVote = (db: Db, id: string) => against(db).where("article_feedback.id", "=", id).executeTakeFirst();

/** Notes who looked at a vote and when, or with null that nobody has. */
export const markVote = (db: Db, id: string, review: { by: string; at: number } | null) =>
  db
    .updateTable("article_feedback")
    .set({ reviewed_by: review?.by ?? null, reviewed_at: review?.at ?? null })
    .where("id", "=", id)
    .execute();
