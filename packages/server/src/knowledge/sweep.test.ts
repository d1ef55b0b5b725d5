import { mkdtempSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { engines } from "../../../../tests/support/engines.ts";
import type { Act } from "../act.ts";
import type { Storage } from "../storage/index.ts";
import { createArticle, deleteArticle, updateArticle } from "./articles.ts";
import { createFiles, type Files } from "./files.ts";
import { sweepFiles } from "./sweep.ts";

describe.each(engines)("images that no article shows, on $name", ({ create }) => {
  let storage: Storage;
  let close: () => Promise<void>;
  let folder: string;
  let files: Files;
  const now = Date.now();
  const act = <T>(deed: (act: Act) => Promise<T>) =>
    storage.write(({ db }) => deed({ db, now, newId: () => crypto.randomUUID(), publish: () => undefined }));
  beforeEach(async () => {
    ({ storage, close } = await create());
    folder = mkdtempSync(join(tmpdir(), "kotae-sweep-"));
    files = createFiles(folder);
  });
  afterEach(async () => {
    rmSync(folder, { recursive: true, force: true });
    await close();
  });
  /** An image as it was kept eight days ago. */
  const keep = async (words: string, days = 8) => {
    const url = String(await files.keep(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><!--${words}--></svg>`)));
    const before = new Date(now - days * 86_400_000);
    utimesSync(join(folder, basename(url)), before, before);
    return url;
  };
  const sweep = async () => (await sweepFiles(storage.db, files, now)).map((name) => `/help/files/${name}`);

  it("go after a week, and those that any version shows stay", async () => {
    const [shown, past, unused] = [await keep("shown"), await keep("past"), await keep("unused")];
    const write = (body: string) =>
      act((a) => createArticle(a, { title: "T", body, lang: "en", status: "draft", visibility: "public" }));
    const { id } = await write(`![old](${past})`);
    await act((a) => updateArticle(a, id, { body: `![new](${shown})` }));
    for (let n = 0; n < 120; n++) await write(`Nothing to see ${n}`);
    expect(await sweep()).toEqual([unused]);
    expect(await files.read(basename(unused))).toBeUndefined();
    expect(await files.read(basename(past))).toBeDefined();
    await act((a) => deleteArticle(a, id));
    expect((await sweep()).sort()).toEqual([shown, past].sort());
    expect(await sweep()).toEqual([]);
  });

  it("stay for a week after somebody kept them, also where they were there before", async () => {
    await keep("new", 6);
    await keep("again");
    await files.keep(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><!--again--></svg>'));
    expect(await sweep()).toEqual([]);
  });

  it("are none where there is no folder yet", async () => {
    expect(await sweepFiles(storage.db, createFiles(join(folder, "nothing")), now)).toEqual([]);
  });
});
