import { brotliDecompressSync } from "node:zlib";
import { KotaeError } from "@kotae/sdk/errors";
import type { Parsed } from "@kotae/sdk/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../../tests/support/engines.ts";
import type { Act } from "../act.ts";
import type { Storage } from "../storage/index.ts";
import {
  articlesVersion,
  articleTitles,
  createArticle,
  createSearcher,
  deleteArticle,
  findBySlug,
  getArticle,
  listArticles,
  listPublic,
  popularArticles,
  publishArticle,
  type Searcher,
  updateArticle,
} from "./index.ts";

const everybody = { audience: "visitor" } as const;
let clock = Date.UTC(2026, 10, 22);
const actor = (storage: Storage) => {
  return <T>(deed: (act: Act) => Promise<T>) =>
    storage.write(({ db }) => deed({ db, now: ++clock, newId: () => crypto.randomUUID(), publish: () => undefined }));
};

const draft = (fields: Partial<Parsed<"createArticle">> & { title: string }): Parsed<"createArticle"> => ({
  body: "",
  lang: "en",
  status: "published",
  visibility: "public",
  ...fields,
});

describe.each(engines)("articles on $name", ({ create }) => {
  let storage: Storage;
  let close: () => Promise<void>;
  let act: ReturnType<typeof actor>;
  let searcher: Searcher;
  beforeAll(async () => {
    ({ storage, close } = await create());
    act = actor(storage);
    searcher = createSearcher({ storage, pollMillis: 50 });
  });
  afterAll(async () => {
    await searcher?.close();
    await close?.();
  });

  it("finds nothing, and does not fail, before anything was written", async () => {
    expect(await searcher.search({ q: "anything", lang: "en", audience: "visitor" })).toEqual([]);
    const { bytes } = await searcher.snapshot("en");
    expect(JSON.parse(String(brotliDecompressSync(bytes)))).toMatchObject({ lang: "en", articles: [] });
  });

  it("gives the second article of the same title another slug in its language", async () => {
    const [one, two, ja] = [
      await act((a) => createArticle(a, draft({ title: "Return an item", body: "Send it *back*." }))),
      await act((a) => createArticle(a, draft({ title: "Return an item" }))),
      await act((a) =>
        createArticle(a, draft({ title: "返品する", slug: "return-an-item", key: "return-an-item", lang: "ja-JP" })),
      ),
    ];
    expect([one.slug, two.slug, ja.slug]).toEqual(["return-an-item", "return-an-item-2", "return-an-item"]);
    expect(one.content).toEqual([["p", {}, "Send it ", ["em", {}, "back"], "."], "\n"]);
    const found = await findBySlug(storage.db, "en", "return-an-item", { audience: "visitor" });
    expect(found?.translations).toEqual([{ id: ja.id, lang: "ja", url: "/help/ja/articles/return-an-item" }]);
    expect(ja.lang).toBe("ja");
  });

  it("shows a visitor neither drafts nor internal articles", async () => {
    const hidden = await act((a) => createArticle(a, draft({ title: "Zebra draft", status: "draft" })));
    const internal = await act((a) => createArticle(a, draft({ title: "Zebra refunds", visibility: "internal" })));
    for (const { id } of [hidden, internal]) {
      expect(await getArticle(storage.db, id, { audience: "visitor" })).toBeUndefined();
      expect(await getArticle(storage.db, id, { audience: "agent" })).toMatchObject({ id });
    }
    expect((await articleTitles(storage.db, [hidden.id, internal.id], everybody)).size).toBe(0);
    expect((await listPublic(storage.db, "en", everybody)).map(({ title }) => title)).not.toContain("Zebra refunds");
    const search = (audience: "visitor" | "agent") => searcher.search({ q: "zebra refunds", lang: "en", audience });
    expect(await search("visitor")).toEqual([]);
    expect((await search("agent")).map(({ articleId }) => articleId)).toEqual([internal.id]);
    await act((a) => publishArticle(a, hidden.id));
    expect((await search("visitor")).map(({ articleId }) => articleId)).toEqual([hidden.id]);
    await act((a) => updateArticle(a, hidden.id, { visibility: "internal" }));
    expect(await search("visitor")).toEqual([]);
    await act((a) => deleteArticle(a, hidden.id));
    expect((await search("agent")).map(({ articleId }) => articleId)).toEqual([internal.id]);
  });

  it("counts the version up with every change, and a search right after a change sees it", async () => {
    const before = await articlesVersion(storage.db);
    const article = await act((a) => createArticle(a, draft({ title: "Quokka feeding times" })));
    const find = async () =>
      (await searcher.search({ q: "quokka", lang: "en", audience: "visitor" })).map(({ title }) => title);
    expect(await find()).toEqual(["Quokka feeding times"]);
    await act((a) => updateArticle(a, article.id, { title: "Quokka opening times" }));
    expect(await find()).toEqual(["Quokka opening times"]);
    await act((a) => deleteArticle(a, article.id));
    expect(await find()).toEqual([]);
    expect(await articlesVersion(storage.db)).toBe(before + 3);
    await expect(act((a) => deleteArticle(a, article.id))).rejects.toSatisfy(
      (error) => KotaeError.is(error) && error.code === "not_found",
    );
    expect(await articlesVersion(storage.db)).toBe(before + 3);
  });

  it("lists in pages without gaps or repeats, and refuses a cursor that is none", async () => {
    for (let n = 0; n < 7; n++) await act((a) => createArticle(a, draft({ title: `Paged 50% off_${n}`, lang: "de" })));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listArticles(storage.db, { lang: "de", limit: 3, ...(cursor ? { cursor } : {}) }, clock);
      seen.push(...page.items.map(({ title }) => title));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((n) => `Paged 50% off_${n}`));
    expect((await listArticles(storage.db, { q: "50% OFF_3", limit: 10 }, clock)).items).toHaveLength(1);
    expect((await listArticles(storage.db, { q: "50%3", limit: 10 }, clock)).items).toHaveLength(0);
    await expect(listArticles(storage.db, { limit: 3, cursor: "nonsense" }, clock)).rejects.toMatchObject({
      code: "invalid_cursor",
    });
  });

  it("links articles to one another by id, and turns a link that leads nowhere into words", async () => {
    const target = await act((a) => createArticle(a, draft({ title: "支払い方法", lang: "ja" })));
    const body = `See [payment](${target.url}#card), [gone](./gone.md) and [home](https://example.com/).`;
    const article = await act((a) => createArticle(a, draft({ title: "Links", body })));
    expect(article.content[0]).toEqual([
      "p",
      {},
      "See ",
      ["a", { href: `${target.url}#card`, "data-article": target.id }, "payment"],
      ", ",
      "gone",
      " and ",
      ["a", { href: "https://example.com/" }, "home"],
      ".",
    ]);
  });

  it("shows a visitor a link to what they may not see as words, and as a link once they may", async () => {
    const secret = await act((a) => createArticle(a, draft({ title: "Margins", visibility: "internal" })));
    const open = await act((a) => createArticle(a, draft({ title: "Prices", body: `See [how](${secret.url}).` })));
    const shown = async (audience: "visitor" | "agent") =>
      JSON.stringify((await getArticle(storage.db, open.id, { audience }))?.content);
    expect(await shown("visitor")).toBe('[["p",{},"See ","how","."],"\\n"]');
    expect(await shown("agent")).toContain(secret.id);
    await act((a) => updateArticle(a, secret.id, { visibility: "public" }));
    expect(await shown("visitor")).toContain(secret.id);
  });

  it("tells a visitor nothing of the work behind an article", async () => {
    const publishAt = new Date(clock + 1_000_000).toISOString();
    const { id } = await act((a) =>
      createArticle(a, draft({ title: "Planned", reviewAt: publishAt, expiresAt: publishAt })),
    );
    expect(await getArticle(storage.db, id, { audience: "visitor" })).toMatchObject({
      reviewAt: null,
      expiresAt: null,
      owner: null,
    });
    expect(await getArticle(storage.db, id, { audience: "agent" })).toMatchObject({ reviewAt: publishAt });
  });

  it("answers in the visitor's language, and in another one only where this one has nothing", async () => {
    await act((a) => createArticle(a, draft({ title: "Wallaby passport", body: "Apply for a wallaby passport." })));
    await act((a) => createArticle(a, draft({ title: "旅券の申請", lang: "ja", body: "旅券は窓口で申請します。" })));
    const search = async (q: string, lang: string) =>
      (await searcher.search({ q, lang, audience: "visitor" })).map((hit) => [hit.lang, hit.title]);
    expect((await search("wallaby passport", "ja"))[0]).toEqual(["en", "Wallaby passport"]);
    expect((await search("旅券の申請", "ja"))[0]).toEqual(["ja", "旅券の申請"]);
    expect((await search("旅券の申請", "en"))[0]).toEqual(["ja", "旅券の申請"]);
    expect((await search("wallaby pass", "en"))[0]).toEqual(["en", "Wallaby passport"]);
  });

  it("offers the first articles where none is marked popular", async () => {
    const offered = await popularArticles(storage.db, "ja", { ...everybody, limit: 2 });
    expect(offered.length).toBe(2);
    expect(offered.every(({ lang }) => lang === "ja")).toBe(true);
  });
});
