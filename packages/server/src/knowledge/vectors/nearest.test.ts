import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { floorOf, fuse, nearest } from "./nearest.ts";

describe("nearest", () => {
  it("gives each article by its best passage, without those that may not be seen or speak of other dimensions", () => {
    const vectors = new Map([
      ["a", [Float32Array.of(1, 0), Float32Array.of(0, 1)]],
      ["b", [Float32Array.of(0.6, 0.8)]],
      ["secret", [Float32Array.of(0, 1)]],
      ["other", [Float32Array.of(1, 0, 0)]],
    ]);
    const { near, cosines } = nearest(vectors, Float32Array.of(0, 1), 5, (id) => id !== "secret");
    expect(near.map(({ articleId, passage }) => [articleId, passage])).toEqual([
      ["a", 1],
      ["b", 0],
    ]);
    expect(cosines.map((cosine) => cosine.toFixed(1))).toEqual(["0.0", "1.0", "0.8"]);
  });
});

describe("what is near by meaning", () => {
  let seed = 7;
  const chance = () => {
    seed = (seed * 1_664_525 + 1_013_904_223) >>> 0;
    return (seed + 1) / 4_294_967_297;
  };
  const normal = () => Math.sqrt(-2 * Math.log(chance())) * Math.cos(2 * Math.PI * chance());
  const dimensions = 64;
  const unit = (vector: number[]) => {
    const length = Math.hypot(...vector);
    return vector.map((value) => value / length);
  };
  const direction = () => unit(Array.from({ length: dimensions }, normal));
  /** A text of several things: how much of which. */
  const text = (...things: [share: number, thing: number[]][]) =>
    unit(
      Array.from({ length: dimensions }, (_, n) =>
        things.reduce((sum, [share, thing]) => sum + share * (thing[n] ?? 0), 0),
      ),
    );
  const cosine = (a: number[], b: number[]) => a.reduce((sum, value, n) => sum + value * (b[n] ?? 0), 0);

  // what all texts of a model have in common: with some, everything is alike
  it.each([
    ["around 0", 0],
    ["around 0.2", 0.5],
    ["around 0.8", 2],
  ])("is nothing for rubbish and the right one for a paraphrase, with cosines %s", (_, common) => {
    const all = direction();
    const subject = direction();
    for (const count of [30, 300]) {
      const counts = { rubbish: 0, right: 0 };
      for (let run = 0; run < 100; run++) {
        const own = Array.from({ length: count }, direction);
        const articles = own.map((each) => text([common, all], [0.5, subject], [1, each]));
        const to = (query: number[]) => articles.map((article) => cosine(article, query));
        const rubbish = to(text([common, all], [1, direction()]));
        if (Math.max(...rubbish) > floorOf(rubbish)) counts.rubbish += 1;
        const meant = to(text([common, all], [0.4, subject], [1, own[run % count] ?? []], [0.7, direction()]));
        if ((meant[run % count] ?? 0) > floorOf(meant)) counts.right += 1;
      }
      expect(counts.rubbish).toBeLessThanOrEqual(8);
      expect(counts.right).toBeGreaterThanOrEqual(90);
    }
  });

  it.each([
    ["nothing to compare with", [], 1],
    ["one that is as near as it gets", [0.9], 0.9],
    ["all alike", [0.1, 0.1, 0.1, 0.1], 0.1],
    ["a hair apart", [0.8, 0.81, 0.8, 0.79], 0.81],
  ])("is not %s", (_, cosines, best) => {
    expect(floorOf(cosines)).toBeGreaterThan(best);
  });

  it.each([
    ["two of which one is", [0.1, 0.7]],
    ["few of which one is", [0.1, 0.12, 0.09, 0.7]],
    ["few of which half are", [0.1, 0.1, 0.98, 0.99]],
  ])("is one of %s", (_, cosines) => {
    expect(floorOf(cosines)).toBeLessThan(0.7);
  });
});

describe("fusing two rankings", () => {
  const ranking = fc.uniqueArray(fc.constantFrom(..."abcdefghij"), { maxLength: 10 });

  it("keeps a ranking as it is where the other is the same or empty", () => {
    fc.assert(
      fc.property(ranking, (ids) => {
        expect(fuse(ids, ids)).toEqual(ids);
        expect(fuse(ids, [])).toEqual(ids);
        expect(fuse([], ids)).toEqual(ids);
      }),
    );
  });

  it("holds everything once, and never puts one above another that both rank higher", () => {
    fc.assert(
      fc.property(ranking, ranking, (one, other) => {
        const fused = fuse(one, other);
        expect([...fused].sort()).toEqual([...new Set([...one, ...other])].sort());
        for (const [n, id] of one.entries()) {
          for (const lower of one.slice(n + 1)) {
            const both = other.includes(id) && (!other.includes(lower) || other.indexOf(id) < other.indexOf(lower));
            if (both) expect(fused.indexOf(id)).toBeLessThan(fused.indexOf(lower));
          }
        }
      }),
    );
  });
});
