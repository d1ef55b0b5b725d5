import type { Author, Priority, Status, Ticket, TicketRow, Tried, VisitorTicket } from "@kotae/sdk/schema";
import { type Insertable, type SelectQueryBuilder, sql, type Updateable } from "kysely";
import { attributesOf } from "../identity/index.ts";
import { type Db, prepared, type Tables } from "../storage/index.ts";

/** The next ticket number. Taking it first makes openings of tickets wait for one another, so turns stay fair. */
export const nextNumber = async (db: Db): Promise<number> =>
  (
    await db
      .updateTable("counters")
      .set((eb) => ({ value: eb("value", "+", 1) }))
      .where("name", "=", "ticket_number")
      .returning("value")
      .executeTakeFirstOrThrow()
  ).value;

export const insert = (db: Db, row: Insertable<Tables["tickets"]>) => db.insertInto("tickets").values(row).execute();

export const update = (db: Db, id: string, change: Updateable<Tables["tickets"]>) =>
  db.updateTable("tickets").set(change).where("id", "=", id).execute();

/** Notes that something happened to a ticket, and nothing else of it changed. */
export const touch = prepared((db, { id, now }: { id: string; now: number }) =>
  db.updateTable("tickets").set({ updated_at: now }).where("id", "=", id),
);

const joined = (db: Db) => withPeople(db.selectFrom("tickets"));

const withPeople = (tickets: SelectQueryBuilder<Tables, "tickets", object>) =>
  tickets
    .innerJoin("conversations", "conversations.id", "tickets.conversation_id")
    .innerJoin("visitors", "visitors.id", "conversations.visitor_id")
    .leftJoin("agents", "agents.id", "tickets.assignee_id")
    .selectAll("tickets")
    .select([
      "agents.name as assignee_name",
      "conversations.visitor_id",
      "conversations.locale",
      "conversations.last_seq",
      "conversations.agent_read_seq",
      "conversations.visitor_read_seq",
      "conversations.preview",
      "conversations.last_author",
      "visitors.name as visitor_name",
      "visitors.email as visitor_email",
      "visitors.external_id",
      "visitors.verified",
      "visitors.attributes",
      "visitors.signed_attributes",
    ]);

export type TicketJoin = NonNullable<Awaited<ReturnType<typeof find>>>;

// the ticket comes from a subquery because SQLite compiles a join that looks a value up anew for every value (it hopes
// to plan better by knowing it), which takes twenty times as long as the join
const findOne = prepared((db, { id }: { id: string }) => {
  const one = db.selectFrom((eb) =>
    eb.selectFrom("tickets").selectAll().where("id", "=", id).limit(sql.lit(1)).as("tickets"),
  );
  return withPeople(one);
});
export const find = async (db: Db, id: string) => (await findOne(db, { id }))[0];

