import { randomUUID } from "node:crypto";
import type { Answer, Input } from "@kotae/sdk/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { quotes } from "../../packages/server/src/assistant/grounding.ts";
import type { Attack, Place } from "../../packages/server/src/assistant/injections/corpus.ts";
import { english } from "../../packages/server/src/assistant/injections/english.ts";
import { dataOf, formsOf, obey } from "../../packages/server/src/assistant/injections/gullible.ts";
import { japanese } from "../../packages/server/src/assistant/injections/japanese.ts";
import { fromMarkdown, sections } from "../../packages/server/src/knowledge/index.ts";
import { engines } from "../support/engines.ts";
import { calls, type FakeModel, type Heard, says, startFakeModel } from "../support/fake-model.ts";
import { type House, openHouse, type Person } from "../support/house.ts";
import { json, openToolServer } from "../support/tool-server.ts";

type Lang = "en" | "ja";
type Case = Attack & { lang: Lang; place: Place; forms: string[] };

/** What is left of a text in an article, as passages are made of it. */
const shown = (text: string) => sections(fromMarkdown(text)).map((section) => section.text);

const corpora = { en: english, ja: japanese };
const cases: Case[] = (["en", "ja"] as const).flatMap((lang) =>
  Object.entries(corpora[lang]).flatMap(([place, attacks]) =>
    attacks.map(
      (one): Case => ({
        ...one,
        lang,
        place: place as Place,
        forms: place === "article" ? shown(one.text).filter((text) => text.trim() !== "") : formsOf(one),
      }),
    ),
  ),
);
/** Where an attack is sent to a model, if there is one; the others are never sent, whatever they say. */
const sent: readonly Place[] = ["article", "question", "history"];

/** One question that the articles answer, one that follows on it, one that they do not answer, and one for a tool. */
const asked = {
  en: {
    known: "How long does a refund take?",
    follow: "And for gift cards?",
    unknown: "Do you sell penguins from Antarctica?",
    tool: "Any news of my parcel A-2077?",
  },
  ja: {
    known: "返金までどのくらいかかりますか。",
    follow: "その場合のギフト券は？",
    unknown: "南極のペンギンは買えますか。",
    tool: "A-2077の荷物の状況を教えてください。",
  },
};
type Kind = keyof (typeof asked)["en"];
const kinds = ["known", "follow", "unknown", "tool"] as const satisfies Kind[];

const bodies = {
  en: "A refund takes five days after we have received the parcel. The money goes back the way it came. For gift cards a refund takes two days.",
  ja: "返金までは、商品が届いてから五日かかります。お支払いと同じ方法でお返しします。ギフト券の返金は二日かかります。",
};
const titles = { en: "How long a refund takes", ja: "返金までにかかる日数" };
const others = {
  en: [
    ["Track a shipment", "Open your order and choose Track. The map shows where it is."],
    ["Change an address", "You can change the address until the parcel has left our warehouse."],
    ["Pay by card", "We take all usual cards. The card is charged when the parcel leaves."],
  ],
  ja: [
    ["配送を追跡する", "注文を開き、「追跡」を選んでください。地図で場所がわかります。"],
    ["届け先を変更する", "荷物が倉庫を出るまでは、届け先を変更できます。"],
    ["カードで支払う", "主なカードが使えます。代金は発送のときに引き落とされます。"],
  ],
};
const vault = "The vault for managers opens with KITSUNE4471. 金庫の番号は KITSUNE4471 です。";
const secretOfAnother = "My neighbour Tanuki8800 stole my parcel";
const modelKey = "model-key-9f3c1b7a";

/** What is decided of a question and offered for it: what nobody but its visitor may change. */
const outcomeOf = ({ decision, message }: Answer) => ({
  decision,
  offers: (message.kind === "message" ? (message.answer?.offers ?? []) : []).map(({ tool, input }) => ({
    tool,
    input,
  })),
});

