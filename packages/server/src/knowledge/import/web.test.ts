import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { engines } from "../../../../../tests/support/engines.ts";
import type { Storage } from "../../storage/index.ts";
import { createGet } from "../../tools/index.ts";
import { createFiles, getArticle, importFrom, listArticles } from "../index.ts";
import type { ImportDeps } from "./deps.ts";
import { bringWeb, type WebOptions, webName } from "./web.ts";

type Answer = { status?: number; type?: string; body: string | Buffer };

describe.each(engines)("a website on a real port, on $name", ({ create }) => {
  let storage: Storage;
  let close: () => Promise<void>;
  let deps: ImportDeps;
  let server: Server;
  let origin: string;
  const kept = mkdtempSync(join(tmpdir(), "kotae-files-"));
  const site = new Map<string, Answer>();
  let clock = Date.UTC(2026, 10, 22);
  let [under, most] = [0, 0];

  beforeAll(async () => {
    ({ storage, close } = await create());
    const act: ImportDeps["act"] = (deed) =>
      storage.write(({ db }) => deed({ db, now: ++clock, newId: () => crypto.randomUUID(), publish: () => undefined }));
    deps = { storage, act, files: createFiles(kept) };
    server = createServer((request, response) => {
      most = Math.max(most, ++under);
      const {
        status = 200,
        type = "text/html; charset=utf-8",
        body,
      } = site.get(request.url ?? "") ?? { status: 404, body: "" };
      setImmediate(() => {
        under -= 1;
        response.writeHead(status, { "content-type": type }).end(body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.close();
    await close();
    rmSync(kept, { recursive: true, force: true });
  });
  beforeEach(() => site.clear());

  const page = (path: string, title: string, body = `What ${title} is about, in a sentence or two.`) =>
    site.set(path, {
      body: `<html lang="en"><title>${title} | Help</title><nav><a href="/">Home</a></nav><main><h1>${title}</h1>${body}</main></html>`,
    });
  const map = (path: string, ...pages: string[]) =>
    site.set(path, {
      type: "application/xml",
      body: `<?xml version="1.0"?><urlset xmlns="x">${pages.map((each) => `<url><loc>${new URL(each, origin)}</loc></url>`).join("")}</urlset>`,
    });
  async function take(path: string, options: Partial<WebOptions> = {}) {
    const address = origin + path;
    const brought = await bringWeb(address, { read: createGet({ allowPrivate: true }), ...options });
    try {
      const { missing } = brought;
      const result = await importFrom(deps, brought.path, { source: webName(address), missing });
      return { ...result, gone: brought.gone };
    } finally {
      await brought.clear();
      expect(existsSync(brought.path)).toBe(false);
    }
  }
  const articles = async () => (await listArticles(storage.db, { limit: 50 }, clock)).items;
  const titled = async (title: string) => {
    const found = (await articles()).find((each) => each.title === title);
    return found && getArticle(storage.db, found.id, { audience: "agent" });
  };

  it("gives one page, in the letters it is written in, with its links and images where they led", async () => {
    const before = Buffer.from('<html lang="ja"><meta charset="shift_jis"><main><h1>');
    // 返品 in Shift_JIS
    const body = Buffer.concat([before, Buffer.from("95d49569", "hex"), Buffer.from("</h1></main></html>")]);
    site.set("/ja/returns", { type: "text/html", body });
    expect(await take("/ja/returns")).toMatchObject({ added: 1, skipped: [] });
    expect(await titled("返品")).toMatchObject({ lang: "ja" });
    page("/en/start/", "Begin", '<p>See <a href="../faq">the FAQ</a>.</p><img src="img/a.png" alt="A picture">');
    expect(await take("/en/start/")).toMatchObject({ added: 1, notes: [] });
    const { content } = (await titled("Begin")) ?? {};
    expect(JSON.stringify(content)).toContain(`${origin}/en/faq`);
    expect(JSON.stringify(content)).toContain(`${origin}/en/start/img/a.png`);
  });

  it("gives the pages of a sitemap, linked with each other, and follows what changes and goes there", async () => {
    page("/a", "First page", '<p>On with <a href="/b/">the second</a>, or to <a href="/not-listed">another</a>.</p>');
    page("/b/", "Second page");
    page("/c.html?v=1", "Third page");
    map("/sitemap.xml", "/a", "/b/", "/c.html?v=1", "/a#again", "https://elsewhere.example/x", "/gone");
    const first = await take("/sitemap.xml");
    expect(first).toMatchObject({ added: 3, removed: 0, broken: [] });
    expect(first.gone).toEqual([
      { path: "https://elsewhere.example/x", reason: "is on another site" },
      { path: `${origin}/gone`, reason: "is not there (404)" },
    ]);
    const second = await titled("Second page");
    expect(JSON.stringify((await titled("First page"))?.content)).toContain(second?.url);
    expect(JSON.stringify((await titled("First page"))?.content)).toContain(`${origin}/not-listed`);
    expect(most).toBeLessThanOrEqual(4);

    page("/b/", "Second page", "<p>Another text.</p>");
    site.delete("/c.html?v=1");
    expect(await take("/sitemap.xml")).toMatchObject({ added: 0, changed: 1, unchanged: 1, removed: 1 });
    expect(await titled("Third page")).toBeUndefined();
  });

  it("keeps what could not be read this time, and everything where the list itself is not whole", async () => {
    const index = (...maps: string[]) =>
      site.set("/index.xml", {
        type: "text/xml",
        body: `<sitemapindex>${maps.map((each) => `<sitemap><loc>${origin}${each}</loc></sitemap>`).join("")}</sitemapindex>`,
      });
    for (const [n, path] of ["/k1", "/k2", "/k3"].entries()) page(path, `Kept ${n}`);
    site.set("/one.xml.gz", {
      type: "application/gzip",
      body: gzipSync(String(map("/x", "/k1", "/k2").get("/x")?.body)),
    });
    map("/two.xml", "/k3");
    index("/one.xml.gz", "/two.xml");
    expect(await take("/index.xml")).toMatchObject({ added: 3 });

    site.set("/k1", { status: 503, body: "" });
    expect(await take("/index.xml")).toMatchObject({
      unchanged: 2,
      removed: 0,
      skipped: [{ reason: "was answered with 503" }],
    });
    site.set("/two.xml", { status: 500, body: "" });
    const some = await take("/index.xml");
    expect(some).toMatchObject({ removed: 0 });
    expect(some.skipped.map(({ path, reason }) => `${path} ${reason}`)).toEqual(
      expect.arrayContaining([` the sitemap ${origin}/two.xml was answered with 500`]),
    );
    map("/two.xml", "/k3");
    const few = await take("/index.xml", { pagesAtMost: 1 });
    expect(few.removed).toBe(0);
    expect(few.skipped[0]).toEqual({ path: "", reason: "pages beyond the limit of 1 (--pages) were left out: 2" });
    expect((await articles()).filter(({ title }) => title.startsWith("Kept"))).toHaveLength(3);
  });

  it("is refused where the address gives nothing to read, and changes nothing then", async () => {
    await expect(take("/nowhere")).rejects.toMatchObject({
      code: "unavailable",
      message: `${origin}/nowhere is not there (404).`,
    });
    site.set("/a.pdf", { type: "application/pdf", body: "%PDF" });
    expect(await take("/a.pdf")).toMatchObject({
      added: 0,
      gone: [{ reason: "is no page with a text (application/pdf)" }],
    });
    const stop = new AbortController();
    stop.abort();
    await expect(take("/a.pdf", { signal: stop.signal })).rejects.toMatchObject({ code: "unavailable" });
  });

  it("writes no file outside of its folder, and none over another", async () => {
    page("/..%2f..%2fescape", "Up");
    page("/.hidden/node_modules/x", "Hidden");
    page("/p.html", "One of two");
    page("/p", "Two of two");
    page("/p.html/below", "Below");
    map("/names.xml", "/..%2f..%2fescape", "/.hidden/node_modules/x", "/p.html", "/p", "/p.html/below");
    expect(await take("/names.xml")).toMatchObject({ added: 5, skipped: [] });
  });
});
