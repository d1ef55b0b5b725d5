import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { engines } from "../../../../../tests/support/engines.ts";
import type { Storage } from "../../storage/index.ts";
import { getArticle } from "../articles.ts";
import { createFiles } from "../files.ts";
import { listArticles } from "../lists.ts";
import type { ImportDeps } from "./deps.ts";
import { readHtml } from "./html.ts";
import { importFrom } from "./import.ts";

const body = (html: string, name = "page.html") => {
  const outcome = readHtml(name, html);
  if (!("draft" in outcome)) throw new Error(outcome.reason);
  return outcome.draft;
};
const around = (
  main: string,
  head = "",
) => `<!doctype html><html lang="en"><head><title>Returns | Acme Docs</title>${head}</head>
<body><header class="navbar"><a href="/">Acme</a> <form><input></form></header>
<nav><ul>${"<li><a href='/x'>Way around the whole site</a></li>".repeat(40)}</ul></nav>
${main}
<aside class="sidebar">On this page: one, two, three</aside><footer>Acme Inc., all rights reserved, imprint</footer></body></html>`;
const text =
  "<p>Send the item back within thirty days. We pay the postage, and the money comes back in a week.</p>".repeat(3);

describe("the text of a saved page", () => {
  it.each([
    ["what it calls main", around(`<main><h1>Returns</h1>${text}</main>`)],
    ["what has the role", around(`<div role="main"><h1>Returns</h1>${text}</div>`)],
    [
      "the article in it",
      around(
        `<main><nav class="breadcrumbs">Home / Orders</nav><article><header><h1>Returns</h1></header>${text}</article></main>`,
      ),
    ],
    [
      "the block with most of the words",
      around(
        `<div id="wrap"><div class="left"><a href="/a">One</a> <a href="/b">Two</a></div><div class="text"><h1>Returns</h1>${text}</div></div>`,
      ),
    ],
    [
      "that block in a table, as pages once were",
      around(`<table><tr><td><a href="/a">Menu</a></td><td><h1>Returns</h1>${text}</td></tr></table>`),
    ],
    ["its title elsewhere", around(`<div class="hero"><h1>Returns</h1></div><div class="text">${text}</div>`)],
  ])("is %s, and nothing around it", (_, html) => {
    const draft = body(html);
    expect(draft.title).toBe("Returns");
    expect(draft.body).toContain("thirty days");
    expect(draft.body).not.toMatch(/Way around|imprint|On this page|Home \/|Menu|<h2>Returns|Acme/);
  });

  it("is without signs at headings, votes and edit links, and keeps what only looks like them", () => {
    const draft = body(
      around(`<main><h1>Returns<a class="headerlink" href="#r">¶</a></h1><h2>When <a href="#when">#</a></h2>${text}
<form class="vote">Was this helpful? <button>Yes</button></form><div class="theme-edit-this-page"><a href="/e">Edit this page</a></div>
<p>Choose <a href="#a">the number #5</a>.<span aria-hidden="true">▾ more</span></p>
<div hidden>${"This answer opens when somebody asks for it. ".repeat(2)}</div></main>`),
    );
    expect(draft.title).toBe("Returns");
    expect(draft.body).not.toMatch(/¶|Was this helpful|Edit this page|▾/);
    expect(draft.body).toContain("This answer opens");
    expect(draft.body).toContain("the number #5");
    expect(draft.body).toMatch(/<h2[^>]*>When\s*<\/h2>/);
  });

  it("is called by its tab where it has no heading, without the name of the site", () => {
    expect(body(around(`<main>${text}</main>`)).title).toBe("Returns");
    expect(body(`<html><head><title>Well-known - facts</title></head><body>${text}</body></html>`).title).toBe(
      "Well-known - facts",
    );
  });

  it("survives pages as deep and as broken as they come", () => {
    expect(body(`<div>`.repeat(500) + text).body).toContain("thirty days");
    expect(body(`<main><h1>Open<p>never closed <b>bold ${text}`).title).toContain("Open");
    expect(readHtml("x.html", "<main></main><p> </p>")).toMatchObject({ draft: { title: "X" } });
  });

  it("is none where a page only sends its reader on, or is the crawler's own", () => {
    const detour = '<html><head><meta http-equiv="refresh" content="0; url=a.html"></head><body>Moved</body></html>';
    expect(readHtml("a.html", detour)).toMatchObject({ reason: "only leads to another page" });
    expect(readHtml("index.html", "<html><!-- Created by HTTrack Website Copier/3.49-2 --></html>")).toMatchObject({
      reason: expect.stringContaining("HTTrack"),
    });
  });
});

