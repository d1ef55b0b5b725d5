import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ownThreshold, type Sample, samplesNeeded, shippedThreshold, thresholdFor, wrongOf } from "./precision.ts";
import { shippedCurve } from "./precision-curve.ts";

const share = fc.double({ min: 0.01, max: 0.5, noNaN: true });
const sample = fc.record({
  confidence: fc.double({ min: 0, max: 1, noNaN: true }),
  right: fc.constantFrom(true, false, null),
});
const samples = fc.array(sample, { minLength: 1, maxLength: 80 });
const given = (all: readonly Sample[], threshold: number) => all.filter(({ confidence }) => confidence >= threshold);

describe("the threshold for a wanted precision", () => {
  it("keeps the share of wrong answers among those given, and is the lowest that does", () => {
    fc.assert(
      fc.property(share, samples, (wrongAtMost, all) => {
        const wrongShare = (threshold: number) => {
          const those = given(all, threshold);
          return those.reduce((sum, each) => sum + wrongOf(each), 0) / (those.length || 1);
        };
        const threshold = ownThreshold(wrongAtMost, all);
        expect(wrongShare(threshold)).toBeLessThanOrEqual(wrongAtMost + 1e-6);
        for (const { confidence } of all) {
          if (confidence < threshold) expect(wrongShare(confidence)).toBeGreaterThan(wrongAtMost);
        }
      }),
      { examples: [[0.1, [{ confidence: 1, right: false }]]] },
    );
  });

  it("never asks for more where more may be wrong", () => {
    fc.assert(
      fc.property(share, share, samples, (one, other, all) => {
        const [strict, lax] = [Math.min(one, other), Math.max(one, other)];
        expect(ownThreshold(lax, all)).toBeLessThanOrEqual(ownThreshold(strict, all));
        expect(shippedThreshold(lax)).toBeLessThanOrEqual(shippedThreshold(strict));
      }),
    );
  });

  it("takes what people said in the place of what is expected", () => {
    const sure = { confidence: 0.9, right: null };
    const all = [...Array(10).fill(sure), ...Array(10).fill({ confidence: 0.6, right: null })] as Sample[];
    expect(ownThreshold(0.1, all)).toBe(0.9);
    const proven = all.map((each) => (each.confidence === 0.6 ? { ...each, right: true } : each));
    expect(ownThreshold(0.1, proven)).toBe(0.6);
    const refuted = all.map((each) => (each.confidence === 0.9 ? { ...each, right: false } : each));
    expect(ownThreshold(0.1, refuted)).toBeGreaterThan(0.9);
  });

  it("is the shipped curve's until there are enough questions", () => {
    const few = Array<Sample>(samplesNeeded - 1).fill({ confidence: 0.99, right: true });
    expect(thresholdFor(0.1, few)).toEqual({ threshold: shippedThreshold(0.1), source: "shipped" });
    expect(thresholdFor(0.1, [...few, { confidence: 0.99, right: true }])).toEqual({ threshold: 0.99, source: "own" });
  });

  it("follows the curve between its points and stays on it beyond them", () => {
    for (const [wrong, threshold] of shippedCurve) expect(shippedThreshold(wrong)).toBeCloseTo(threshold, 10);
    const [[a, high], [b, low]] = shippedCurve.slice(4, 6) as [[number, number], [number, number]];
    expect(shippedThreshold((a + b) / 2)).toBeCloseTo((high + low) / 2, 10);
    expect(shippedThreshold(0.001)).toBe(shippedCurve[0]?.[1]);
    expect(shippedThreshold(0.9)).toBe(shippedCurve.at(-1)?.[1]);
  });
});
