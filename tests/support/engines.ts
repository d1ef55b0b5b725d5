import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { inject } from "vitest";
import { open, type Storage } from "../../packages/server/src/storage/index.ts";

export type Engine = {
  name: "sqlite" | "postgres";
  /** An empty database of its own, and the address to open it once more; `close` leaves nothing behind. */
  create(): Promise<{ url: string; storage: Storage; close(): Promise<void> }>;
};

const sqlite: Engine = {
  name: "sqlite",
  create: async () => {
    const folder = mkdtempSync(join(tmpdir(), "kotae-sqlite-"));
    const url = `sqlite:${join(folder, "kotae.db")}`;
    const storage = await open(url);
    return {
      url,
      storage,
      close: async () => {
        await storage.close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  },
};

const postgres: Engine = {
  name: "postgres",
  create: async () => {
    const server = inject("postgresUrl");
    const name = `kotae_test_${randomUUID().replaceAll("-", "")}`;
    await onServer(server, `create database ${name}`);
    const address = new URL(server);
    address.pathname = `/${name}`;
    const storage = await open(address.href);
    return {
      url: address.href,
      storage,
      close: async () => {
        await storage.close();
        await onServer(server, `drop database ${name} with (force)`);
      },
    };
  },
};

async function onServer(connectionString: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Every engine the tests of storage and of whole flows run on. */
export const engines: Engine[] = inject("postgresUrl") === "" ? [sqlite] : [sqlite, postgres];
