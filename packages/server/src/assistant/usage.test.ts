import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addUsage, costOf, estimateTokens, isWithin, noUsage, type Usage } from "./usage.ts";

const usage = (inputTokens: number, outputTokens: number): Usage => ({
  calls: 1,
  inputTokens,
  outputTokens,
  estimated: false,
});
const limits = { conversationTokens: 1_000, dayTokens: 5_000, dayCost: 1, inputPrice: 100, outputPrice: 200 };
const unused = { conversationTokens: 0, dayTokens: 0, dayCost: 0 };

describe("what a model may use", () => {
  it("ends with the first limit that is reached", () => {
    expect(isWithin(limits, unused, usage(500, 500))).toBe(true);
    expect(isWithin(limits, { ...unused, conversationTokens: 1 }, usage(500, 500))).toBe(false);
    expect(isWithin(limits, { ...unused, dayTokens: 4_500 }, usage(300, 300))).toBe(false);
    expect(isWithin(limits, { ...unused, dayCost: 0.95 }, usage(100, 300))).toBe(false);
  });

  it("has no limit in money where that is 0, and nothing at all where there are 0 tokens", () => {
    expect(isWithin({ ...limits, dayCost: 0 }, { ...unused, dayCost: 1_000 }, usage(1, 1))).toBe(true);
    expect(isWithin({ ...limits, dayTokens: 0 }, unused, usage(1, 0))).toBe(false);
  });

  it("costs what its prices for a million tokens say, however it is summed up", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(1e6), fc.nat(1e6)), { maxLength: 9 }), (pairs) => {
        const each = pairs.map(([input, output]) => usage(input, output));
        const sum = each.reduce(addUsage, noUsage);
        expect(costOf(sum, limits)).toBeCloseTo(
          each.reduce((total, one) => total + costOf(one, limits), 0),
          6,
        );
        expect(sum.calls).toBe(each.length);
      }),
    );
  });

  it("is guessed from characters where nobody says", () => {
    expect(estimateTokens("")).toBe(0);
    expect(estimateTokens("a".repeat(40))).toBe(10);
    expect(estimateTokens("返金は五日")).toBe(5);
  });
});
