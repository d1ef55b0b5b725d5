import { type ExpressionBuilder, type Insertable, type Selectable, sql, type Updateable } from "kysely";
import { type Db, prepared, type Tables } from "../storage/index.ts";

export type QuestionRow = Selectable<Tables["questions"]>;
export type AssistedRow = Selectable<Tables["assisted"]>;

export const insert = (db: Db, row: Insertable<Tables["questions"]>) =>
  db.insertInto("questions").values(row).execute();

export const update = (db: Db, id: string, change: Updateable<Tables["questions"]>) =>
  db.updateTable("questions").set(change).where("id", "=", id).returningAll().executeTakeFirst();

export const find = (db: Db, id: string) =>
  db.selectFrom("questions").selectAll().where("id", "=", id).executeTakeFirst();

export const lastOf = (db: Db, conversationId: string) =>
  db
    .selectFrom("questions")
    .selectAll()
    .where("conversation_id", "=", conversationId)
    .orderBy("answer_seq", "desc")
    .limit(1)
    .executeTakeFirst();

export const setTicket = (db: Db, conversationId: string, ticketId: string) =>
  db
    .updateTable("questions")
    .set({ ticket_id: ticketId })
    .where("conversation_id", "=", conversationId)
    .where("ticket_id", "is", null)
    .execute();

export const insertAssisted = (db: Db, row: Insertable<Tables["assisted"]>) =>
  db.insertInto("assisted").values(row).execute();

export const assistedOf = (db: Db, conversationId: string) =>
  db.selectFrom("assisted").selectAll().where("conversation_id", "=", conversationId).executeTakeFirst();

export const assistedMany = (db: Db, conversationIds: readonly string[]) =>
  conversationIds.length === 0
    ? Promise.resolve([])
    : db.selectFrom("assisted").selectAll().where("conversation_id", "in", conversationIds).execute();

export const updateAssisted = (db: Db, conversationId: string, change: Updateable<Tables["assisted"]>) =>
  db.updateTable("assisted").set(change).where("conversation_id", "=", conversationId).execute();

type Since = { visitorId: string; since: number };

// behind every message of a visitor, so it is built once
const unescalatedOfOne = prepared((db, { visitorId, since }: Since) =>
  db
    .selectFrom("assisted")
    .selectAll()
    .where("visitor_id", "=", visitorId)
    .where("handed_over_at", "is", null)
    .where("last_asked_at", ">=", since),
);

/** What a visitor asked since then that no person has. */
export const unescalatedOf = (db: Db, query: Since) => unescalatedOfOne(db, query);

/** The same of other visitors of the site who gave the same address. */
export const unescalatedOfNamesakes = (db: Db, { visitorId, since }: Since) =>
  db
    .selectFrom("visitors as me")
    .innerJoin("visitors as other", (join) =>
      join.onRef("other.email", "=", "me.email").onRef("other.site_id", "=", "me.site_id"),
    )
    .innerJoin("assisted", "assisted.visitor_id", "other.id")
    .selectAll("assisted")
    .where("me.id", "=", visitorId)
    .where("me.email", "is not", null)
    .where("other.id", "!=", visitorId)
    .where("assisted.handed_over_at", "is", null)
    .where("assisted.last_asked_at", ">=", since)
    .execute();

/** Gives what one visitor asked to another. */
export async function adopt(db: Db, from: string, to: string): Promise<void> {
  await db.updateTable("questions").set({ visitor_id: to }).where("visitor_id", "=", from).execute();
  await db.updateTable("assisted").set({ visitor_id: to }).where("visitor_id", "=", from).execute();
}

export type PastFilter = {
  /** Epoch milliseconds. */
  since: number;
  siteId?: string | undefined;
  lang?: string | undefined;
  limit: number;
};

/** What was asked since then, newest first; those who were held out are not among them. */
export const past = (db: Db, { since, siteId, lang, limit }: PastFilter) =>
  db
    .selectFrom("questions")
    .selectAll()
    .where("created_at", ">=", since)
    .where("hold_out", "=", 0)
    .$if(siteId !== undefined, (query) => query.where("site_id", "=", siteId ?? ""))
    .$if(lang !== undefined, (query) => query.where("lang", "=", lang ?? ""))
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();

export type View = "unanswered" | "unhelpful" | "unsure" | "reviewed" | "all";

/** What was said against an answer: see `complaint` in `schema/question.ts`. */
export type ComplaintKind = "refused" | "rating" | "vote";

export type ListFilter = {
  view: View;
  complaint?: ComplaintKind | undefined;
  lang?: string | undefined;
  siteId?: string | undefined;
  gapId?: string | undefined;
  limit: number;
  after?: { updatedAt: number; id: string } | undefined;
};

