import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../../tests/support/engines.ts";
import type { Act } from "../act.ts";
import type { Storage } from "../storage/index.ts";
import { createSearchLog, type Searched, searchedHere } from "./search-log.ts";

describe.each(engines)("the log of searches on $name", ({ create }) => {
  let storage: Storage;
  let close: () => Promise<void>;
  let clock = Date.UTC(2026, 10, 22, 12);
  let fails = false;
  const act = <T>(deed: (act: Act) => Promise<T>) =>
    fails
      ? Promise.reject(new Error("the disk is full"))
      : storage.write(({ db }) => deed({ db, now: clock, newId: () => crypto.randomUUID(), publish: () => undefined }));
  const log = () =>
    createSearchLog({
      act,
      now: () => clock,
      newId: () => crypto.randomUUID(),
      onError: () => undefined,
      flushMillis: 1e9,
    });
  const searched = (change: Partial<Searched>): Searched => ({
    siteId: "s",
    lang: "en",
    q: "export",
    results: 3,
    opened: null,
    visitorId: "v",
    ...change,
  });
  const counts = () => storage.db.selectFrom("search_days").selectAll().orderBy("q").execute();
  const trails = () => storage.db.selectFrom("search_trails").select(["q", "article_id"]).orderBy("q").execute();
  beforeAll(async () => {
    ({ storage, close } = await create());
  });
  afterAll(() => close?.());

  it("counts by day, and tells nothing found from nothing opened and from nobody knows", async () => {
    const searches = log();
    searches.note([
      searched({}),
      searched({ q: " Export " }),
      searched({ results: 0 }),
      searched({ opened: undefined }),
      searched({ opened: "article" }),
      searched({ q: "  " }),
    ]);
    expect(await counts()).toEqual([]);
    await searches.flush();
    await searches.flush();
    searches.note([searched({})]);
    await searches.close();
    expect(await counts()).toEqual([
      { day: "2026-11-22", site_id: "s", lang: "en", q: "export", times: 6, empty: 1, unopened: 3 },
    ]);
  });

  it("counts as empty what shares a word and hardly more, unless somebody opened it", async () => {
    await storage.write(({ db }) => db.deleteFrom("search_days").execute());
    const searches = log();
    const harpsichord = (change: Partial<Searched>) => searched({ q: "harpsichord insurance", score: 0.09, ...change });
    const of = { siteId: "s", lang: "en", q: "harpsichord insurance", visitorId: undefined };
    searches.note([
      harpsichord({}),
      harpsichord({ opened: "policy" }),
      harpsichord({ score: 0.4 }),
      searchedHere([{ score: 0.05 }, { score: 0.1 }], of),
      searchedHere([], of),
      // found by meaning, whose words have nothing in common
      searchedHere([{ score: 0 }, { score: 0.1 }], of),
    ]);
    await searches.close();
    expect(await counts()).toMatchObject([{ times: 6, empty: 3, unopened: 1 }]);
  });

  it("remembers what was searched in vain before an article helped, once for each visitor and day", async () => {
    await storage.write(({ db }) => db.deleteFrom("search_trails").execute());
    const searches = log();
    for (const visitorId of ["a", "a", "b"]) {
      searches.note([searched({ q: "passcode", visitorId }), searched({ q: "pin", visitorId })]);
      searches.helped(visitorId, "password");
    }
    searches.note([searched({ q: "too old", visitorId: "c" })]);
    clock += 16 * 60_000;
    searches.helped("c", "password");
    searches.helped("nobody", "password");
    await searches.close();
    expect((await trails()).map(({ q }) => q)).toEqual(["passcode", "passcode", "pin", "pin"]);
  });

  it("takes a batch of somebody without a session for one person, and the next one for another", async () => {
    await storage.write(({ db }) => db.deleteFrom("search_trails").execute());
    const searches = log();
    searches.note([
      searched({ q: "gizmo", visitorId: undefined }),
      searched({ q: "device", opened: "x", visitorId: undefined }),
    ]);
    searches.note([searched({ q: "device", opened: "x", visitorId: undefined })]);
    await searches.close();
    expect(await trails()).toEqual([{ q: "gizmo", article_id: "x" }]);
  });

  it("loses no count when a write fails", async () => {
    await storage.write(({ db }) => db.deleteFrom("search_days").execute());
    const searches = log();
    searches.note([searched({ q: "later" })]);
    fails = true;
    await expect(searches.flush()).rejects.toThrow("full");
    searches.note([searched({ q: "later" })]);
    fails = false;
    await searches.close();
    expect((await counts()).map(({ q, times }) => [q, times])).toEqual([["later", 2]]);
  });
});
