import { type Insertable, type Selectable, sql, type Updateable } from "kysely";
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

export type ListFilter = {
  view: View;
  lang?: string | undefined;
  siteId?: string | undefined;
  gapId?: string | undefined;
  limit: number;
  after?: { updatedAt: number; id: string } | undefined;
};

/** A confidence this near to its threshold could as well have been decided the other way. */
const unsureWithin = 0.1;

/** One page of what was asked, newest first. */
export const list = (db: Db, { view, lang, siteId, gapId, limit, after }: ListFilter) =>
  db
    .selectFrom("questions")
    .selectAll()
    .$if(view === "unanswered", (query) =>
      query.where("reviewed", "=", 0).where("hold_out", "=", 0).where("decision", "in", ["escalate", "clarify"]),
    )
    .$if(view === "unhelpful", (query) => query.where("reviewed", "=", 0).where("solved", "=", 0))
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
