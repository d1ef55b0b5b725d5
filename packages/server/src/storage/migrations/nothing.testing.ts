import Sqlite from "better-sqlite3";
import { Kysely, SqliteDialect, sql } from "kysely";
import { engines } from "../../../../../tests/support/engines.ts";
import type { Tables } from "../tables.ts";

/** A database with nothing in it, on either engine. */
export async function onNothing(
  name: "sqlite" | "postgres",
  run: (db: Kysely<Tables>) => Promise<void>,
): Promise<void> {
  if (name === "sqlite") {
    const database = new Sqlite(":memory:");
    database.pragma("foreign_keys = ON");
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
    await run(db).finally(() => db.destroy());
    return;
  }
  const { storage, close } = await (
    engines.find((engine) => engine.name === name) as (typeof engines)[number]
  ).create();
  await storage
    .write(async ({ db }) => {
      await sql`drop schema public cascade`.execute(db);
      await sql`create schema public`.execute(db);
      await run(db);
    })
    .finally(close);
}
