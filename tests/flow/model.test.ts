import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { engines } from "../support/engines.ts";
import * as fake from "../support/fake-model.ts";
import { good, type ModelHouse, openModelHouse, question, quoted } from "../support/model-house.ts";

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
  ["leaves a step out", fake.says("1. We have the parcel [1].\n2. Call our bank [1].\n3. You get a mail [1].")],
  [
    "says more that is wrong than right",
    fake.says("A refund takes five days [1]. It is paid in cash [1]. Call us [1]."),
  ],
  ["declines", fake.declines()],
];

describe.each(engines)("a model on $name", (engine) => {
  let all: ModelHouse;
  beforeAll(async () => {
    all = await openModelHouse(engine);
  });
  beforeEach(() => all.wake());
  afterAll(() => all.close());

  it("writes an answer whose every sentence has a source, and what it used is kept", async () => {
    all.model.behave(fake.says(`Of course! ${good}`, { usage: [321, 45] }));
    const before = (await all.admin.client.getAssistant({})).model?.tokensToday ?? 0;
    const visitor = await all.house.visitor();
    const pieces: string[] = [];
    const answer = await visitor.client.askStream({ question, lang: "en" }, (piece) => pieces.push(piece));
    expect(answer).toMatchObject({ decision: "answer", generated: true, answer: good });
    expect(answer.citations.map(({ n }) => n)).toEqual([1]);
    expect(pieces.join("").trim()).toBe(good);
    expect((await all.admin.client.getAssistant({})).model).toMatchObject({
      name: "fake",
      breaker: "closed",
      tokensToday: before + 366,
    });
    const kept = await all.lastKept();
    expect(kept).toMatchObject({ text: question, decision: "answer", reasons: ["sure", "generated"] });
    expect(kept?.ranked[0]?.features).toMatchObject({ passageCoverage: expect.any(Number) });
  });

  it.each(failures)(
    "A2 A3 A7 that %s: the article is quoted in time, and nothing half-said is kept or left standing",
    async (_, behaviour) => {
      all.model.behave(behaviour);
      const visitor = await all.house.visitor();
      // that it ends at all is the point: whoever waits for such a model would hang this test
      const { answer, streamed, resets } = await all.listen(visitor, { question, lang: "en" });
      expect(answer).toMatchObject({ decision: "answer", generated: false, answer: quoted });
      expect(streamed).toBe(quoted);
      expect(resets).toBeLessThanOrEqual(1);
      expect(await all.logOf(visitor, answer)).toEqual([question, quoted]);
    },
  );

  it("A7 takes back what a model half said, over the stream and the socket, before it quotes", async () => {
    all.model.behave(fake.cutsAfter("A refund takes five days [1]. You get"));
    const visitor = await all.house.visitor();
    const { id } = await visitor.client.createConversation();
    const { heard, until, live } = all.house.connect(visitor);
    await live();
    const { resets, streamed } = await all.listen(visitor, { question, lang: "en", conversationId: id });
    expect([resets, streamed]).toEqual([1, quoted]);
    await until(() =>
      heard.some((frame) => frame.t === "message" && frame.message.kind === "message" && frame.message.answer),
    );
    const deltas = heard.flatMap((frame) => (frame.t === "delta" ? [frame] : []));
    const from = deltas.findIndex(({ reset }) => reset);
    expect(from).toBeGreaterThan(0);
    const text = (all: typeof deltas) => all.map((delta) => delta.text).join("");
    expect(text(deltas.slice(0, from))).toContain("A refund takes five days [1].");
    expect(text(deltas.slice(from))).toBe(quoted);
  });

  it("is left alone after three failures in a row, and tried again after a minute", async () => {
    let time = 1_000_000;
    all.wake(50, { now: () => time });
    const visitor = await all.house.visitor();
    const ask = () => visitor.client.ask({ question, lang: "en" });
    const state = async () => (await all.admin.client.getAssistant({})).model;
    all.model.behave(fake.refuses(500));
    const from = all.model.heard.length;
    for (let n = 0; n < 5; n++) expect((await ask()).answer).toBe(quoted);
    expect(all.model.heard.length - from).toBe(3);
    expect(await state()).toMatchObject({ breaker: "open", lastError: expect.stringContaining("unreachable") });
    time += 61_000;
    await ask();
    await ask();
    // the one that tried it failed: it rests again
    expect(all.model.heard.length - from).toBe(4);
    time += 61_000;
    all.model.behave(fake.says(good));
    expect((await ask()).generated).toBe(true);
    expect(await state()).toMatchObject({ breaker: "closed" });
  });

  it("is not silenced for others by what its server refuses to one visitor", async () => {
    const visitor = await all.house.visitor();
    for (const refusal of [fake.says("", { finish: "content_filter" }), fake.refuses(400), fake.refuses(403)]) {
      all.model.behave(refusal);
      for (let n = 0; n < 4; n++) expect((await visitor.client.ask({ question, lang: "en" })).answer).toBe(quoted);
    }
    expect((await all.admin.client.getAssistant({})).model).toMatchObject({ breaker: "closed" });
    all.model.behave(fake.says(good));
    expect((await (await all.house.visitor()).client.ask({ question, lang: "en" })).generated).toBe(true);
  });

  const dialects: [string, readonly string[], boolean][] = [
    ["the usage it is asked for", ["stream_options"], true],
    ["the usage it is asked for, without a word", ["stream_options"], false],
    ["the old name of the limit", ["max_tokens"], true],
    ["the old name of the limit and any temperature", ["max_tokens", "temperature"], true],
    ["the old name of the limit and any temperature, without a word", ["max_tokens", "temperature"], false],
    ["any temperature", ["temperature"], true],
    [
      "the new name of the limit, any temperature and usage",
      ["max_completion_tokens", "temperature", "stream_options"],
      true,
    ],
  ];
  it.each(dialects)("does without what its server refuses, and remembers that: %s", async (_, names, naming) => {
    all.model.behave(fake.refusesParameters(names, fake.says(good), { naming }));
    const visitor = await all.house.visitor();
    const ask = () => visitor.client.ask({ question, lang: "en" });
    expect((await ask()).generated).toBe(true);
    const from = all.model.heard.length;
    expect((await ask()).generated).toBe(true);
    // the second time it is asked in the way that worked, at once
    expect(all.model.heard.length - from).toBe(1);
    const { body } = all.model.heard.at(-1) as fake.Heard;
    for (const name of names) expect(body).not.toHaveProperty(name);
    expect(body.max_tokens ?? body.max_completion_tokens).toBe(700);
  });

  it("changes no decision by finding no answer in the passages: they are quoted", async () => {
    all.model.behave(fake.declines());
    const visitor = await all.house.visitor();
    expect(await visitor.client.ask({ question, lang: "en" })).toMatchObject({ decision: "answer", answer: quoted });
    expect((await all.lastKept())?.reasons).toEqual(["sure", "model_declined"]);
  });

  it("A5 sees no card, address or password, and no one else's; what it says of them names none of them", async () => {
    all.model.behave(fake.says("You get a mail then at ⟦email 1⟧ [1]. A refund takes five days [1]."));
    const visitor = await all.house.visitor();
    const secret = `${question} My mail is aiko@example.test, card 4111 1111 1111 1111, password: hunter2.`;
    const answer = await visitor.client.ask({ question: secret, lang: "en" });
    const sent = JSON.stringify(all.model.heard.at(-1)?.body);
    for (const hidden of ["aiko@example.test", "4111", "hunter2"]) expect(sent).not.toContain(hidden);
    const kept = await all.lastKept();
    expect(kept?.text).toBe(`${question} My mail is ⟦email 1⟧, card ⟦card 1⟧, password: ⟦secret 1⟧`);
    const own = await visitor.client.ask({ question: "How long does a refund to aiko@example.test take?", lang: "en" });
    expect(own).toMatchObject({
      generated: true,
      answer: expect.stringContaining("at the email address you gave [1]."),
    });
    expect(JSON.stringify(own.answer)).not.toContain("aiko");
    expect(JSON.stringify(all.model.heard.at(-1)?.body)).not.toContain("aiko@example.test");
    // one that it was not given is a placeholder for nothing
    expect((await visitor.client.ask({ question, lang: "en" })).answer).toBe("A refund takes five days [1].");
    // the people who take over see what was written
    expect(answer.question).toMatchObject({ body: secret });
  });

  it("words a question anew that follows on others, as far as it keeps to the conversation", async () => {
    const visitor = await all.house.visitor();
    all.model.behave(fake.says(good));
    const { conversationId } = await visitor.client.ask({ question, lang: "en" });
    const follows = (rewritten: string) => {
      all.model.behave((response, heard) =>
        fake.says(heard.messages[0]?.content.includes("newest question") ? rewritten : good)(response, heard),
      );
      return visitor.client.ask({ question: "And how do I get it?", lang: "en", conversationId });
    };
    await follows("How do I get a refund and how long does it take?");
    expect(all.model.heard.at(-1)?.messages[1]?.content).toContain("How do I get a refund and how long does it take?");
    await follows("Which unicorns are sold in Paris tonight?");
    expect(all.model.heard.at(-1)?.messages[1]?.content).not.toContain("unicorns");
  });

  it("is no failure where its visitor merely left, and the answer is there when it comes back", async () => {
    all.wake(60_000);
    all.model.behave(fake.stallsAfter("A refund"));
    const visitor = await all.house.visitor();
    const { id } = await visitor.client.createConversation();
    const from = all.model.heard.length;
    const leaving = new AbortController();
    const clientId = randomUUID();
    const asking = visitor.client.ask(
      { question, lang: "en", conversationId: id, clientId },
      { signal: leaving.signal },
    );
    await all.model.asked(from + 1);
    leaving.abort();
    await expect(asking).rejects.toMatchObject({ code: "aborted" });
    all.model.behave(fake.says(good));
    const again = await visitor.client.ask({ question, lang: "en", conversationId: id, clientId });
    expect(again.decision).toBe("answer");
    expect((await visitor.client.listMessages({ id })).items.filter(({ kind }) => kind === "message")).toHaveLength(2);
    expect(all.problems()).toEqual([]);
  });
});
