import { randomUUID } from "node:crypto";
import type { Answer, Parsed } from "@kotae/sdk/schema";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createAssistant } from "../../packages/server/src/assistant/index.ts";
import { getArticle } from "../../packages/server/src/knowledge/index.ts";
import { pastQuestions } from "../../packages/server/src/questions/index.ts";
import { engines } from "../support/engines.ts";
import * as fake from "../support/fake-model.ts";
import { type House, openHouse, type Person } from "../support/house.ts";

const question = "How long does a refund take?";
const body = "A refund takes five days after we have the parcel. You get a mail then.";
const quoted = `${body} [1]`;
const good = "A refund takes five days [1]. You get a mail then [1].";

const failures: [string, fake.Behaviour][] = [
  ["answers 400", fake.refuses(400)],
  ["answers 401", fake.refuses(401)],
  ["answers 429 and says when to come back", fake.refuses(429, { "retry-after": "30" })],
  ["answers 500", fake.refuses(500)],
  ["hangs before its headers", fake.hangs],
  ["stalls before the first word", fake.stallsAfter("")],
  ["stalls in the middle of a sentence", fake.stallsAfter("A refund takes five days [1]. You get")],
  ["is cut off in the middle", fake.cutsAfter("A refund takes five days [1]. You get")],
  ["ends without saying that it finished", fake.says("A refund takes five days [1].", { finish: null })],
  ["is stopped by its own filter", fake.says("A refund takes five days [1].", { finish: "content_filter" })],
  ["sends rubbish", fake.rubbish],
  ["sends chunks of another shape", fake.otherShape],
  ["sends HTML", fake.html],
  ["never ends", fake.neverEnds("and so on ")],
  ["says nothing", fake.says("")],
  ["says far too much at once", fake.saysHugely("A refund takes five days [1]. ", 100_000)],
  ["invents everything", fake.says("Our shop opens at noon [1]. Unicorns are free. Call us at once [1].")],
  [
    "is right once and wrong five times",
    fake.says(`A refund takes five days [1]. ${"It takes nine weeks [1]. ".repeat(5)}`),
  ],
  ["answers in another language", fake.says("Le remboursement prend cinq jours [1].")],
];

