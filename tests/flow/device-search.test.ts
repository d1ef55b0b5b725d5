import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { IndexSnapshot } from "@kotae/sdk/schema";
import { fromSnapshot, search } from "@kotae/sdk/search";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createArticle, updateArticle } from "../../packages/server/src/knowledge/index.ts";
import { madeUpArticles, madeUpQueries } from "../bench/made-up.ts";
import { engines } from "../support/engines.ts";
import { type House, openHouse } from "../support/house.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const run = (...args: string[]) => execFileSync(process.execPath, args, { cwd: root, encoding: "utf8" });
const langs = ["en", "ja"] as const;
const written = { en: madeUpArticles("en", 60), ja: madeUpArticles("ja", 60) };

describe.each(engines)("a device on $name", (engine) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(engine);
    const draft = { status: "published", visibility: "public" } as const;
    const { act, searcher } = house.services;
    await act(async (deed) => {
      for (const lang of langs) {
        for (const { title, summary, keywords, sections } of written[lang]) {
          const body = sections.map(({ heading, text }) => `## ${heading}\n\n${text}`).join("\n\n");
          await createArticle(deed, { ...draft, title, summary, keywords: [...new Set(keywords)], body, lang });
        }
      }
      await createArticle(deed, {
        ...draft,
        title: "Secret handshake",
        body: "For us.",
        lang: "en",
        visibility: "internal",
      });
      await createArticle(deed, { ...draft, title: "Unfinished thought", body: "Soon.", lang: "en", status: "draft" });
    });
    await searcher.settled();
  });
  afterAll(() => house?.close());

  const fetchIndex = (lang: string, headers: Record<string, string> = {}) =>
    fetch(`${house.url}/v1/index?lang=${lang}`, { headers });

  it.each(langs)("finds the same as the server, in the same order (%s)", async (lang) => {
    const response = await fetchIndex(lang);
    const index = fromSnapshot((await response.json()) as IndexSnapshot);
    expect(index.articles.size).toBe(60);
    for (const q of madeUpQueries(written[lang], 60)) {
      for (const typing of [false, true]) {
        const hits = await house.services.searcher.search({ q, lang, limit: 10, typing, audience: "visitor" });
        const own = hits.filter((hit) => hit.lang === lang);
        const here = search(index, q, { limit: 10, typing }).map(({ articleId, score, passage }) => ({
          articleId,
          score,
          text: passage.text,
        }));
        expect(here.slice(0, own.length)).toEqual(
          own.map(({ articleId, score, text }) => ({ articleId, score, text })),
        );
        expect(own.length).toBeGreaterThanOrEqual(Math.min(1, here.length));
      }
    }
  });

  it("gets nothing that is internal or not published", async () => {
    const { surfaces, articles } = (await (await fetchIndex("en")).json()) as IndexSnapshot;
    expect(articles).toHaveLength(60);
    for (const word of ["Secret", "handshake", "Unfinished"]) expect(surfaces).not.toContain(word);
  });

  it("fetches it packed, once, and again only when an article has changed", async () => {
    const first = await fetchIndex("ja", { "accept-encoding": "br" });
    expect(first.headers.get("content-encoding")).toBe("br");
    const plain = await fetchIndex("ja", { "accept-encoding": "identity" });
    expect(plain.headers.get("content-encoding")).toBeNull();
    expect(await plain.json()).toEqual(await first.json());
    const etag = first.headers.get("etag") ?? "";
    expect((await fetchIndex("ja", { "if-none-match": etag })).status).toBe(304);
    const { act } = house.services;
    await act((deed) =>
      createArticle(deed, {
        title: "新しい記事",
        body: "本文。",
        lang: "ja",
        status: "published",
        visibility: "public",
      }),
    );
    const next = await fetchIndex("ja", { "if-none-match": etag });
    expect(next.status).toBe(200);
    expect(((await next.json()) as IndexSnapshot).articles).toHaveLength(61);
  });
});

describe.each(engines)("an article that is taken back on $name", (engine) => {
  it("is not in what a device gets next, and nothing between may keep the one before", async () => {
    const house = await openHouse(engine);
    const { act } = house.services;
    const draft = { title: "Price list", body: "Zanzibar costs ten.", lang: "en", status: "published" } as const;
    const { id } = await act((deed) => createArticle(deed, { ...draft, visibility: "public" }));
    const read = async () => {
      const response = await fetch(`${house.url}/v1/index?lang=en`);
      expect(response.headers.get("cache-control")).toBe("public, no-cache");
      return response.text();
    };
    expect(await read()).toContain("Zanzibar");
    await act((deed) => updateArticle(deed, id, { visibility: "internal" }));
    expect(await read()).not.toContain("Zanzibar");
    await house.close();
  });
});

describe("search as a library", () => {
  it("does what its page says", () => {
    const page = readFileSync(`${root}/docs/sdk-search.md`, "utf8");
    const [, code = ""] = /```js\n([\s\S]*?)```/.exec(page) ?? [];
    expect(run("--input-type=module", "-e", code).trim().split("\n")).toEqual([
      "refund How long it takes A refund takes five days after we have the parcel.",
      "1",
    ]);
  });

  it("runs its example", () => {
    const [, best] = run("examples/search/search.js", "lost package").split("\n");
    expect(best).toContain("My order did not arrive");
  });
});
