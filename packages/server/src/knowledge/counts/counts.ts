import type { Db } from "../../storage/index.ts";
import * as store from "./store.ts";

/** The day (UTC) of a moment as counts are kept by it: `2026-11-23`. */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Counts that articles were shown as an answer or cited in one; those that are gone are passed over. */
export const noteShown = (db: Db, articleIds: readonly string[], day: string) => note(db, articleIds, day, "shown");

/** Counts that a conversation became a ticket although these articles were shown in it or opened. */
export const noteTicket = (db: Db, articleIds: readonly string[], day: string) => note(db, articleIds, day, "tickets");

async function note(db: Db, articleIds: readonly string[], day: string, count: "shown" | "tickets") {
  if (articleIds.length > 0) await store.countUp(db, articleIds, day, count);
}

/** Counts what was opened since it was last counted: how often each article was. */
export async function noteViews(db: Db, views: ReadonlyMap<string, number>, day: string): Promise<void> {
  // in one order, so that two processes that count do not wait in a circle
  for (const id of [...views.keys()].sort()) await store.countUp(db, [id], day, "views", views.get(id) ?? 0);
}
