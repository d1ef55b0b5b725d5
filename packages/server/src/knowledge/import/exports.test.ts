import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { engines } from "../../../../../tests/support/engines.ts";
import type { Storage } from "../../storage/index.ts";
import { findBySlug, getArticle } from "../articles.ts";
import { createFiles } from "../files.ts";
import { listArticles } from "../lists.ts";
import type { ImportDeps } from "./deps.ts";
import { importFrom } from "./import.ts";

const asAgent = { audience: "agent" } as const;
const host = "https://acme.zendesk.example";

const zendesk = {
  articles: [
    {
      id: 4001,
      html_url: `${host}/hc/en-us/articles/4001-Returns`,
      locale: "en-us",
      source_locale: "en-us",
      title: "Returns &amp; refunds".replace("&amp;", "&"),
      body: `<h2>When</h2><p>See <a href="${host}/hc/ja/articles/4002-x#fee">fees</a>, <a href="/hc/en-us/articles/4003">agents</a> and <a href="https://other.example/articles/4002">elsewhere</a>.</p>`,
      section_id: 30,
      draft: false,
      promoted: true,
      position: 2,
      label_names: ["refund", "return"],
      user_segment_id: null,
    },
    {
      id: 4002,
      html_url: `${host}/hc/ja/articles/4002`,
      locale: "ja",
      source_locale: "ja",
      title: "送料について",
      body: "<p>送料は五百円です。</p>",
      section_id: 30,
      draft: false,
      user_segment_id: null,
    },
    {
      id: 4003,
      locale: "en-us",
      source_locale: "en-us",
      title: "For agents",
      body: "<p>x</p>",
      section_id: 31,
      draft: false,
      user_segment_id: 9,
    },
    { id: 4004, locale: "en-us", source_locale: "en-us", title: "Not yet", body: null, section_id: 31, draft: true },
    {
      id: 4005,
      locale: "en-us",
      source_locale: "en-us",
      title: "",
      body: "<p>nameless</p>",
      section_id: 31,
      draft: false,
    },
    "nonsense",
    {
      id: 4006,
      locale: "en-gb",
      source_locale: "en-gb",
      title: "Colour",
      body: "<p>x</p>",
      section_id: 31,
      draft: false,
    },
  ],
  sections: [
    { id: 30, name: "Orders", locale: "en-us", category_id: 20 },
    { id: 31, name: "", locale: "en-us", category_id: 20 },
  ],
  categories: [{ id: 20, name: "Shop", locale: "en-us" }],
  translations: [
    {
      id: 1,
      source_id: 4001,
      source_type: "Article",
      locale: "ja",
      title: "返品と返金",
      body: "<p>返品できます。</p>",
      draft: true,
      hidden: false,
    },
    { id: 2, source_id: 30, source_type: "Section", locale: "ja", title: "注文" },
    { id: 3, source_id: 4999, source_type: "Article", locale: "ja", title: "迷子", body: "" },
  ],
};

const intercom = {
  data: [
    {
      type: "article",
      id: "71",
      title: "Install the app",
      description: "Five minutes.",
      body: '<h1>Before</h1><p>Then see <a href="https://help.acme.example/en/articles/72-next-steps">next</a>.</p>',
      state: "published",
      url: "https://help.acme.example/en/articles/71-install",
      parent_id: 8,
      default_locale: "en",
      translated_content: {
        type: "article_translated_content",
        ja: {
          type: "article_content",
          title: "アプリを入れる",
          description: "",
          body: "<p>五分です。</p>",
          state: "draft",
        },
      },
    },
    {
      type: "article",
      id: "72",
      title: "Next steps",
      body: "<p>Done.</p>",
      state: "published",
      parent_id: null,
      default_locale: "en",
    },
    { type: "article", id: "73", title: "Strange", body: "", state: "private", default_locale: "en" },
    { type: "article", title: "No id", body: "", state: "published" },
  ],
  collections: [{ id: 8, name: "Start", translated_content: { ja: { name: "はじめに" } } }],
};

