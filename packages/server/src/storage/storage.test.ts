import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { engines } from "../../../../tests/support/engines.ts";
import { isDuplicate, open, type Storage } from "./index.ts";

describe.each(engines)("storage on $name", (engine) => {
  let home: Awaited<ReturnType<typeof engine.create>>;
  let storage: Storage;
  beforeEach(async () => {
    home = await engine.create();
    storage = home.storage;
  });
  afterEach(() => home.close());

  const keep = (key: string) => (tx: { db: Storage["db"] }) =>
    tx.db
      .insertInto("idempotency_keys")
      .values({ scope: "s", key, request_hash: "", status: 200, body: "{}", created_at: 1_790_000_000_000 })
      .execute();
  const keys = async () =>
    (await storage.db.selectFrom("idempotency_keys").select("key").orderBy("key").execute()).map(({ key }) => key);
  const write = (deed: (tx: { db: Storage["db"] }) => Promise<unknown>) =>
    storage.write((tx) => deed(tx as { db: Storage["db"] }));

  it("reads epoch milliseconds and counts back as numbers", async () => {
    await write(keep("a"));
    const row = await storage.db.selectFrom("idempotency_keys").selectAll().executeTakeFirstOrThrow();
    expect(row.created_at).toBe(1_790_000_000_000);
    expect(row.status).toBe(200);
  });

  it("takes back all of a deed that fails, and nothing of its neighbours", async () => {
    const outcomes = await Promise.allSettled([
      write(keep("a")),
      write(async (tx) => {
        await keep("b")(tx);
        throw new Error("no");
      }),
      write(keep("c")),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(await keys()).toEqual(["a", "c"]);
  });

  it("knows a duplicate from other failures", async () => {
    await write(keep("a"));
    const error = await write(keep("a")).catch((reason: unknown) => reason);
    expect(isDuplicate(error)).toBe(true);
    expect(isDuplicate(new Error("no"))).toBe(false);
  });

  it("runs what comes after a commit only after it, and never for a deed that failed", async () => {
    const said: string[] = [];
    const seen: Promise<string[]>[] = [];
    await Promise.allSettled([
      storage.write(async ({ db, after }) => {
        after(() => {
          said.push("kept");
          seen.push(keys());
        });
        await keep("a")({ db: db as Storage["db"] });
      }),
      storage.write(async ({ after }) => {
        after(() => said.push("lost"));
        throw new Error("no");
      }),
    ]);
    expect(said).toEqual(["kept"]);
    expect(await seen[0]).toEqual(["a"]);
  });

  it("counts without gaps or repeats however many count at once", async () => {
    const counted = await Promise.all(
      Array.from({ length: 50 }, () =>
        storage.write(({ db }) =>
          db
            .updateTable("counters")
            .set((eb) => ({ value: eb("value", "+", 1) }))
            .where("name", "=", "ticket_number")
            .returning("value")
            .executeTakeFirstOrThrow(),
        ),
      ),
    );
    const values = counted.map(({ value }) => value).sort((a, b) => a - b);
    expect(values).toEqual(Array.from({ length: 50 }, (_, index) => 1001 + index));
  });

  it("opens its own data again, and refuses data of a newer program", async () => {
    const again = await open(home.url);
    await again.close();
    await storage.write(({ db }) =>
      sql`insert into kotae_migrations (name, timestamp) values ('9999-tomorrow', '2099')`.execute(db),
    );
    await expect(open(home.url)).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringContaining("9999-tomorrow"),
    });
  });
});
