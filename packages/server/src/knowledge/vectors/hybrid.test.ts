import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../../../tests/support/engines.ts";
import type { Act } from "../../act.ts";
import type { Storage } from "../../storage/index.ts";
import { createArticle, createSearcher, deleteArticle, type Searcher, updateArticle } from "../index.ts";
import { createEmbedder } from "./embedder.ts";

/** What texts are about, to an endpoint that knows a few things: each is a direction of its own. */
const things = [
  /sofa|couch|settee|ソファ|長椅子/i,
  /lamp|light|bulb|照明/i,
  /table|desk|机/i,
  /handrail|banister|手すり/i,
];
const about = (text: string) => [...things.map((thing) => (thing.test(text) ? 1 : 0)), 0.1];

describe.each(engines)("search by words and by meaning, on $name", ({ create }) => {
  let storage: Storage;
  let close: () => Promise<void>;
  let searcher: Searcher;
  let server: Server;
  let isDown = false;
  let asked = 0;
  let clock = 1_000;
  const heard: string[] = [];

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      asked += 1;
      if (isDown) return response.writeHead(503).end("{}");
      const { input } = JSON.parse(Buffer.concat(chunks).toString()) as { input: string[] };
      heard.push(...input);
      const data = input.map((text, index) => ({ index, embedding: about(text) }));
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ data }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    ({ storage, close } = await create());
    const articles = [
      ["Clean your sofa", "Use a damp cloth.", "published", "public"],
      ["Change a bulb", "Unscrew the old one first.", "published", "public"],
      ["Assemble the table", "Put the legs on.", "published", "public"],
      ["Sofa margins", "What we pay for each couch.", "published", "internal"],
      ["Sofas of next spring", "The couch is not out yet.", "draft", "public"],
      ["手すりの取り付け", "電球とは関係ありません。", "published", "public", "ja"],
    ] as const;
    for (const [title, body, status, visibility, lang = "en"] of articles) {
      await storage.write(({ db }) =>
        createArticle(
          { db, now: ++clock, newId: () => crypto.randomUUID(), publish: () => undefined },
          { title, body, lang, status, visibility },
        ),
      );
    }
    const { port } = server.address() as AddressInfo;
    searcher = createSearcher({
      storage,
      pollMillis: 60_000,
      embedder: createEmbedder({ apiKey: "none", baseUrl: `http://127.0.0.1:${port}/v1`, name: "things" }),
      now: () => clock,
    });
    await searcher.settled();
  });
  afterAll(async () => {
    await searcher.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await close();
  });

  const titles = async (q: string, audience: "visitor" | "agent" = "visitor") =>
    (await searcher.search({ q, lang: "en", audience })).map(({ title }) => title);

  it("finds what shares no word with the query, and puts first what both agree on", async () => {
    await expect.poll(() => titles("settee"), { timeout: 10_000 }).toContain("Clean your sofa");
    expect((await titles("settee"))[0]).toBe("Clean your sofa");
    expect((await titles("clean the settee"))[0]).toBe("Clean your sofa");
    // drafts are nobody's business, the endpoint's neither
    expect(heard.filter((text) => text.includes("\n"))).toHaveLength(5);
    expect(heard.some((text) => text.includes("next spring"))).toBe(false);
  });

  it("shows a visitor nothing internal, however near it is", async () => {
    expect(await titles("settee")).not.toContain("Sofa margins");
    expect(await titles("settee", "agent")).toContain("Sofa margins");
  });

  it.each(["qwrtzp", "xkcd vvv", "ｗｗｗｗ", "んんん", "where do penguins live"])(
    "finds nothing by meaning for what means nothing here: %s",
    async (q) => {
      expect(await titles(q)).toEqual([]);
      expect(await titles(q, "agent")).toEqual([]);
    },
  );

  it("finds by meaning what stands in another language only", async () => {
    expect(await titles("where is the banister")).toEqual(["手すりの取り付け"]);
    // and not where this one has something to say
    expect(await titles("table without banister")).toEqual(["Assemble the table"]);
    expect((await searcher.search({ q: "長椅子", lang: "ja", audience: "visitor" })).map(({ lang }) => lang)).toEqual([
      "en",
    ]);
  });

  it("forgets the vectors of what is gone, and of other models", async () => {
    const count = async () => (await storage.db.selectFrom("passage_vectors").select("hash").execute()).length;
    const before = await count();
    const act = <T>(deed: (act: Act) => Promise<T>) =>
      storage.write(({ db }) => deed({ db, now: ++clock, newId: () => crypto.randomUUID(), publish: () => undefined }));
    const { id } = await act((deed) =>
      createArticle(deed, {
        title: "Fold a deckchair",
        body: "Mind it.",
        lang: "en",
        status: "published",
        visibility: "public",
      }),
    );
    await searcher.settled();
    await searcher.embedded();
    expect(await count()).toBe(before + 1);
    await act((deed) => updateArticle(deed, id, { body: "Mind your fingers." }));
    await searcher.settled();
    await searcher.embedded();
    expect(await count()).toBe(before + 1);
    await act((deed) => deleteArticle(deed, id));
    await searcher.settled();
    await searcher.embedded();
    expect(await count()).toBe(before);
  });

  it("asks nobody while a word is being typed", async () => {
    const before = asked;
    await searcher.search({ q: "lam", lang: "en", audience: "visitor", typing: true });
    expect(asked).toBe(before);
  });

  it("goes by words alone while the endpoint is down", async () => {
    isDown = true;
    expect(await titles("change the bulb now")).toEqual(["Change a bulb"]);
    expect(await titles("divan")).toEqual([]);
  });
});
