import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createSite } from "../../packages/server/src/cli/init.ts";
import { engines } from "../support/engines.ts";
import * as fake from "../support/fake-model.ts";
import { good, type ModelHouse, openModelHouse, question } from "../support/model-house.ts";

const names = [
  ...["turnsAtMost", "dayTurns", "conversationTokens", "conversationCost", "dayTokens", "dayCost"],
  ...["inputPrice", "outputPrice"],
];
const back = Object.fromEntries(names.map((name) => [name, null]));

describe.each(engines)("what a model and the assistant may use, on $name", (engine) => {
  let all: ModelHouse;
  beforeEach(async () => {
    all.wake();
    all.model.behave(fake.says(good, { usage: [1_000, 100] }));
    // what was used before does not count for the next test
    await all.house.services.act(async ({ db }) => {
      await db.deleteFrom("model_usage").execute();
      await db.deleteFrom("questions").execute();
    });
  });
  beforeAll(async () => {
    all = await openModelHouse(engine);
  });
  afterEach(async () => {
    await all.setting(back);
    await all.setting(back, all.house.site.id);
  });
  afterAll(() => all.close());

  const ask = async (conversationId?: string) => {
    const visitor = await all.house.visitor();
    const first = await visitor.client.ask({ question, lang: "en", ...(conversationId ? { conversationId } : {}) });
    const again = () => visitor.client.ask({ question, lang: "en", conversationId: first.conversationId });
    return { first, again };
  };
  const isGenerated = async () => (await ask()).first.generated;

  it("ends with the tokens of a conversation, which another has for itself", async () => {
    await all.setting({ conversationTokens: 2_000 });
    const { first, again } = await ask();
    expect([first.generated, (await again()).generated]).toEqual([true, false]);
    expect((await all.lastKept())?.reasons).toEqual(["sure", "model_budget"]);
    expect(await isGenerated()).toBe(true);
  });

  it("ends with the money of a conversation, which another has for itself", async () => {
    // one answer costs 0.006
    await all.setting({ conversationCost: 0.01, inputPrice: 5, outputPrice: 10 });
    const { first, again } = await ask();
    expect([first.generated, (await again()).generated]).toEqual([true, false]);
    expect(await isGenerated()).toBe(true);
    await all.setting({ conversationCost: 0 });
    expect((await again()).generated).toBe(true);
  });

  it("ends with the tokens and the money of a day, for everybody", async () => {
    await all.setting({ dayTokens: 100 });
    expect(await isGenerated()).toBe(false);
    await all.setting({ dayTokens: null, dayCost: 0.01, inputPrice: 5, outputPrice: 10 });
    expect(await isGenerated()).toBe(true);
    expect((await all.admin.client.getAssistant({})).model?.costToday).toBeCloseTo(0.006, 5);
    expect(await isGenerated()).toBe(false);
  });

  it("counts a site's own limit of a day against that site, and everybody's against all", async () => {
    const { services, site } = all.house;
    const other = await services.act((act) => createSite(act, { name: "Other", locale: "en", accent: null }));
    const { id } = await (await all.house.visitor()).client.createConversation();
    // the other site used a lot today
    const day = new Date(services.now()).toISOString().slice(0, 10);
    const used = { day, conversation_id: id, calls: 9, input_tokens: 90_000, output_tokens: 9_000, cost: 50 };
    await services.act(async ({ db }) => {
      await db.updateTable("conversations").set({ site_id: other.id }).where("id", "=", id).execute();
      await db.insertInto("model_usage").values(used).execute();
    });
    const today = async (siteId?: string) =>
      (await all.admin.client.getAssistant(siteId ? { siteId } : {})).model?.tokensToday;
    expect([await today(), await today(site.id), await today(other.id)]).toEqual([99_000, 0, 99_000]);

    await all.setting({ dayTokens: 3_000, dayCost: 1, inputPrice: 5, outputPrice: 10 }, site.id);
    expect(await isGenerated()).toBe(true);
    expect(await today(site.id)).toBe(1_100);
    await all.setting({ dayTokens: 2_000 }, site.id);
    expect(await isGenerated()).toBe(false);
    await all.setting({ dayTokens: null, dayCost: 0.01 }, site.id);
    expect(await isGenerated()).toBe(false);
    // what holds for all sites is used up by all of them together
    await all.setting({ dayCost: null }, site.id);
    await all.setting({ dayCost: 50 });
    expect(await isGenerated()).toBe(false);
    await all.setting({ dayCost: 100, dayTokens: 99_500 });
    expect(await isGenerated()).toBe(false);
    await all.setting({ dayTokens: null });
    expect(await isGenerated()).toBe(true);
  });

  it("keeps two calls for one question within the limits together", async () => {
    await all.admin.client.createTool({
      name: "order_status",
      title: { en: "Where is my order?" },
      description: { en: "Tells where an order is." },
      url: "https://shop.example/status",
      inputSchema: { type: "object", properties: { order: { type: "string" } } },
      reply: { en: "It is {{status}}." },
      enabled: true,
    });
    // there is room for the one or for the other
    await all.setting({ dayTokens: 1_300 });
    const from = all.model.heard.length;
    await ask();
    expect(all.model.heard.length - from).toBe(1);
    await all.setting({ dayTokens: 10_000 });
    await ask();
    expect(all.model.heard.length - from).toBe(3);
  });

  it("hands over after so many questions in a day, of everybody or of the site", async () => {
    await all.setting({ dayTurns: 2 });
    await ask();
    await ask();
    const { first } = await ask();
    expect(first).toMatchObject({
      decision: "escalate",
      answer: expect.stringContaining("A person will look after this"),
    });
    expect((await all.lastKept())?.reasons).toEqual(["turns", "day_turns"]);
    await all.setting({ dayTurns: null });
    await all.setting({ dayTurns: 3 }, all.house.site.id);
    // what went to people at once was no turn
    expect((await ask()).first.decision).toBe("answer");
    expect((await ask()).first.decision).toBe("escalate");
    // yesterday's do not count
    await all.house.services.act(({ db }) =>
      db
        .updateTable("questions")
        .set((eb) => ({ created_at: eb("created_at", "-", 86_400_000) }))
        .execute(),
    );
    expect((await ask()).first.decision).toBe("answer");
  });
});
