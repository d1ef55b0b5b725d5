import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { engines } from "../../../../../tests/support/engines.ts";
import type { Act } from "../../act.ts";
import type { Storage } from "../../storage/index.ts";
import { createArticle, updateArticle } from "../articles.ts";
import { listArticles } from "../lists.ts";
import { giveFeedback, listFeedback } from "./feedback.ts";
import { createViews, isCrawler } from "./views.ts";
import { voiceOf } from "./voice.ts";

const everybody = { audience: "visitor" } as const;
const day = 86_400_000;

describe.each(engines)("what readers say of an article on $name", ({ create }) => {
  let storage: Storage;
  let close: () => Promise<void>;
  let clock = Date.UTC(2026, 10, 23);
  const act = <T>(deed: (act: Act) => Promise<T>) =>
    storage.write(({ db }) => deed({ db, now: ++clock, newId: () => crypto.randomUUID(), publish: () => undefined }));
  const write = (visibility: "public" | "internal" = "public") =>
    act((a) => createArticle(a, { title: "Return", body: "x", lang: "en", status: "published", visibility }));
  const say = (id: string, voice: string, helpful: boolean, comment?: string) =>
    act((a) =>
      giveFeedback(a, { id, helpful, ...(comment === undefined ? {} : { comment }) }, { voice, reader: everybody }),
    );
  const said = (id: string) => listFeedback(storage.db, { id, limit: 50 });
  beforeAll(async () => {
    ({ storage, close } = await create());
  });
  afterAll(() => close?.());
  beforeEach(() => storage.write(({ db }) => db.deleteFrom("articles").execute()));

  it("K7 is one voice a day, and the last thing it said counts", async () => {
    const { id } = await write();
    await say(id, "a", true);
    await say(id, "a", true);
    expect((await said(id)).counts).toMatchObject({ helpful: 1, unhelpful: 0 });
    await say(id, "a", false);
    await say(id, "a", false, "The picture is missing.");
    expect(await said(id)).toMatchObject({
      items: [{ helpful: false, comment: "The picture is missing.", version: 1 }],
      counts: { helpful: 0, unhelpful: 1 },
    });
    await say(id, "a", false);
    expect((await said(id)).items[0]?.comment).toBe("The picture is missing.");
    clock += day;
    await say(id, "a", true);
    expect((await said(id)).counts).toMatchObject({ helpful: 1, unhelpful: 1 });
    expect((await said(id)).items).toHaveLength(2);
  });

  it("adds up when many speak at once, also where one voice speaks twice", async () => {
    const { id } = await write();
    await Promise.all(Array.from({ length: 20 }, (_, n) => say(id, `voice ${n % 10}`, n < 10)));
    const { items, counts } = await said(id);
    expect(items).toHaveLength(10);
    expect(counts.helpful + counts.unhelpful).toBe(10);
    expect(counts.helpful).toBe(items.filter(({ helpful }) => helpful).length);
  });

  it("cannot be said of what the reader may not see", async () => {
    const { id } = await write("internal");
    await expect(say(id, "a", true)).rejects.toMatchObject({ code: "not_found" });
    await expect(listFeedback(storage.db, { id: crypto.randomUUID(), limit: 5 })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("puts an article on the list of unhelpful ones from five voices on, until its text changes", async () => {
    const [bad, good] = [await write(), await write()];
    const listed = async () =>
      (await listArticles(storage.db, { due: "unhelpful", limit: 9 }, clock)).items.map(({ id }) => id);
    for (const voice of ["1", "2", "3", "4"]) await say(bad.id, voice, false);
    expect(await listed()).toEqual([]);
    await say(bad.id, "5", true);
    for (const voice of ["1", "2", "3", "4", "5", "6"]) await say(good.id, voice, Number(voice) % 2 === 0);
    expect(await listed()).toEqual([bad.id]);
    await act((a) => updateArticle(a, bad.id, { body: "Written anew." }));
    expect(await listed()).toEqual([]);
  });

  it("comes with how often it was opened: once a reader and day, crawlers not at all", async () => {
    const { id } = await write();
    let now = clock;
    const errors: unknown[] = [];
    const views = createViews({ act, now: () => now, onError: (error) => errors.push(error) });
    const opened = (voice: string, userAgent: string | undefined = "Mozilla/5.0 (Macintosh) Safari/605.1") =>
      views.opened(id, { voice, userAgent });
    for (const voice of ["a", "b", "a"]) opened(voice);
    opened("c", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)");
    await views.flush();
    expect((await said(id)).counts.views).toBe(2);
    now += day;
    opened("a");
    await views.close();
    expect((await said(id)).counts.views).toBe(3);
    expect(errors).toEqual([]);
    expect(isCrawler(undefined)).toBe(true);
  });
});

describe("a voice", () => {
  const from = { address: "192.0.2.7", userAgent: "Safari", day: "2026-11-23" };
  const nobody = { kind: "public" } as const;

  it("is a visitor's id, or a word that leads back to nobody and is another one tomorrow", () => {
    expect(voiceOf({ kind: "visitor", id: "v", siteId: "s" }, from, "secret")).toBe("visitor:v");
    const anyone = voiceOf(nobody, from, "secret");
    expect(anyone).toBe(voiceOf(nobody, { ...from }, "secret"));
    expect(anyone).not.toContain("192");
    const others = [
      voiceOf(nobody, { ...from, day: "2026-11-24" }, "secret"),
      voiceOf(nobody, { ...from, address: "192.0.2.8" }, "secret"),
      voiceOf(nobody, { ...from, userAgent: "Firefox" }, "secret"),
      voiceOf(nobody, from, "another secret"),
    ];
    expect(new Set([anyone, ...others]).size).toBe(5);
  });
});
