import type { TicketRow } from "@kotae/sdk/schema";
import type { ListQuery } from "./place.ts";

/** The order of the inbox: what changed last comes first; ids settle a tie as the server does. */
export function compareRows(one: TicketRow, other: TicketRow): number {
  if (one.updatedAt !== other.updatedAt) return one.updatedAt < other.updatedAt ? 1 : -1;
  return one.id === other.id ? 0 : one.id < other.id ? 1 : -1;
}

/** Whether a ticket belongs in a list; what a search finds only the server knows, so words are not looked at. */
export function isInView(row: TicketRow, query: ListQuery, myId: string): boolean {
  if (query.view === "mine" && row.assignee?.id !== myId) return false;
  if (query.view === "unassigned" && row.assignee !== null) return false;
  if (query.status === "any") return true;
  if (query.status === "active") return row.status !== "resolved" && row.status !== "closed";
  return row.status === query.status;
}

/** True where the visitor has spoken last and no agent has read it. */
export const isUnread = (row: TicketRow): boolean => row.lastAuthor === "visitor" && row.seq > row.agentReadSeq;

export type Known = {
  rows: readonly TicketRow[];
  query: ListQuery;
  myId: string;
  /** False while the server holds further pages: a row beyond the last one comes with them. */
  complete: boolean;
};

/**
 * The list after one ticket changed: sorted, each ticket once, only what belongs in view.
 *
 * A search keeps what it found and takes nothing new in.
 */
export function mergeRow({ rows, query, myId, complete }: Known, changed: TicketRow): readonly TicketRow[] {
  const held = rows.find((row) => row.id === changed.id);
  // frames may arrive out of order: an older one must not undo a newer one
  if (held && isOlder(changed, held)) return rows;
  const others = held ? rows.filter((row) => row !== held) : rows;
  if (!isInView(changed, query, myId)) return others;
  if (!held && query.q !== "") return rows;
  const last = others.at(-1);
  if (!held && !complete && last && compareRows(changed, last) > 0) return rows;
  const at = others.findIndex((row) => compareRows(changed, row) <= 0);
  return at === -1 ? [...others, changed] : others.toSpliced(at, 0, changed);
}

/** A list with another page behind it; a ticket that moved between the two pages stands once. */
export function appendPage(rows: readonly TicketRow[], page: readonly TicketRow[]): readonly TicketRow[] {
  const held = new Set(rows.map((row) => row.id));
  return [...rows, ...page.filter((row) => !held.has(row.id))].sort(compareRows);
}

/** The rows of a longer list that stand behind its first page, read anew. */
export function rowsAfter(rows: readonly TicketRow[], page: readonly TicketRow[]): readonly TicketRow[] {
  const last = page.at(-1);
  return last ? rows.filter((row) => compareRows(row, last) > 0) : [];
}

function isOlder(changed: TicketRow, held: TicketRow): boolean {
  return changed.updatedAt < held.updatedAt || (changed.updatedAt === held.updatedAt && changed.seq < held.seq);
}
