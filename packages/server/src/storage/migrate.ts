import { KotaeError } from "@kotae/sdk/errors";
import { sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import * as first from "./migrations/0001-first.ts";
import * as answers from "./migrations/0002-answers.ts";
import * as looseEnds from "./migrations/0003-loose-ends.ts";
import type { Storage } from "./open.ts";

/** Every step from nothing to today's schema, in order; a released step is never edited. */
const migrations: Record<string, Migration> = {
  "0001-first": first,
  "0002-answers": answers,
  "0003-loose-ends": looseEnds,
};

/** Runs the steps this data has not seen; refuses data that has seen steps this program does not know. */
export async function migrate(storage: Pick<Storage, "db" | "engine" | "write">): Promise<void> {
  const unknown = (await applied(storage)).filter((name) => !(name in migrations));
  if (unknown.length > 0) {
    throw new KotaeError("unavailable", `This data was written by a newer Kotae (${unknown.join(", ")}).`, {
      hint: "Start the newer version, or restore a backup made before the upgrade.",
    });
  }
  if ((await applied(storage)).length === Object.keys(migrations).length) return;
  await storage.write(async ({ db }) => {
    const migrator = new Migrator({
      db,
      provider: { getMigrations: async () => migrations },
      migrationTableName: "kotae_migrations",
      migrationLockTableName: "kotae_migrations_lock",
      // on SQLite the group commit already holds the transaction, on a connection of its own
      disableTransactions: storage.engine === "sqlite",
    });
    const { error } = await migrator.migrateToLatest();
    if (error) throw error;
  });
}

async function applied({ db }: Pick<Storage, "db">): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === "kotae_migrations")) return [];
  const { rows } = await sql<{ name: string }>`select name from kotae_migrations order by name`.execute(db);
  return rows.map(({ name }) => name);
}
