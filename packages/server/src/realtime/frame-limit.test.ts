import * as fc from "fast-check";
import { expect, it } from "vitest";
import { fullBucket, take } from "./frame-limit.ts";

const rate = { perSecond: 30, burst: 60 };
const times = fc.array(fc.nat(2_000), { minLength: 1, maxLength: 500 }).map((gaps) => {
  let at = 0;
  return gaps.map((gap) => (at += gap > 1_900 ? gap : gap % 40));
});

it("R18 lets no more than a burst and so many a second through, in any stretch of time", () => {
  return fc.assert(
    fc.property(times, (arrivals) => {
      let bucket = fullBucket(rate, 0);
      const passed: number[] = [];
      for (const at of arrivals) {
        const next = take(bucket, rate, at);
        if (!next) continue;
        bucket = next;
        passed.push(at);
      }
      for (const [first, from] of passed.entries()) {
        for (let last = first; last < passed.length; last++) {
          const seconds = ((passed[last] ?? 0) - from) / 1000;
          expect(last - first + 1).toBeLessThanOrEqual(rate.burst + seconds * rate.perSecond + 1e-6);
        }
      }
    }),
  );
});

it("R18 refuses nobody who keeps to the rate", () => {
  return fc.assert(
    fc.property(fc.array(fc.integer({ min: 34, max: 5_000 }), { maxLength: 300 }), (gaps) => {
      let at = 0;
      let bucket = fullBucket(rate, 0);
      for (const gap of gaps) {
        at += gap;
        const next = take(bucket, rate, at);
        expect(next).toBeDefined();
        bucket = next ?? bucket;
      }
    }),
  );
});

it("adds nothing when the clock goes back", () => {
  const empty = { tokens: 0, at: 10_000 };
  expect(take(empty, rate, 5_000)).toBeUndefined();
});
