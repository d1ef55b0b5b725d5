import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { onLive } from "../../packages/server/src/cli/eval.ts";
import { createSite } from "../../packages/server/src/cli/init.ts";
import { readQuestions } from "../../packages/server/src/evaluation/index.ts";
import { engines } from "../support/engines.ts";
import { startFakeModel, vectors } from "../support/fake-model.ts";
import { type House, openHouse, type Person } from "../support/house.ts";

const quiet = { write: () => true };
const topics = ["brakes", "saddle", "pedals", "chain", "lights", "tyres", "bell", "basket", "lock", "pump"];

describe.each(engines)("golden questions on the live knowledge base, on $name", (engine) => {
  let house: House;
  let mei: Person;
  beforeAll(async () => {
    house = await openHouse(engine);
    mei = await house.agent("Mei");
    for (const topic of topics) {
      await mei.client.createArticle({
        title: `Adjust the ${topic}`,
        body: `Turn the screw of the ${topic} clockwise until it sits well.`,
        lang: "en",
        status: "published",
      });
    }
    await house.services.searcher.settled();
  });
  afterAll(() => house.close());

  const golden = (answers: (topic: string, n: number) => string[]) =>
    readQuestions(
      Array.from({ length: 60 }, (_, n) => {
        const topic = topics[n % topics.length] ?? "";
        return JSON.stringify({
          id: `q${n}`,
          text: `how do I adjust the ${topic}?`,
          lang: "en",
          answers: answers(topic, n),
        });
      }).join("\n"),
    );

  it("knows articles by their slugs", async () => {
    const { rows } = await onLive(
      house.services,
      golden((topic) => [`adjust-the-${topic}`]),
      false,
      false,
      quiet,
    );
    expect(rows.map(({ ranked, answers }) => answers.includes(ranked[0]?.articleId ?? ""))).toEqual(
      rows.map(() => true),
    );
  });

  it("are also those an agent reviewed", async () => {
    const visitor = await house.visitor();
    await visitor.client.ask({ question: "who won the match?", lang: "en" });
    const [asked] = (await mei.client.listQuestions({ view: "all" })).items;
    await mei.client.reviewQuestion({ id: String(asked?.id), rightArticleId: null });
    const { rows } = await onLive(house.services, [], true, false, quiet);
    expect(rows).toMatchObject([{ id: asked?.id, kind: "reviewed", answerable: false }]);
  });

  it("teach the confidence what it is worth here, and the assistant uses that from then on", async () => {
    const surely = async () =>
      (await mei.client.previewAnswer({ question: "which way do I turn the brakes?", lang: "en" })).confidence;
    const before = await surely();
    // in this house three of four such answers are said to be wrong
    const harsh = golden((topic, n) => (n % 4 === 0 ? [`adjust-the-${topic}`] : []));
    const { calibration } = await onLive(house.services, harsh, true, true, quiet);
    expect(calibration).toMatchObject({ isBetter: true, samples: 60 });
    expect(await surely()).toBeLessThan(before - 0.2);
    expect((await mei.client.getAssistant({})).calibration).toMatchObject({ source: "fitted", samples: 60 });
    // the same again is no better than what is in use
    const again = await onLive(house.services, harsh, true, true, quiet);
    expect(again.calibration?.before).toBeLessThan(0.1);
  });

  it("are asked as the visitor of one site, with its articles, settings and tools, and say whose where that is not clear", async () => {
    const own = await openHouse(engine);
    try {
      const agent = await own.agent("Ren", "admin");
      const other = await own.services.act((act) => createSite(act, { name: "Other", locale: "en", accent: null }));
      const common = { lang: "en", status: "published" } as const;
      const { id } = await agent.client.createArticle({
        ...common,
        title: "Adjust the brakes",
        body: "Turn the screw.",
      });
      await agent.client.createArticle({
        ...common,
        title: "Fold the bicycle",
        body: "Lift the lever.",
        siteId: other.id,
      });
      const asked = readQuestions(
        [
          '{"text":"how do I adjust the brakes before a journey?","answers":["adjust-the-brakes"]}',
          '{"text":"how do I fold the bicycle for a train?","answers":["fold-the-bicycle"]}',
        ].join("\n"),
      );
      const said: string[] = [];
      const ask = (siteKey?: string) =>
        onLive(own.services, asked, false, false, { write: (text) => said.push(text) }, { siteKey });
      const decisions = async (key: string) => (await ask(key)).rows.map(({ decision }) => decision);
      expect(await decisions(other.key)).toEqual(["answer", "answer"]);
      expect(said.join("")).toContain("As a visitor of Other");
      const [brakes, fold] = (await ask(own.site.key)).rows;
      expect(brakes?.ranked[0]?.articleId).toBe(id);
      expect(fold?.ranked.map(({ articleId }) => articleId)).not.toContain(fold?.answers[0]);
      await expect(ask()).rejects.toMatchObject({
        code: "invalid_input",
        hint: expect.stringContaining(`--site ${other.key}  Other`),
      });
      await expect(ask("nobody")).rejects.toThrow("no site with the key “nobody”");
      // a site that wants no answer to be wrong gives none
      await agent.client.updateAssistant({ siteId: other.id, settings: { wrongAtMost: 0.01 } });
      expect(await decisions(other.key)).not.toContain("answer");
      // and what it can look up is offered where no article answers
      expect(await decisions(own.site.key)).toEqual(["answer", "escalate"]);
      await agent.client.createTool({
        ...{ name: "fold_status", url: "https://shop.example/fold", inputSchema: { type: "object", properties: {} } },
        ...{
          title: { en: "Fold", ja: "折りたたみ" },
          description: { en: "Fold", ja: "折りたたみ" },
          verification: "none",
        },
        ...{ reply: { en: "{{x}}", ja: "{{x}}" }, triggers: ["fold"], enabled: true, siteId: own.site.id },
      });
      expect(await decisions(own.site.key)).toEqual(["answer", "clarify"]);
    } finally {
      await own.close();
    }
  });

  it("wait until every passage has its vector", async () => {
    const model = await startFakeModel();
    const happened: string[] = [];
    const well = vectors(16);
    model.embed((response, heard) => {
      const isQuery = JSON.stringify(heard.body.input).includes("adjust");
      if (isQuery) happened.push("asked");
      else response.on("finish", () => happened.push("embedded"));
      // passages take an endpoint longer than a question
      setTimeout(() => well(response, heard), isQuery ? 0 : 300);
    });
    const slow = await openHouse(engine, {
      model: { apiKey: "key", baseUrl: model.url, name: "words" },
      embeddingModel: "vectors",
    });
    try {
      const agent = await slow.agent("Ren", "admin");
      await agent.client.createArticle({ title: "Brakes", body: "Turn it.", lang: "en", status: "published" });
      await onLive(slow.services, readQuestions('{"text":"how do I adjust it?"}'), false, false, quiet);
      expect(happened).toEqual(["embedded", "asked"]);
    } finally {
      await slow.close();
      await model.close();
    }
  });

  it("are too few to learn from when they are few", async () => {
    await expect(onLive(house.services, [], true, true, quiet)).rejects.toMatchObject({ code: "invalid_input" });
  });
});
