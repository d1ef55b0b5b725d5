import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Window } from "happy-dom";
import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../../../tests/support/engines.ts";
import type { Act } from "../../act.ts";
import { insertSite } from "../../identity/index.ts";
import type { SearchLog } from "../../insights/index.ts";
import {
  createArticle,
  createFiles,
  createSearcher,
  createViews,
  type Searcher,
  type Views,
} from "../../knowledge/index.ts";
import type { Storage } from "../../storage/index.ts";
import { createLimiter } from "../limits.ts";
import { createHelp } from "./index.ts";

let storage: Storage;
let close: () => Promise<void>;
let searcher: Searcher;
let siteKey: string | undefined;
let views: Views;
const noted: Parameters<SearchLog["note"]>[0][number][] = [];
const app = new Hono();
let clock = Date.UTC(2026, 10, 22);
const act = <T>(deed: (act: Act) => Promise<T>) =>
  storage.write(({ db }) => deed({ db, now: ++clock, newId: () => crypto.randomUUID(), publish: () => undefined }));
const folder = mkdtempSync(join(tmpdir(), "kotae-help-"));
const files = createFiles(folder);

beforeAll(async () => {
  const [engine] = engines;
  if (!engine) throw new Error("There is no engine.");
  ({ storage, close } = await engine.create());
  searcher = createSearcher({ storage });
  views = createViews({ act, now: () => clock, onError: (error) => expect(error).toBeUndefined() });
  app.route(
    "/help",
    createHelp(
      {
        storage,
        searcher,
        searches: { note: (searches) => noted.push(...searches) },
        files,
        views,
        act,
        now: () => clock,
        config: { publicUrl: "https://help.example/", secret: "x".repeat(32) },
      },
      { siteKey: () => siteKey, limiter: createLimiter(() => clock) },
    ),
  );
  const site = {
    id: "s",
    key: "site-key",
    name: "Ac<me & Co",
    locale: "en",
    accent: "#0a7d5a",
    identity_secret: "x",
    created_at: 1,
  };
  await act(({ db }) => insertSite(db, site));
  const body = `${["One", "Two", "Three", "Four"].map((part) => `## Part ${part}\n\nText of ${part}.`).join("\n\n")}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n\`\`\`sh\nls\n\`\`\`\n\n![x](https://x.example/a.png)`;
  const common = { status: "published", visibility: "public" } as const;
  await act((a) =>
    createArticle(a, {
      ...common,
      title: "Return <b>an item</b>",
      slug: "return",
      key: "return",
      lang: "en",
      category: "Orders & more",
      summary: 'Say "yes".',
      body,
    }),
  );
  await act((a) =>
    createArticle(a, {
      ...common,
      title: "商品を返品する",
      slug: "返品",
      key: "return",
      lang: "ja",
      category: "注文",
      body: "返品できます。",
    }),
  );
  await act((a) =>
    createArticle(a, {
      ...common,
      title: "Return policy",
      lang: "en",
      category: "Orders & more",
      body: "Within thirty days.",
    }),
  );
  await act((a) => createArticle(a, { ...common, status: "draft", title: "Draft secret", lang: "en", body: "secret" }));
  await act((a) =>
    createArticle(a, { ...common, visibility: "internal", title: "Internal secret", lang: "en", body: "secret" }),
  );
});
afterAll(async () => {
  await searcher?.close();
  await close?.();
  rmSync(folder, { recursive: true, force: true });
});

const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await app.request(path, { headers });
  return { response, html: await response.text() };
};

