import type { AssistantSettings, Parsed } from "@kotae/sdk/schema";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createSite } from "../../packages/server/src/cli/init.ts";
import { pastQuestions } from "../../packages/server/src/questions/index.ts";
import { engines } from "../support/engines.ts";
import { type House, openHouse, type Person } from "../support/house.ts";

const question = "How long does a refund take?";

describe.each(engines)("the assistant on $name", (engine) => {
  let house: House;
  let admin: Person;
  let visitor: Person;

  beforeAll(async () => {
    house = await openHouse(engine);
    admin = await house.agent("Aiko", "admin");
    const write = (input: Partial<Parsed<"createArticle">> & { title: string; body: string; lang: string }) =>
      admin.client.createArticle({ status: "published", ...input });
    await write({
      lang: "en",
      key: "refunds",
      title: "Refunds and how long they take",
      body: "A refund takes five days after we have the parcel.\n\n## Gift cards\n\nFor gift cards a refund takes two days.",
    });
    await write({
      lang: "ja",
      key: "refunds",
      title: "返金にかかる日数",
      body: "返金までは、荷物が届いてから五日かかります。\n\n## ギフト券\n\nギフト券の返金は二日かかります。",
    });
    await write({
      lang: "en",
      title: "Warehouse robots",
      body: "Our warehouse robots sort parcels at night and sleep by day.",
    });
    await write({ lang: "en", title: "Cancel an order", body: "Open the order and choose Cancel." });
    await write({ lang: "en", title: "Cancel a plan", body: "Open the plan and choose Cancel." });
    await house.services.searcher.settled();
  });
  beforeEach(async () => {
    visitor = await house.visitor();
  });
  afterAll(() => house.close());

  const setting = (settings: Parsed<"updateAssistant">["settings"], siteId?: string) =>
    admin.client.updateAssistant({ settings, ...(siteId ? { siteId } : {}) });
  const ask = (text: string, lang = "en", conversationId?: string) =>
    visitor.client.ask({ question: text, lang, ...(conversationId ? { conversationId } : {}) });
  const last = async () => (await pastQuestions(house.services.storage.db, { since: 0, limit: 1 }))[0];

  it("has settings for all sites, which a site may change for itself and give back", async () => {
    const before = await admin.client.getAssistant({});
    expect(before).toMatchObject({ own: [], model: null, calibration: { source: "shipped" } });
    await setting({ turnsAtMost: 7, returnDays: 3 });
    const own = await setting({ turnsAtMost: 2 }, house.site.id);
    expect([own.settings.turnsAtMost, own.settings.returnDays, own.own]).toEqual([2, 3, ["turnsAtMost"]]);
    expect((await admin.client.getAssistant({})).settings.turnsAtMost).toBe(7);
    const back = await setting({ turnsAtMost: null }, house.site.id);
    expect([back.settings.turnsAtMost, back.own]).toEqual([7, []]);
    expect((await setting({ turnsAtMost: null, returnDays: null })).settings).toEqual(before.settings);
    const kept = await house.services.storage.db.selectFrom("settings").selectAll().execute();
    expect(kept).toEqual([]);
  });

  it("keeps who changed a setting, lets only admins do it, and refuses what is no setting", async () => {
    await setting({ holdOut: 0 });
    const [row] = await house.services.storage.db.selectFrom("settings").selectAll().execute();
    expect(row).toMatchObject({ scope: "", name: "assistant.holdOut", value: "0", updated_by: admin.id });
    const agent = await house.agent("Mei");
    await expect(agent.client.updateAssistant({ settings: { enabled: false } })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect((await agent.client.getAssistant({})).settings.enabled).toBe(true);
    await expect(setting({ wrongAtMost: 0.9 })).rejects.toMatchObject({ code: "invalid_input" });
    await expect(setting({ enabled: true }, crypto.randomUUID())).rejects.toMatchObject({ code: "not_found" });
    await expect(admin.client.getAssistant({ siteId: crypto.randomUUID() })).rejects.toMatchObject({
      code: "not_found",
    });
    await setting({ holdOut: null });
  });

  const stops: [string, Partial<AssistantSettings>, string][] = [
    ["it is switched off", { enabled: false }, "off"],
    ["its visitor is held out to measure what it saves", { holdOut: 0.5 }, "hold_out"],
  ];
  it.each(stops)("hands over at once where %s", async (_, settings, reason) => {
    await setting(settings);
    expect((await visitor.client.getWidget({ site: house.site.key })).assistant).toBe(reason !== "off");
    // some visitors are in the half that is held out, whatever their ids
    for (let n = 0; n < 40; n++) {
      visitor = await house.visitor();
      const answer = await ask(question);
      if (answer.decision === "answer") continue;
      expect(answer).toMatchObject({
        decision: "escalate",
        citations: [],
        answer: expect.stringContaining("Talk to a person"),
      });
      break;
    }
    const rows = await house.services.storage.db
      .selectFrom("questions")
      .select(["reasons", "hold_out", "decision"])
      .orderBy("id", "desc")
      .limit(1)
      .execute();
    expect(rows).toEqual([
      { reasons: JSON.stringify([reason]), hold_out: reason === "hold_out" ? 1 : 0, decision: "escalate" },
    ]);
    await setting({ enabled: null, holdOut: null });
  });

  it("brings in a person after so many answers in one conversation", async () => {
    await setting({ turnsAtMost: 2 });
    const { conversationId } = await ask(question);
    expect((await ask("Cancel a plan", "en", conversationId)).decision).toBe("answer");
    expect(await ask(question, "en", conversationId)).toMatchObject({ decision: "escalate" });
    expect(await last()).toMatchObject({ reasons: ["turns"] });
    await setting({ turnsAtMost: null });
  });

  it("answers in the language a message is clearly written in, and else in that of the page", async () => {
    // whoever writes a sentence of English reads it, although the page is Japanese: they would not read the answer else
    const english = await ask("How long does a refund for gift cards take?", "ja");
    expect(english.answer).toBe("For gift cards a refund takes two days. [1]");
    expect((await last())?.lang).toBe("en");
    // and the other way round
    expect((await ask("返金にかかる日数を教えてください", "en")).answer).toContain("かかります");
    // one word, or a name, says nothing of who wrote it: the page does
    expect((await ask("refund", "ja")).answer).toContain("返金までは");
    expect((await last())?.lang).toBe("ja");
    expect((await ask("Refunds: これは何日ですか how long does it take", "en")).answer).toContain(
      "A refund takes five days",
    );
    // without a word of its page, that of the conversation
    const { id } = await visitor.client.createConversation({ locale: "ja" });
    const own = await visitor.client.ask({ question: "gift card refund", conversationId: id });
    expect(own.answer).toContain("ギフト券の返金は二日かかります。");
    expect(own.citations[0]).toMatchObject({ title: "返金にかかる日数", heading: "ギフト券" });
    expect(own.message.kind === "message" && own.message.answer?.foreign).toBeFalsy();
  });

  it("quotes an article that is in another language only, and says so", async () => {
    const foreign = await ask("warehouse robots", "ja");
    expect(foreign.answer).toMatch(
      /^英語の記事にだけ見つかりました。\n\nOur warehouse robots sort parcels at night.* \[1\]$/s,
    );
    expect(foreign.message).toMatchObject({ answer: { foreign: true, citations: [{ n: 1 }] } });
  });

  it("asks back with the topics that compete, and answers the one that is chosen", async () => {
    const back = await ask("cancel");
    expect(back.decision).toBe("clarify");
    expect(back.answer).toMatch(/- Cancel an order \[\d\]/);
    expect(back.answer).toMatch(/- Cancel a plan \[\d\]/);
    expect(back.citations.map(({ title }) => title).sort()).toEqual(["Cancel a plan", "Cancel an order"]);
    const chosen = await ask("Cancel a plan", "en", back.conversationId);
    expect(chosen).toMatchObject({ decision: "answer", answer: expect.stringContaining("Open the plan") });
    await setting({ clarify: false });
    expect((await ask("cancel")).decision).not.toBe("clarify");
    await setting({ clarify: null });
  });

  it("A4 offers what the site's own systems can do where no article answers, and runs nothing by itself", async () => {
    await admin.client.createTool({
      name: "order_status",
      title: { en: "Where is my package?" },
      description: { en: "Tells where an order is." },
      url: "https://shop.example/status",
      inputSchema: { type: "object", properties: { order: { type: "string", pattern: "^A-\\d+$" } } },
      reply: { en: "It is {{status}}." },
      triggers: ["my package"],
      enabled: true,
    });
    const answer = await ask("Any news of my package A-1042?");
    expect(answer).toMatchObject({
      decision: "clarify",
      citations: [],
      answer: expect.stringContaining("- Where is my package?"),
    });
    expect(answer.message).toMatchObject({
      answer: { offers: [{ tool: "order_status", input: { order: "A-1042" } }] },
    });
    expect((await last())?.reasons).toContain("tool_offered");
    expect(await house.services.storage.db.selectFrom("tool_runs").selectAll().execute()).toEqual([]);
  });

  it("keeps a question with everything its decision rests on, masked, and counts what was shown", async () => {
    const answer = await ask(`${question} I am aiko@example.test.`);
    const kept = await last();
    expect(kept).toMatchObject({
      text: `${question} I am ⟦email 1⟧.`,
      lang: "en",
      decision: answer.decision,
      confidence: answer.confidence,
      conversationId: answer.conversationId,
    });
    expect(kept?.ranked[0]).toMatchObject({
      articleId: answer.citations[0]?.articleId,
      features: { terms: expect.any(Number) },
    });
    expect(answer.confidence).toBeGreaterThanOrEqual(kept?.threshold ?? 1);
    const shown = await house.services.storage.db
      .selectFrom("article_days")
      .select("shown")
      .where("article_id", "=", answer.citations[0]?.articleId ?? "")
      .execute();
    expect(shown[0]?.shown).toBeGreaterThan(0);
  });

  it("previews an answer with what it rests on, and with a draft that is not out yet", async () => {
    const before = await admin.client.previewAnswer({ question, siteId: house.site.id });
    expect(before).toMatchObject({ decision: "answer", citations: [{ title: "Refunds and how long they take" }] });
    expect(before.confidence).toBeGreaterThanOrEqual(before.threshold);
    const asked = "Can I pay with seashells?";
    expect(await admin.client.previewAnswer({ question: asked })).toMatchObject({ decision: "escalate" });
    const draft = { title: "Pay with seashells", body: "You can pay with seashells on Sundays.", lang: "en" };
    const after = await admin.client.previewAnswer({ question: asked, draft });
    expect(after).toMatchObject({ decision: "answer", answer: "You can pay with seashells on Sundays. [1]" });
    expect(after.ranked[0]).toMatchObject({ title: "Pay with seashells", features: { passageCoverage: 1 } });
    // a draft of an article stands in its place, and the live one is as it was
    const [cited] = before.citations;
    const changed = await admin.client.previewAnswer({
      question,
      draft: {
        id: cited?.articleId ?? "",
        title: "Refunds and how long they take",
        body: "A refund takes nine days.",
        lang: "en",
      },
    });
    expect(changed.answer).toBe("A refund takes nine days. [1]");
    expect(changed.ranked.filter(({ articleId }) => articleId === cited?.articleId)).toHaveLength(1);
    expect((await ask(question)).answer).not.toContain("nine days");
  });

  it("says what another precision would have changed, and changes nothing", async () => {
    const state = await admin.client.getAssistant({});
    const strict = await admin.client.whatIf({ wrongAtMost: 0.01 });
    const lax = await admin.client.whatIf({ wrongAtMost: 0.5 });
    expect(strict.threshold).toBeGreaterThan(lax.threshold);
    expect(strict.questions).toBeGreaterThan(5);
    for (const { questions, today, proposed } of [strict, lax]) {
      expect(today.answered + today.clarified + today.handedOver).toBe(questions);
      expect(proposed.answered + proposed.clarified + proposed.handedOver).toBe(questions);
    }
    expect(strict.today).toEqual(lax.today);
    expect(strict.proposed.answered).toBeLessThanOrEqual(strict.today.answered);
    expect(lax.proposed.answered).toBeGreaterThanOrEqual(lax.today.answered);
    expect(strict.changes.every(({ from, to }) => from !== to)).toBe(true);
    expect((await admin.client.whatIf({ wrongAtMost: 0.2, lang: "ja" })).questions).toBeLessThan(strict.questions);
    expect(await admin.client.getAssistant({})).toEqual(state);
  });

  it("keeps the settings and questions of sites apart", async () => {
    const other = await house.services.act((act) => createSite(act, { name: "Other", locale: "en", accent: null }));
    await setting({ enabled: false }, other.id);
    expect((await ask(question)).decision).toBe("answer");
    expect((await admin.client.whatIf({ wrongAtMost: 0.2, siteId: other.id })).questions).toBe(0);
    await setting({ enabled: null }, other.id);
  });
});