describe.each(engines)("an import from another help desk on $name", ({ create }) => {
  let storage: Storage;
  let close: () => Promise<void>;
  let deps: ImportDeps;
  let kept: string;
  let folder: string;
  let clock = Date.UTC(2026, 10, 23);
  beforeAll(async () => {
    ({ storage, close } = await create());
    const act: ImportDeps["act"] = (deed) =>
      storage.write(({ db }) => deed({ db, now: ++clock, newId: () => crypto.randomUUID(), publish: () => undefined }));
    kept = mkdtempSync(join(tmpdir(), "kotae-files-"));
    deps = { storage, act, files: createFiles(kept) };
  });
  afterAll(async () => {
    rmSync(kept, { recursive: true, force: true });
    await close?.();
  });
  beforeEach(async () => {
    await storage.write(({ db }) => db.deleteFrom("articles").execute());
    folder = mkdtempSync(join(tmpdir(), "kotae-export-"));
    return () => rmSync(folder, { recursive: true, force: true });
  });
  const put = (name: string, value: unknown) => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof value === "string" ? value : JSON.stringify(value));
    return path;
  };
  const counts = async (path = folder) => {
    const { added, changed, unchanged, removed } = await importFrom(deps, path);
    return { added, changed, unchanged, removed };
  };
  const all = async () => (await listArticles(storage.db, { limit: 100 }, clock)).items;
  const byTitle = async (title: string) => {
    const row = (await all()).find((article) => article.title === title);
    return row && getArticle(storage.db, row.id, asAgent);
  };

  it("takes Zendesk Guide's articles in, whatever the file is called, with languages, sections and links", async () => {
    const path = put("dump.txt", zendesk);
    const result = await importFrom(deps, path);
    expect(result).toMatchObject({ added: 6, broken: [] });
    const english = await byTitle("Returns & refunds");
    const japanese = await byTitle("返品と返金");
    const fees = await byTitle("送料について");
    expect(english).toMatchObject({
      lang: "en",
      status: "published",
      visibility: "public",
      category: "Orders",
      keywords: ["refund", "return"],
      popular: true,
      slug: "returns-refunds",
      key: "zendesk-4001",
      translations: [{ id: japanese?.id, lang: "ja" }],
    });
    expect(japanese).toMatchObject({ lang: "ja", status: "draft", category: "注文" });
    // there it was for some only
    expect(await byTitle("For agents")).toMatchObject({ visibility: "internal", category: "Shop" });
    expect(await byTitle("Not yet")).toMatchObject({ status: "draft", body: "" });
    const links = JSON.stringify(english?.content);
    expect(links).toContain(`"href":"${fees?.url}#fee","data-article":"${fees?.id}"`);
    expect(links).toContain('"href":"https://other.example/articles/4002"');
    expect(Object.fromEntries(result.skipped.map((each) => [each.path, each.reason]))).toEqual({
      "dump.txt, articles[4]": "has no title (article 4005)",
      "dump.txt, articles[5]": "is no article, section or collection",
      "dump.txt, translations[2]": "is a translation of the article 4999, which is not there",
    });
  });

  it("takes Intercom's articles in with their translations, collections and links", async () => {
    const result = await importFrom(deps, put("export.json", intercom));
    expect(result).toMatchObject({ added: 3, broken: [] });
    const english = await byTitle("Install the app");
    const next = await byTitle("Next steps");
    expect(english).toMatchObject({ category: "Start", summary: "Five minutes.", key: "intercom-71", lang: "en" });
    expect(JSON.stringify(english?.content)).toContain(`"data-article":"${next?.id}"`);
    expect(await byTitle("アプリを入れる")).toMatchObject({ lang: "ja", status: "draft", category: "はじめに" });
    expect(result.skipped.map(({ reason }) => reason)).toEqual([
      "has no id",
      "has the state “private” (article 73); it must be published or draft",
    ]);
  });

  it("changes only what changed when it runs again, also where pages of the export were cut elsewhere", async () => {
    put("articles-1.json", { articles: zendesk.articles.slice(0, 2), next_page: "…" });
    put("articles-2.json", { articles: zendesk.articles.slice(2, 4) });
    put("sections.json", { sections: zendesk.sections });
    put("package.json", { name: "not an export", articles: [{ name: "x" }] });
    expect(await counts()).toEqual({ added: 4, changed: 0, unchanged: 0, removed: 0 });
    const before = await byTitle("Returns & refunds");
    put("articles-1.json", { articles: zendesk.articles.slice(0, 1) });
    put("articles-2.json", { articles: zendesk.articles.slice(1, 3) });
    expect(await counts()).toEqual({ added: 0, changed: 0, unchanged: 3, removed: 1 });
    expect((await byTitle("Returns & refunds"))?.id).toBe(before?.id);
  });

  it("keeps what it had where a file is broken off or a row cannot be read, and says where", async () => {
    put("a.json", { articles: zendesk.articles.slice(2, 3) });
    put("b.json", { articles: zendesk.articles.slice(1, 2) });
    await importFrom(deps, folder);
    put("b.json", JSON.stringify({ articles: zendesk.articles.slice(1, 2) }, null, 2).slice(0, -30));
    const cut = await importFrom(deps, folder);
    expect(cut).toMatchObject({ unchanged: 1, removed: 0 });
    expect(cut.skipped).toMatchObject([{ path: "b.json", reason: expect.stringMatching(/^is not JSON: .*line \d+/) }]);
    put("b.json", { articles: [{ ...(zendesk.articles[1] as object), title: "" }] });
    expect(await counts()).toMatchObject({ unchanged: 1, removed: 0 });
    expect((await all()).length).toBe(2);
  });

  it("reads the same a line at a time, and says which line is broken", async () => {
    const lines = [zendesk.articles[0], zendesk.articles[3]].map((each) => JSON.stringify(each));
    put("articles.jsonl", [lines[0], "{broken", lines[1]].join("\n"));
    const result = await importFrom(deps, folder);
    expect(result.added).toBe(2);
    expect(result.skipped).toEqual([{ path: "articles.jsonl:2", reason: "is not JSON" }]);
    // a draft there is no article to be shown here
    expect(await byTitle("Not yet")).toMatchObject({ status: "draft" });
  });

  it("opens no file that is larger than it could hold", async () => {
    const path = put("huge.json", "{}");
    truncateSync(path, 100_000_001);
    put("small.json", { articles: zendesk.articles.slice(0, 1) });
    const result = await importFrom(deps, folder);
    expect(result).toMatchObject({ added: 1, skipped: [{ path: "huge.json", reason: "is larger than 100 MB" }] });
  });

  it("says so where a file is no export, and takes the first of two that are the same", async () => {
    const result = await importFrom(deps, put("other.json", { hello: [1, 2] }));
    expect(result.skipped).toMatchObject([{ reason: expect.stringContaining("neither an export of Zendesk Guide") }]);
    const [first] = zendesk.articles as object[];
    const twice = await importFrom(deps, put("twice.json", { articles: [first, { ...first, title: "Other" }] }));
    expect(twice.added).toBe(1);
    expect(twice.skipped).toMatchObject([{ reason: "has the id “4001”, which came before" }]);
    expect(await findBySlug(storage.db, "en", "returns-refunds", asAgent)).toBeDefined();
  });
});
