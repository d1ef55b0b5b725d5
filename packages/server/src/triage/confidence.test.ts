import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { confidenceOf, exampleScale, fitScale, type Judged, verdictOf } from "./confidence.ts";
import { settingFor } from "./index.ts";
import { settingsOf } from "./settings.ts";

describe("the evidence of scores", () => {
  it("is the lead over the next choice, and a little of the height", () => {
    expect(verdictOf([1, 3, 2])).toEqual({ best: 1, next: 2, evidence: expect.closeTo(1.6) });
    expect(verdictOf([1, 3, 2], 1)).toMatchObject({ best: 2, next: 0 });
    expect(verdictOf([2])).toEqual({ best: 0, next: -1, evidence: 0 });
    expect(verdictOf([])).toMatchObject({ best: -1, evidence: 0 });
  });

  it("is no confidence where there is none of it, and more confidence the more there is", () => {
    expect(confidenceOf(0, exampleScale)).toBe(0);
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 9, noNaN: true }),
        fc.double({ min: 0.001, max: 9, noNaN: true }),
        (a, b) => {
          const scale = fitScale(
            [
              { evidence: a, right: true },
              { evidence: b, right: false },
            ],
            exampleScale,
          );
          expect(confidenceOf(Math.max(a, b), scale)).toBeGreaterThanOrEqual(confidenceOf(Math.min(a, b), scale));
        },
      ),
    );
  });
});

/** Judged texts whose share of right ones at some evidence is what a true scale says. */
function drawn(count: number, scale: number, offset: number): Judged[] {
  let state = 7;
  const random = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x80000000;
  };
  return Array.from({ length: count }, () => {
    const evidence = 3 * random();
    return { evidence, right: random() < 1 / (1 + Math.exp(-(scale * evidence + offset))), stranger: 0 };
  });
}

describe("the scale", () => {
  it("finds the one that many judged texts follow", () => {
    const fitted = fitScale(drawn(5_000, 3, -2), exampleScale);
    expect(fitted.scale).toBeCloseTo(3, 0);
    expect(fitted.offset).toBeCloseTo(-2, 0);
  });

  it("stays where it was without any, and is not overturned by a handful", () => {
    expect(fitScale([], exampleScale)).toMatchObject({ scale: expect.closeTo(exampleScale.scale, 3) });
    const wrong = Array.from({ length: 3 }, () => ({ evidence: 2, right: false }));
    expect(confidenceOf(3, fitScale(wrong, exampleScale))).toBeGreaterThan(0.7);
  });
});

describe("the settings", () => {
  const judged = drawn(1_000, 3, -2);
  const scale = fitScale(judged, exampleScale);
  const settings = settingsOf(judged, scale);

  it("keep the wanted precision among the judged", () => {
    for (const { precision, threshold, coverage } of settings) {
      const decided = judged.filter(({ evidence }) => confidenceOf(evidence, scale) >= threshold);
      expect(decided.length / judged.length).toBeCloseTo(coverage);
      expect(decided.filter(({ right }) => right).length / (decided.length || 1)).toBeGreaterThanOrEqual(precision);
    }
  });

  it("ask for more confidence and decide less the higher the precision", () => {
    for (const [n, setting] of settings.entries()) {
      expect(setting.threshold).toBeGreaterThanOrEqual(settings[n - 1]?.threshold ?? 0);
      expect(setting.coverage).toBeLessThanOrEqual(settings[n - 1]?.coverage ?? 1);
    }
  });

  it("ask for as much confidence as precision where too few were judged to tell", () => {
    const few = settingsOf([{ evidence: 2, right: true, stranger: 0 }], exampleScale);
    expect(settingFor(few, 0.9)).toEqual({ precision: 0.9, threshold: 0.9, coverage: 0 });
    expect(settingFor([], 0.9).threshold).toBe(1);
  });

  it("let at most some of the texts pass that belong to no choice", () => {
    const easy = judged.map(({ evidence }) => ({ evidence, right: true, stranger: evidence * 0.9 }));
    const { threshold } = settingFor(settingsOf(easy, exampleScale), 0.95);
    const passing = easy.filter(({ stranger }) => confidenceOf(stranger, exampleScale) > threshold);
    expect(passing.length / easy.length).toBeLessThanOrEqual(0.2);
    expect(passing.length).toBeGreaterThan(0);
  });

  it("lie on straight lines between the precisions that were measured", () => {
    const [low, between, high] = [0.9, 0.9125, 0.925].map((precision) => settingFor(settings, precision).threshold);
    expect(between).toBeCloseTo(((low as number) + (high as number)) / 2);
    expect(settingFor(settings, 1).threshold).toBe(1);
    expect(settingFor(settings, 0).threshold).toBe(settings[0]?.threshold);
  });
});
