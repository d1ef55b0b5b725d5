import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../support/engines.ts";
import { type House, openHouse, type Person } from "../support/house.ts";

describe.each(engines)("what was asked, and how it ended, on $name", (engine) => {
  let house: House;
  let agent: Person;
  let article: { id: string };
  beforeAll(async () => {
    house = await openHouse(engine);
    agent = await house.agent("Mei", "admin");
    article = await agent.client.createArticle({
      title: "Change your password",
      body: "Open **Settings**, choose *Security* and press *Change password*. The old password stops working at once.",
      lang: "en",
      status: "published",
    });
    for (const [title, body] of [
      ["Download an invoice", "Invoices are under Billing. Press Download beside the invoice you need."],
      ["Invite a colleague", "Open Team and press Invite. Your colleague gets a mail with a link."],
      ["Choose the colour of the widget", "Open Appearance and choose a colour for the widget."],
    ] as const) {
      await agent.client.createArticle({ title, body, lang: "en", status: "published" });
    }
    await house.services.searcher.settled();
  });
  afterAll(() => house.close());

  const deflection = async () => (await agent.client.getReport({ name: "deflection" })).total as Record<string, number>;

  it("N1 counts each conversation once, as what became of it", async () => {
    const before = await deflection();
    const [happy, unhappy, lost, back] = await Promise.all([1, 2, 3, 4].map(() => house.visitor()));
    if (!happy || !unhappy || !lost || !back) throw new Error("nobody came");

    const yes = await happy.client.ask({ question: "How do I change my password?" });
    expect(yes.decision).toBe("answer");
    await happy.client.recordOutcome({ id: yes.conversationId, solved: true });

    const no = await unhappy.client.ask({ question: "How do I change my password?" });
    await unhappy.client.recordOutcome({ id: no.conversationId, solved: false });
    const ticket = await unhappy.client.escalate({ id: no.conversationId });

    const none = await lost.client.ask({ question: "Does the moon landing affect quantum lettuce prices?" });
    expect(none.decision).toBe("escalate");

    const first = await back.client.ask({ question: "How do I change my password?" });
    await back.client.recordOutcome({ id: first.conversationId, solved: true });
    await back.client.ask({ question: "How do I download an invoice?" });

    const after = await deflection();
    const grown = (name: string) => Number(after[name]) - Number(before[name]);
    expect({
      conversations: grown("conversations"),
      answered: grown("answered"),
      confirmed: grown("confirmed"),
      assumed: grown("assumed"),
      deflected: grown("deflected"),
      returned: grown("returned"),
      handedOver: grown("handedOver"),
      abandoned: grown("abandoned"),
      open: grown("open"),
    }).toEqual({
      conversations: 5,
      answered: 4,
      confirmed: 1,
      assumed: 0,
      deflected: 1,
      returned: 1,
      handedOver: 1,
      abandoned: 0,
      open: 2,
    });
    const { items } = await agent.client.listQuestions({ view: "all", limit: 100 });
    const handed = items.find(({ conversationId }) => conversationId === no.conversationId);
    expect(handed).toMatchObject({ outcome: "handed_over", solved: false, ticketId: ticket.id });
  });

  it("puts what needs eyes before agents, and shows what a question would get today", async () => {
    const visitor = await house.visitor();
    const { conversationId, answer } = await visitor.client.ask({ question: "How do I change my password?" });
    await visitor.client.recordOutcome({ id: conversationId, solved: false });
    const strange = await visitor.client.ask({ question: "Which zeppelin carries your marmalade?" });
    const idOf = async (view: "unhelpful" | "unanswered" | "reviewed", conversation: string) =>
      (await agent.client.listQuestions({ view, limit: 100 })).items.find(
        (each) => each.conversationId === conversation,
      )?.id;

    const id = await idOf("unhelpful", conversationId);
    if (id === undefined) throw new Error("it is not listed");
    expect(await idOf("unanswered", strange.conversationId)).toBeDefined();
    const detail = await agent.client.getQuestion({ id });
    expect(detail).toMatchObject({ answer, decision: "answer", now: { decision: "answer" }, review: null });
    expect(detail.ranked[0]?.articleId).toBe(article.id);
    expect(detail.now.ranked[0]?.articleId).toBe(article.id);
    expect(detail.citations[0]?.articleId).toBe(article.id);

    const reviewed = await agent.client.reviewQuestion({ id, rightArticleId: article.id });
    expect(reviewed.review).toMatchObject({ rightArticleId: article.id, by: "Mei" });
    expect(await idOf("unhelpful", conversationId)).toBeUndefined();
    expect(await idOf("reviewed", conversationId)).toBe(id);
    expect((await agent.client.reviewQuestion({ id, reviewed: false })).review).toBeNull();
    expect(await idOf("unhelpful", conversationId)).toBe(id);
    await expect(agent.client.reviewQuestion({ id, rightArticleId: randomUUID() })).rejects.toMatchObject({
      code: "invalid_input",
    });
    await expect(agent.client.getQuestion({ id: randomUUID() })).rejects.toMatchObject({ code: "not_found" });
    await expect(visitor.client.listMessages({ id })).rejects.toMatchObject({ code: "not_found" });
  });

  /** The question that was asked last in a conversation. */
  const lastIn = async (conversationId: string) =>
    (await agent.client.listQuestions({ view: "all", limit: 100 })).items.find(
      (each) => each.conversationId === conversationId,
    );

  it("goes from unanswered to answered today once its article is mended", async () => {
    const visitor = await house.visitor();
    const { conversationId, decision } = await visitor.client.ask({ question: "How do I export my contacts?" });
    expect(decision).not.toBe("answer");
    const id = String((await lastIn(conversationId))?.id);
    const before = await agent.client.getQuestion({ id });
    expect(before.now.decision).toBe(decision);

    const invoices = (await agent.client.listArticles({ q: "Download an invoice" })).items[0];
    await agent.client.updateArticle({
      id: String(invoices?.id),
      body: "Invoices are under Billing. Press Download.\n\n## Export your contacts\n\nOpen Contacts and press Export.",
    });
    await house.services.searcher.settled();
    const after = await agent.client.getQuestion({ id });
    // what was decided then stays as it was
    expect(after).toMatchObject({ decision, confidence: before.confidence, now: { decision: "answer" } });
    expect(after.now.ranked[0]).toMatchObject({ articleId: invoices?.id, heading: "Export your contacts" });
    expect(
      (await agent.client.listQuestions({ view: "unanswered", limit: 100 })).items.map((each) => each.id),
    ).toContain(id);
  });

  it("judges a question that follows on another after what was said before it", async () => {
    for (const [title, body] of [
      ["Cancel the Basic plan", "Open Plans, choose Basic and press Cancel."],
      ["Cancel the Pro plan", "Open Plans, choose Pro and press Cancel."],
      ["Pay for the Pro plan", "Open Plans, choose Pro and enter your card."],
      ["Share the Pro plan with your team", "Open Plans, choose Pro and press Share."],
    ] as const) {
      await agent.client.createArticle({ title, body, lang: "en", status: "published" });
    }
    await house.services.searcher.settled();
    const visitor = await house.visitor();
    const { conversationId } = await visitor.client.ask({ question: "How do I cancel my plan?" });
    const followed = await visitor.client.ask({ question: "The Pro one", conversationId });
    expect(followed).toMatchObject({ decision: "answer", citations: [{ title: "Cancel the Pro plan" }] });
    const question = await lastIn(conversationId);
    const { now } = await agent.client.getQuestion({ id: String(question?.id) });
    expect(now).toMatchObject({ decision: "answer", ranked: expect.arrayContaining([expect.anything()]) });
    expect(now.ranked[0]?.title).toBe("Cancel the Pro plan");

    // alone it says too little, and whoever tries it from its review sees what its visitor would
    const asked = { question: "The Pro one", lang: "en" };
    expect((await agent.client.previewAnswer(asked)).decision).not.toBe("answer");
    expect(await agent.client.previewAnswer({ ...asked, questionId: String(question?.id) })).toMatchObject({
      decision: "answer",
      citations: [{ title: "Cancel the Pro plan" }],
    });
    await expect(agent.client.previewAnswer({ ...asked, questionId: randomUUID() })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("puts answers before agents that were refused, rated low, or whose article was found not helpful", async () => {
    const question = "How do I change my password?";
    const listed = async (complaint?: "refused" | "rating" | "vote") =>
      (await agent.client.listQuestions({ view: "unhelpful", limit: 100, ...(complaint ? { complaint } : {}) })).items;
    const of = async (conversationId: string) =>
      (await listed()).find((each) => each.conversationId === conversationId)?.complaints;
    const [refuser, rater, content, voter] = await Promise.all([1, 2, 3, 4].map(() => house.visitor()));
    if (!refuser || !rater || !content || !voter) throw new Error("nobody came");

    const refused = (await refuser.client.ask({ question })).conversationId;
    await refuser.client.recordOutcome({ id: refused, solved: false });

    const [rated, praised] = await Promise.all(
      [rater, content].map(async (person) => {
        const { conversationId } = await person.client.ask({ question });
        const ticket = await person.client.escalate({ id: conversationId });
        await agent.client.setTicketStatus({ id: ticket.id, status: "resolved" });
        return conversationId;
      }),
    );
    await rater.client.rate({ id: String(rated), score: 2, comment: "The bot sent me in circles" });
    await content.client.rate({ id: String(praised), score: 4 });

    const voted = (await voter.client.ask({ question })).conversationId;
    expect(await of(voted)).toBeUndefined();
    await voter.client.giveFeedback({ id: article.id, helpful: false, comment: "There is no Security here" });

    expect(await of(refused)).toEqual([{ kind: "refused" }]);
    expect(await of(String(rated))).toEqual([{ kind: "rating", score: 2, comment: "The bot sent me in circles" }]);
    expect(await of(String(praised))).toBeUndefined();
    expect(await of(voted)).toEqual([
      { kind: "vote", articleId: article.id, title: "Change your password", comment: "There is no Security here" },
    ]);
    for (const [complaint, conversationId] of [
      ["refused", refused],
      ["rating", rated],
      ["vote", voted],
    ] as const) {
      const found = await listed(complaint);
      expect(found.map((each) => each.conversationId)).toContain(conversationId);
      expect(found.every(({ complaints }) => complaints.some(({ kind }) => kind === complaint))).toBe(true);
    }

    // whoever turns out to be a known person takes along what they said
    const secret = new TextEncoder().encode(house.site.identity_secret);
    const signed = (sub: string) =>
      new SignJWT({}).setProtectedHeader({ alg: "HS256" }).setSubject(sub).setExpirationTime("1h").sign(secret);
    await house.visitor({ identityToken: await signed("42") });
    await house.visitor({ identityToken: await signed("42"), token: String(voter.token) });
    expect(await of(voted)).toMatchObject([{ kind: "vote" }]);

    // once somebody has looked at it, it waits no longer; what was said stays with it
    const id = String((await lastIn(voted))?.id);
    await agent.client.reviewQuestion({ id, rightArticleId: article.id });
    expect((await listed("vote")).map((each) => each.id)).not.toContain(id);
    expect((await agent.client.getQuestion({ id })).complaints).toHaveLength(1);
  });

  it("lists what readers found not helpful until somebody looks at it or changes the text", async () => {
    const made = await agent.client.createArticle({
      title: "Opening hours",
      body: "Nine to five.",
      lang: "en",
      status: "published",
    });
    const [one, two, three] = await Promise.all([1, 2, 3].map(() => house.visitor()));
    await one?.client.giveFeedback({ id: made.id, helpful: false, comment: "On Sundays?" });
    await two?.client.giveFeedback({ id: made.id, helpful: false });
    await three?.client.giveFeedback({ id: made.id, helpful: true, comment: "Fine" });
    const votes = async (view: "open" | "reviewed" | "all") =>
      (await agent.client.listVotes({ view, limit: 100 })).items.filter((vote) => vote.article.id === made.id);
    const open = await votes("open");
    expect(open.map(({ comment }) => comment).toSorted()).toEqual(["On Sundays?", null].toSorted());
    expect(open[0]?.article).toEqual({ id: made.id, title: "Opening hours", lang: "en", version: 1 });
    expect(
      (await agent.client.listVotes({ lang: "ja" })).items.filter(({ article }) => article.id === made.id),
    ).toEqual([]);

    const said = open.find(({ comment }) => comment !== null);
    const reviewed = await agent.client.reviewVote({ id: String(said?.id) });
    expect(reviewed.review).toMatchObject({ by: "Mei" });
    expect((await votes("open")).map(({ comment }) => comment)).toEqual([null]);
    expect(await votes("reviewed")).toEqual([reviewed]);
    expect((await agent.client.reviewVote({ id: reviewed.id, reviewed: false })).review).toBeNull();
    await agent.client.reviewVote({ id: reviewed.id });
    // whoever says more is heard anew
    await one?.client.giveFeedback({ id: made.id, helpful: false, comment: "And on Mondays?" });
    expect((await votes("open")).map(({ comment }) => comment)).toContain("And on Mondays?");

    await agent.client.updateArticle({ id: made.id, body: "Nine to five, closed on Sundays and Mondays." });
    expect(await votes("open")).toEqual([]);
    expect(await votes("all")).toMatchObject([{ version: 1, article: { version: 2 } }, { version: 1 }]);
    await expect(agent.client.reviewVote({ id: randomUUID() })).rejects.toMatchObject({ code: "not_found" });
    await expect(one?.client.listVotes({})).rejects.toMatchObject({ code: "forbidden" });

    const pages: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await agent.client.listVotes({ view: "all", limit: 1, ...(cursor ? { cursor } : {}) });
      pages.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(pages).toEqual((await agent.client.listVotes({ view: "all", limit: 100 })).items.map(({ id }) => id));
  });

  it("gives questions in pages that join up", async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await agent.client.listQuestions({ view: "all", limit: 2, ...(cursor ? { cursor } : {}) });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    const whole = await agent.client.listQuestions({ view: "all", limit: 100 });
    expect(seen).toEqual(whole.items.map(({ id }) => id));
    expect(new Set(seen).size).toBe(seen.length);
  });

  it("keeps what was asked without personal data", async () => {
    const visitor = await house.visitor();
    const { conversationId } = await visitor.client.ask({
      question: "My address is hana@example.test, how do I change my password?",
    });
    const { items } = await agent.client.listQuestions({ view: "all", limit: 100 });
    const found = items.find((each) => each.conversationId === conversationId);
    expect(found?.text).not.toContain("hana@");
    expect(found?.text).toContain("change my password");
  });

  it("holds visitors out by chance that stays theirs, and compares their ticket rates", async () => {
    await agent.client.updateAssistant({ settings: { holdOut: 0.5 } });
    const people = await Promise.all(Array.from({ length: 16 }, () => house.visitor()));
    let held = 0;
    for (const visitor of people) {
      const asked = await visitor.client.ask({ question: "How do I change my password?" });
      if (asked.decision === "answer") continue;
      held += 1;
      await visitor.client.escalate({ id: asked.conversationId });
    }
    await agent.client.updateAssistant({ settings: { holdOut: null } });
    const total = await deflection();
    expect(total.heldOutVisitors).toBe(held);
    expect(total.heldOutTickets).toBe(held);
    expect(total.assistedTickets).toBe(0);
    if (held > 0 && Number(total.assistedVisitors) > 0) {
      expect(total.saved).toBe(1);
      expect(total.savedLow).toBeLessThan(1);
      expect(total.savedLow).toBeGreaterThan(0);
    }
  });

  it("N6 gives a report as CSV, with the same figures and what they mean beside them", async () => {
    const json = await agent.client.getReport({ name: "deflection", by: "lang" });
    for (const { title, definition } of json.columns) {
      expect(title.en && title.ja && definition.en && definition.ja).toBeTruthy();
      expect(definition.ja).toMatch(/。$/);
    }
    const response = await fetch(`${house.url}/v1/reports/deflection?by=lang&format=csv`, {
      headers: { cookie: String(agent.cookie) },
    });
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(response.headers.get("content-disposition")).toMatch(/attachment; filename="deflection-.*\.csv"/);
    const lines = (await response.text()).replace(/^\ufeff/, "").split("\r\n");
    const keys = json.columns.map(({ key }) => key);
    expect(lines[0]).toBe(keys.join(","));
    expect(lines[1]).toBe(keys.map((key) => json.rows[0]?.[key] ?? "").join(","));
    expect(lines.at(-2)).toBe(["total", ...keys.slice(1).map((key) => json.total[key] ?? "")].join(","));
    const typed = await agent.client.getReportCsv({ name: "deflection", by: "lang" });
    expect(typed.split("\r\n")).toEqual(lines);
    const { paths } = (await (await fetch(`${house.url}/openapi.json`)).json()) as {
      paths: Record<string, { get: { responses: Record<string, { content: object }> } }>;
    };
    expect(Object.keys(paths["/v1/reports/{name}"]?.get.responses["2XX"]?.content ?? {})).toEqual([
      "application/json",
      "text/csv",
    ]);
    const visitor = await house.visitor();
    const refused = await fetch(`${house.url}/v1/reports/deflection?format=csv`, {
      headers: { authorization: `Bearer ${visitor.token}` },
    });
    expect(refused.status).toBe(403);
  });

  it("N4 counts visits to forms once, in whatever order their events come and however often", async () => {
    const tell = (visit: string, event: string, more: object = {}) =>
      fetch(`${house.url}/v1/deflections`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ site: house.site.key, form: "=contact", visit, event, lang: "en", ...more }),
      });
    for (const event of ["solved", "shown", "opened", "shown", "solved"]) {
      expect((await tell("one", event, { articleId: article.id, q: "mail me at a@example.test" })).status).toBe(200);
    }
    for (const event of ["sent", "solved", "shown"]) await tell("two", event);
    await tell("three", "sent");
    expect((await tell("one", "shown", { site: "nobody" })).status).toBe(404);
    const { rows, total } = await agent.client.getReport({ name: "forms" });
    expect(rows).toHaveLength(1);
    expect(total).toMatchObject({ visits: 3, shown: 2, opened: 1, solved: 2, sent: 2, saved: 1, savedShare: 0.5 });
    const kept = await house.services.storage.db
      .selectFrom("form_visits")
      .select("q")
      .where("visit", "=", "one")
      .execute();
    expect(kept[0]?.q).not.toContain("a@example.test");
    const csv = await fetch(`${house.url}/v1/reports/forms?format=csv`, { headers: { cookie: String(agent.cookie) } });
    expect(await csv.text()).toContain(",'=contact,");
  });

  it("N5 N9 counts searches, suggests synonyms from those in vain, and uses them at once", async () => {
    for (const visitor of await Promise.all([1, 2, 3].map(() => house.visitor()))) {
      await visitor.client.recordSearches({
        site: house.site.key,
        items: [
          { q: "sesame", lang: "en", results: 0 },
          { q: "password", lang: "en", results: 2, opened: article.id },
          { q: "call +81 90 1234 5678", lang: "en", results: 1 },
        ],
      });
    }
    const { items } = await agent.client.listSynonyms({ status: "suggested" });
    expect(items[0]).toMatchObject({ lang: "en", words: ["sesame", "password"], status: "suggested" });
    expect(items[0]?.evidence).toEqual([
      { query: "sesame", articleId: article.id, title: "Change your password", times: 3 },
    ]);
    const { rows, total } = await agent.client.getReport({ name: "searches" });
    expect(rows.find(({ q }) => q === "sesame")).toMatchObject({ times: 3, empty: 3, unopened: 0 });
    expect(rows.find(({ q }) => q === "password")).toMatchObject({ times: 3, empty: 0, unopened: 0 });
    expect(total).toMatchObject({ times: 9, empty: 3, unopened: 3 });
    expect(JSON.stringify(rows)).not.toContain("1234");

    const id = String(items[0]?.id);
    const visitor = await house.visitor();
    expect((await visitor.client.search({ q: "sesame" })).items[0]?.articleId).not.toBe(article.id);
    await agent.client.updateSynonym({ id, status: "active" });
    await house.services.searcher.settled();
    expect((await visitor.client.search({ q: "sesame" })).items[0]?.articleId).toBe(article.id);
    await expect(agent.client.createSynonym({ lang: "en", words: ["Passwords", "secret"] })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(agent.client.createSynonym({ lang: "en", words: ["secret", "secrets"] })).rejects.toMatchObject({
      code: "invalid_input",
    });
    await agent.client.deleteSynonym({ id });
    expect((await agent.client.listSynonyms({ status: "active" })).items).toEqual([]);
  });

  it("tells which articles were shown, helped, and led to tickets all the same", async () => {
    const { rows, total } = await agent.client.getReport({ name: "articles" });
    const row = rows.find(({ title }) => title === "Change your password");
    expect(row).toMatchObject({ lang: "en", sinceChange: 0, overdue: null });
    expect(row?.shown).toBeGreaterThan(5);
    expect(row?.tickets).toBe(3);
    for (const name of ["views", "shown", "helpful", "unhelpful", "tickets"]) {
      expect(rows.reduce((sum, each) => sum + Number(each[name]), 0)).toBe(total[name]);
    }
  });
});
