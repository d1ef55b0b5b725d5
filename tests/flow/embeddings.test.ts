import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createAssistant } from "../../packages/server/src/assistant/index.ts";
import { createSearcher } from "../../packages/server/src/knowledge/index.ts";
import { createEmbedder } from "../../packages/server/src/knowledge/vectors/embedder.ts";
import { engines } from "../support/engines.ts";
import * as fake from "../support/fake-model.ts";
import { type House, openHouse, type Person } from "../support/house.ts";

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

  it.each([400, 413, 422])("that does not take what it is given says so: %i", async (status) => {
    model.embed(fake.refuses(status));
    await expect(embedder().embed(texts, 5_000)).rejects.toMatchObject({ code: "invalid_input" });
  });

  it.each<[string, fake.Behaviour]>([
    ["does not know its key", fake.refuses(401)],
    ["is asked too often", fake.refuses(429)],
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

/** A model that knows a few things: each is a direction of its own, and whatever else there is points nowhere. */
const things = [/sofa|couch|settee|ソファ/i, /bulb|lamp/i, /table|desk/i, /handrail|banister|手すり/i];
const knowsThings: fake.Behaviour = (response, { body }) => {
  const input = body.input as string[];
  const data = input.map((text, index) => ({
    index,
    embedding: [...things.map((thing) => (thing.test(text) ? 1 : 0)), 0.1],
  }));
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ data }));
};

describe.each(engines)("an assistant that also searches by meaning, on $name", (engine) => {
  let model: fake.FakeModel;
  let house: House;
  let admin: Person;
  const articles = [
    ["en", "Clean your sofa", "Use a damp cloth. Leave it to dry for a day."],
    ["en", "Change a bulb", "Unscrew the old one first. Let it cool before."],
    ["en", "Assemble the table", "Put the legs on. Tighten the screws."],
    ["ja", "手すりの取り付け", "壁の下地を確かめてから、ねじで止めます。"],
  ] as const;

  beforeAll(async () => {
    model = await fake.startFakeModel();
    model.embed(knowsThings);
    house = await openHouse(engine, {
      model: { apiKey: "key", baseUrl: model.url, name: "words" },
      embeddingModel: "things",
    });
    admin = await house.agent("Mei", "admin");
    for (const [lang, title, body] of articles) {
      await admin.client.createArticle({ title, body, lang, status: "published" });
    }
    await admin.client.updateAssistant({ settings: { generate: false } });
    await house.services.searcher.settled();
    expect(await house.services.searcher.embedded()).toBe(true);
  });
  afterAll(async () => {
    await house.close();
    await model.close();
  });

  it.each([
    ["How do I care for my settee?", "Clean your sofa", "damp cloth"],
    ["What about my banister?", "手すりの取り付け", "下地"],
  ])("suggests what only meaning found, and does not answer from it: %s", async (question, title, text) => {
    const visitor = await house.visitor();
    const found = await visitor.client.search({ q: question, lang: "en" });
    expect(found.items[0]).toMatchObject({ title, score: 0 });
    const answer = await visitor.client.ask({ question, lang: "en" });
    expect(answer.decision).not.toBe("answer");
    expect(answer.answer).not.toContain(text);
    // no word of it is in any article
    expect(answer.confidence).toBeLessThan(0.1);
    // and the person who takes over has it beside the ticket
    const ticket = await visitor.client.escalate({ id: answer.conversationId });
    const suggested = await admin.client.suggestArticles({ ticketId: ticket.id });
    expect(suggested.items.map((item) => item.title)).toContain(title);
  });

  it("is as sure as words alone make it, and answers the same", async () => {
    const { storage } = house.services;
    const byWords = createSearcher({ storage, pollMillis: 60_000 });
    try {
      await byWords.settled();
      const plain = createAssistant({ searcher: byWords });
      for (const [lang, question] of [
        ["en", "How do I change a bulb?"],
        ["en", "Change a bulb"],
        ["en", "how do I assemble the legs of the table"],
        ["en", "Do I clean the sofa with a wet cloth?"],
        ["en", "Is the old settee dry after a day?"],
        ["en", "Who won the match yesterday?"],
        ["ja", "手すりの取り付け方を教えてください"],
      ] as const) {
        const [one, other] = [
          await house.services.assistant.judge({ question, lang }),
          await plain.judge({ question, lang }),
        ];
        expect([question, one.decision, one.confidence]).toEqual([question, other.decision, other.confidence]);
      }
    } finally {
      await byWords.close();
    }
  });

  it("finds nothing for what means nothing, and counts it as a search in vain", async () => {
    const visitor = await house.visitor();
    for (const q of ["qwrtzp vvv", "んんん"])
      expect((await visitor.client.search({ q, lang: "en" })).items).toEqual([]);
    await house.services.searches.flush();
    const { rows } = await admin.client.getReport({ name: "searches" });
    for (const q of ["qwrtzp vvv", "んんん"])
      expect(rows.find((row) => row.q === q)).toMatchObject({ times: 1, empty: 1 });
  });

  it("goes on for everything else where the model does not take one passage", async () => {
    model.embed((response, heard) => {
      const hasIt = (heard.body.input as string[]).some((text) => text.includes("unspeakable"));
      (hasIt ? fake.refuses(400) : knowsThings)(response, heard);
    });
    await admin.client.createArticle({
      title: "An unspeakable sofa",
      body: "Of 1923.",
      lang: "en",
      status: "published",
    });
    await admin.client.createArticle({ title: "Polish the desk", body: "With wax.", lang: "en", status: "published" });
    await house.services.searcher.settled();
    expect(await house.services.searcher.embedded()).toBe(true);
    const rows = await house.services.storage.db.selectFrom("passage_vectors").select("dimensions").execute();
    expect(rows.map(({ dimensions }) => dimensions).sort()).toEqual([0, 5, 5, 5, 5, 5]);
    const visitor = await house.visitor();
    expect((await visitor.client.search({ q: "my settee" })).items.map(({ title }) => title)).toEqual([
      "Clean your sofa",
    ]);
    expect((await visitor.client.search({ q: "unspeakable" })).items[0]?.title).toBe("An unspeakable sofa");
  });
});
