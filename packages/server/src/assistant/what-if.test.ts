import type { Features } from "@kotae/sdk/search";
import { describe, expect, it } from "vitest";
import type { PastQuestion } from "../questions/index.ts";
import { confidenceOf } from "./decide.ts";
import { compare, decideAgain } from "./what-if.ts";

const features: Features = {
  coverage: 1,
  passageCoverage: 1,
  titleCoverage: 1,
  shape: 0.5,
  known: 1,
  margin: 0.05,
  terms: 5,
};
const ranked = {
  articleId: "a",
  title: "Refunds and more",
  url: "/a",
  heading: "",
  score: 0.4,
  features: { ...features },
};
const confidence = confidenceOf({ score: ranked.score, features });
const past = (more: Partial<PastQuestion> = {}): PastQuestion => ({
  id: "q",
  conversationId: "c",
  siteId: "s",
  text: "how long does a refund of five parcels take",
  lang: "en",
  decision: "answer",
  confidence,
  threshold: 0.1,
  reasons: ["sure"],
  ranked: [ranked],
  solved: null,
  ticketId: null,
  reviewed: false,
  rightArticleId: null,
  createdAt: 0,
  ...more,
});
const rules = (threshold: number) => ({ threshold, clarify: true });

describe("what-if", () => {
  it("decides what was kept again, by the threshold it is given", () => {
    expect(decideAgain(past(), rules(confidence - 0.01))).toBe("answer");
    expect(decideAgain(past(), rules(confidence + 0.01))).toBe("escalate");
  });

  it.each(["asked_for_person", "no_words", "off", "hold_out", "turns", "title_asked"])(
    "leaves alone what did not hang on confidence: %s",
    (reason) => {
      const kept = past({ reasons: [reason], decision: reason === "title_asked" ? "answer" : "escalate" });
      for (const threshold of [0, 0.5, 1]) expect(decideAgain(kept, rules(threshold))).toBe(kept.decision);
    },
  );

  it("counts wrong answers by what people said, else by what is to be expected", () => {
    const questions = [
      past({ id: "1" }),
      past({ id: "2", solved: true }),
      past({ id: "3", solved: false }),
      past({ id: "4", reviewed: true, rightArticleId: "a", solved: false }),
      past({ id: "5", reviewed: true, rightArticleId: "b", solved: true }),
      past({ id: "6", reviewed: true, rightArticleId: null }),
    ];
    const { today, proposed, changes } = compare(questions, rules(0.01), rules(0.999));
    expect(today).toMatchObject({ answered: 6, handedOver: 0 });
    expect(today.wrong).toBeCloseTo(1 - confidence + 3, 10);
    expect(proposed).toEqual({ answered: 0, clarified: 0, handedOver: 6, wrong: 0 });
    expect(changes.map(({ id, from, to }) => [id, from, to])).toEqual(
      ["1", "2", "3", "4", "5", "6"].map((id) => [id, "answer", "escalate"]),
    );
  });
});
