import type { Parsed } from "@kotae/sdk/schema";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { engines } from "../../../../../tests/support/engines.ts";
import type { Act } from "../../act.ts";
import { open, type Storage } from "../../storage/index.ts";
import { createArticle, getArticle, updateArticle } from "../articles.ts";
import { articlesVersion, listArticles } from "../lists.ts";
import { runDue, startSchedule } from "./worker.ts";

const start = Date.UTC(2026, 10, 23, 12);
const iso = (at: number) => new Date(at).toISOString();

describe.each(engines)("the schedule on $name", ({ create }) => {
  let storage: Storage;
  let url: string;
  let close: () => Promise<void>;
  let clock = start;
  const actOn =
    (on: Storage) =>
    <T>(deed: (act: Act) => Promise<T>) =>
      on.write(({ db }) => deed({ db, now: clock, newId: () => crypto.randomUUID(), publish: () => undefined }));
  const write = (fields: Partial<Parsed<"createArticle">>) =>
    actOn(storage)((act) =>
      createArticle(act, { title: "Notice", body: "x", lang: "en", status: "draft", visibility: "public", ...fields }),
    );
  const read = (id: string) => getArticle(storage.db, id, { audience: "agent" });
  const patch = (id: string, change: Partial<Parsed<"updateArticle">>) =>
    actOn(storage)((act) => updateArticle(act, id, change));
  beforeAll(async () => {
    ({ storage, url, close } = await create());
  });
  afterAll(() => close?.());
  beforeEach(async () => {
    clock = start;
    await storage.write(({ db }) => db.deleteFrom("articles").execute());
  });

  it("K6 lets a draft go out and be taken back at its times, exactly once whoever looks", async () => {
    const { id, status } = await write({ publishAt: iso(start + 60_000), expiresAt: iso(start + 120_000) });
    expect(status).toBe("draft");
    expect(await actOn(storage)(runDue)).toEqual([]);
    clock = start + 60_000;
    const elsewhere = await open(url);
    const before = await articlesVersion(storage.db);
    const both = await Promise.all([actOn(storage)(runDue), actOn(elsewhere)(runDue), actOn(storage)(runDue)]);
    expect(both.flat()).toEqual([id]);
    expect(await articlesVersion(storage.db)).toBe(before + 1);
    expect(await read(id)).toMatchObject({ status: "published", publishAt: null, expiresAt: iso(start + 120_000) });
    clock = start + 120_000;
    expect(await actOn(elsewhere)(runDue)).toEqual([id]);
    expect(await read(id)).toMatchObject({ status: "archived", expiresAt: null });
    await elsewhere.close();
    expect(await getArticle(storage.db, id, { audience: "visitor" })).toBeUndefined();
    expect((await listArticles(storage.db, { status: "archived", limit: 5 }, clock)).items).toMatchObject([{ id }]);
    expect(await patch(id, { status: "published" })).toMatchObject({ status: "published" });
  });

  it("ends archived what slept through both its times", async () => {
    const { id } = await write({ publishAt: iso(start + 1_000), expiresAt: iso(start + 2_000) });
    clock = start + 86_400_000;
    expect(await actOn(storage)(runDue)).toEqual([id]);
    expect(await read(id)).toMatchObject({ status: "archived", publishAt: null, expiresAt: null });
  });

  it("publishes at once what should have gone out, and refuses plans that cannot be kept", async () => {
    expect(await write({ publishAt: iso(start - 1) })).toMatchObject({ status: "published", publishAt: null });
    const invalid = { code: "invalid_input" };
    await expect(write({ publishAt: iso(start + 2), expiresAt: iso(start + 1) })).rejects.toMatchObject(invalid);
    await expect(write({ status: "published", publishAt: iso(start + 2) })).rejects.toMatchObject(invalid);
    await expect(write({ ownerId: crypto.randomUUID() })).rejects.toMatchObject({ errors: [{ path: "ownerId" }] });
    await expect(write({ siteId: crypto.randomUUID() })).rejects.toMatchObject({ errors: [{ path: "siteId" }] });
    await expect(write({ deskId: crypto.randomUUID() })).rejects.toMatchObject({ errors: [{ path: "deskId" }] });
  });

  it("lists what is to be read again, and what waits for its day", async () => {
    const due = await write({ title: "Due", reviewAt: iso(start) });
    await write({ title: "Later", reviewAt: iso(start + 1) });
    const waiting = await write({ title: "Waiting", publishAt: iso(start + 5) });
    const ids = async (list: "review" | "publish") =>
      (await listArticles(storage.db, { due: list, limit: 9 }, clock)).items.map(({ id }) => id);
    expect(await ids("review")).toEqual([due.id]);
    expect(await ids("publish")).toEqual([waiting.id]);
    await patch(due.id, { status: "archived" });
    expect(await ids("review")).toEqual([]);
  });

  it("waits until the next time, five seconds at most, and goes on after a failure", async () => {
    await write({ title: "Soon", publishAt: iso(start + 3_000) });
    await write({ title: "Late", publishAt: iso(start + 60_000) });
    const waits: number[] = [];
    const changes: string[][] = [];
    const errors: unknown[] = [];
    let wake = () => {};
    let next = Promise.withResolvers<void>();
    let fails = false;
    const schedule = startSchedule({
      storage,
      act: (deed) => (fails ? Promise.reject(new Error("the disk is full")) : actOn(storage)(deed)),
      now: () => clock,
      onChange: (ids) => changes.push([...ids]),
      onError: (error) => errors.push(error),
      wait: (millis, run) => {
        waits.push(millis);
        wake = run;
        next.resolve();
        return () => undefined;
      },
    });
    const looked = async (go: () => void) => {
      next = Promise.withResolvers<void>();
      go();
      await next.promise;
    };
    await next.promise;
    expect(waits).toEqual([3_000]);
    clock = start + 3_000;
    fails = true;
    await looked(wake);
    expect([errors.length, changes.length, waits.at(-1)]).toEqual([1, 0, 5_000]);
    fails = false;
    await looked(wake);
    expect([changes.length, waits.at(-1)]).toEqual([1, 0]);
    await looked(wake);
    // the next is a minute away, but a clock may be set: it looks again before
    expect([changes.length, waits.at(-1)]).toEqual([1, 5_000]);
    clock = start + 3_600_000;
    await looked(wake);
    expect(changes).toHaveLength(2);
    await schedule.stop();
  });
});
