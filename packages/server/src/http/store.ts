import type { Insertable } from "kysely";
import type { Db, Tables } from "../storage/index.ts";

export const findKey = (db: Db, scope: string, key: string) =>
  db.selectFrom("idempotency_keys").selectAll().where("scope", "=", scope).where("key", "=", key).executeTakeFirst();

export const insertKey = (db: Db, row: Insertable<Tables["idempotency_keys"]>) =>
  db.insertInto("idempotency_keys").values(row).execute();

export const deleteKeysBefore = (db: Db, at: number) =>
  db.deleteFrom("idempotency_keys").where("created_at", "<", at).execute();
