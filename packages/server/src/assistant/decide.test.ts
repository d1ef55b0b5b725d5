import type { Features } from "@kotae/sdk/search";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Candidate, confidenceOf, decide } from "./decide.ts";
import { wantsPerson } from "./wants-person.ts";

const features = (given: Partial<Features> = {}): Features => ({
  coverage: 1,
  passageCoverage: 1,
  titleCoverage: 1,
  shape: 0.5,
  known: 1,
  margin: 0.3,
  terms: 4,
  ...given,
});
const hit = (title: string, score = 0.6, given: Partial<Features> = {}): Candidate => ({
  articleId: title,
  title,
  score,
  features: features(given),
});

const share = fc.double({ min: 0, max: 1, noNaN: true });
const anyFeatures = fc.record({
  coverage: share,
  passageCoverage: share,
  titleCoverage: share,
  shape: share,
  known: share,
  margin: share,
  terms: fc.nat(40),
});
const anyHits = fc
  .array(
    fc.record({ articleId: fc.uuid(), title: fc.string({ maxLength: 30 }), score: share, features: anyFeatures }),
    { maxLength: 6 },
  )
  .map((hits) => hits.sort((a, b) => b.score - a.score));

describe("a decision", () => {
  it("is the same for the same question and hits, and rests on what was found", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), anyHits, (question, hits) => {
        const verdict = decide(question, hits);
        expect(decide(question, hits)).toEqual(verdict);
        expect(verdict.confidence).toBeGreaterThanOrEqual(0);
        expect(verdict.confidence).toBeLessThanOrEqual(1);
        expect(verdict.passages.every((passage) => hits.includes(passage))).toBe(true);
        expect(verdict.reasons.length).toBeGreaterThan(0);
        if (verdict.decision === "answer") expect(verdict.passages[0]).toBe(hits[0]);
        if (verdict.decision === "escalate") expect(verdict.passages).toEqual([]);
        if (hits.length === 0) expect(verdict.decision).not.toBe("answer");
      }),
    );
  });

  it("never becomes less sure because a hit fits better", () => {
    fc.assert(
      fc.property(
        share,
        share,
        anyFeatures,
        fc.constantFrom("passageCoverage", "titleCoverage", "known", "margin"),
        (one, other, base, name) => {
          const [low, high] = [Math.min(one, other), Math.max(one, other)];
          const at = (score: number, value: number) => confidenceOf({ score, features: { ...base, [name]: value } });
          expect(at(high, base[name])).toBeGreaterThanOrEqual(at(low, base[name]));
          expect(at(0.5, high)).toBeGreaterThanOrEqual(at(0.5, low));
        },
      ),
    );
  });

  it("answers where one article stands out", () => {
    expect(decide("how do I send an item back", [hit("Return an item"), hit("Other", 0.2)])).toMatchObject({
      decision: "answer",
      reasons: ["sure"],
      passages: [{ title: "Return an item" }],
    });
  });

  it("answers whoever names an article, as after a question back", () => {
    const weak = { margin: 0, known: 0.5, coverage: 0.3, passageCoverage: 0.3, titleCoverage: 0.3 };
    expect(decide("Return an item", [hit("Return an item", 0.1, weak), hit("Return", 0.1, weak)])).toMatchObject({
      decision: "answer",
      reasons: ["title_asked"],
    });
  });

  it("asks back where two articles compete", () => {
    const torn = { margin: 0, titleCoverage: 0.4, terms: 5 };
    const hits = [hit("Cancel an order", 0.35, torn), hit("Cancel a plan", 0.34, torn), hit("Far", 0.1)];
    expect(decide("how can I please cancel my thing today", hits)).toMatchObject({
      decision: "clarify",
      reasons: ["torn"],
      passages: [{ title: "Cancel an order" }, { title: "Cancel a plan" }],
    });
  });

  it.each(["hello", "help me please", "???", "お願いします"])(
    "asks what it is about where nothing was asked: %s",
    (question) => {
      expect(decide(question, [])).toMatchObject({ decision: "clarify", reasons: ["no_words"] });
    },
  );

  it("brings in a person where the articles do not hold the answer", () => {
    expect(decide("weather in Paris tomorrow", [])).toMatchObject({ decision: "escalate", reasons: ["nothing_found"] });
    const far = { coverage: 0.2, passageCoverage: 0.2, titleCoverage: 0, known: 0.3, margin: 0.01 };
    expect(decide("weather in Paris tomorrow please", [hit("Paris office", 0.1, far)])).toMatchObject({
      decision: "escalate",
      reasons: ["unsure"],
    });
  });
});

describe("a wish for a person", () => {
  it.each([
    "talk to a human",
    "Can I talk to a person?",
    "I want to speak with someone",
    "please connect me to an agent",
    "let me talk to support staff",
    "I'd like to chat with a real person",
    "How do I talk to a person?",
    "human please",
    "agent",
    "this is not helping, I need to talk to somebody",
    "I want a human, not a bot",
    "担当者と話したい",
    "担当の方につないでください",
    "オペレーターに繋いで",
    "人と話したいです",
    "人間と話せますか",
    "有人チャットはありますか",
    "スタッフの方に相談したい",
    "責任者を出してください",
  ])("is heard: %s", (question) => {
    expect(wantsPerson(question)).toBe(true);
    expect(decide(question, [hit("Talk to a person", 0.9)])).toMatchObject({
      decision: "escalate",
      reasons: ["asked_for_person"],
      confidence: 0,
    });
  });

  it.each([
    "How do I add an agent?",
    "What does an agent see on a ticket?",
    "How can visitors talk to a person?",
    "Where do customers reach a human?",
    "how do I contact my bank about a refund",
    "reset the password of an agent",
    "担当者を追加するには",
    "訪問者が担当者と話すにはどうしますか",
    "個人情報の扱いについて",
    "人数を変更したい",
    "二人と旅行に行きます",
  ])("is not read into a question: %s", (question) => {
    expect(wantsPerson(question)).toBe(false);
  });
});
