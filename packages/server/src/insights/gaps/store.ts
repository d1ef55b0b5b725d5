import { type Insertable, type Selectable, sql, type Updateable } from "kysely";
import type { Db, Tables } from "../../storage/index.ts";

export type GapRow = Selectable<Tables["gaps"]>;
type Question = Selectable<Tables["questions"]>;
/** A question as far as finding its like needs it. */
export type AskedRow = Pick<Question, "id" | "text" | "lang" | "ranked">;

/** Makes whoever sorts questions wait for one another, until the end of the transaction. */
export const takeTurn = (db: Db) =>
  db
    .updateTable("counters")
    .set((eb) => ({ value: eb("value", "+", 1) }))
    .where("name", "=", "gaps_turn")
    .execute();

/** Handed over for another reason than that no article answers it. */
const otherReasons = ["asked_for_person", "no_words", "off", "turns", "stalled"];

/** Questions since then that nothing solved and that belong to no gap yet, the oldest first. */
export const unsolved = (db: Db, { since, now, limit }: { since: number; now: number; limit: number }) =>
  db
    .selectFrom("questions")
    .innerJoin("assisted", "assisted.conversation_id", "questions.conversation_id")
    .select(["questions.id", "text", "questions.lang", "ranked"])
    .where("gap_id", "is", null)
    .where("questions.hold_out", "=", 0)
    .where("questions.created_at", ">=", since)
    .where((eb) => eb.and(otherReasons.map((reason) => eb("reasons", "not like", `%"${reason}"%`))))
    .where((eb) =>
      eb.or([
        eb("solved", "=", 0),
        eb.and([
          eb("solved", "is", null),
          eb("decision", "=", "escalate"),
          eb.or([eb("confirmed_at", "is", null), eb("confirmed_at", "<", eb.ref("questions.created_at"))]),
        ]),
        // being asked back is a way to an answer; it was none where nothing better came of it
        eb.and([
          eb("solved", "is", null),
          eb("decision", "=", "clarify"),
          eb.or([eb("answered_at", "is", null), eb("answered_at", "<", eb.ref("questions.created_at"))]),
          eb.or([
            eb("handed_over_at", "is not", null),
            eb("denied_at", ">=", eb.ref("questions.created_at")),
            eb("last_asked_at", "<", now - 3_600_000),
          ]),
        ]),
      ]),
    )
    .orderBy("questions.created_at")
    .orderBy("questions.id")
    .limit(limit)
    .execute();

/** Answered questions that belong to no gap, the oldest first, after a place. */
export const answered = (db: Db, after: { created_at: number; id: string }, limit: number) =>
  db
    .selectFrom("questions")
    .select(["id", "text", "lang", "ranked", "created_at"])
    .where("gap_id", "is", null)
    .where("hold_out", "=", 0)
    .where("decision", "=", "answer")
    .where((eb) =>
      eb.or([
        eb("created_at", ">", after.created_at),
        eb.and([eb("created_at", "=", after.created_at), eb("id", ">", after.id)]),
      ]),
    )
    .orderBy("created_at")
    .orderBy("id")
    .limit(limit)
    .execute();

/** The last questions, to learn from how telling words are. */
export const recent = (db: Db, since: number, limit: number) =>
  db
    .selectFrom("questions")
    .select(["lang", "text"])
    .where("created_at", ">=", since)
    .orderBy("created_at", "desc")
    .limit(limit)
    .execute();

export const all = (db: Db) => db.selectFrom("gaps").selectAll().orderBy("created_at").orderBy("id").execute();

/** Gaps that have an article and were not put aside. */
export const linked = (db: Db) =>
  db
    .selectFrom("gaps")
    .select(["id", "status", "article_id"])
    .where("article_id", "is not", null)
    .where("status", "!=", "dismissed")
    .execute();

export const find = (db: Db, id: string) => db.selectFrom("gaps").selectAll().where("id", "=", id).executeTakeFirst();

export const findAll = (db: Db, ids: readonly string[]) =>
  ids.length === 0 ? Promise.resolve([]) : db.selectFrom("gaps").selectAll().where("id", "in", ids).execute();

export const insert = (db: Db, row: Insertable<Tables["gaps"]>) => db.insertInto("gaps").values(row).execute();

export const update = (db: Db, id: string, change: Updateable<Tables["gaps"]>) =>
  db.updateTable("gaps").set(change).where("id", "=", id).execute();

export const remove = (db: Db, id: string) => db.deleteFrom("gaps").where("id", "=", id).execute();

/** Puts questions into a gap. */
export const place = (db: Db, questionIds: readonly string[], gapId: string) =>
  questionIds.length === 0
    ? Promise.resolve([])
    : db.updateTable("questions").set({ gap_id: gapId }).where("id", "in", questionIds).execute();

const readAtOnce = 5_000;

/** The questions of a gap, solved ones too, the oldest first; of very many, the last. */
export const questionsOf = async (db: Db, gapId: string): Promise<AskedRow[]> =>
  (
    await db
      .selectFrom("questions")
      .select(["id", "text", "lang", "ranked"])
      .where("gap_id", "=", gapId)
      .orderBy("created_at", "desc")
      .orderBy("id", "desc")
      .limit(readAtOnce)
      .execute()
  ).reverse();

