import type { Db } from "../storage/index.ts";

/** What is kept under names that begin alike, for these scopes. */
export const read = (db: Db, scopes: readonly string[], prefix: string) =>
  db
    .selectFrom("settings")
    .select(["scope", "name", "value"])
    .where("scope", "in", scopes)
    .where("name", "like", `${prefix}%`)
    .execute();

/** Keeps a value and who gave it. */
export const put = (
  db: Db,
  row: { scope: string; name: string; value: string; updated_at: number; updated_by: string | null },
) =>
  db
    .insertInto("settings")
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(["scope", "name"]).doUpdateSet({
        value: row.value,
        updated_at: row.updated_at,
        updated_by: row.updated_by,
      }),
    )
    .execute();

export const remove = (db: Db, scope: string, names: readonly string[]) =>
  db.deleteFrom("settings").where("scope", "=", scope).where("name", "in", names).execute();
