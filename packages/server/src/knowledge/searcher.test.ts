import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../../tests/support/engines.ts";
import type { Act } from "../act.ts";
import { open, type Storage } from "../storage/index.ts";
import { createArticle, createSearcher, deleteArticle, importFrom, languageOf, updateArticle } from "./index.ts";

let clock = Date.UTC(2026, 10, 22);
const actOn =
  (storage: Storage) =>
  <T>(deed: (act: Act) => Promise<T>) =>
    storage.write(({ db }) => deed({ db, now: ++clock, newId: () => crypto.randomUUID(), publish: () => undefined }));
const write = (storage: Storage, title: string, body = "Some words.") =>
  actOn(storage)((act) => createArticle(act, { title, body, lang: "en", status: "published", visibility: "public" }));

describe.each(engines)("the searcher on $name", ({ create }) => {
  let storage: Storage;
  let url: string;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ storage, url, close } = await create());
  });
  afterAll(() => close?.());

  const titles = async (searcher: ReturnType<typeof createSearcher>, q: string) =>
    (await searcher.search({ q, lang: "en", audience: "visitor" })).map(({ title }) => title);

  it("sees at once what another process changed", async () => {
    const here = createSearcher({ storage, pollMillis: 60_000 });
    await here.settled();
    const elsewhere = await open(url);
    const article = await write(elsewhere, "Written elsewhere");
    expect(await titles(here, "written elsewhere")).toEqual(["Written elsewhere"]);
    await actOn(elsewhere)((act) => deleteArticle(act, article.id));
    expect(await titles(here, "written elsewhere")).toEqual([]);
    await elsewhere.close();
    await here.close();
  });

  it("answers the same after many edits", async () => {
    const searcher = createSearcher({ storage, pollMillis: 60_000 });
    const article = await write(storage, "Edited often");
    for (let n = 0; n < 30; n++) {
      await actOn(storage)((act) => updateArticle(act, article.id, { title: `Edited often ${n}` }));
      await searcher.settled();
    }
    expect(await titles(searcher, "edited often")).toEqual(["Edited often 29"]);
    await searcher.close();
  });

  it("takes many questions at once while articles change, and every answer is whole", async () => {
    const searcher = createSearcher({ storage, pollMillis: 10 });
    await write(storage, "Steady article");
    const asked = Array.from({ length: 60 }, async (_, n) => {
      if (n % 6 === 0) await write(storage, `Passing by ${n}`);
      return titles(searcher, "steady article");
    });
    for (const found of await Promise.all(asked)) expect(found[0]).toBe("Steady article");
    await searcher.close();
  });

  it("fails no question when it is closed in the middle, but says so", async () => {
    const searcher = createSearcher({ storage, pollMillis: 60_000 });
    await searcher.settled();
    const asked = titles(searcher, "steady").catch((error: Error) => error.message);
    await searcher.close();
    expect(await asked).toSatisfy((result: unknown) => Array.isArray(result) || String(result).includes("stopped"));
  });

  it("reports a worker that cannot start instead of waiting for it for ever", async () => {
    const errors: unknown[] = [];
    const searcher = createSearcher({
      storage,
      workerUrl: new URL("./no-such-worker.ts", import.meta.url),
      pollMillis: 60_000,
      onError: (error) => errors.push(error),
    });
    await expect(titles(searcher, "anything")).rejects.toThrow();
    await searcher.close();
  });
});

describe("the language of a question", () => {
  it.each([
    ["install", "en"],
    ["API キー", "ja"],
    ["返金", "ja"],
    ["", "en"],
  ])("without a word about it: %s is %s", (text, lang) => {
    expect(languageOf(text)).toBe(lang);
  });
});

it("imports are there for the next question", async () => {
  const [engine] = engines;
  if (!engine) throw new Error("There is no engine.");
  const { storage, close } = await engine.create();
  const searcher = createSearcher({ storage, pollMillis: 60_000 });
  await importFrom(
    { storage, searcher, files: { keep: async () => undefined }, act: actOn(storage) },
    new URL("../../../../docs/help", import.meta.url).pathname,
  );
  const [best] = await searcher.search({ q: "how do I install the widget", lang: "en", audience: "visitor" });
  expect(best?.title).toBe("Install the widget");
  await searcher.close();
  await close();
});