describe("the help centre", () => {
  it.each([
    ["/help/", "ja,en;q=0.5", "/help/ja/"],
    ["/help", "de, en-GB;q=0.9", "/help/en/"],
    ["/help/", "", "/help/en/"],
    ["/help/ja", "", "/help/ja/"],
  ])("leads %s with “%s” to %s", async (path, language, to) => {
    const { response } = await get(path, { "accept-language": language });
    expect([301, 302]).toContain(response.status);
    expect(response.headers.get("location")).toBe(to);
  });

  it.each([
    ["/help/en/", 200, "en"],
    ["/help/ja/", 200, "ja"],
    ["/help/en/articles/return", 200, "en"],
    [`/help/ja/articles/${encodeURIComponent("返品")}`, 200, "ja"],
    ["/help/en/search?q=return", 200, "en"],
    ["/help/en/search", 200, "en"],
    [`/help/en/topics/${encodeURIComponent("Orders & more")}`, 200, "en"],
    ["/help/en/topics/nope", 404, "en"],
    ["/help/en/topics/nope?page=x", 404, "en"],
    ["/help/ja/articles/return", 404, "ja"],
    ["/help/en/articles/draft-secret", 404, "en"],
    ["/help/en/articles/internal-secret", 404, "en"],
    ["/help/en/articles/%00", 404, "en"],
    ["/help/en/nowhere", 404, "en"],
    ["/help/fr/", 404, "en"],
    ["/help/style-nosuchsheet.css", 404, "en"],
    [`/help/files/${"0".repeat(32)}.png`, 404, "en"],
    ["/help/files/%2e%2e%2fsecret", 404, "en"],
    ["/help/files/", 404, "en"],
  ])(
    "answers %s with %i in %s, under a strict policy and without any script of its own",
    async (path, status, lang) => {
      const { response, html } = await get(path);
      expect(response.status).toBe(status);
      expect(html).toContain(`<html lang="${lang}">`);
      expect(response.headers.get("content-security-policy")).toContain("default-src 'none'; style-src 'self'");
      expect(response.headers.get("cache-control")).toBe("no-cache");
      expect(html.replaceAll('<script type="application/ld+json">', "")).not.toMatch(
        /<script|style="|\son\w+=|secret/i,
      );
    },
  );

  it("is sent once, and again only when it changed", async () => {
    const { response } = await get("/help/en/");
    const tag = response.headers.get("etag") ?? "";
    expect((await get("/help/en/", { "if-none-match": tag })).response.status).toBe(304);
  });

  it("has a style sheet that may be kept for ever, in the site's colour", async () => {
    siteKey = "site-key";
    const { html } = await get("/help/en/");
    const url = /href="(\/help\/style-[^"]+)"/.exec(html)?.[1] ?? "";
    const sheet = await get(url);
    expect(sheet.response.headers.get("cache-control")).toContain("immutable");
    expect(sheet.response.headers.get("content-type")).toContain("text/css");
    expect(sheet.html).toContain("--accent:#0a7d5a");
    siteKey = undefined;
  });

  it.each([
    ["image/gif", Buffer.from("GIF89a and so on")],
    ["image/svg+xml", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
  ])(
    "serves an image of type %s for ever, to every site, and as a document that may do nothing",
    async (type, bytes) => {
      const response = await app.request(String(await files.keep(bytes)));
      expect(response.status).toBe(200);
      expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        "content-type": type,
        "cache-control": "public, max-age=31536000, immutable",
        "x-content-type-options": "nosniff",
        "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        "cross-origin-resource-policy": "cross-origin",
      });
      const again = { "if-none-match": response.headers.get("etag") ?? "" };
      expect((await app.request(String(await files.keep(bytes)), { headers: again })).status).toBe(304);
    },
  );

  it("writes every title, summary and query as text", async () => {
    siteKey = "site-key";
    const { html } = await get("/help/en/articles/return");
    expect(html).toContain("<h1>Return &lt;b&gt;an item&lt;/b&gt;</h1>");
    expect(html).toContain("Ac&lt;me &amp; Co");
    expect(html).toContain('content="Say &quot;yes&quot;."');
    const query = `"><script>alert(1)</script>`;
    const results = await get(`/help/en/search?q=${encodeURIComponent(query)}`);
    expect(results.html).not.toContain("<script>alert");
    siteKey = undefined;
  });

  it("shows an article with the way to it, its contents, its other language and its relatives", async () => {
    const { html } = await get("/help/en/articles/return");
    for (const part of [
      '<link rel="canonical" href="https://help.example/help/en/articles/return">',
      `hreflang="ja" href="https://help.example/help/ja/articles/${encodeURIComponent("返品")}"`,
      'href="/help/en/topics/Orders%20%26%20more"',
      '<a href="#part-one">Part One</a>',
      '<time datetime="2026-11-22',
      'loading="lazy"',
      "Return policy",
      '<th scope="col">a</th>',
    ]) {
      expect(html).toContain(part);
    }
    const { html: short } = await get("/help/en/articles/return-policy");
    expect(short).not.toContain('class="contents"');
  });

  it("finds, and where it finds nothing says what to do, with the widget where there is a site", async () => {
    expect((await get("/help/en/search?q=return")).html).toContain('<a href="/help/en/articles/return">');
    expect((await get(`/help/en/search?q=${encodeURIComponent("返品する")}`)).html).toContain('<li lang="ja">');
    siteKey = "site-key";
    const { html } = await get("/help/en/search?q=zzzz");
    expect(html).toContain("Nothing found for “zzzz”");
    expect(html).toContain('<script src="/kotae.js" data-site="site-key" async></script>');
    expect(html).toContain('class="ask"');
    siteKey = undefined;
    expect((await get("/help/en/search?q=zzzz")).html).not.toContain("<script");
  });

  it("counts what people search for, masked, and what nobody reads not", async () => {
    noted.length = 0;
    const person = { "user-agent": "Mozilla/5.0" };
    await get("/help/en/search?q=return+for+mei%40example.test", person);
    await get("/help/en/search?q=", person);
    await get("/help/en/search?q=return", { ...person, "sec-purpose": "prefetch" });
    await get("/help/en/search?q=return", { "user-agent": "Googlebot/2.1" });
    await app.request("/help/en/search?q=return", { method: "HEAD", headers: person });
    siteKey = "site-key";
    await get("/help/ja/search?q=zzzz", person);
    siteKey = undefined;
    expect(noted).toMatchObject([
      { siteId: "", lang: "en", opened: undefined, results: expect.any(Number), score: expect.any(Number) },
      { siteId: "s", lang: "ja", q: "zzzz", results: 0 },
    ]);
    expect(noted[0]?.q).not.toContain("mei@");
  });

  it.each([
    "/help/en/",
    "/help/ja/",
    "/help/en/articles/return",
    "/help/en/search?q=return",
    "/help/en/search?q=zzz",
    "/help/ja/nowhere",
  ])("%s breaks no rule of axe", async (path) => {
    const { html } = await get(path);
    const window = new Window({
      url: `https://help.example${path}`,
      settings: {
        enableJavaScriptEvaluation: true,
        suppressInsecureJavaScriptEnvironmentWarning: true,
        disableCSSFileLoading: true,
        handleDisabledFileLoadingAsSuccess: true,
      },
    });
    window.document.write(html);
    window.eval(readFileSync(createRequire(import.meta.url).resolve("axe-core"), "utf8"));
    const axe = (
      window as unknown as { axe: { run(node: unknown, options: unknown): Promise<{ violations: { id: string }[] }> } }
    ).axe;
    // colours need a real browser; the tokens' own test holds them
    const { violations } = await axe.run(window.document, { rules: { "color-contrast": { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
    await window.happyDOM.close();
  });
});
