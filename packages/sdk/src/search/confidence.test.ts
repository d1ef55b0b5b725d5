import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { confidenceOf, defaultCoefficients, evidenceOf, fit, type Judged } from "./confidence.ts";
import type { Features } from "./features.ts";
import { buildIndex, search } from "./index.ts";

const plain: Features = {
  coverage: 0.5,
  passageCoverage: 0.5,
  titleCoverage: 0.5,
  shape: 0.5,
  known: 1,
  margin: 0.1,
  terms: 4,
  titleAsked: 0.5,
  lead: 0.2,
  substance: 2,
  strangers: 0,
};
const hit = (score: number, features: Partial<Features> = {}) => ({ score, features: { ...plain, ...features } });
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe("confidence", () => {
  it("is a probability, and 0 where nothing was found", () => {
    expect(confidenceOf([])).toBe(0);
    fc.assert(
      fc.property(share, share, share, share, share, (score, margin, lead, titleAsked, strangers) => {
        const confidence = confidenceOf([hit(score, { margin, lead, titleAsked, strangers })]);
        expect(confidence).toBeGreaterThan(0);
        expect(confidence).toBeLessThan(1);
      }),
    );
  });

  it.each([
    ["margin", 1],
    ["lead", 1],
    ["titleAsked", 1],
    ["substance", 1],
    ["strangers", -1],
  ] as const)("follows %s in one direction", (name, direction) => {
    fc.assert(
      fc.property(share, share, share, (score, one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        const at = (value: number) => confidenceOf([hit(score, { [name]: value })]);
        expect(direction * (at(high) - at(low))).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("is there for questions that were kept with fewer features", () => {
    const { titleAsked: _, lead: __, substance: ___, strangers: ____, ...old } = plain;
    expect(confidenceOf([{ score: 0.6, features: old }])).toBeGreaterThan(0.2);
  });

  it("is high for a title and low for another subject", () => {
    const about = ["Return an item", "Change your delivery address", "Reset your password", "Opening hours"];
    const index = buildIndex(
      about.map((title, n) => ({
        id: String(n),
        title,
        url: "",
        summary: "",
        keywords: [],
        sections: [{ heading: "", text: `${title}: here is how it works in our shop.` }],
      })),
      "en",
    );
    expect(confidenceOf(search(index, "how do I change my delivery address"))).toBeGreaterThan(0.7);
    expect(confidenceOf(search(index, "which planet works like a shop"))).toBeLessThan(0.3);
  });
});

describe("fitting", () => {
  const judged = (steepness: number, middle: number): Judged[] =>
    Array.from({ length: 2_000 }, (_, n) => {
      const sample = hit((n % 100) / 100);
      const truth = 1 / (1 + Math.exp(-steepness * (evidenceOf(sample) - middle)));
      // as many right ones at each place as the truth wants
      return { ...sample, right: (Math.floor(n / 100) + 0.5) / 20 < truth };
    });

  it("finds the curve the judged questions follow", () => {
    const fitted = fit(judged(8, 0.9));
    for (const score of [0.2, 0.5, 0.8]) {
      const truth = 1 / (1 + Math.exp(-8 * (evidenceOf(hit(score)) - 0.9)));
      expect(Math.abs(confidenceOf([hit(score)], fitted) - truth)).toBeLessThan(0.04);
    }
  });

  it("stays with the shipped curve where there is next to nothing to learn from, and never breaks", () => {
    const { scale, offset } = fit([]);
    expect(scale).toBeCloseTo(defaultCoefficients.scale, 5);
    expect(offset).toBeCloseTo(defaultCoefficients.offset, 5);
    for (const right of [true, false]) {
      const fitted = fit(Array.from({ length: 500 }, () => ({ ...hit(0.5), right })));
      expect(Number.isFinite(fitted.scale + fitted.offset)).toBe(true);
      expect(confidenceOf([hit(0.5)], fitted) > 0.5).toBe(right);
    }
  });

  it("keeps the order of questions", () => {
    const fitted = fit(judged(3, 1.2));
    expect(fitted.scale).toBeGreaterThan(0);
    expect(confidenceOf([hit(0.8)], fitted)).toBeGreaterThan(confidenceOf([hit(0.4)], fitted));
  });

  it("never turns the order round, whatever was judged", () => {
    const sample = fc.record({
      score: share,
      substance: fc.double({ min: 0, max: 9, noNaN: true }),
      right: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 80 }), share, share, (samples, one, other) => {
        const fitted = fit(samples.map(({ score, substance, right }) => ({ ...hit(score, { substance }), right })));
        expect(fitted.scale).toBeGreaterThan(0);
        expect(Number.isFinite(fitted.scale + fitted.offset)).toBe(true);
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        expect(confidenceOf([hit(high)], fitted)).toBeGreaterThanOrEqual(confidenceOf([hit(low)], fitted));
      }),
    );
  });

  it("makes next to nothing of evidence that says the opposite, and gives each question the usual chance", () => {
    const fitted = fit(Array.from({ length: 400 }, (_, n) => ({ ...hit((n % 100) / 100), right: n % 100 < 30 })));
    expect(fitted.scale).toBeGreaterThan(0);
    expect(fitted.scale).toBeLessThan(defaultCoefficients.scale / 2);
    for (const score of [0.1, 0.5, 0.9]) expect(Math.abs(confidenceOf([hit(score)], fitted) - 0.3)).toBeLessThan(0.15);
  });

  it.each([
    ["all right", (): boolean => true, (n: number) => (n % 100) / 100],
    ["all wrong", (): boolean => false, (n: number) => (n % 100) / 100],
    ["all alike", (n: number): boolean => n % 4 === 0, () => 0.5],
  ])("keeps the shipped slope where they cannot tell it: %s", (_, right, score) => {
    const samples = Array.from({ length: 300 }, (_, n) => ({ ...hit(score(n)), right: right(n) }));
    const fitted = fit(samples);
    expect(fitted.scale).toBe(defaultCoefficients.scale);
    // how often they were right is learned all the same
    const mean = (of: typeof defaultCoefficients) =>
      samples.reduce((sum, sample) => sum + confidenceOf([sample], of), 0) / samples.length;
    const truth = samples.filter((sample) => sample.right).length / samples.length;
    expect(Math.abs(mean(fitted) - truth)).toBeLessThan(Math.abs(mean(defaultCoefficients) - truth));
  });
});
