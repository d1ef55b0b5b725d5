import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { onLive } from "../../packages/server/src/cli/eval.ts";
import { readQuestions } from "../../packages/server/src/evaluation/index.ts";
import { engines } from "../support/engines.ts";
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

  it("are too few to learn from when they are few", async () => {
    await expect(onLive(house.services, [], true, true, quiet)).rejects.toMatchObject({ code: "invalid_input" });
  });
});
