import { randomUUID } from "node:crypto";
import type { ServerFrame } from "@kotae/sdk/schema";
import { SignJWT } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { engines } from "../support/engines.ts";
import * as fake from "../support/fake-model.ts";
import { type House, openHouse, type Person } from "../support/house.ts";
import { good, type ModelHouse, openModelHouse, question, quoted } from "../support/model-house.ts";

describe.each(engines)("a person in time, on $name", (engine) => {
  let all: ModelHouse;
  beforeAll(async () => {
    all = await openModelHouse(engine);
    all.house.services.log.level = "silent";
  });
  beforeEach(() => all.wake());
  afterAll(() => all.close());

  const hanging = { search: () => new Promise<never>(() => undefined) };
  const failing = {
    search: async () => {
      throw new Error("the index is gone");
    },
  };
  /** Asks, with a clock that rings when the time is over that the settings allow from the question to the answer. */
  async function timed(visitor: Person, more: { conversationId?: string; question?: string } = {}) {
    let hasRung = false;
    const clock = setTimeout(() => {
      hasRung = true;
    }, all.deadline());
    const answer = await visitor.client.ask({ question, lang: "en", ...more });
    clearTimeout(clock);
    return { answer, isInTime: !hasRung };
  }
  const handOverOf = ({ message }: Awaited<ReturnType<typeof timed>>["answer"]) =>
    message.kind === "message" ? message.answer?.handOver : undefined;
  const ticketsOf = async (conversationId: string) =>
    all.house.services.storage.db
      .selectFrom("tickets")
      .selectAll()
      .where("conversation_id", "=", conversationId)
      .execute();
  /** What came over a socket of a conversation. */
  const kindsOf = (heard: readonly ServerFrame[]) =>
    heard.flatMap((frame) =>
      frame.t !== "message" ? [] : frame.message.kind === "event" ? [frame.message.change.type] : [frame.message.kind],
    );
  async function verified() {
    const { key, identity_secret: secret } = all.house.site;
    const identityToken = await new SignJWT({ sub: "42", name: "Mika" })
      .setProtectedHeader({ alg: "HS256" })
      .setAudience(key)
      .setIssuedAt()
      .setExpirationTime("5m")
      .sign(new TextEncoder().encode(secret));
    return all.house.visitor({ identityToken });
  }
  const known: [string, () => Promise<Person>][] = [
    [
      "left an address",
      async () => {
        const visitor = await all.house.visitor();
        await visitor.client.updateVisitor({ email: "mika@example.test" });
        return visitor;
      },
    ],
    ["is known by a signed token", verified],
  ];

  it.each(known)("A2 A8 opens a ticket in the deed of the answer where the visitor %s", async (_, person) => {
    all.wake(200, { searcher: hanging });
    const visitor = await person();
    const { id } = await visitor.client.createConversation();
    const { until, heard, live } = all.house.connect(visitor);
    await live();
    const { answer, isInTime } = await timed(visitor, { conversationId: id });
    expect(isInTime).toBe(true);
    expect(answer).toMatchObject({ decision: "escalate", answer: expect.stringContaining("passed your question on") });
    expect(handOverOf(answer)).toBe("ticket");
    const [ticket] = await ticketsOf(id);
    expect(ticket).toMatchObject({ subject: question, status: "new" });
    // in one deed: the answer, then at once what happened to it
    await until(() => kindsOf(heard).includes("assigned"));
    expect(kindsOf(heard)).toEqual(["message", "message", "escalated", "assigned"]);
    const kept = await all.lastKept();
    expect(kept).toMatchObject({ reasons: ["stalled"], ticketId: ticket?.id });
    const conversation = await visitor.client.getConversation({ id });
    expect(conversation).toMatchObject({ owner: "queue", ticket: { number: ticket?.number } });
    await expect(visitor.client.ask({ question, conversationId: id })).rejects.toMatchObject({ code: "conflict" });
  });

  it("A8 opens it also for a visitor who has left meanwhile", async () => {
    all.wake(50, { searcher: hanging });
    const visitor = await verified();
    const { id } = await visitor.client.createConversation();
    const { until, heard, live } = all.house.connect(visitor);
    await live();
    const leaving = new AbortController();
    const asking = visitor.client.ask({ question, conversationId: id }, { signal: leaving.signal });
    await until(() => kindsOf(heard).length > 0);
    leaving.abort();
    await expect(asking).rejects.toMatchObject({ code: "aborted" });
    await until(() => kindsOf(heard).includes("escalated"));
    expect(await ticketsOf(id)).toHaveLength(1);
  });

  it("A8 waits for a way to reach a visitor nobody knows, and opens the ticket with the form", async () => {
    all.wake(50, { searcher: failing });
    const visitor = await all.house.visitor();
    const { answer } = await timed(visitor);
    const { conversationId: id } = answer;
    expect(answer).toMatchObject({ decision: "escalate", answer: expect.stringContaining("how to reach you") });
    expect(handOverOf(answer)).toBe("contact");
    expect(await visitor.client.getConversation({ id })).toMatchObject({ owner: "queue", ticket: null });
    expect(await ticketsOf(id)).toEqual([]);
    await visitor.client.escalate({ id, email: "mika@example.test" });
    expect(await ticketsOf(id)).toMatchObject([{ subject: question }]);
    const told = await visitor.client.ask({ question: "返金までの日数は？", lang: "ja" });
    expect(told.answer).toContain("申し訳ありません");
  });

  it("A8 opens it with the next words of a visitor nobody knows: whoever writes is there", async () => {
    all.wake(50, { searcher: failing });
    const visitor = await all.house.visitor();
    const { answer } = await timed(visitor);
    const { conversationId: id } = answer;
    const again = { question, conversationId: id, clientId: randomUUID() };
    await expect(visitor.client.ask(again)).rejects.toMatchObject({ code: "conflict" });
    await visitor.client.postMessage({ id, clientId: randomUUID(), body: "Is anybody there?" });
    await visitor.client.postMessage({ id, clientId: randomUUID(), body: "Hello?" });
    expect(await ticketsOf(id)).toHaveLength(1);
    const log = await all.logOf(visitor, answer);
    expect(log.slice(2)).toEqual(["Is anybody there?", "event", "event", "Hello?"]);
  });

  it("gives what was answered once more to who asks again, also after a person has it", async () => {
    all.wake(50, { searcher: failing });
    const visitor = await all.house.visitor();
    const { id } = await visitor.client.createConversation();
    const input = { question, lang: "en", conversationId: id, clientId: randomUUID() };
    const first = await visitor.client.ask(input);
    expect((await visitor.client.ask(input)).message).toEqual(first.message);
  });

  it("A8 leaves it to the visitor where articles simply do not answer", async () => {
    const visitor = await verified();
    const { answer } = await timed(visitor, { question: "Do you sell penguins from Antarctica?" });
    expect([answer.decision, handOverOf(answer)]).toEqual(["escalate", undefined]);
    expect(await visitor.client.getConversation({ id: answer.conversationId })).toMatchObject({ owner: "assistant" });
  });

  const slow: [string, fake.Behaviour][] = [
    ["hangs whatever it is asked", fake.hangs],
    [
      "hangs at wording a question anew, and answers for ever",
      fake.byPurpose({ rewrite: fake.hangs, answer: fake.drips("and so on ", 200) }),
    ],
    [
      "says one word at a time, for ever",
      fake.byPurpose({ rewrite: fake.drips("and ", 100), answer: fake.drips("and ", 100) }),
    ],
  ];
  it.each(slow)("A2 has answered within the deadline of its settings where the model %s", async (_, behaviour) => {
    const visitor = await all.house.visitor();
    all.model.behave(fake.says(good));
    const { answer: first } = await timed(visitor);
    all.wake(200);
    all.model.behave(behaviour);
    const from = all.model.heard.length;
    const { answer, isInTime } = await timed(visitor, {
      conversationId: first.conversationId,
      question: "And how long does it take for a refund?",
    });
    expect(all.model.heard.slice(from).map(fake.purposeOf)).toContain("rewrite");
    expect(isInTime).toBe(true);
    expect(answer).toMatchObject({ decision: "answer", answer: quoted });
  });

  it("says within which time that is: five times the seconds of the settings, twenty where nobody changed them", async () => {
    all.wake(1_000);
    expect(all.deadline()).toBe(20_000);
    const { settings } = await all.admin.client.getAssistant({});
    expect(settings.stallSeconds).toBe(4);
    const { services } = all.house;
    for (const stallSeconds of [2, 30, 120]) {
      expect(services.assistant.deadline({ ...settings, stallSeconds })).toBe(5_000 * stallSeconds);
      // some of it is for keeping the answer
      expect(services.assistant.patience({ ...settings, stallSeconds })).toBeLessThan(5_000 * stallSeconds);
    }
  });

  it("A1 stops at once when a person takes the conversation, and what it would have said is not kept", async () => {
    // so slow that only the person can end it
    all.wake(60_000);
    all.model.behave(fake.stallsAfter("A refund takes five days [1]. You"));
    const visitor = await all.house.visitor();
    const { id } = await visitor.client.createConversation();
    const from = all.model.heard.length;
    const asking = visitor.client.ask({ question, lang: "en", conversationId: id });
    const refused = expect(asking).rejects.toMatchObject({ code: "conflict" });
    await all.model.asked(from + 1);
    await visitor.client.escalate({ id, body: "I would rather talk to somebody." });
    await refused;
    expect(await saidByAssistant(visitor, id)).toEqual([]);
    expect(all.problems()).toEqual([]);
  });

  const saidByAssistant = async (visitor: Person, id: string) =>
    (await visitor.client.listMessages({ id })).items.filter(
      (entry) => entry.kind === "message" && entry.author.kind === "assistant",
    );

  it("A1 keeps nothing of an answer that another process gave to a person meanwhile", async () => {
    all.wake(60_000);
    let other: House | undefined;
    let answer: () => void = () => undefined;
    all.model.behave((response, heard) => {
      answer = () => fake.says(good)(response, heard);
    });
    try {
      // a second process on the same database, whose bus this one does not hear
      const { config } = all.house;
      const shared = {
        ...engine,
        create: async () => ({ url: config.databaseUrl, close: async () => undefined }) as never,
      };
      other = await openHouse(shared, { secret: config.secret });
      const visitor = await all.house.visitor();
      const elsewhere = { ...visitor, client: other.clientOf(visitor) };
      const { id } = await visitor.client.createConversation();
      const from = all.model.heard.length;
      const asking = visitor.client.ask({ question, lang: "en", conversationId: id });
      const refused = expect(asking).rejects.toMatchObject({ code: "conflict" });
      await all.model.asked(from + 1);
      await elsewhere.client.escalate({ id, body: "I would rather talk to somebody." });
      answer();
      await refused;
      expect(await saidByAssistant(visitor, id)).toEqual([]);
      const { db } = all.house.services.storage;
      const questions = db.selectFrom("questions").select("id").where("conversation_id", "=", id);
      expect(await questions.execute()).toEqual([]);
    } finally {
      await other?.close();
    }
  });
});