/** Moves every question of one gap to another. */
export const moveAll = (db: Db, from: string, to: string) =>
  db.updateTable("questions").set({ gap_id: to }).where("gap_id", "=", from).execute();

/** Gaps of a single question that nobody asked again since then. */
export const forgotten = (db: Db, before: number) =>
  db
    .selectFrom("gaps")
    .select("gaps.id")
    .where("status", "=", "open")
    .where("article_id", "is", null)
    .where("updated_at", "<", before)
    .where((eb) =>
      eb(
        eb
          .selectFrom("questions")
          .select(({ fn }) => fn.countAll().as("count"))
          .whereRef("questions.gap_id", "=", "gaps.id"),
        "<",
        2,
      ),
    )
    .limit(500)
    .execute();

export const release = (db: Db, gapId: string) =>
  db.updateTable("questions").set({ gap_id: null }).where("gap_id", "=", gapId).execute();

/** The newest unsolved questions of a gap. */
export const examples = (db: Db, gapId: string, limit: number): Promise<Question[]> =>
  db
    .selectFrom("questions")
    .selectAll()
    .where("gap_id", "=", gapId)
    .where((eb) => eb.or([eb("solved", "=", 0), eb.and([eb("solved", "is", null), eb("decision", "!=", "answer")])]))
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();

/** Gaps that so many different visitors have asked about, whatever came of it. */
export const metBy = (db: Db, visitors: number) =>
  db
    .selectFrom("questions")
    .select("gap_id")
    .where("gap_id", "is not", null)
    .groupBy("gap_id")
    .having((eb) => eb(eb.fn.count("visitor_id").distinct(), ">=", visitors))
    .execute();

/** What counting the cost of gaps needs of their questions. */
export const facts = (db: Db, gapIds: readonly string[]) =>
  gapIds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom("questions")
        .innerJoin("assisted", "assisted.conversation_id", "questions.conversation_id")
        .select([
          "gap_id",
          "questions.site_id",
          "questions.visitor_id",
          "ticket_id",
          "decision",
          "solved",
          "created_at",
          "last_asked_at",
          "answered_at",
          "confirmed_at",
          "denied_at",
          "handed_over_at",
          "returned_at",
          "returned_from",
        ])
        .where("gap_id", "in", gapIds)
        .execute();

/** When the tickets of gaps' questions were first assigned and resolved. */
export const ticketFacts = (db: Db, gapIds: readonly string[]) =>
  gapIds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom("tickets")
        .leftJoin("messages", (join) =>
          join
            .onRef("messages.conversation_id", "=", "tickets.conversation_id")
            .on("messages.kind", "=", "event")
            // a ticket that goes to the queue is assigned to nobody
            .on("messages.data", "like", '{"type":"assigned","to":{%'),
        )
        .select((eb) => [
          "tickets.id",
          "tickets.resolved_at",
          eb.fn.min<number | null>("messages.created_at").as("assigned_at"),
        ])
        .where("tickets.id", "in", (eb) =>
          eb.selectFrom("questions").select(sql<string>`ticket_id`.as("id")).where("gap_id", "in", gapIds),
        )
        .groupBy(["tickets.id", "tickets.resolved_at"])
        .execute();

/** Resolved tickets of a gap's questions that an agent replied to, the best rated and then the newest first. */
export const sources = (db: Db, gapId: string, limit: number) =>
  db
    .selectFrom("tickets")
    .innerJoin("conversations", "conversations.id", "tickets.conversation_id")
    .innerJoin("visitors", "visitors.id", "conversations.visitor_id")
    .select([
      "tickets.id",
      "tickets.number",
      "tickets.subject",
      "tickets.rating_score",
      "tickets.conversation_id",
      "conversations.locale",
      "visitors.name as visitor_name",
    ])
    .where("tickets.status", "in", ["resolved", "closed"])
    .where("tickets.id", "in", (eb) =>
      eb.selectFrom("questions").select(sql<string>`ticket_id`.as("id")).where("gap_id", "=", gapId),
    )
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom("messages")
          .select("messages.id")
          .whereRef("messages.conversation_id", "=", "tickets.conversation_id")
          .where("messages.kind", "=", "message")
          .where("messages.author_kind", "=", "agent"),
      ),
    )
    // who did not rate stands between those who were content and those who were not
    .orderBy(sql`coalesce(rating_score, 3)`, "desc")
    .orderBy("resolved_at", "desc")
    .orderBy("tickets.id")
    .limit(limit)
    .execute();

/** The words of a conversation for both sides, in order. */
export const wordsOf = (db: Db, conversationId: string) =>
  db
    .selectFrom("messages")
    .select(["author_kind", "author_name", "body"])
    .where("conversation_id", "=", conversationId)
    .where("kind", "=", "message")
    .orderBy("seq")
    .limit(500)
    .execute();

/** How these articles stand. */
export const articles = (db: Db, ids: readonly string[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom("articles")
        .select(["id", "key", "title", "lang", "slug", "status", "updated_at"])
        .where("id", "in", ids)
        .execute();