export const findMany = (db: Db, ids: readonly string[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : joined(db)
        .where("tickets.id", "in", [...ids])
        .execute();

const active = sql<boolean>`tickets.status not in ('resolved', 'closed')`;

export type Filter = {
  view: "mine" | "unassigned" | "all";
  agentId: string;
  status: Status | "active" | "any";
  q: string | undefined;
  limit: number;
  after: { updatedAt: number; id: string } | undefined;
};

/** One page of the inbox, newest change first. */
export function list(db: Db, filter: Filter) {
  const words = filter.q?.toLowerCase() ?? "";
  const like = `%${words.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const number = /^#?(\d{1,9})$/.exec(words)?.[1];
  const { status, after } = filter;
  return joined(db)
    .$if(filter.view === "mine", (query) => query.where("tickets.assignee_id", "=", filter.agentId))
    .$if(filter.view === "unassigned", (query) => query.where("tickets.assignee_id", "is", null))
    .$if(status === "active", (query) => query.where(active))
    .$if(status !== "active" && status !== "any", (query) => query.where("tickets.status", "=", status as Status))
    .$if(words !== "", (query) =>
      query.where((eb) =>
        eb.or([
          sql<boolean>`lower(tickets.subject) like ${like} escape '\\'`,
          sql<boolean>`lower(coalesce(visitors.name, '')) like ${like} escape '\\'`,
          sql<boolean>`lower(coalesce(visitors.email, '')) like ${like} escape '\\'`,
          sql<boolean>`exists (select 1 from messages where messages.conversation_id = tickets.conversation_id
            and lower(messages.body) like ${like} escape '\\')`,
          ...(number === undefined ? [] : [eb("tickets.number", "=", Number(number))]),
        ]),
      ),
    )
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb.or([
          eb("tickets.updated_at", "<", after?.updatedAt ?? 0),
          eb.and([eb("tickets.updated_at", "=", after?.updatedAt ?? 0), eb("tickets.id", "<", after?.id ?? "")]),
        ]),
      ),
    )
    .orderBy("tickets.updated_at", "desc")
    .orderBy("tickets.id", "desc")
    .limit(filter.limit)
    .execute();
}

/** How many active tickets each view holds. */
export async function counts(db: Db, agentId: string) {
  const row = await db
    .selectFrom("tickets")
    .where(active)
    .select((eb) => [
      eb.fn.countAll().as("total"),
      eb.fn.count(eb.case().when("assignee_id", "is", null).then(1).end()).as("unassigned"),
      eb.fn.count(eb.case().when("assignee_id", "=", agentId).then(1).end()).as("mine"),
    ])
    .executeTakeFirstOrThrow();
  return { mine: Number(row.mine), unassigned: Number(row.unassigned), all: Number(row.total) };
}

/** How many active tickets wait in the queue before this one. */
export const ahead = async (db: Db, number: number): Promise<number> =>
  Number(
    (
      await db
        .selectFrom("tickets")
        .where(active)
        .where("assignee_id", "is", null)
        .where("number", "<", number)
        .select((eb) => eb.fn.countAll().as("count"))
        .executeTakeFirstOrThrow()
    ).count,
  );

/** The tickets that wait in the queue, in their order. */
export const queue = (db: Db, limit: number) =>
  joined(db).where(active).where("tickets.assignee_id", "is", null).orderBy("tickets.number").limit(limit).execute();

/** Notes a round-robin turn of an agent. */
export const noteTurn = (db: Db, agentId: string, turnAt: number) =>
  db.updateTable("agents").set({ last_assigned_at: turnAt }).where("id", "=", agentId).execute();

const iso = (at: number) => new Date(at).toISOString();

export const assigneeOf = (row: Pick<TicketJoin, "assignee_id" | "assignee_name">): Author | null =>
  row.assignee_id === null ? null : { kind: "agent", id: row.assignee_id, name: row.assignee_name };

export const toTicketRow = (row: TicketJoin): TicketRow => ({
  id: row.id,
  number: row.number,
  conversationId: row.conversation_id,
  subject: row.subject,
  status: row.status as Status,
  priority: row.priority as Priority,
  assignee: assigneeOf(row),
  customer: { id: row.visitor_id, name: row.visitor_name, email: row.visitor_email },
  locale: row.locale,
  seq: row.last_seq,
  agentReadSeq: row.agent_read_seq,
  preview: row.preview,
  lastAuthor: row.last_author,
  createdAt: iso(row.created_at),
  updatedAt: iso(row.updated_at),
});

export const toTicket = (row: TicketJoin, isOnline: (visitorId: string) => boolean): Ticket => ({
  ...toTicketRow(row),
  customer: {
    id: row.visitor_id,
    name: row.visitor_name,
    email: row.visitor_email,
    externalId: row.external_id,
    verified: row.verified === 1,
    online: isOnline(row.visitor_id),
    attributes: attributesOf(row),
  },
  context: JSON.parse(row.context) as Ticket["context"],
  tried: JSON.parse(row.tried) as Tried,
  transcriptSeq: row.transcript_seq,
  visitorReadSeq: row.visitor_read_seq,
  rating: row.rating_score === null ? null : { score: row.rating_score, comment: row.rating_comment },
  resolvedAt: row.resolved_at === null ? null : iso(row.resolved_at),
});

/** A ticket as its customer sees it; `before` is how many wait in front of it. */
export const toVisitorTicket = (row: TicketJoin, before: number): VisitorTicket => ({
  id: row.id,
  number: row.number,
  subject: row.subject,
  status: row.status as Status,
  assignee: row.assignee_name,
  ahead: row.assignee_id === null ? before : null,
  canRate:
    row.resolved_at !== null &&
    row.rated_resolution_at !== row.resolved_at &&
    ["resolved", "closed"].includes(row.status),
});
