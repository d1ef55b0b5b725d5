import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEmbedder } from "../../packages/server/src/knowledge/vectors/embedder.ts";
import { engines } from "../support/engines.ts";
import * as fake from "../support/fake-model.ts";
import { openHouse } from "../support/house.ts";

const texts = ["a refund", "返金", "a parcel", "荷物"];

describe("an embedding model", () => {
  let model: fake.FakeModel;
  beforeAll(async () => {
    model = await fake.startFakeModel();
  });
  afterAll(() => model.close());
  const embedder = () => createEmbedder({ apiKey: "key", baseUrl: model.url, name: "vectors" });

  it("gives a vector of length 1 for each text, in their order", async () => {
    model.embed(fake.vectors(16));
    const found = await embedder().embed(texts, 5_000);
    expect(found).toHaveLength(texts.length);
    for (const vector of found) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    expect((await embedder().embed([texts[2] ?? ""], 5_000))[0]).toEqual(found[2]);
    expect(model.heard.at(-1)).toMatchObject({ key: "key", body: { model: "vectors" } });
  });

  it.each<[string, fake.Behaviour]>([
    ["answers 500", fake.refuses(500)],
    ["forgets half of the texts", fake.tooFewVectors(16)],
    ["is slow", fake.hangs],
    ["sends HTML", fake.html],
  ])("that %s is refused in time, whatever it sent", async (_, behaviour) => {
    model.embed(behaviour);
    await expect(embedder().embed(texts, 200)).rejects.toMatchObject({ code: "unavailable" });
  });

  it("that changes the length of its vectors is refused", async () => {
    const one = embedder();
    model.embed(fake.vectors(16));
    await one.embed(texts, 5_000);
    model.embed(fake.vectors(8));
    await expect(one.embed(texts, 5_000)).rejects.toMatchObject({ code: "unavailable" });
  });

  it("is told nothing personal of what a visitor asks", async () => {
    const [engine] = engines;
    if (!engine) throw new Error("there is no engine");
    model.embed(fake.vectors(16));
    const house = await openHouse(engine, {
      model: { apiKey: "key", baseUrl: model.url, name: "words" },
      embeddingModel: "vectors",
    });
    try {
      const agent = await house.agent("Mei", "admin");
      await agent.client.createArticle({
        title: "Refunds",
        body: "Refunds take five days.",
        lang: "en",
        status: "published",
      });
      await house.services.searcher.settled();
      const visitor = await house.visitor();
      await visitor.client.search({ q: "where is my refund, I am hana@example.test", lang: "en" });
      const sent = model.heard.map(({ body }) => JSON.stringify(body)).join("\n");
      expect(sent).toContain("where is my refund");
      expect(sent).not.toContain("hana@");
    } finally {
      await house.close();
    }
  });
});