describe.each(engines)("a saved site on $name", ({ create }) => {
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
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "kotae-site-"));
    return () => rmSync(folder, { recursive: true, force: true });
  });
  const put = (name: string, content: string | Uint8Array) => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  };
  const byTitle = async (title: string) => {
    const { items } = await listArticles(storage.db, { q: title, limit: 5 }, clock);
    const [row] = items;
    return row && (await getArticle(storage.db, row.id, { audience: "agent" }));
  };

  it("keeps its links and images among its pages, whichever way they were written", async () => {
    put(
      "docs.acme.example/guide/returns.html",
      around(
        `<main><h1>Mirror returns</h1>${text}<p><a href="/guide/fees/">rooted</a> <a href="https://docs.acme.example/guide/fees/#table">whole</a>
<a href="fees/index.html">beside</a> <a href="fees/">folder</a> <a href="/guide/not-saved">left out</a> <a href="https://other.example/guide/fees/">other</a></p>
<img src="/img/dot.svg" alt="Dot"><img src="data:image/gif;base64,R0" data-src="../img/dot.svg" alt="Late"></main>`,
        '<link rel="canonical" href="https://docs.acme.example/guide/returns">',
      ),
    );
    put(
      "docs.acme.example/guide/fees/index.html",
      around(`<main><h1>Mirror fees</h1>${text}<p><a href="../returns.html">back</a></p></main>`),
    );
    put("docs.acme.example/img/dot.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>');
    put("hts-cache/new.html", around(`<main><h1>Cache</h1>${text}</main>`));
    const result = await importFrom(deps, folder);
    expect(result).toMatchObject({ added: 2, broken: [], notes: [] });
    const [returns, fees] = [await byTitle("Mirror returns"), await byTitle("Mirror fees")];
    const links = [...JSON.stringify(returns?.content).matchAll(/"href":"([^"]+)"/g)].map(([, href]) => href);
    expect(links).toEqual([
      fees?.url,
      `${fees?.url}#table`,
      fees?.url,
      fees?.url,
      "https://docs.acme.example/guide/not-saved",
      "https://other.example/guide/fees/",
    ]);
    expect(JSON.stringify(fees?.content)).toContain(`"data-article":"${returns?.id}"`);
    const images = [...JSON.stringify(returns?.content).matchAll(/"src":"([^"]+)"/g)].map(([, src]) => src);
    expect(images).toHaveLength(2);
    for (const src of images) expect(src).toMatch(/^\/help\/files\/[0-9a-f]{32}\.svg$/);
    expect(await importFrom(deps, folder)).toMatchObject({ added: 0, changed: 0, unchanged: 2, removed: 0 });
  });

  it("reaches no file outside of its folder", async () => {
    put(
      "a.html",
      around(
        `<main><h1>Reaching out</h1>${text}<img src="/../../../../etc/hostname" alt="X"><a href="/../../../../etc/hostname">Y</a></main>`,
      ),
    );
    const result = await importFrom(deps, folder);
    expect(result.added).toBe(1);
    expect(JSON.stringify((await byTitle("Reaching out"))?.content)).not.toContain("/help/files/");
  });
});