describe.each(engines)("a model on $name", (engine) => {
  let house: House;
  let model: fake.FakeModel;
  let admin: Person;
  let problems: unknown[] = [];

  beforeAll(async () => {
    model = await fake.startFakeModel();
    house = await openHouse(engine, { model: { apiKey: "key", baseUrl: model.url, name: "fake" } });
    admin = await house.agent("Aiko", "admin");
    const draft = { lang: "en", status: "published" } as const;
    await admin.client.createArticle({ ...draft, title: "Refunds and how long they take", body });
    await admin.client.createArticle({ ...draft, title: "Track a parcel", body: "Open your order and choose Track." });
    await house.services.searcher.settled();
  });
  beforeEach(() => {
    wake();
  });
  afterEach(async () => {
    const settings = { conversationTokens: null, dayTokens: null, dayCost: null, inputPrice: null, outputPrice: null };
    await admin.client.updateAssistant({ settings });
  });
  afterAll(async () => {
    await house.close();
    await model.close();
  });

  /** A new assistant, whose breaker is closed and for whom a second has so many milliseconds. */
  function wake(secondMillis = 20, search = house.services.searcher.search) {
    problems = [];
    const { storage, now } = house.services;
    house.services.assistant = createAssistant({
      searcher: { search },
      readArticle: (id, reader) => getArticle(storage.db, id, reader),
      model: { apiKey: "key", baseUrl: model.url, name: "fake" },
      now,
      secondMillis,
      onError: (error) => problems.push(error),
    });
  }
  const setting = (settings: Parsed<"updateAssistant">["settings"]) => admin.client.updateAssistant({ settings });
  const logOf = async (visitor: Person, { conversationId: id }: Answer) =>
    (await visitor.client.listMessages({ id })).items.map((entry) =>
      entry.kind === "message" ? entry.body : entry.kind,
    );

  it("writes an answer whose every sentence has a source, and what it used is kept", async () => {
    model.behave(fake.says(`Of course! ${good}`, { usage: [321, 45] }));
    const before = (await admin.client.getAssistant({})).model?.tokensToday ?? 0;
    const visitor = await house.visitor();
    const pieces: string[] = [];
    const answer = await visitor.client.askStream({ question, lang: "en" }, (piece) => pieces.push(piece));
    expect(answer).toMatchObject({ decision: "answer", generated: true, answer: good });
    expect(answer.citations.map(({ n }) => n)).toEqual([1]);
    expect(pieces.join("").trim()).toBe(good);
    expect((await admin.client.getAssistant({})).model).toMatchObject({
      name: "fake",
      breaker: "closed",
      tokensToday: before + 366,
    });
    const [kept] = await pastQuestions(house.services.storage.db, { since: 0, limit: 1 });
    expect(kept).toMatchObject({ text: question, decision: "answer", reasons: ["sure", "generated"] });
    expect(kept?.ranked[0]?.features).toMatchObject({ passageCoverage: expect.any(Number) });
  });

  it.each(failures)(
    "A2 A3 that %s: the article is quoted in time, and nothing half-said is kept",
    async (_, behaviour) => {
      model.behave(behaviour);
      const visitor = await house.visitor();
      // that it ends at all is the point: whoever waits for such a model would hang this test
      const answer = await visitor.client.askStream({ question, lang: "en" }, () => undefined);
      expect(answer).toMatchObject({ decision: "answer", generated: false, answer: quoted });
      expect(await logOf(visitor, answer)).toEqual([question, quoted]);
    },
  );

  it("is left alone after three failures in a row, and tried again after a minute", async () => {
    let time = 1_000_000;
    house.services.assistant = createAssistant({
      searcher: house.services.searcher,
      model: { apiKey: "key", baseUrl: model.url, name: "fake" },
      now: () => time,
      secondMillis: 20,
    });
    const visitor = await house.visitor();
    const ask = () => visitor.client.ask({ question, lang: "en" });
    const state = async () => (await admin.client.getAssistant({})).model;
    model.behave(fake.refuses(500));
    const from = model.heard.length;
    for (let n = 0; n < 5; n++) expect((await ask()).answer).toBe(quoted);
    expect(model.heard.length - from).toBe(3);
    expect(await state()).toMatchObject({ breaker: "open", lastError: expect.stringContaining("unreachable") });
    time += 61_000;
    await ask();
    await ask();
    // the one that tried it failed: it rests again
    expect(model.heard.length - from).toBe(4);
    time += 61_000;
    model.behave(fake.says(good));
    expect((await ask()).generated).toBe(true);
    expect(await state()).toMatchObject({ breaker: "closed" });
  });

  it("does without what its server refuses, and remembers that", async () => {
    model.behave((response, heard) =>
      (heard.body.stream_options ? fake.refuses(400) : fake.says(good))(response, heard),
    );
    const visitor = await house.visitor();
    const from = model.heard.length;
    for (let n = 0; n < 2; n++) expect((await visitor.client.ask({ question, lang: "en" })).generated).toBe(true);
    expect(model.heard.length - from).toBe(3);
  });

  it("brings in a person where it finds no answer in the passages", async () => {
    model.behave((response, heard) =>
      fake.says(/NO_ANSWER_\w+/.exec(heard.messages[0]?.content ?? "")?.[0] ?? "")(response, heard),
    );
    const visitor = await house.visitor();
    expect(await visitor.client.ask({ question, lang: "en" })).toMatchObject({ decision: "escalate", citations: [] });
  });

  it("A5 sees no card, address or password, and no one else's; its visitor sees its own address again", async () => {
    model.behave(fake.says("You get a mail then at ⟦email 1⟧ [1]. A refund takes five days [1]."));
    const visitor = await house.visitor();
    const secret = `${question} My mail is aiko@example.test, card 4111 1111 1111 1111, password: hunter2.`;
    const answer = await visitor.client.ask({ question: secret, lang: "en" });
    const sent = JSON.stringify(model.heard.at(-1)?.body);
    for (const hidden of ["aiko@example.test", "4111", "hunter2"]) expect(sent).not.toContain(hidden);
    const [kept] = await pastQuestions(house.services.storage.db, { since: 0, limit: 1 });
    expect(kept?.text).toBe(`${question} My mail is ⟦email 1⟧, card ⟦card 1⟧, password: ⟦secret 1⟧`);
    const own = await visitor.client.ask({ question: "How long does a refund to aiko@example.test take?", lang: "en" });
    expect(own).toMatchObject({ generated: true, answer: expect.stringContaining("at aiko@example.test [1]") });
    expect(JSON.stringify(model.heard.at(-1)?.body)).not.toContain("aiko@example.test");
    // one that it was not given is a placeholder for nothing
    expect((await visitor.client.ask({ question, lang: "en" })).answer).toBe("A refund takes five days [1].");
    // the people who take over see what was written
    expect(answer.question).toMatchObject({ body: secret });
  });

  it("A4 proposes tools and runs none: only what exists, with values from the visitor's own messages", async () => {
    await admin.client.createTool({
      name: "order_status",
      title: { en: "Where is my order?" },
      description: { en: "Tells where an order is." },
      url: "https://shop.example/status",
      inputSchema: { type: "object", properties: { order: { type: "string" }, email: { type: "string" } } },
      reply: { en: "It is {{status}}." },
      enabled: true,
    });
    const input = { order: "A-1042", email: "mei@example.test" };
    model.behave(
      fake.calls(
        [
          { name: "order_status", input },
          { name: "drop_tables", input: {} },
        ],
        good,
      ),
    );
    const visitor = await house.visitor();
    const answer = await visitor.client.ask({ question: `${question} My order is A-1042.`, lang: "en" });
    const told = model.heard.at(-1)?.body.tools as { function: { name: string } }[];
    expect(told.map((tool) => tool.function.name)).toEqual(["order_status"]);
    const offers = answer.message.kind === "message" ? answer.message.answer?.offers : undefined;
    expect(offers).toMatchObject([{ tool: "order_status", input: { order: "A-1042", email: null } }]);
    expect(await house.services.storage.db.selectFrom("tool_runs").selectAll().execute()).toEqual([]);
  });

  it("is not asked over a limit of tokens or money, of a conversation or of a day", async () => {
    model.behave(fake.says(good, { usage: [1_000, 100] }));
    const visitor = await house.visitor();
    await setting({ conversationTokens: 2_000 });
    const first = await visitor.client.ask({ question, lang: "en" });
    const again = () => visitor.client.ask({ question, lang: "en", conversationId: first.conversationId });
    expect([first.generated, (await again()).generated]).toEqual([true, false]);
    // another conversation has its own
    expect((await visitor.client.ask({ question, lang: "en" })).generated).toBe(true);
    await setting({ conversationTokens: null, dayTokens: 100 });
    expect((await visitor.client.ask({ question, lang: "en" })).generated).toBe(false);
    await setting({ dayTokens: null, dayCost: 0.01, inputPrice: 5, outputPrice: 10 });
    expect((await visitor.client.ask({ question, lang: "en" })).generated).toBe(true);
    expect((await admin.client.getAssistant({})).model?.costToday).toBeCloseTo(0.006, 5);
    expect((await visitor.client.ask({ question, lang: "en" })).generated).toBe(false);
    const [kept] = await pastQuestions(house.services.storage.db, { since: 0, limit: 1 });
    expect(kept?.reasons).toEqual(["sure", "model_budget"]);
  });

  it("words a question anew that follows on others, as far as it keeps to the conversation", async () => {
    const visitor = await house.visitor();
    model.behave(fake.says(good));
    const { conversationId } = await visitor.client.ask({ question, lang: "en" });
    const follows = (rewritten: string) => {
      model.behave((response, heard) =>
        fake.says(heard.messages[0]?.content.includes("newest question") ? rewritten : good)(response, heard),
      );
      return visitor.client.ask({ question: "And how do I get it?", lang: "en", conversationId });
    };
    await follows("How do I get a refund and how long does it take?");
    expect(model.heard.at(-1)?.messages[1]?.content).toContain("How do I get a refund and how long does it take?");
    await follows("Which unicorns are sold in Paris tonight?");
    expect(model.heard.at(-1)?.messages[1]?.content).not.toContain("unicorns");
  });

  it("A1 stops at once when a person takes the conversation, and what it would have said is not kept", async () => {
    // so slow that only the person can end it
    wake(60_000);
    model.behave(fake.stallsAfter("A refund takes five days [1]. You"));
    const visitor = await house.visitor();
    const { id } = await visitor.client.createConversation();
    const from = model.heard.length;
    const asking = visitor.client.ask({ question, lang: "en", conversationId: id });
    const refused = expect(asking).rejects.toMatchObject({ code: "conflict" });
    await model.asked(from + 1);
    await visitor.client.escalate({ id, body: "I would rather talk to somebody." });
    await refused;
    const { items } = await visitor.client.listMessages({ id });
    expect(items.some((entry) => entry.kind === "message" && entry.author.kind === "assistant")).toBe(false);
    expect(problems).toEqual([]);
  });

  it("is no failure where its visitor merely left, and the answer is there when it comes back", async () => {
    wake(60_000);
    model.behave(fake.stallsAfter("A refund"));
    const visitor = await house.visitor();
    const { id } = await visitor.client.createConversation();
    const from = model.heard.length;
    const leaving = new AbortController();
    const clientId = randomUUID();
    const asking = visitor.client.ask(
      { question, lang: "en", conversationId: id, clientId },
      { signal: leaving.signal },
    );
    await model.asked(from + 1);
    leaving.abort();
    await expect(asking).rejects.toMatchObject({ code: "aborted" });
    model.behave(fake.says(good));
    const again = await visitor.client.ask({ question, lang: "en", conversationId: id, clientId });
    expect(again.decision).toBe("answer");
    expect((await visitor.client.listMessages({ id })).items.filter(({ kind }) => kind === "message")).toHaveLength(2);
    expect(problems).toEqual([]);
  });

  it("A2 brings in a person in time where the search stalls or fails", async () => {
    const visitor = await house.visitor();
    wake(2, () => new Promise(() => undefined));
    const stalled = await visitor.client.ask({ question, lang: "en" });
    expect(stalled).toMatchObject({ decision: "escalate", answer: expect.stringContaining("could not finish") });
    wake(20, async () => {
      throw new Error("the index is gone");
    });
    house.services.log.level = "silent";
    expect(await visitor.client.ask({ question, lang: "ja" })).toMatchObject({
      decision: "escalate",
      answer: expect.stringContaining("申し訳ありません"),
    });
    house.services.log.level = "error";
  });
});