/** A confidence this near to its threshold could as well have been decided the other way. */
const unsureWithin = 0.1;

/** A ticket rated so, of five, or worse was no good answer either. */
const lowScore = 2;

type Asked = ExpressionBuilder<Tables, "questions">;

/** Whether this was said against the answer of a question. */
const isSaidOf = {
  refused: (eb: Asked) => eb("solved", "=", 0),
  rating: (eb: Asked) =>
    eb.and([
      eb("decision", "=", "answer"),
      eb.exists(
        eb
          .selectFrom("tickets")
          .select("tickets.id")
          .whereRef("tickets.id", "=", "questions.ticket_id")
          .where("tickets.rating_score", "<=", lowScore),
      ),
    ]),
  vote: (eb: Asked) =>
    eb.exists(
      eb
        .selectFrom("article_feedback")
        .select("article_feedback.id")
        .where(sql<boolean>`article_feedback.voice = 'visitor:' || questions.visitor_id`)
        // spelled out, so that the planner knows it for the partial index
        .where(sql<boolean>`article_feedback.helpful = 0`)
        .whereRef("article_feedback.created_at", ">=", "questions.created_at")
        .where(sql<boolean>`questions.ranked like '%' || article_feedback.article_id || '%'`),
    ),
} satisfies Record<ComplaintKind, (eb: Asked) => unknown>;

/** One page of what was asked, newest first. */
export const list = (db: Db, { view, complaint, lang, siteId, gapId, limit, after }: ListFilter) =>
  db
    .selectFrom("questions")
    .selectAll()
    .$if(view === "unanswered", (query) =>
      query.where("reviewed", "=", 0).where("hold_out", "=", 0).where("decision", "in", ["escalate", "clarify"]),
    )
    .$if(view === "unhelpful", (query) =>
      query
        .where("reviewed", "=", 0)
        .where((eb) => eb.or([isSaidOf.refused(eb), isSaidOf.rating(eb), isSaidOf.vote(eb)])),
    )
    .$if(complaint !== undefined, (query) => query.where(isSaidOf[complaint ?? "refused"]))
    .$if(view === "unsure", (query) =>
      query
        .where("reviewed", "=", 0)
        .where("decision", "=", "answer")
        .where(sql<boolean>`confidence - threshold < ${unsureWithin}`),
    )
    .$if(view === "reviewed", (query) => query.where("reviewed", "=", 1))
    .$if(lang !== undefined, (query) => query.where("lang", "=", lang ?? ""))
    .$if(siteId !== undefined, (query) => query.where("site_id", "=", siteId ?? ""))
    .$if(gapId !== undefined, (query) => query.where("gap_id", "=", gapId ?? ""))
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb.or([
          eb("created_at", "<", after?.updatedAt ?? 0),
          eb.and([eb("created_at", "=", after?.updatedAt ?? 0), eb("id", "<", after?.id ?? "")]),
        ]),
      ),
    )
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();

/** The low ratings of these tickets, by the ticket. */
export async function lowRatings(
  db: Db,
  ticketIds: readonly string[],
): Promise<Map<string, { score: number; comment: string | null }>> {
  if (ticketIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("tickets")
    .select(["id", "rating_score", "rating_comment"])
    .where("id", "in", ticketIds)
    .where("rating_score", "<=", lowScore)
    .execute();
  return new Map(
    rows.flatMap(({ id, rating_score: score, rating_comment: comment }) =>
      score === null ? [] : [[id, { score, comment }] as const],
    ),
  );
}

/** What these visitors found not helpful, oldest first. */
export const votesAgainst = (db: Db, visitorIds: readonly string[]) =>
  visitorIds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom("article_feedback")
        .innerJoin("articles", "articles.id", "article_feedback.article_id")
        .select([
          "article_feedback.voice",
          "article_feedback.article_id",
          "article_feedback.comment",
          "article_feedback.created_at",
          "articles.title",
        ])
        .where(
          "article_feedback.voice",
          "in",
          visitorIds.map((id) => `visitor:${id}`),
        )
        .where(sql<boolean>`article_feedback.helpful = 0`)
        .orderBy("article_feedback.created_at")
        .orderBy("article_feedback.id")
        .execute();

/** How many questions the assistant took on since then, of everybody or of a site. */
export const countSince = async (db: Db, { since, siteId }: { since: number; siteId?: string | undefined }) => {
  const row = await db
    .selectFrom("questions")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("created_at", ">=", since)
    .where("hold_out", "=", 0)
    // what went to people at once was none
    .where((eb) => eb.and(["off", "turns"].map((reason) => eb("reasons", "not like", `%"${reason}"%`))))
    .$if(siteId !== undefined, (query) => query.where("site_id", "=", siteId ?? ""))
    .executeTakeFirst();
  return Number(row?.count ?? 0);
};
