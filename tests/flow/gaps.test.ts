import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../support/engines.ts";
import * as fake from "../support/fake-model.ts";
import { type House, openHouse, type Person } from "../support/house.ts";

const english = [
  "How do I export all tickets to a CSV file?",
  "Can I export my tickets as CSV?",
  "Export tickets CSV",
  "I want to export the tickets into CSV",
  "Is there a CSV export of tickets?",
  "Exporting tickets to CSV: where?",
  "How can the tickets be exported as a CSV file?",
  "CSV export for tickets please",
  "Where is the CSV export of my tickets?",
  "Could I export every ticket to CSV?",
];
const japanese = [
  "チケットを CSV で書き出す方法を教えてください",
  "チケットの CSV 書き出しはできますか",
  "CSV にチケットを書き出したいです",
  "チケットを CSV に書き出せますか",
  "チケット一覧を CSV で書き出したい",
  "CSV 書き出しはどこからできますか",
  "すべてのチケットを CSV で書き出すには",
  "チケットの書き出し CSV",
  "チケットを CSV ファイルに書き出す手順を知りたい",
  "CSV でチケットを書き出す場所はどこですか",
];

describe.each(engines)("twenty visitors ask what no article answers, on $name", (engine) => {
  let house: House;
  let mei: Person;
  let gapId = "";
  let ticketId = "";
  let draftId = "";
  beforeAll(async () => {
    house = await openHouse(engine);
    mei = await house.agent("Mei");
    const articles = [
      [
        "password",
        "Change your password",
        "Open Settings and press Change password.",
        "パスワードを変更する",
        "設定を開き、「パスワードの変更」を押します。",
      ],
      [
        "invoice",
        "Download an invoice",
        "Open Billing and press Download beside the invoice.",
        "請求書を受け取る",
        "「お支払い」を開き、請求書の横のボタンを押します。",
      ],
      [
        "team",
        "Invite a colleague",
        "Open Team and press Invite.",
        "同僚を招待する",
        "「チーム」を開き、「招待」を押します。",
      ],
      [
        "hours",
        "Set your opening hours",
        "Open Hours and choose the days.",
        "営業時間を決める",
        "「営業時間」を開き、曜日を選びます。",
      ],
      [
        "colour",
        "Choose a colour",
        "Open Appearance and choose a colour.",
        "色を選ぶ",
        "「見た目」を開き、色を選びます。",
      ],
    ] as const;
    for (const [key, title, body, titleJa, bodyJa] of articles) {
      await mei.client.createArticle({ key, title, body, lang: "en", status: "published" });
      await mei.client.createArticle({ key, title: titleJa, body: bodyJa, lang: "ja", status: "published" });
    }
    await house.services.searcher.settled();
  });
  afterAll(() => house.close());

  const gapOf = async () => (await mei.client.listGaps({ limit: 50 })).items.find(({ id }) => id === gapId);

  it("N7 is no gap while only one has asked it", async () => {
    const first = await house.visitor();
    const { decision } = await first.client.ask({ question: String(english[0]), lang: "en" });
    expect(decision).not.toBe("answer");
    expect((await mei.client.listGaps({ status: "open" })).items).toEqual([]);
    // again by the same one
    await first.client.ask({ question: String(english[1]), lang: "en" });
    expect((await mei.client.listGaps({ status: "open" })).items).toEqual([]);
    // it is not hidden from who looks for it
    const once = (await mei.client.listGaps({ met: "once" })).items;
    expect(once.map(({ questions, visitors }) => [questions, visitors])).toEqual([[2, 1]]);
  });

  it("becomes one gap in both languages, with what it costs", async () => {
    for (const [lang, questions] of [
      ["en", english.slice(1)],
      ["ja", japanese],
    ] as const) {
      for (const question of questions) {
        const visitor = await house.visitor();
        const { decision, conversationId } = await visitor.client.ask({ question, lang });
        expect([question, decision]).not.toEqual([question, "answer"]);
        if (question === english[2]) {
          await visitor.client.escalate({ id: conversationId, name: "Anna Berg" });
          ticketId = (await mei.client.listTickets({ view: "all", limit: 1 })).items[0]?.id ?? "";
        }
      }
    }
    // others ask other things
    for (const question of ["Do you ship zeppelins to the moon?", "マーマレードの賞味期限はいつですか"]) {
      await (await house.visitor()).client.ask({ question });
    }
    const { items } = await mei.client.listGaps({ status: "open", limit: 50 });
    expect(items.map(({ questions, langs }) => [questions, langs])).toEqual([[21, ["en", "ja"]]]);
    const [gap] = items;
    gapId = String(gap?.id);
    expect(gap).toMatchObject({ visitors: 20, tickets: 1, minutes: 0, status: "open", article: null, after: null });
    expect(gap?.before).toEqual({ asked: 21, solved: 0, days: 90 });
    expect([...english, ...japanese]).toContain(gap?.title);
    const detail = await mei.client.getGap({ id: gapId });
    expect(detail.examples.length).toBe(20);
    expect(detail.sources).toEqual([]);
    expect((await mei.client.listQuestions({ view: "all", gapId, limit: 100 })).items).toHaveLength(21);
    expect((await mei.client.listGaps({ met: "once" })).items).toHaveLength(2);
    expect((await mei.client.listGaps({ met: "once", q: "ZEPPELIN" })).items).toHaveLength(1);
    expect((await mei.client.listGaps({ q: "zeppelin" })).items).toEqual([]);
  });

  it("N8 has a ticket that an agent resolves, which a draft is written from", async () => {
    const reply = `Hi Anna,

Thanks for getting in touch!

You can export every ticket as a CSV file:
1) Open Settings > Data.
2) Press Export tickets and choose CSV.
3) We send a link to anna.berg@example.test as soon as the file is ready.

Let me know if anything is unclear.

Best regards,
Mei`;
    await mei.client.postTicketMessage({ id: ticketId, visibility: "public", body: "Which plan are you on?" });
    await mei.client.postTicketMessage({ id: ticketId, visibility: "public", body: reply });
    await mei.client.setTicketStatus({ id: ticketId, status: "resolved" });
    const { sources, minutes } = await mei.client.getGap({ id: gapId });
    expect(sources.map((source) => source.ticketId)).toEqual([ticketId]);
    expect(minutes).toBeGreaterThan(0);
    expect(minutes).toBeLessThan(5);

    await expect(mei.client.draftGap({ id: gapId, ticketId: randomUUID() })).rejects.toMatchObject({
      code: "invalid_input",
    });
    await mei.client.updateGap({ id: gapId, title: "Export tickets to a CSV file" });
    const { gap, articleId, fromTicket, generated } = await mei.client.draftGap({ id: gapId });
    draftId = articleId;
    expect([fromTicket, generated, gap.status]).toEqual([ticketId, false, "drafted"]);
    const draft = await mei.client.getArticle({ id: articleId });
    expect(draft).toMatchObject({ status: "draft", title: "Export tickets to a CSV file", lang: "en" });
    expect(draft.body).toMatch(
      /^You can export every ticket as a CSV file:\n\n1\. Open Settings > Data\.\n2\. Press Export/,
    );
    expect(draft.body).not.toMatch(/Anna|Mei|anna\.berg|Thanks|Which plan|regards/);
    expect(draft.keywords.some((keyword) => /書き出/.test(keyword))).toBe(true);
    const { items } = await mei.client.listArticleVersions({ id: articleId });
    expect(items[0]?.note).toMatch(/#\d+/);
    // a second press writes no second draft
    expect((await mei.client.draftGap({ id: gapId })).articleId).toBe(articleId);
    await expect(mei.client.draftGap({ id: gapId, ticketId })).rejects.toMatchObject({ code: "conflict" });
    // nobody but agents sees it
    const visitor = await house.visitor();
    await expect(visitor.client.getArticle({ id: articleId })).rejects.toMatchObject({ code: "not_found" });
    expect((await visitor.client.ask({ question: String(english[0]), lang: "en" })).decision).not.toBe("answer");
  });

  it("is closed by publishing it, and shows what that changed", async () => {
    await mei.client.publishArticle({ id: draftId });
    await house.services.searcher.settled();
    expect(await gapOf()).toMatchObject({ status: "published", article: { id: draftId, status: "published" } });
    for (const question of english.slice(0, 5)) {
      const visitor = await house.visitor();
      const answer = await visitor.client.ask({ question, lang: "en" });
      expect([question, answer.decision, answer.citations[0]?.articleId]).toEqual([question, "answer", draftId]);
      await visitor.client.recordOutcome({ id: answer.conversationId, solved: true });
    }
    const gap = await gapOf();
    expect(gap?.before).toEqual({ asked: 22, solved: 0, days: 7 });
    expect(gap?.after).toEqual({ asked: 5, solved: 5, days: 1 });
    expect(Date.parse(String(gap?.publishedAt))).toBeLessThanOrEqual(Date.now());
    expect((await mei.client.listGaps({ status: "open" })).items).toEqual([]);
  });

  it("is open again when its article is gone", async () => {
    await mei.client.deleteArticle({ id: draftId });
    expect(await gapOf()).toMatchObject({ status: "open", article: null, after: null });
    const other = await mei.client.createArticle({ title: "Exports", body: "Soon.", lang: "en", status: "draft" });
    expect(await mei.client.updateGap({ id: gapId, articleId: other.id })).toMatchObject({
      status: "drafted",
      article: { id: other.id },
    });
  });
});

const pausing = [
  "Can I pause my subscription?",
  "How do I freeze my membership",
  "put my plan on hold",
  "is it possible to suspend my subscription for a while",
  "I need a break from my plan, can you halt it until spring?",
  "Temporarily stop my plan",
  "プランを一時停止できますか",
  "しばらく休会したいのですが",
  "契約を一時的に止める方法を教えてください",
];
const cancelling = [
  "How do I cancel my subscription?",
  "I want to end my membership",
  "please terminate my plan",
  "解約したいです",
  "プランを解約する方法を教えてください",
];

describe.each(engines)("gaps asked for in everybody's own words, on $name", (engine) => {
  let house: House;
  let mei: Person;
  beforeAll(async () => {
    house = await openHouse(engine);
    mei = await house.agent("Mei");
    await mei.client.createArticle({
      title: "Choose a colour",
      body: "Open Appearance.",
      lang: "en",
      status: "published",
    });
    await house.services.searcher.settled();
  });
  afterAll(() => house.close());

  const ask = async (question: string) => {
    const visitor = await house.visitor();
    const lang = /[ぁ-ん]/.test(question) ? "ja" : "en";
    return { visitor, answer: await visitor.client.ask({ question, lang }) };
  };
  const gapOf = async (question: string) => {
    // whoever looks at gaps sees everything that was asked before
    await mei.client.listGaps({});
    const { items } = await mei.client.listQuestions({ view: "all", limit: 100 });
    return items.find(({ text }) => text === question)?.gapId ?? "";
  };
  const again = async (id: string) => mei.client.getGap({ id });

  it("N7 come together across wordings and languages, and stay apart from what is nearly the same", async () => {
    for (const question of [...pausing, ...cancelling]) {
      expect([question, (await ask(question)).answer.decision]).toEqual([question, "escalate"]);
    }
    const { items } = await mei.client.listGaps({ status: "open" });
    expect(items.map(({ visitors, langs }) => [visitors, langs])).toEqual([
      [pausing.length, ["en", "ja"]],
      [cancelling.length, ["en", "ja"]],
    ]);
  });

  it("N10 are put together by people, who can take it back", async () => {
    const [from, into] = [await gapOf(String(cancelling[0])), await gapOf(String(pausing[0]))];
    expect((await again(into)).near.map(({ id }) => id)).toContain(from);
    await expect(mei.client.mergeGap({ id: from, intoId: from })).rejects.toMatchObject({ code: "invalid_input" });
    await expect(mei.client.mergeGap({ id: from, intoId: randomUUID() })).rejects.toMatchObject({ code: "not_found" });
    const { gap, changeId } = await mei.client.mergeGap({ id: from, intoId: into });
    expect(gap).toMatchObject({ id: into, questions: pausing.length + cancelling.length });
    await expect(again(from)).rejects.toMatchObject({ code: "not_found" });

    // what either was asked is recognised from then on
    await ask("cancel the subscription please");
    await ask("freeze my plan");
    const after = await again(into);
    expect(after.questions).toBe(pausing.length + cancelling.length + 2);
    expect(after.changes).toMatchObject([{ id: changeId, kind: "merged", questions: cancelling.length, by: "Mei" }]);

    expect(await mei.client.undoGapChange({ id: changeId })).toMatchObject({
      id: from,
      questions: cancelling.length + 1,
    });
    expect(await again(into)).toMatchObject({ questions: pausing.length + 1, changes: [] });
    await expect(mei.client.undoGapChange({ id: changeId })).rejects.toMatchObject({ code: "conflict" });
    await expect(mei.client.undoGapChange({ id: randomUUID() })).rejects.toMatchObject({ code: "not_found" });
  });

  it("N10 give questions away that do not belong to them, and stay two however alike they are", async () => {
    for (const question of ["Can students pause their subscription?", "pausing the plan as a student"])
      await ask(question);
    const id = await gapOf("Can students pause their subscription?");
    expect(id).toBe(await gapOf(String(pausing[0])));
    const { items } = await mei.client.listQuestions({ view: "all", gapId: id, limit: 100 });
    const moved = items.filter(({ text }) => /student/.test(text));
    const questionIds = moved.map((question) => question.id);
    await expect(
      mei.client.moveGapQuestions({ id, questionIds: items.map((question) => question.id) }),
    ).rejects.toMatchObject({ code: "invalid_input" });
    await expect(mei.client.moveGapQuestions({ id, questionIds: [randomUUID()] })).rejects.toMatchObject({
      code: "invalid_input",
    });
    const { gap, into, changeId } = await mei.client.moveGapQuestions({ id, questionIds });
    expect([gap.questions, into.questions]).toEqual([items.length - 2, 2]);
    expect(moved.map(({ text }) => text)).toContain(into.title);

    // both grow, and neither swallows the other
    await ask("may a student pause the subscription");
    await ask("pause the plan");
    expect((await again(into.id)).questions).toBe(3);
    expect((await again(id)).questions).toBe(items.length - 1);
    expect((await again(into.id)).changes).toMatchObject([{ id: changeId, kind: "moved_in", title: gap.title }]);
    expect((await again(id)).changes).toMatchObject([{ id: changeId, kind: "moved_out", title: into.title }]);

    await mei.client.undoGapChange({ id: changeId });
    // the one that came since makes it a gap still, which is the same again
    await ask("pause plan");
    expect((await again(id)).questions).toBe(items.length + 3);
    await expect(again(into.id)).rejects.toMatchObject({ code: "not_found" });
  });

  it("counts for each gap what is near it, whichever article answered", async () => {
    const [pause, cancel] = [await gapOf(String(pausing[0])), await gapOf(String(cancelling[0]))];
    const { id: articleId } = await mei.client.createArticle({
      title: "Pause or cancel your subscription",
      body: "## Pause\n\nOpen Plan and press Pause: your subscription, membership or plan is on hold until you come back.\n\n## Cancel\n\nOpen Plan and press Cancel to end your subscription, membership or plan.\n\n## Invoices of a subscription\n\nDownload the invoice of your subscription under Billing.",
      keywords: ["freeze membership", "hold plan", "end membership", "terminate plan", "invoice of subscription"],
      lang: "en",
      status: "published",
    });
    await house.services.searcher.settled();
    for (const id of [pause, cancel]) await mei.client.updateGap({ id, articleId });
    const solve = async (question: string) => {
      const { visitor, answer } = await ask(question);
      expect([question, answer.decision, answer.citations[0]?.articleId]).toEqual([question, "answer", articleId]);
      await visitor.client.recordOutcome({ id: answer.conversationId, solved: true });
    };
    for (const question of ["Can I pause my subscription?", "pause my plan", "put my plan on hold"])
      await solve(question);
    await solve("How do I cancel my subscription?");
    // the article answers more than the gaps asked for
    await solve("Where is the invoice of my subscription?");
    expect((await again(pause)).after).toEqual({ asked: 3, solved: 3, days: 1 });
    expect((await again(cancel)).after).toEqual({ asked: 1, solved: 1, days: 1 });
  });
});

describe.each(engines)("a gap that somebody put aside, on $name", (engine) => {
  let house: House;
  let agent: Person;
  beforeAll(async () => {
    house = await openHouse(engine);
    agent = await house.agent("Ken");
  });
  afterAll(() => house.close());

  it("N7 stays aside until it has grown by half again, and can be opened again by hand", async () => {
    const ask = async (times: number) => {
      for (let n = 0; n < times; n++) {
        await (await house.visitor()).client.ask({ question: "Do you ship zeppelin parts to Greenland?", lang: "en" });
      }
      return (await agent.client.listGaps({ limit: 10 })).items[0];
    };
    const gap = await ask(4);
    expect(gap).toMatchObject({ status: "open", questions: 4 });
    const id = String(gap?.id);
    expect(await agent.client.updateGap({ id, status: "dismissed" })).toMatchObject({ status: "dismissed" });
    expect((await agent.client.listGaps({ status: "open" })).items).toEqual([]);
    expect(await ask(1)).toMatchObject({ id, status: "dismissed", questions: 5 });
    expect(await ask(1)).toMatchObject({ id, status: "open", questions: 6 });
    await agent.client.updateGap({ id, status: "dismissed" });
    expect(await agent.client.updateGap({ id, status: "open" })).toMatchObject({ status: "open" });
    await expect(agent.client.updateGap({ id: randomUUID(), title: "x" })).rejects.toMatchObject({ code: "not_found" });

    const draft = await agent.client.draftGap({ id });
    expect(draft).toMatchObject({ fromTicket: null, generated: false });
    const { body, status } = await agent.client.getArticle({ id: draft.articleId });
    expect(status).toBe("draft");
    expect(body).toContain("zeppelin parts");
    expect(body).toContain("without an answer yet");
  });
});

describe.each(engines)("a draft a model writes, on $name", (engine) => {
  let house: House;
  let model: fake.FakeModel;
  let agent: Person;
  beforeAll(async () => {
    model = await fake.startFakeModel();
    house = await openHouse(engine, { model: { apiKey: "key", baseUrl: model.url, name: "fake" } });
    agent = await house.agent("Ken");
  });
  afterAll(async () => {
    await house.close();
    await model.close();
  });

  it("rests on what the agent wrote, and is the agent's own words where it does not", async () => {
    const write = async (question: string) => {
      let id = "";
      for (const _ of [1, 2]) {
        const visitor = await house.visitor();
        const asked = await visitor.client.ask({ question, lang: "en" });
        const ticket = await visitor.client.escalate({ id: asked.conversationId, name: "Anna Berg" });
        id = ticket.id;
      }
      const body = "Hi Anna,\n\nRefunds take five days. You get a mail with the receipt then.\n\nBest regards,\nKen";
      await agent.client.postTicketMessage({ id, visibility: "public", body });
      await agent.client.setTicketStatus({ id, status: "resolved" });
      const gap = (await agent.client.listGaps({ status: "open" })).items[0];
      const draft = await agent.client.draftGap({ id: String(gap?.id) });
      return { ...draft, body: (await agent.client.getArticle({ id: draft.articleId })).body };
    };
    model.behave(
      fake.says("Refunds take five days [1]. You get a mail with the receipt then [1].", { usage: [90, 20] }),
    );
    const first = await write("How long does a refund take?");
    expect(first).toMatchObject({ generated: true });
    expect(first.body).toBe("Refunds take five days. You get a mail with the receipt then.");
    const heard = JSON.stringify(model.heard);
    expect(heard).not.toContain("Anna");
    const used = await house.services.storage.db.selectFrom("model_usage").selectAll().execute();
    expect(used.some((row) => row.conversation_id === "" && Number(row.input_tokens) === 90)).toBe(true);

    model.behave(fake.says("Unicorns pay for every parcel at noon [1]."));
    const second = await write("When is the parcel receipt printed?");
    expect(second).toMatchObject({ generated: false });
    expect(second.body).toContain("Refunds take five days.");
  });
});