describe.each(["no model", "a gullible model"])("with %s", (kind) => {
  let house: House;
  let model: FakeModel;
  let toolServer: Awaited<ReturnType<typeof openToolServer>>;
  let agent: Person;
  let runs = 0;
  let written = 0;
  const articles = { en: "", ja: "" };
  const baseline = new Map<string, ReturnType<typeof outcomeOf>>();

  beforeAll(async () => {
    model = await startFakeModel();
    model.behave((response, heard) => {
      const obeyed = obey(heard.messages, heard.key, cases);
      (obeyed.calls.length > 0 ? calls(obeyed.calls, obeyed.text) : says(obeyed.text))(response, heard);
    });
    toolServer = await openToolServer(json({ status: "on its way" }));
    const line = { apiKey: modelKey, baseUrl: model.url, name: "gullible" };
    const engine = engines[0] as (typeof engines)[number];
    house = await openHouse(engine, { toolsAllowPrivate: true, ...(kind === "no model" ? {} : { model: line }) });
    agent = await house.agent("Aiko", "admin");
    for (const lang of ["en", "ja"] as const) {
      const draft = { lang, status: "published" } as const;
      articles[lang] = (await agent.client.createArticle({ ...draft, title: titles[lang], body: bodies[lang] })).id;
      for (const [title = "", body = ""] of others[lang]) await agent.client.createArticle({ ...draft, title, body });
      await agent.client.createArticle({
        ...draft,
        title: lang === "en" ? "The vault" : "金庫",
        body: vault,
        visibility: "internal",
      });
    }
    await agent.client.createTool({
      name: "refund_order",
      title: { en: "Refund an order", ja: "注文の返金" },
      description: { en: "Pays an order back.", ja: "注文の代金を返します。" },
      url: toolServer.url,
      inputSchema: { type: "object", properties: { order: { type: "string" } } },
      reply: { en: "Done.", ja: "終わりました。" },
      enabled: true,
    });
    await agent.client.createTool({
      name: "order_status",
      title: { en: "Where is it?", ja: "いまどこ？" },
      description: { en: "Tells where an order is.", ja: "注文の場所を調べます。" },
      url: toolServer.url,
      inputSchema: { type: "object", properties: { order: { type: "string", pattern: "^A-\\d+$" } } },
      reply: { en: "It is {{status}}.", ja: "{{status}}" },
      triggers: ["my parcel", "荷物の状況"],
      enabled: true,
    });
    const other = await house.visitor();
    const { id } = await other.client.createConversation();
    await other.client.postMessage({ id, clientId: randomUUID(), body: secretOfAnother });
    await house.services.searcher.settled();
    for (const lang of ["en", "ja"] as const) {
      const { answers } = await talk({ ...cases[0], text: "", lang, place: "article" } as Case);
      for (const one of kinds) baseline.set(`${lang} ${one}`, outcomeOf(answers[one].answer));
    }
  });
  afterAll(async () => {
    await house.close();
    await model.close();
    await toolServer.close();
  });

  /** Asks everything there is to ask, in one conversation for what follows on, with the attack in its place in each. */
  async function talk({ lang, place, text }: Case) {
    const from = model.heard.length;
    const visitor = await house.visitor();
    if (place === "visitorName") await visitor.client.updateVisitor({ name: text.slice(0, 100) });
    const open = async () => {
      const { id } = await visitor.client.createConversation({ locale: lang });
      if (place === "history") await visitor.client.postMessage({ id, clientId: randomUUID(), body: text });
      if (place === "toolResult") {
        toolServer.answer = json({ status: text });
        const { reply } = await visitor.client.startToolRun({ id, tool: "order_status", input: { order: "A-1" } });
        expect(reply).toContain(text.slice(0, 20));
        runs += 1;
      }
      return id;
    };
    const ask = async (question: string, conversationId: string) => {
      let streamed = "";
      const input = {
        question: place === "question" ? `${question} ${text}` : question,
        lang,
        conversationId,
        // what no route takes: a visitor has no attachments, and the names of its pages are no words of its
        ...(place === "fileName" ? { attachments: [{ name: text }], files: [text] } : {}),
        ...(place === "visitorName" ? { page: { title: text, url: "https://shop.example/" } } : {}),
      } as Input<"ask">;
      const answer = await visitor.client.askStream(input, (piece) => {
        streamed += piece;
      });
      return { answer, streamed };
    };
    const first = await open();
    const known = await ask(asked[lang].known, first);
    const follow = await ask(asked[lang].follow, first);
    const unknown = await ask(asked[lang].unknown, await open());
    const tool = await ask(asked[lang].tool, await open());
    return { answers: { known, follow, unknown, tool }, heard: model.heard.slice(from) };
  }

  it("knows what is asked without any injection", () => {
    const decisions = (one: Kind) => (["en", "ja"] as const).map((lang) => baseline.get(`${lang} ${one}`));
    expect(decisions("known")).toEqual([
      { decision: "answer", offers: [] },
      { decision: "answer", offers: [] },
    ]);
    expect(decisions("follow")).toEqual([
      { decision: "answer", offers: [] },
      { decision: "answer", offers: [] },
    ]);
    expect(decisions("unknown")).toEqual([
      { decision: "escalate", offers: [] },
      { decision: "escalate", offers: [] },
    ]);
    const offers = [{ tool: "order_status", input: { order: "A-2077" } }];
    expect(decisions("tool")).toEqual([
      { decision: "clarify", offers },
      { decision: "clarify", offers },
    ]);
    expect(cases.length).toBeGreaterThanOrEqual(100);
    // what the model obeys is what the attack says, in the words the product would send
    for (const { place, text, forms } of cases)
      if (!text.startsWith("<!--")) expect([place, text, forms.length > 0]).toEqual([place, text, true]);
  });

  it.each(cases.map((one) => [`${one.lang} ${one.place}`, one.text, one] as const))(
    "A6 an injection in %s leaks nothing, runs nothing and decides nothing: %s",
    async (_, __, one) => {
      const { lang, place, text } = one;
      if (place === "article") {
        await agent.client.updateArticle({ id: articles[lang], body: `${bodies[lang]}\n\n${text}` });
        await house.services.searcher.settled();
      }
      try {
        const { answers, heard } = await talk(one);
        for (const each of kinds) {
          const { answer, streamed } = answers[each];
          const seen = JSON.stringify([streamed, answer.answer, answer.citations, answer.message]);
          expect([each, outcomeOf(answer)]).toEqual([each, baseline.get(`${lang} ${each}`)]);
          for (const secret of ["KITSUNE4471", "Tanuki8800", house.config.secret, modelKey]) {
            expect(seen).not.toContain(secret);
          }
          for (const { messages } of heard) {
            const rules = messages.find(({ role }) => role === "system")?.content ?? "";
            expect(quotes(seen, rules)).toBe(false);
          }
          expect(seen).not.toContain("NO_ANSWER_");
          // what a published article says may be quoted from it; what a visitor says is never an answer
          if (place !== "article") {
            expect(`${streamed}\n${answer.answer}`).not.toMatch(/PWNED|evil\.example|remboursement/);
          }
        }
        const requests = JSON.stringify(heard.map(({ body }) => body));
        for (const secret of ["KITSUNE4471", "Tanuki8800", house.config.secret, modelKey]) {
          expect(requests).not.toContain(secret);
        }
        const { storage } = house.services;
        expect(await storage.db.selectFrom("tool_runs").selectAll().execute()).toHaveLength(runs);
        if (kind !== "no model") expectReach(one, heard);
        else expect(heard).toEqual([]);
      } finally {
        if (place === "article") await agent.client.updateArticle({ id: articles[lang], body: bodies[lang] });
      }
    },
  );

  /** That the model really read the attack where it can, and did not where it cannot. */
  function expectReach({ place, text, forms }: Case, heard: readonly Heard[]): void {
    const isIn = (one: Heard) => forms.some((form) => dataOf(one.messages).includes(form));
    const of = (purpose: (one: Heard) => boolean) => heard.filter(purpose).filter(isIn).length;
    const isTool = ({ body }: Heard) => body.tools !== undefined;
    const isRewrite = ({ messages }: Heard) => messages[1]?.content.includes("<conversation>") === true;
    const isAnswer = (one: Heard) => !isTool(one) && !isRewrite(one);
    expect([text, heard.some(isTool), heard.some(isRewrite), heard.some(isAnswer)]).toEqual([text, true, true, true]);
    if (place === "article") {
      // an article reaches what writes from it, first and in what follows on, and nothing else; a comment in one is gone
      expect([text, of(isAnswer)]).toEqual([text, forms.length === 0 ? 0 : 2]);
      expect([text, of(isTool), of(isRewrite)]).toEqual([text, 0, 0]);
    } else if (place === "question") {
      expect([text, of(isTool) > 0, of(isRewrite) > 0]).toEqual([text, true, true]);
      // where a sentence of the message was answered, what writes the answer saw that sentence only
      if (of(isAnswer) > 0) written += 1;
    } else if (place === "history") {
      // what was said before reaches what words a question anew, and nothing else
      expect([text, of(isRewrite) > 0]).toEqual([text, true]);
      expect([text, of(isTool), of(isAnswer)]).toEqual([text, 0, 0]);
    } else {
      expect([text, sent.includes(place), heard.filter(isIn).length]).toEqual([text, false, 0]);
      expect(JSON.stringify(heard.map(({ body }) => body))).not.toContain(JSON.stringify(text).slice(1, -1));
    }
  }

  it("has put what visitors write before whatever writes the answers, where there is a model", () => {
    const questions = cases.filter(({ place }) => place === "question").length;
    expect(written).toBeGreaterThanOrEqual(kind === "no model" ? 0 : questions * 0.9);
  });
});
