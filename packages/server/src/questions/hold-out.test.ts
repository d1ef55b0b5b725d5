import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isHeldOut } from "./hold-out.ts";

describe("the hold-out group", () => {
  it("N3 holds nobody at 0, and the same visitors in every larger share", () => {
    fc.assert(
      fc.property(
        fc.uuid(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (id, a, b) => {
          expect(isHeldOut(id, 0)).toBe(false);
          expect(isHeldOut(id, a)).toBe(isHeldOut(id, a));
          if (isHeldOut(id, Math.min(a, b))) expect(isHeldOut(id, Math.max(a, b))).toBe(true);
        },
      ),
    );
  });

  it("never changes its mind between releases", () => {
    const held = (share: number) =>
      [1, 2, 3, 4, 5].map((n) => isHeldOut(`0193564c-0000-7000-8000-00000000000${n}`, share));
    expect(held(0.5)).toEqual([true, true, true, false, false]);
    expect(held(0.2)).toEqual([false, false, true, false, false]);
  });

  it("is as large as it was asked to be, also for ids made one after the other", () => {
    const ids = Array.from({ length: 20_000 }, (_, n) => `0193564c-0000-7000-8000-${String(n).padStart(12, "0")}`);
    for (const share of [0.05, 0.2, 0.5]) {
      const held = ids.filter((id) => isHeldOut(id, share)).length;
      const spread = 3 * Math.sqrt(ids.length * share * (1 - share));
      expect(Math.abs(held - ids.length * share)).toBeLessThan(spread);
    }
  });
});
