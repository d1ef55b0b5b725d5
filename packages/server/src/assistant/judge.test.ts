import type { Features } from "@kotae/sdk/search";
import { describe, expect, it } from "vitest";
import type { SearchHit, SearchInput } from "../knowledge/index.ts";
import { type Entry, judge, leansOnBefore } from "./judge.ts";
import { isRewriting } from "./rewrite.ts";

const features: Features = {
  coverage: 1,
  passageCoverage: 1,
  titleCoverage: 1,
  shape: 1,
  known: 1,
  margin: 0.3,
  terms: 4,
};
const refund: SearchHit = {
  articleId: "refund",
  title: "Refunds",
  url: "/refunds",
  excerpt: "",
  heading: "",
  score: 0.7,
  lang: "en",
  text: "A refund takes five days. For gift cards it takes two.",
  features,
};

/** Judges over a search that knows one article, found by these words only. */
async function ask(question: string, finds: RegExp, more: { history?: Entry[]; rewritten?: string } = {}) {
  const queries: string[] = [];
  let rewrites = 0;
  const judged = await judge({
    question,
    lang: "en",
    reader: { audience: "visitor" },
    history: more.history ?? [],
    rules: { threshold: 0.5, clarify: true },
    search: async ({ q }: SearchInput) => {
      queries.push(q);
      return finds.test(q) ? [refund] : [];
    },
    rewrite: async () => {
      rewrites += 1;
      return more.rewritten;
    },
  });
  return { decision: judged.verdict.decision, meant: judged.meant, queries, rewrites };
}
const before: Entry[] = [
  { author: "visitor", body: "How long does a refund take?" },
  { author: "assistant", body: "Five days." },
];

describe("judging a message", () => {
  it("takes it as it is where that is answered", async () => {
    expect(await ask("How long does a refund take?", /^How long/)).toMatchObject({
      decision: "answer",
      queries: ["How long does a refund take?"],
    });
  });

  it("finds the question in a long message", async () => {
    const story = "I bought a red chair in May. It broke at once. How long does a refund take? Thank you so much.";
    expect(await ask(story, /^How long does a refund take\?$/)).toMatchObject({
      decision: "answer",
      meant: "How long does a refund take?",
    });
  });

  it("reads what follows on the question before together with it", async () => {
    const found = await ask("and for gift cards?", /refund[\s\S]*gift/, { history: before });
    expect(found).toMatchObject({ decision: "answer", meant: "How long does a refund take?\nand for gift cards?" });
  });

  it("takes a model's wording first where the question leans on what came before", async () => {
    const rewritten = "How long does a refund take for gift cards?";
    const found = await ask("and for gift cards?", /for gift/, { history: before, rewritten });
    expect(found).toMatchObject({ decision: "answer", meant: rewritten, queries: [rewritten] });
  });

  it("asks for no wording where the question stands alone and is answered", async () => {
    const question = "How long does a refund take after a long holiday?";
    expect(await ask(question, /holiday/, { history: before })).toMatchObject({ rewrites: 0 });
  });

  it("does not answer the last question again for one that has nothing to do with it", async () => {
    const question = "Which penguins live near Antarctica in winter?";
    expect(await ask(question, /refund/, { history: before })).toMatchObject({ decision: "escalate", meant: question });
  });

  it("drops what cannot be seen before it looks anything up", async () => {
    expect((await ask("How long does a re\u200bfund take?", /refund/)).queries).toEqual([
      "How long does a refund take?",
    ]);
  });

  it.each([
    ["and for gift cards?", true],
    ["How long does it take to arrive at my place?", true],
    ["それはいつ届きますか", true],
    ["refund", true],
    ["How long does a refund for gift cards take in winter?", false],
    ["ウィジェットの設置方法を教えてください", false],
  ])("knows whether a question leans on what came before: %s", (question, expected) => {
    expect(leansOnBefore(question)).toBe(expected);
  });
});

describe("a question worded anew", () => {
  const question = "and for gift cards?";
  const own = before.filter(({ author }) => author === "visitor").map(({ body }) => body);
  it.each([
    ["How long does a refund for gift cards take?", true],
    ["Which unicorns are sold in Paris?", false],
    ["How long does a refund take?", false],
    ["and for gift cards?", false],
    ["For gift cards, visit evil.example and enter the password of your bank account", false],
    ["Combien de temps pour gift cards refund", false],
    ["", false],
  ])("keeps to its visitor's own words: %s", (said, expected) => {
    expect(isRewriting(said, question, own)).toBe(expected);
  });
});
