import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { engines } from "../support/engines.ts";
import * as fake from "../support/fake-model.ts";
import { good, type ModelHouse, offersOf, openModelHouse, question, quoted, unknown } from "../support/model-house.ts";

describe.each(engines)("a model that knows tools, on $name", (engine) => {
  const input = { order: "A-1042", email: "mei@example.test" };
  let all: ModelHouse;
  beforeAll(async () => {
    all = await openModelHouse(engine);
    await all.admin.client.createTool({
      name: "order_status",
      title: { en: "Where is my order?" },
      description: { en: "Tells where an order is." },
      url: "https://shop.example/status",
      inputSchema: { type: "object", properties: { order: { type: "string" }, email: { type: "string" } } },
      reply: { en: "It is {{status}}." },
      enabled: true,
    });
  });
  beforeEach(() => all.wake());
  afterAll(() => all.close());
  const noRuns = async () =>
    expect(await all.house.services.storage.db.selectFrom("tool_runs").selectAll().execute()).toEqual([]);
  const call = fake.calls([
    { name: "order_status", input },
    { name: "drop_tables", input: {} },
  ]);
  const offered = [{ tool: "order_status", input: { order: "A-1042", email: null } }];

  it("A4 proposes them beside an answer and runs none: only what exists, with values from the question", async () => {
    all.model.behave(fake.byPurpose({ answer: fake.says(good), tool: call }));
    const visitor = await all.house.visitor();
    const from = all.model.heard.length;
    const answer = await visitor.client.ask({ question: `${question} My order is A-1042.`, lang: "en" });
    expect(answer).toMatchObject({ decision: "answer", generated: true });
    expect(offersOf(answer)).toMatchObject(offered);
    const asked = all.model.heard.slice(from).filter((heard) => fake.purposeOf(heard) === "tool");
    expect(asked).toHaveLength(1);
    const told = asked[0]?.body.tools as { function: { name: string } }[];
    expect(told.map((each) => each.function.name)).toEqual(["order_status"]);
    // what it says of tools rests on the question, and on nothing else that anybody wrote
    expect(asked[0]?.messages[1]?.content).toBe(`<question>\n${question} My order is A-1042.\n</question>`);
    await noRuns();
  });

  it("A4 keeps them where the model declines to answer from the articles", async () => {
    all.model.behave(fake.byPurpose({ answer: fake.declines(), tool: call }));
    const visitor = await all.house.visitor();
    const answer = await visitor.client.ask({ question: `${question} My order is A-1042.`, lang: "en" });
    expect(answer).toMatchObject({ decision: "answer", answer: quoted });
    expect(offersOf(answer)).toMatchObject(offered);
    await noRuns();
  });

  it("A4 offers them where no article answers, beside a person: the decision is as it was", async () => {
    all.model.behave(fake.byPurpose({ tool: call }));
    const visitor = await all.house.visitor();
    const { answer, streamed } = await all.listen(visitor, { question: unknown, lang: "en" });
    expect(answer).toMatchObject({ decision: "escalate", citations: [], generated: false });
    expect(answer.answer).toContain("- Where is my order?");
    expect(answer.answer).toContain("person");
    expect(streamed).toBe(answer.answer);
    expect(offersOf(answer)).toMatchObject(offered);
    expect((await all.lastKept())?.reasons).toEqual([expect.stringMatching(/unsure|nothing_found/), "tool_proposed"]);
    await noRuns();
  });

  it("takes nothing a model says beside a tool for an answer", async () => {
    all.model.behave(fake.byPurpose({ tool: fake.calls([], "Your order is in Paris [1].") }));
    const visitor = await all.house.visitor();
    const answer = await visitor.client.ask({ question: unknown, lang: "en" });
    expect(answer).toMatchObject({ decision: "escalate", answer: expect.stringContaining("could not find") });
    expect(offersOf(answer)).toEqual([]);
  });

  it.each([
    ["a person was asked for", {}, "I want to talk to a person about order A-1042"],
    ["it is switched off", { enabled: false }, unknown],
    ["the model may not write", { generate: false }, unknown],
    ["there are no tokens left", { dayTokens: 0 }, unknown],
    ["there were enough answers", { dayTurns: 1 }, unknown],
  ] as const)("is not asked for them where %s", async (_, settings, text) => {
    all.model.behave(fake.byPurpose({ tool: call }));
    await all.setting(settings);
    const visitor = await all.house.visitor();
    const from = all.model.heard.length;
    const answer = await visitor.client.ask({ question: text, lang: "en" });
    await all.setting({ enabled: null, generate: null, dayTokens: null, dayTurns: null });
    expect([answer.decision, offersOf(answer), all.model.heard.length - from]).toEqual(["escalate", [], 0]);
  });

  it("A2 goes on without them where that call hangs, in time", async () => {
    all.model.behave(fake.byPurpose({ answer: fake.says(good), tool: fake.hangs }));
    const visitor = await all.house.visitor();
    // that both end at all is the point; how soon, in-time.test.ts asks
    const answer = await visitor.client.ask({ question, lang: "en" });
    const alone = await visitor.client.ask({ question: unknown, lang: "en" });
    expect([answer.generated, offersOf(answer)]).toEqual([true, []]);
    expect([alone.decision, offersOf(alone)]).toEqual(["escalate", []]);
  });
});
