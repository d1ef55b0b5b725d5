import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assistantDefaults } from "../settings/index.ts";
import {
  addUsage,
  costOf,
  estimateTokens,
  isWithin,
  type Limits,
  limitsOf,
  noUsage,
  type Spent,
  takeUsage,
  type Usage,
  type Used,
} from "./usage.ts";

const usage = (inputTokens: number, outputTokens: number): Usage => ({
  calls: 1,
  inputTokens,
  outputTokens,
  estimated: false,
});
const limits: Limits = {
  conversation: { tokens: 1_000, cost: 0 },
  day: { tokens: 5_000, cost: 1 },
  siteDay: {},
  inputPrice: 100,
  outputPrice: 200,
};
const used = (more: Partial<Record<keyof Used, Partial<Spent>>> = {}): Used => ({
  conversation: { tokens: 0, cost: 0, ...more.conversation },
  day: { tokens: 0, cost: 0, ...more.day },
  siteDay: { tokens: 0, cost: 0, ...more.siteDay },
});

describe("what a model may use", () => {
  it("ends with the first limit that is reached, of the conversation or of the day", () => {
    expect(isWithin(limits, used(), usage(500, 500))).toBe(true);
    expect(isWithin(limits, used({ conversation: { tokens: 1 } }), usage(500, 500))).toBe(false);
    expect(isWithin(limits, used({ day: { tokens: 4_500 } }), usage(300, 300))).toBe(false);
    expect(isWithin(limits, used({ day: { cost: 0.95 } }), usage(100, 300))).toBe(false);
    const cheap = { ...limits, conversation: { tokens: 1_000, cost: 0.1 } };
    expect(isWithin(cheap, used({ conversation: { cost: 0.05 } }), usage(100, 100))).toBe(true);
    expect(isWithin(cheap, used({ conversation: { cost: 0.08 } }), usage(100, 100))).toBe(false);
    // what others used of the day is not this conversation's
    expect(isWithin(cheap, used({ day: { cost: 0.5 } }), usage(100, 100))).toBe(true);
  });

  it("counts a site's own limit against that site, and everybody's against everybody", () => {
    const own = { ...limits, siteDay: { tokens: 1_000, cost: 0.1 } };
    expect(isWithin(own, used({ day: { tokens: 4_000, cost: 0.5 } }), usage(100, 100))).toBe(true);
    expect(isWithin(own, used({ siteDay: { tokens: 900 } }), usage(100, 100))).toBe(false);
    expect(isWithin(own, used({ siteDay: { cost: 0.09 } }), usage(100, 100))).toBe(false);
    expect(isWithin(own, used({ day: { tokens: 4_900 } }), usage(100, 100))).toBe(false);
    expect(isWithin(limits, used({ siteDay: { tokens: 4_000 } }), usage(100, 100))).toBe(true);
  });

  it("follows from the settings of a site and those it shares", () => {
    const shared = { ...assistantDefaults, dayTokens: 900, dayCost: 9 };
    const settings = { ...shared, dayTokens: 100, conversationCost: 2 };
    const found = limitsOf({ settings, shared, own: ["dayTokens", "conversationCost"] });
    expect(found).toMatchObject({
      conversation: { tokens: assistantDefaults.conversationTokens, cost: 2 },
      day: { tokens: 900, cost: 9 },
    });
    expect(found.siteDay).toEqual({ tokens: 100 });
    expect(limitsOf({ settings: shared, shared, own: [] }).siteDay).toEqual({});
  });

  it("has no limit in money where that is 0, and nothing at all where there are 0 tokens", () => {
    const free = { ...limits, day: { tokens: 5_000, cost: 0 } };
    expect(isWithin(free, used({ day: { cost: 1_000 } }), usage(1, 1))).toBe(true);
    expect(isWithin({ ...limits, day: { tokens: 0, cost: 0 } }, used(), usage(1, 0))).toBe(false);
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
        expect(each.reduce(takeUsage, sum)).toEqual({ ...noUsage, estimated: sum.estimated });
      }),
    );
  });

  it("is guessed from characters where nobody says", () => {
    expect(estimateTokens("")).toBe(0);
    expect(estimateTokens("a".repeat(40))).toBe(10);
    expect(estimateTokens("返金は五日")).toBe(5);
  });
});
