import type {
  Author,
  Change,
  Citation,
  Conversation,
  Decision,
  Message,
  Owner,
  ToolOffer,
  VisitorTicket,
} from "@kotae/sdk/schema";
import { type Insertable, type Selectable, sql } from "kysely";
import { type Db, prepared, type Tables } from "../storage/index.ts";

export type ConversationRow = Selectable<Tables["conversations"]>;
export type MessageRow = Selectable<Tables["messages"]>;

export const insert = (db: Db, row: Insertable<Tables["conversations"]>) =>
  db.insertInto("conversations").values(row).returningAll().executeTakeFirstOrThrow();

/** One conversation; where a visitor is named, only if it is theirs. */
export const find = (db: Db, id: string, visitorId?: string) =>
  db
    .selectFrom("conversations")
    .selectAll()
    .where("id", "=", id)
    .$if(visitorId !== undefined, (query) => query.where("visitor_id", "=", visitorId ?? ""))
    .executeTakeFirst();

/** A visitor's conversations, newest first, after the one a cursor names. */
export const listOf = (db: Db, visitorId: string, limit: number, after?: { updatedAt: number; id: string }) =>
  db
    .selectFrom("conversations")
    .selectAll()
    .where("visitor_id", "=", visitorId)
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

/** Those of `ids` that belong to the visitor, or that exist where no visitor is named; all of theirs without `ids`. */
export async function existing(db: Db, visitorId: string | undefined, ids: string[] | undefined): Promise<string[]> {
  if (ids?.length === 0) return [];
  const rows = await db
    .selectFrom("conversations")
    .select("id")
    .$if(visitorId !== undefined, (query) => query.where("visitor_id", "=", visitorId ?? ""))
    .$if(ids !== undefined, (query) => query.where("id", "in", ids ?? []))
    .orderBy("updated_at", "desc")
    .limit(200)
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * Takes the next number of a conversation, or gives undefined where it is not there or not the visitor's.
 *
 * The row stays locked until the transaction ends, so numbers are given in the order of the commits.
 */
export async function takeNumber(db: Db, place: Place): Promise<Numbered | undefined> {
  const [row] = await (place.visitorId === null ? takeAnyNumber(db, place) : takeOwnNumber(db, place));
  return row;
}

type Place = {
  id: string;
  /** Where a visitor writes: the conversation must be theirs. */
  visitorId: string | null;
  now: number;
  /** The newest words, or null for an entry that has none. */
  preview: string | null;
  author: ConversationRow["last_author"];
};
type Numbered = Pick<ConversationRow, "last_seq" | "ticket_id" | "visitor_id" | "owner" | "locale">;

const numbering = (db: Db, { id, now, preview, author }: Place) =>
  db
    .updateTable("conversations")
    .set((eb) => ({
      last_seq: eb("last_seq", "+", 1),
      updated_at: now,
      preview: sql<string>`coalesce(cast(${preview} as text), preview)`,
      last_author: sql<
        Place["author"]
      >`case when cast(${preview} as text) is null then last_author else cast(${author} as text) end`,
    }))
    .where("id", "=", id)
    .returning(["last_seq", "ticket_id", "visitor_id", "owner", "locale"]);

const takeAnyNumber = prepared(numbering);
const takeOwnNumber = prepared((db, place: Place) => numbering(db, place).where("visitor_id", "=", place.visitorId));

export const insertMessage = prepared((db, row: MessageRow) => db.insertInto("messages").values(row));

export const byClientId = (db: Db, conversationId: string, clientId: string) =>
  db
    .selectFrom("messages")
    .selectAll()
    .where("conversation_id", "=", conversationId)
    .where("client_id", "=", clientId)
    .executeTakeFirst();

/** What a visitor sent under a `clientId`, in whichever of its conversations. */
export const byVisitorClientId = (db: Db, visitorId: string, clientId: string) =>
  db
    .selectFrom("messages")
    .innerJoin("conversations", "conversations.id", "messages.conversation_id")
    .selectAll("messages")
    .where("conversations.visitor_id", "=", visitorId)
    .where("messages.client_id", "=", clientId)
    .executeTakeFirst();

/** The tickets these conversations became, by the conversation. */
export async function ticketsOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom("conversations").select(["id", "ticket_id"]).where("id", "in", ids).execute();
  return new Map(rows.flatMap(({ id, ticket_id }) => (ticket_id === null ? [] : [[id, ticket_id] as const])));
}

