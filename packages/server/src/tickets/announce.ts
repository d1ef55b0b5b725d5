import { KotaeError } from "@kotae/sdk/errors";
import type { VisitorTicket } from "@kotae/sdk/schema";
import type { Act } from "../act.ts";
import type { Db } from "../storage/index.ts";
import * as store from "./store.ts";

/** A ticket with its people; throws `not_found`. */
export async function get(db: Db, id: string): Promise<store.TicketJoin> {
  const row = await store.find(db, id);
  if (!row) throw new KotaeError("not_found", "There is no such ticket.");
  return row;
}

/** A ticket as its customer sees it now. */
export const forVisitor = async (db: Db, row: store.TicketJoin): Promise<VisitorTicket> =>
  store.toVisitorTicket(row, row.assignee_id === null ? await store.ahead(db, row.number) : 0);

/** Tells every agent and the customer how the ticket stands, once that is durable. */
export async function announce(act: Act, row: store.TicketJoin): Promise<void> {
  announceToAgents(act, row);
  act.publish(`visitor:${row.visitor_id}`, {
    t: "ticket",
    conversationId: row.conversation_id,
    ticket: await forVisitor(act.db, row),
  });
}

/** Tells every agent how the ticket stands, once that is durable. */
export const announceToAgents = (act: Act, row: store.TicketJoin): void =>
  act.publish("agents", { t: "ticket", conversationId: row.conversation_id, ticket: store.toTicketRow(row) });

/** At most so many waiting customers hear that the queue moved; those further back see it when they come nearer. */
const queueHeard = 50;

/** Tells those who wait that somebody before them left the queue. */
export async function announceQueue(act: Act): Promise<void> {
  const waiting = await store.queue(act.db, queueHeard);
  for (const [before, row] of waiting.entries()) {
    act.publish(`visitor:${row.visitor_id}`, {
      t: "ticket",
      conversationId: row.conversation_id,
      ticket: store.toVisitorTicket(row, before),
    });
  }
}
