import type { Insertable, Selectable } from "kysely";
import type { Db, Tables } from "../../../storage/index.ts";

export type ChangeRow = Selectable<Tables["gap_changes"]>;

/** What people have put right and not taken back, the oldest first. */
export const all = (db: Db) =>
  db.selectFrom("gap_changes").selectAll().where("undone_at", "is", null).orderBy("created_at").orderBy("id").execute();

export const insert = (db: Db, row: Insertable<Tables["gap_changes"]>) =>
  db.insertInto("gap_changes").values(row).execute();

export const find = (db: Db, id: string) =>
  db.selectFrom("gap_changes").selectAll().where("id", "=", id).executeTakeFirst();

export const undo = (db: Db, id: string, now: number) =>
  db.updateTable("gap_changes").set({ undone_at: now }).where("id", "=", id).execute();

/** Makes what was said of a gap hold for another one. */
export async function repoint(db: Db, from: string, to: string): Promise<void> {
  await db.updateTable("gap_changes").set({ from_id: to }).where("from_id", "=", from).execute();
  await db.updateTable("gap_changes").set({ into_id: to }).where("into_id", "=", from).execute();
}