/** Entries with a larger number than `after`, in order. */
export const since = (db: Db, conversationId: string, after: number, limit: number) =>
  db
    .selectFrom("messages")
    .selectAll()
    .where("conversation_id", "=", conversationId)
    .where("seq", ">", after)
    .orderBy("seq")
    .limit(limit)
    .execute();

export const setOwner = (db: Db, id: string, owner: Owner, ticketId?: string) =>
  db
    .updateTable("conversations")
    .set({ owner, ...(ticketId === undefined ? {} : { ticket_id: ticketId }) })
    .where("id", "=", id)
    .execute();

/** Moves a side's reading mark forward, never back nor past the end; undefined where it did not move. */
export const setRead = (
  db: Db,
  id: string,
  side: "visitor_read_seq" | "agent_read_seq",
  seq: number,
  visitorId?: string,
) =>
  db
    .updateTable("conversations")
    .set({ [side]: seq })
    .where("id", "=", id)
    .where(side, "<", seq)
    .where("last_seq", ">=", seq)
    .$if(visitorId !== undefined, (query) => query.where("visitor_id", "=", visitorId ?? ""))
    .returning(["id", "visitor_id", "ticket_id"])
    .executeTakeFirst();

/** Gives all conversations of one visitor to another. */
export const adopt = (db: Db, from: string, to: string) =>
  db.updateTable("conversations").set({ visitor_id: to }).where("visitor_id", "=", from).execute();

/** The first words of a text, for a list's one line. */
export function previewOf(body: string): string {
  const words = body.slice(0, 400).replaceAll(/\s+/g, " ").trim().slice(0, 140);
  // the cut may have gone through a character of two halves
  return words.isWellFormed() ? words : words.slice(0, -1);
}

export type AnswerData = {
  decision: Decision;
  confidence: number;
  citations: Citation[];
  generated: boolean;
  offers?: ToolOffer[];
  foreign?: boolean;
  handOver?: "ticket" | "contact";
};

/** An entry as a reader may see it: a visitor gets the bare number of what is among agents. */
export function toMessage(row: MessageRow, reader: "visitor" | "agent"): Message {
  if (reader === "visitor" && row.public === 0) {
    return { kind: "hidden", conversationId: row.conversation_id, seq: row.seq };
  }
  const author: Author = { kind: row.author_kind, id: row.author_id, name: row.author_name };
  const common = {
    id: row.id,
    conversationId: row.conversation_id,
    seq: row.seq,
    author,
    createdAt: new Date(row.created_at).toISOString(),
  };
  if (row.kind === "event") return { ...common, kind: "event", change: JSON.parse(row.data ?? "{}") as Change };
  const words = { ...common, body: row.body, clientId: row.client_id };
  if (row.kind === "note") return { ...words, kind: "note" };
  return { ...words, kind: "message", answer: row.data === null ? null : (JSON.parse(row.data) as AnswerData) };
}

export function toConversation(row: ConversationRow, ticket: VisitorTicket | null): Conversation {
  return {
    id: row.id,
    locale: row.locale,
    owner: row.owner,
    lastSeq: row.last_seq,
    visitorReadSeq: row.visitor_read_seq,
    agentReadSeq: row.agent_read_seq,
    preview: row.preview,
    ticket,
    createdAt: new Date(row.created_at).toISOString(),
    updatedAt: new Date(row.updated_at).toISOString(),
  };
}

/** Every conversation whose log has a gap, a repeat or a wrong count: for `kotae doctor` and the fault tests. */
export const brokenLogs = (db: Db) =>
  db
    .selectFrom("conversations")
    .leftJoin("messages", "messages.conversation_id", "conversations.id")
    .select(["conversations.id", "last_seq"])
    .select((eb) => [eb.fn.count<number>("messages.id").as("entries"), eb.fn.max("messages.seq").as("highest")])
    .groupBy(["conversations.id", "last_seq"])
    .having((eb) =>
      eb.or([
        eb(eb.fn.count("messages.id"), "!=", eb.ref("last_seq")),
        eb(eb.fn.coalesce(eb.fn.max("messages.seq"), sql<number>`0`), "!=", eb.ref("last_seq")),
      ]),
    )
    .execute();
