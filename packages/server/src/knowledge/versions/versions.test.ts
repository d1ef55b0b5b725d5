import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KotaeError } from "@kotae/sdk/errors";
import type { Parsed } from "@kotae/sdk/schema";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../../../tests/support/engines.ts";
import type { Act } from "../../act.ts";
import type { Storage } from "../../storage/index.ts";
import { createArticle, findBySlug, restoreVersion, updateArticle } from "../articles.ts";
import { createFiles } from "../files.ts";
import { importFrom } from "../import/import.ts";
import { getVersion, listVersions, versionsKept } from "./versions.ts";

const sakura = { id: crypto.randomUUID(), name: "Sakura Mori" };
const aiko = { id: crypto.randomUUID(), name: "Aiko Tanaka" };
const asAgent = { audience: "agent" } as const;

describe.each(engines)("the versions of an article on $name", ({ create }) => {
  let storage: Storage;
  let close: () => Promise<void>;
  let clock = Date.UTC(2026, 10, 23);
  const act = <T>(deed: (act: Act) => Promise<T>) =>
    storage.write(({ db }) => deed({ db, now: ++clock, newId: () => crypto.randomUUID(), publish: () => undefined }));
  const write = (fields: Partial<Parsed<"createArticle">> = {}) =>
    act((a) =>
      createArticle(
        a,
        { title: "Return an item", body: "One\nTwo", lang: "en", status: "draft", visibility: "public", ...fields },
        sakura,
      ),
    );
  const listed = async (id: string, limit = 50, cursor?: string) =>
    listVersions(storage.db, { id, limit, ...(cursor === undefined ? {} : { cursor }) });
  beforeAll(async () => {
    ({ storage, close } = await create());
  });
  afterAll(() => close?.());

  it("begin with its creation and go on with every change of its text, and of nothing else", async () => {
    const { id } = await write();
    await act((a) => updateArticle(a, id, { category: "Orders", status: "published" }, aiko));
    await act((a) => updateArticle(a, id, { body: "One\n二\nThree", note: "数字を直しました" }, aiko));
    const same = await act((a) => updateArticle(a, id, { body: "One\n二\nThree", title: "Return an item" }, sakura));
    expect(same.version).toBe(2);
    const { items } = await listed(id);
    expect(items).toMatchObject([
      { version: 2, author: aiko, note: "数字を直しました", added: 2, removed: 1 },
      { version: 1, author: sakura, note: "", added: 3, removed: 0 },
    ]);
    const { difference } = await getVersion(storage.db, { id, version: 2 });
    expect(difference).toEqual([
      { field: "body", kind: "same", lines: ["One"] },
      { field: "body", kind: "removed", lines: ["Two"] },
      { field: "body", kind: "added", lines: ["二", "Three"] },
    ]);
    const back = await getVersion(storage.db, { id, version: 1, against: 2 });
    expect(back.difference.filter(({ kind }) => kind === "added")).toEqual([
      { field: "body", kind: "added", lines: ["Two"] },
    ]);
    await expect(getVersion(storage.db, { id, version: 9 })).rejects.toMatchObject({ code: "not_found" });
    await expect(getVersion(storage.db, { id, version: 1, against: 9 })).rejects.toMatchObject({ code: "not_found" });
  });

  it("are listed in pages without gaps or repeats", async () => {
    const { id } = await write();
    for (let n = 2; n <= 8; n++) await act((a) => updateArticle(a, id, { body: `${n}` }));
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await listed(id, 3, cursor);
      seen.push(...page.items.map(({ version }) => version));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
    await expect(listed(crypto.randomUUID())).rejects.toMatchObject({ code: "not_found" });
    await expect(listed(id, 3, "nonsense")).rejects.toMatchObject({ code: "invalid_cursor" });
  });

  it("K5 give every text back exactly, whatever it was", async () => {
    // what the door lets through: trimmed lines, well-formed, no NUL
    const words = fc.string({ unit: "grapheme", maxLength: 40 }).map((text) => text.replaceAll("\u0000", ""));
    const texts = fc.array(
      fc.record({
        title: words.map((text) => `T${text}`),
        summary: words,
        keywords: fc.array(words, { maxLength: 3 }),
        body: fc.array(words, { maxLength: 6 }).map((lines) => lines.join("\n")),
      }),
      { minLength: 2, maxLength: 5 },
    );
    await fc.assert(
      fc.asyncProperty(texts, fc.nat(), async (all, pick) => {
        const [first, ...rest] = all;
        if (!first) return;
        const { id } = await write(first);
        const byVersion = new Map([[1, first]]);
        for (const text of rest) {
          const { version } = await act((a) => updateArticle(a, id, text));
          byVersion.set(version, text);
        }
        const version = [...byVersion.keys()][pick % byVersion.size] ?? 1;
        const restored = await act((a) => restoreVersion(a, { id, version }, aiko));
        expect(restored).toMatchObject(byVersion.get(version) ?? {});
        const [newest] = (await listed(id)).items;
        expect(newest?.version).toBe(restored.version);
        if (newest && newest.version > byVersion.size) {
          expect(newest).toMatchObject({ note: `Restored version ${version}`, author: aiko });
        }
      }),
      { numRuns: 20 },
    );
  });

  it("K4 stop a writer who began from an older text, say who was faster, and lose nothing", async () => {
    const { id, version } = await write();
    await act((a) => updateArticle(a, id, { body: "Aiko's words", ifVersion: version }, aiko));
    const refused = act((a) => updateArticle(a, id, { body: "Sakura's words", ifVersion: version }, sakura));
    await expect(refused).rejects.toSatisfy(
      (error) =>
        KotaeError.is(error) &&
        error.code === "conflict" &&
        /Aiko Tanaka wrote version 2 at 2026-11-23T/.test(error.hint ?? ""),
    );
    expect((await listed(id)).items.map(({ version: number }) => number)).toEqual([2, 1]);
    expect((await getVersion(storage.db, { id, version: 2 })).body).toBe("Aiko's words");
  });

  it("come one after the other when many write at once, each its own", async () => {
    const { id } = await write();
    await Promise.all(Array.from({ length: 12 }, (_, n) => act((a) => updateArticle(a, id, { body: `Writer ${n}` }))));
    const { items } = await listed(id);
    expect(items.map(({ version }) => version)).toEqual(Array.from({ length: 13 }, (_, n) => 13 - n));
    const texts = await Promise.all(
      items.slice(0, -1).map(async ({ version }) => (await getVersion(storage.db, { id, version })).body),
    );
    expect(new Set(texts).size).toBe(12);
  });

  it("are kept to a number, the first always among them", async () => {
    const { id } = await write({ body: "the first" });
    for (let n = 2; n <= versionsKept + 5; n++) await act((a) => updateArticle(a, id, { body: `${n}` }));
    const rows = await storage.db
      .selectFrom("article_versions")
      .select("version")
      .where("article_id", "=", id)
      .orderBy("version")
      .execute();
    expect(rows).toHaveLength(versionsKept);
    expect([rows[0]?.version, rows[1]?.version, rows.at(-1)?.version]).toEqual([1, 7, versionsKept + 5]);
    // the oldest but the first is compared with the first
    expect((await getVersion(storage.db, { id, version: 7 })).difference[0]?.lines).toEqual(["the first"]);
  });

  it("are made by imports too, and bring their images back", async () => {
    const [folder, kept] = [mkdtempSync(join(tmpdir(), "kotae-in-")), mkdtempSync(join(tmpdir(), "kotae-files-"))];
    try {
      const deps = { storage, act, files: createFiles(kept) };
      writeFileSync(join(folder, "dot.svg"), '<svg xmlns="http://www.w3.org/2000/svg"/>');
      writeFileSync(join(folder, "a.md"), "# Pictured\n\n![A dot](dot.svg)");
      await importFrom(deps, folder);
      const article = await findBySlug(storage.db, "en", "pictured", asAgent);
      const id = article?.id ?? "";
      expect((await listed(id)).items).toMatchObject([{ version: 1, note: "Imported", author: null }]);
      await act((a) => updateArticle(a, id, { body: "No picture." }, aiko));
      const { content } = await act((a) => restoreVersion(a, { id, version: 1 }, aiko));
      expect(JSON.stringify(content)).toContain("/help/files/");
      expect(content).toEqual(article?.content);
      writeFileSync(join(folder, "a.md"), "# Pictured\n\nNew words.\n\n![A dot](dot.svg)");
      await importFrom(deps, folder);
      expect((await listed(id)).items[0]).toMatchObject({ version: 4, note: "Imported", added: 2, removed: 0 });
    } finally {
      for (const each of [folder, kept]) rmSync(each, { recursive: true, force: true });
    }
  });
});
