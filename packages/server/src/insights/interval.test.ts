import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { difference, wilson } from "./interval.ts";

const rounded = ({ low, high }: { low: number; high: number }) => [low, high].map((each) => Number(each.toFixed(4)));

describe("Wilson's interval", () => {
  // table I of R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998)
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])("of %i in %i is what the literature says", (hits, total, low, high) => {
    expect(rounded(wilson(hits, total))).toEqual([low, high]);
  });

  it("says nothing of nothing", () => {
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
  });

  it("holds its share, stays a share, and mirrors", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), fc.nat(5_000), (total, some) => {
        const hits = some % (total + 1);
        const { low, high } = wilson(hits, total);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(hits / total + 1e-12);
        expect(high).toBeGreaterThanOrEqual(hits / total - 1e-12);
        expect(wilson(total - hits, total).low).toBeCloseTo(1 - high, 10);
      }),
    );
  });
});

describe("the difference of two shares", () => {
  // table II of R. G. Newcombe, Interval estimation for the difference between independent proportions (1998), method 10
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ])("of %i in %i and %i in %i is what the literature says", (a, m, b, n, low, high) => {
    const found = difference({ hits: a, total: m }, { hits: b, total: n });
    expect(found && rounded(found)).toEqual([low, high]);
  });

  it("turns its sign with its sides, and is none where one side counts nothing", () => {
    const share = fc
      .tuple(fc.integer({ min: 1, max: 500 }), fc.nat(500))
      .map(([total, some]) => ({ total, hits: some % (total + 1) }));
    fc.assert(
      fc.property(share, share, (one, other) => {
        const there = difference(one, other);
        const back = difference(other, one);
        expect(there?.low).toBeCloseTo(-(back?.high ?? 0), 10);
        expect(there?.low).toBeLessThanOrEqual(there?.value ?? -2);
        expect(there?.high).toBeGreaterThanOrEqual(there?.value ?? 2);
      }),
    );
    expect(difference({ hits: 0, total: 0 }, { hits: 1, total: 2 })).toBeUndefined();
  });
});
