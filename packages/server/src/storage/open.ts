import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Sqlite from "better-sqlite3";
import { Kysely, PostgresDialect, type SqliteDatabase, SqliteDialect } from "kysely";
import pg from "pg";
import { groupCommits } from "./group-commit.ts";
import { migrate } from "./migrate.ts";
import type { Tables } from "./tables.ts";

/** A database or a transaction on it: what every storage function takes first. */
export type Db = Kysely<Tables>;

/** One transaction, and what is to happen once it is durable. */
export type Tx = { db: Db; after(fn: () => void): void };

export type Storage = {
  engine: "sqlite" | "postgres";
  /** For reading: sees what was committed, and never waits for a writer. */
  db: Kysely<Tables>;
  /**
   * Runs `deed` as one transaction and resolves once it is durable; what it handed to `after` runs then.
   *
   * Await nothing but the database in it: on SQLite everybody else's writes wait meanwhile.
   */
  write<T>(deed: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/**
 * Opens `sqlite:<file>` or `postgres://…` and brings its schema up to date.
 *
 * Throws `unavailable` where the data was written by a newer program.
 */
export async function open(url: string): Promise<Storage> {
  const storage = /^postgres(ql)?:/.test(url) ? openPostgres(url) : openSqlite(url.replace(/^sqlite:/, ""));
  try {
    await migrate(storage);
    return storage;
  } catch (error) {
    await storage.close();
    throw error;
  }
}

function openSqlite(file: string): Storage {
  mkdirSync(dirname(file), { recursive: true });
  const writer = new Sqlite(file, { timeout: 5_000 });
  writer.pragma("journal_mode = WAL");
  writer.pragma("synchronous = FULL");
  // the log is folded into the database after 32 MB instead of 4: pages that change often are then written there once
  writer.pragma("wal_autocheckpoint = 8000");
  writer.pragma("foreign_keys = ON");
  // a second handle, because WAL lets it read the last commit while the writer is in the middle of the next
  const reader = new Sqlite(file, { timeout: 5_000 });
  reader.pragma("query_only = ON");
  const writes = new Kysely<Tables>({ dialect: new SqliteDialect({ database: preparedOnce(writer) }) });
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: preparedOnce(reader) }) });
  const { write, drain } = groupCommits(writer, writes);
  return {
    engine: "sqlite",
    db,
    write,
    close: async () => {
      await drain();
      await db.destroy();
      await writes.destroy();
    },
  };
}

/** The same database, compiling each text of SQL only once: Kysely asks for every statement anew. */
function preparedOnce(sqlite: Sqlite.Database): SqliteDatabase {
  const statements = new Map<string, Sqlite.Statement>();
  return {
    close: () => sqlite.close(),
    prepare: (sql) => {
      let statement = statements.get(sql);
      if (!statement) {
        statement = sqlite.prepare(sql);
        // lists of ids make texts of any length; the few hundred that recur are what matters
        if (statements.size < 500) statements.set(sql, statement);
      }
      return statement as unknown as ReturnType<SqliteDatabase["prepare"]>;
    },
  };
}

// `bigint` holds epoch milliseconds and counts, all well below 2^53
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

function openPostgres(connectionString: string): Storage {
  const pool = new pg.Pool({ connectionString, max: 10 });
  // an idle connection the server closed is replaced at its next use; without a listener it would end the process
  pool.on("error", () => undefined);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    engine: "postgres",
    db,
    write: async (deed) => {
      for (let attempt = 1; ; attempt++) {
        const later: (() => void)[] = [];
        try {
          const result = await db.transaction().execute((tx) => deed({ db: tx, after: (fn) => later.push(fn) }));
          for (const fn of later) fn();
          return result;
        } catch (error) {
          if (attempt >= 5 || !isCollision(error)) throw error;
        }
      }
    },
    close: () => db.destroy(),
  };
}

const codeOf = (error: unknown): string =>
  typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";

/** Whether the database refused a row because a unique value is already there. */
export function isDuplicate(error: unknown): boolean {
  return ["SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY", "23505"].includes(codeOf(error));
}

/** Whether two transactions met and this one lost: it may simply be run again. */
function isCollision(error: unknown): boolean {
  return ["40001", "40P01"].includes(codeOf(error));
}
