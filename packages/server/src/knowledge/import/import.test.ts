import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { engines } from "../../../../../tests/support/engines.ts";
import type { Storage } from "../../storage/index.ts";
import {
  articlesVersion,
  createFiles,
  findBySlug,
  getArticle,
  importFrom,
  listArticles,
  updateArticle,
} from "../index.ts";
import type { ImportDeps } from "./deps.ts";

let clock = Date.UTC(2026, 10, 22);

describe.each(engines)("an import on $name", ({ create }) => {
  let storage: Storage;
  let close: () => Promise<void>;
  let deps: ImportDeps;
  let kept: string;
  let folder: string;
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
    folder = mkdtempSync(join(tmpdir(), "kotae-import-"));
    return () => rmSync(folder, { recursive: true, force: true });
  });

  const put = (name: string, text: string | Uint8Array) => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  const run = () => importFrom(deps, folder);
  const counts = async () => {
    const { added, changed, unchanged, removed } = await run();
    return { added, changed, unchanged, removed };
  };
  const find = (lang: string, slug: string) => findBySlug(storage.db, lang, slug, { audience: "agent" });

  it("changes only what changed when it runs again", async () => {
    put("a.md", "# Idem one\n\nText.");
    put("b.md", "# Idem two\n\nText.");
    expect(await counts()).toEqual({ added: 2, changed: 0, unchanged: 0, removed: 0 });
    const version = await articlesVersion(storage.db);
    const before = await find("en", "idem-one");
    expect(await counts()).toEqual({ added: 0, changed: 0, unchanged: 2, removed: 0 });
    expect(await articlesVersion(storage.db)).toBe(version);
    put("a.md", "# Idem one, renamed\n\nOther text.");
    put("c.md", "# Idem three");
    rmSync(join(folder, "b.md"));
    expect(await counts()).toEqual({ added: 1, changed: 1, unchanged: 0, removed: 1 });
    // the address that was given out stays
    expect(await find("en", "idem-one")).toMatchObject({ id: before?.id, title: "Idem one, renamed" });
    expect(await find("en", "idem-two")).toBeUndefined();
  });

  it("leaves articles of other sources and hand-written ones alone", async () => {
    put("mine.md", "# Mine alone");
    await run();
    const other = mkdtempSync(join(tmpdir(), "kotae-other-"));
    writeFileSync(join(other, "mine.md"), "# Mine alone");
    expect(await importFrom(deps, other)).toMatchObject({ added: 1, removed: 0 });
    expect(await find("en", "mine-alone-2")).toBeDefined();
    rmSync(other, { recursive: true });
  });

  it("reads front matter, and takes language and key from the folders", async () => {
    const head =
      "title: Fronted\nsummary: Short.\ncategory: Basics\nkeywords: [one, two]\norder: 3\npopular: true\nslug: My Slug!\n";
    put("en/deep/fronted.md", `---\n${head}---\n# Fronted\n\nBody.`);
    put("ja/deep/fronted.md", "# 表題\n\n本文");
    put("hidden.md", "---\ntitle: Kept inside\nvisibility: internal\nstatus: draft\nlang: ja-JP\n---\nx");
    await run();
    const article = await find("en", "my-slug");
    expect(article).toMatchObject({
      title: "Fronted",
      summary: "Short.",
      category: "Basics",
      keywords: ["one", "two"],
      body: "Body.",
    });
    expect(article?.translations.map(({ lang }) => lang)).toEqual(["ja"]);
    expect(await find("ja", "kept-inside")).toMatchObject({ visibility: "internal", status: "draft" });
  });

  it("takes everything it can, and says of the rest why not", async () => {
    put("good.md", "# Good one");
    put("broken.md", "---\ntitle: [unclosed\n---\nx");
    put("list.md", "---\n- a\n- b\n---\nx");
    put("latin.md", new Uint8Array([0x23, 0x20, 0xe9, 0xe8]));
    put("binary.md", new Uint8Array([0x23, 0, 1, 2]));
    put("empty.md", " \n");
    put("huge.md", "# Huge");
    truncateSync(join(folder, "huge.md"), 50_000_000);
    put("wish.md", "---\nvisibility: private\n---\n# Wish");
    put("sub/.hidden/x.md", "# No");
    put("node_modules/x.md", "# No");
    put("picture.png", new Uint8Array([1]));
    symlinkSync("/etc", join(folder, "etc"));
    symlinkSync("/etc/hostname", join(folder, "host.md"));
    symlinkSync(join(folder, "nowhere.md"), join(folder, "dangling.md"));
    const { added, skipped } = await run();
    expect(added).toBe(1);
    expect(Object.fromEntries(skipped.map(({ path, reason }) => [path, reason]))).toEqual({
      "broken.md": expect.stringContaining("broken front matter"),
      "list.md": expect.stringContaining("front matter"),
      "latin.md": "is not UTF-8 text",
      "binary.md": "is not a text file",
      "empty.md": "is empty",
      "huge.md": "is larger than 5 MB",
      "wish.md": expect.stringContaining("public or internal"),
      "host.md": expect.stringContaining("outside"),
      "dangling.md": expect.stringContaining("nowhere"),
    });
  });

  it("keeps what it had of a file that cannot be read this time, and everything where nothing can", async () => {
    put("frail.md", "# Frail");
    put("other.md", "# Sturdy");
    put("rows.jsonl", '{"id":1,"title":"Row frail","body":"x"}');
    await run();
    put("frail.md", "---\n: [\n---\n# Frail");
    put("rows.jsonl", "not json");
    expect(await counts()).toMatchObject({ removed: 0, unchanged: 1 });
    for (const name of ["frail.md", "other.md", "rows.jsonl"]) rmSync(join(folder, name));
    expect(await counts()).toMatchObject({ removed: 0, unchanged: 0 });
    expect(await find("en", "frail")).toBeDefined();
  });

  it("reads rows of CSV and JSONL, an article in each", async () => {
    put(
      "faq.csv",
      'id,Title,Body,lang,keywords\n1,"Quoted, ""title""","Line one\n\n- item",en,"a;b"\n2,日本の記事,本文,,\n1,Twice,x,en,\n,,,,\n',
    );
    const lines = [
      { id: "x", title: "Json row", body: "a\u0000b \ud800" },
      { id: "y", question: "Asked?", answer: "<p>Html <b>answer</b></p><script>x</script>\n\n<pre>a\n\nb</pre>" },
      { id: "z", title: "", body: "Its first words are its name. And more." },
      { id: "x", title: "Twice" },
      [1],
    ];
    put(
      "faq.jsonl",
      `\ufeff${lines.map((line) => JSON.stringify(line)).join("\n")}\n{broken\n${"z".repeat(1_000_001)}\n`,
    );
    const { added, skipped } = await run();
    expect(added).toBe(5);
    expect(skipped.map(({ path, reason }) => `${path} ${reason}`)).toEqual([
      expect.stringContaining("faq.csv:4 has the id “1”"),
      "faq.csv:5 has neither id nor title",
      "faq.jsonl:5 is not a JSON object",
      "faq.jsonl:6 is not JSON",
      "faq.jsonl:7 is longer than 1 MB",
      expect.stringContaining("faq.jsonl:4 has the id “x”"),
    ]);
    expect(await find("en", "quoted-title")).toMatchObject({ title: 'Quoted, "title"', keywords: ["a", "b"] });
    expect(await find("ja", "日本の記事")).toBeDefined();
    expect((await find("en", "json-row"))?.body).toBe("ab \ufffd");
    const asked = await find("en", "asked");
    expect(asked?.content).toEqual([["p", {}, "Html ", ["b", {}, "answer"]], "\n", ["pre", {}, "a\n\nb"]]);
    expect(await find("en", "its-first-words-are-its-name-and-more")).toBeDefined();
  });

  it("reads the text of an HTML page, without what stands around it", async () => {
    put(
      "page.html",
      `<!doctype html><html lang="en"><head><title>Site - Page</title><meta name="description" content="About &amp; more">
      </head><body><nav>Menu</nav><main><h1>Page title</h1><p>First
      paragraph.</p>    <ul><li>one</li></ul></main><footer>Foot</footer></body></html>`,
    );
    await run();
    const page = await find("en", "page-title");
    expect(page).toMatchObject({ title: "Page title", summary: "About & more" });
    expect(JSON.stringify(page?.content)).not.toMatch(/Menu|Foot|Page title/);
    expect(page?.content.filter((node) => typeof node !== "string")).toEqual([
      ["p", {}, "First paragraph."],
      ["ul", {}, ["li", {}, "one"]],
    ]);
  });

  it("follows links between files, forward and back, and reports those that lead nowhere", async () => {
    put(
      "en/first.md",
      "# Link first\n\n[to second](./second.md#part) [gone](../missing.md) [away](https://x.example/)",
    );
    put("en/second.md", "# Link second\n\n[back](first.md)\n\n## Part");
    const { broken } = await run();
    expect(broken).toEqual([{ path: "en/first.md", href: "../missing.md" }]);
    const [first, second] = [await find("en", "link-first"), await find("en", "link-second")];
    expect(JSON.stringify(first?.content)).toContain(
      `"href":"/help/en/articles/link-second#part","data-article":"${second?.id}"`,
    );
    expect(JSON.stringify(second?.content)).toContain(`"data-article":"${first?.id}"`);
    expect(JSON.stringify(first?.content)).not.toContain("missing.md");
    expect(await run()).toMatchObject({ changed: 0, unchanged: 2 });
    put("missing.md", "# Was missing");
    expect((await run()).broken).toEqual([]);
    const found = await find("en", "was-missing");
    expect(JSON.stringify((await find("en", "link-first"))?.content)).toContain(String(found?.id));
    // an edit through the API follows the same links
    const edited = await deps.act((act) => updateArticle(act, String(first?.id), { body: "[s](second.md)" }));
    expect(JSON.stringify(edited.content)).toContain(String(second?.id));
  });

  const png = (content: string) => Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), Buffer.from(content)]);
  const srcs = (content: unknown) =>
    [...JSON.stringify(content).matchAll(/"src":"([^"]+)"/g)].map((match) => String(match[1]));
  const path = expect.stringMatching(/^\/help\/files\/[0-9a-f]{32}\.png$/);

  it("keeps the images that lie in the folder, wherever an article calls them from", async () => {
    put("guide/img/a b.png", png("a"));
    put("img/root.png", png("root"));
    symlinkSync(join(folder, "img"), join(folder, "linked"));
    put(
      "guide/pictures.md",
      "# Pictures\n\n![A](<./img/a b.png>) ![A again](img/a%20b.png?raw=true#x) ![R][r] ![L](/linked/root.png)\n\n" +
        '<img src="../img/root.png" alt="H" width="20">\n\n![Away](https://x.example/y.png)\n\n`![c](../img/root.png)`\n\n[r]: ../img/root.png',
    );
    put("page.html", '<h1>Pictured page</h1><p>See <img src="img\\root.png" alt="R"></p>');
    put("rows.jsonl", '{"id":"a/b","title":"Pictured row","body":"![R](img/root.png)"}');
    expect(await run()).toMatchObject({ added: 3, notes: [] });
    const article = await find("en", "pictures");
    const [a, again, r, linked, html, away, ...more] = srcs(article?.content);
    expect([a, r, away]).toEqual([path, path, "https://x.example/y.png"]);
    expect([again, linked, html, more]).toEqual([a, r, r, []]);
    expect(JSON.stringify(article?.content)).toContain('"width":"20"');
    for (const slug of ["pictured-page", "pictured-row"]) expect(srcs((await find("en", slug))?.content)).toEqual([r]);
    expect(readFileSync(join(kept, basename(String(a))))).toEqual(png("a"));
    expect(await counts()).toEqual({ added: 0, changed: 0, unchanged: 3, removed: 0 });
  });

  it("changes an article whose image was replaced, and keeps its images through links and edits", async () => {
    put("shot.png", png("one"));
    put("shot.md", "# Screen shot\n\n![Shot](shot.png) [other](later.md)");
    await run();
    const before = await find("en", "screen-shot");
    put("shot.png", png("two"));
    expect(await counts()).toMatchObject({ changed: 1, unchanged: 0 });
    const after = await find("en", "screen-shot");
    expect(srcs(after?.content)).toEqual([path]);
    expect(srcs(after?.content)).not.toEqual(srcs(before?.content));
    put("later.md", "# Later shot");
    expect(await run()).toMatchObject({ unchanged: 1, added: 1 });
    const linked = await find("en", "screen-shot");
    expect(JSON.stringify(linked?.content)).toContain("/help/en/articles/later-shot");
    expect(srcs(linked?.content)).toEqual(srcs(after?.content));
    const body = "Now ![Shot](shot.png) and ![new](new.png)";
    const edited = await deps.act((act) => updateArticle(act, String(after?.id), { body }));
    expect(srcs(edited.content)).toEqual(srcs(after?.content));
    expect(JSON.stringify(edited.content)).not.toContain("new.png");
  });

  it("never takes an image from outside the folder, and notes every one it cannot show", async () => {
    const outside = mkdtempSync(join(tmpdir(), "kotae-outside-"));
    writeFileSync(join(outside, "secret.png"), png("secret"));
    symlinkSync(join(outside, "secret.png"), join(folder, "link.png"));
    symlinkSync(outside, join(folder, "way"));
    put("text.png", "not an image");
    put("huge.png", Buffer.concat([png("huge"), Buffer.alloc(5_000_000)]));
    put("folder.png/x.md", "# In folder.png");
    const up = `../../${basename(outside)}/secret.png`;
    const wanted = {
      [up]: "is outside the folder",
      [`/..${join(outside, "secret.png")}`]: "is outside the folder",
      [`..%2f${basename(outside)}%2fsecret.png`]: "is outside the folder",
      "..": "is outside the folder",
      "link.png": "is outside the folder",
      "way/secret.png": "is outside the folder",
      [join(outside, "secret.png")]: "is not there",
      "gone.png": "is not there",
      "a%00.png": "is not there",
      "text.png": "is not a PNG, JPEG, GIF, WebP, AVIF or SVG image",
      "huge.png": "is larger than 5 MB",
      "folder.png": "is not a file",
    };
    put(
      "refused.md",
      `# Refused images\n\n${Object.keys(wanted)
        .map((src, at) => `![words ${at}](${src})`)
        .join("\n")}`,
    );
    const before = readdirSync(kept);
    const { added, notes } = await run();
    expect(added).toBe(2);
    expect(notes).toEqual(
      Object.entries(wanted).map(([src, why]) => ({ path: "refused.md", reason: `shows “${src}”, which ${why}` })),
    );
    const content = JSON.stringify((await find("en", "refused-images"))?.content);
    expect(content).not.toMatch(/"img"|secret/);
    for (const at of Object.keys(wanted).keys()) expect(content).toContain(`words ${at}`);
    expect(readdirSync(kept)).toEqual(before);
    expect(await run()).toMatchObject({ unchanged: 2, notes: expect.objectContaining({ length: notes.length }) });
    put("gone.png", png("back"));
    expect(await run()).toMatchObject({ changed: 1, notes: expect.objectContaining({ length: notes.length - 1 }) });
    rmSync(outside, { recursive: true });
  });

  it("never shows where on the disk an article came from", async () => {
    put("shown.md", "# Shown to all");
    await run();
    const article = await find("en", "shown-to-all");
    const row = (await listArticles(storage.db, { q: "Shown to all", limit: 1 }, clock)).items;
    expect(
      JSON.stringify([article, row, await getArticle(storage.db, String(article?.id), { audience: "visitor" })]),
    ).not.toContain(folder);
  });

  it("takes a single file, and throws where there is nothing", async () => {
    put("single.md", "# Single file");
    expect(await importFrom(deps, join(folder, "single.md"))).toMatchObject({ added: 1 });
    put("x.pdf", "x");
    expect(await importFrom(deps, join(folder, "x.pdf"))).toMatchObject({ added: 0, skipped: [{ path: "x.pdf" }] });
    await expect(importFrom(deps, join(folder, "none"))).rejects.toMatchObject({ code: "not_found" });
  });

  it("imports two thousand rows, and says how far it is", async () => {
    const rows = Array.from({ length: 2_000 }, (_, n) => ({
      id: n,
      title: `Bulk ${n}`,
      body: `## Part\n\n${"Some **words** here. ".repeat(20)}`,
    }));
    put("bulk.jsonl", rows.map((row) => JSON.stringify(row)).join("\n"));
    const phases = new Set<string>();
    const result = await importFrom(deps, folder, { onProgress: ({ phase }) => phases.add(phase) });
    expect(result.added).toBe(2_000);
    expect([...phases]).toEqual(["reading", "storing", "linking"]);
  });
});
