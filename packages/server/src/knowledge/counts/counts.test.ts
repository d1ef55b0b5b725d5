import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../../../tests/support/engines.ts";
import type { Act } from "../../act.ts";
import type { Storage } from "../../storage/index.ts";
import { createArticle } from "../articles.ts";
import { noteShown, noteTicket, noteViews } from "./counts.ts";

describe.each(engines)("the counts of articles on $name", ({ create }) => {
  let storage: Storage;
  let close: () => Promise<void>;
  let clock = Date.UTC(2026, 10, 22);
  const act = <T>(deed: (act: Act) => Promise<T>) =>
    storage.write(({ db }) => deed({ db, now: ++clock, newId: () => crypto.randomUUID(), publish: () => undefined }));
  const write = (title: string) =>
    act((a) => createArticle(a, { title, body: "x", lang: "en", status: "published", visibility: "public" }));
  const rows = () => storage.db.selectFrom("article_days").selectAll().orderBy("day").orderBy("article_id").execute();
  beforeAll(async () => {
    ({ storage, close } = await create());
  });
  afterAll(() => close?.());

  it("count up by article and day, and pass over what is gone or named twice", async () => {
    const { id } = await write("One");
    await act(({ db }) => noteShown(db, [], "2026-11-22"));
    await act(({ db }) => noteShown(db, [id, id, crypto.randomUUID()], "2026-11-22"));
    await act(({ db }) => noteShown(db, [id], "2026-11-22"));
    await act(({ db }) => noteViews(db, new Map([[id, 3]]), "2026-11-22"));
    await act(({ db }) => noteTicket(db, [id], "2026-11-23"));
    const none = { article_id: id, views: 0, shown: 0, helpful: 0, unhelpful: 0, tickets: 0 };
    expect(await rows()).toEqual([
      { ...none, day: "2026-11-22", views: 3, shown: 2 },
      { ...none, day: "2026-11-23", tickets: 1 },
    ]);
  });

  it("lose nothing, and wait in no circle, when many count the same articles at once", async () => {
    const ids = [(await write("Two")).id, (await write("Three")).id, (await write("Four")).id];
    await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        act(({ db }) => noteShown(db, n % 2 === 0 ? ids : ids.toReversed(), "2026-12-01")),
      ),
    );
    expect((await rows()).filter(({ day }) => day === "2026-12-01").map(({ shown }) => shown)).toEqual([30, 30, 30]);
  });
});
