import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectedWait } from "./index.ts";
import { minute } from "./routing.testing.ts";
import { servicesNeeded } from "./wait.ts";

const services = fc.array(fc.oneof(fc.integer({ min: 1, max: 120 * minute }), fc.constant(1), fc.constant(1e9)), {
  minLength: servicesNeeded,
  maxLength: 60,
});

describe("the expected wait", () => {
  it("is not told where there is too little to tell it from", () => {
    const nine = Array.from({ length: 9 }, () => minute);
    expect(expectedWait(1, nine, 3)).toEqual({ known: false, because: "too_few_served" });
    expect(expectedWait(1, [...nine, Number.NaN, -1, 0], 3)).toEqual({ known: false, because: "too_few_served" });
    expect(expectedWait(1, [], 0)).toEqual({ known: false, because: "nobody_at_work" });
    expect(expectedWait(1, [...nine, minute], 3)).toMatchObject({ known: true });
  });

  it("lies in its range, and grows with the position and shrinks with the places", () => {
    fc.assert(
      fc.property(
        services,
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 30 }),
        (given, position, places) => {
          const wait = expectedWait(position, given, places);
          const behind = expectedWait(position + 1, given, places);
          const more = expectedWait(position, given, places + 1);
          if (!wait.known || !behind.known || !more.known) throw new Error("there was enough to tell");
          expect(wait.low).toBeGreaterThanOrEqual(0);
          expect(wait.low).toBeLessThanOrEqual(wait.likely);
          expect(wait.likely).toBeLessThanOrEqual(wait.high);
          expect(behind.likely).toBeGreaterThanOrEqual(wait.likely);
          expect(more.likely).toBeLessThanOrEqual(wait.likely);
        },
      ),
    );
  });

  it("comes true about eight times of ten, for short, long and mixed services alike", () => {
    const random = seeded(20261125);
    const drawn = {
      memoryless: () => -20 * minute * Math.log(1 - random()),
      steady: () => (10 + 5 * random()) * minute,
      mixed: () => (random() < 0.8 ? 5 : 60) * minute * (0.5 + random()),
    };
    for (const [name, draw] of Object.entries(drawn)) {
      let [inside, tries] = [0, 0];
      for (let day = 0; day < 600; day++) {
        const places = 2 + Math.floor(random() * 8);
        const position = 1 + Math.floor(random() * 10);
        const recent = Array.from({ length: 40 }, draw);
        const told = expectedWait(position, recent, places);
        if (!told.known) throw new Error("there was enough to tell");
        const waited = served(position, places, draw, random) / minute;
        inside += waited >= told.low && waited <= told.high ? 1 : 0;
        tries += 1;
      }
      expect([name, inside / tries > 0.75, inside / tries < 0.92]).toEqual([name, true, true]);
    }
  });
});

/** How long until so many places have become free, all being taken at a moment nobody chose. */
function served(position: number, places: number, draw: () => number, random: () => number): number {
  // a service that is met under way is more likely a long one, and as likely near its end as its beginning
  const long = Array.from({ length: 200 }, draw);
  const total = long.reduce((sum, each) => sum + each, 0);
  const underWay = () => {
    let at = random() * total;
    const met = long.find((each) => {
      at -= each;
      return at < 0;
    });
    return (met ?? 0) * random();
  };
  const free = Array.from({ length: places }, underWay);
  let last = 0;
  for (let n = 0; n < position; n++) {
    last = Math.min(...free);
    free[free.indexOf(last)] = last + draw();
  }
  return last;
}

/** Mulberry32: the same numbers in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
