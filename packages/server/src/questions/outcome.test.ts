import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Course, dayMillis, hourMillis, outcomeOf, returnOf, sittingMillis, solvedAt } from "./outcome.ts";

const rules = { assumeHours: 24, returnDays: 7 };
const asked = Date.UTC(2026, 10, 1);
const course = (change: Partial<Course> = {}): Course => ({
  last_asked_at: asked,
  answered_at: asked,
  confirmed_at: null,
  denied_at: null,
  handed_over_at: null,
  returned_at: null,
  returned_from: null,
  ...change,
});
const later = asked + 30 * dayMillis;

describe("how an assisted conversation ends", () => {
  it("is confirmed by its visitor, at once", () => {
    expect(outcomeOf(course({ confirmed_at: asked + 5 }), rules, asked + 5)).toBe("confirmed");
  });

  it("is open while the silence after an answer is not long enough, then assumed", () => {
    expect(outcomeOf(course(), rules, asked + 24 * hourMillis - 1)).toBe("open");
    expect(outcomeOf(course(), rules, asked + 24 * hourMillis)).toBe("assumed");
  });

  it("is abandoned without an answer, and with one that was refused: never containment", () => {
    expect(outcomeOf(course({ answered_at: null }), rules, later)).toBe("abandoned");
    expect(outcomeOf(course({ denied_at: asked + 9 }), rules, later)).toBe("abandoned");
    expect(outcomeOf(course({ answered_at: asked - 60_000 }), rules, later)).toBe("abandoned");
  });

  it("goes by the visitor's last word", () => {
    expect(outcomeOf(course({ confirmed_at: asked + 5, denied_at: asked + 9 }), rules, later)).toBe("abandoned");
    expect(outcomeOf(course({ confirmed_at: asked + 9, denied_at: asked + 5 }), rules, later)).toBe("confirmed");
    expect(outcomeOf(course({ confirmed_at: asked - 5, answered_at: null }), rules, later)).toBe("abandoned");
  });

  it("is handed over whatever came before or after", () => {
    expect(outcomeOf(course({ confirmed_at: asked + 5, handed_over_at: asked + 9 }), rules, later)).toBe("handed_over");
  });

  it("is taken back by coming back within the days, and not after them", () => {
    const back = (days: number) => course({ returned_from: asked, returned_at: asked + days * dayMillis });
    expect(outcomeOf(back(7), rules, later)).toBe("returned");
    expect(outcomeOf(back(7.01), rules, later)).toBe("assumed");
    expect(outcomeOf(back(7.01), { ...rules, returnDays: 8 }, later)).toBe("returned");
  });
});

describe("coming back", () => {
  it("needs something solved before, by an answer or the visitor's word", () => {
    expect(returnOf(course({ answered_at: null }), { now: later, here: false })).toBeUndefined();
    expect(returnOf(course({ denied_at: asked + 1 }), { now: later, here: false })).toBeUndefined();
    expect(returnOf(course({ handed_over_at: asked + 1 }), { now: later, here: false })).toBeUndefined();
    expect(returnOf(course({ answered_at: null, confirmed_at: asked + 1 }), { now: asked + 2, here: false })).toEqual({
      returned_at: asked + 2,
      returned_from: asked + 1,
    });
  });

  it("in the same conversation goes on with it for a day, elsewhere counts at once", () => {
    const at = (now: number, here: boolean) => returnOf(course(), { now, here })?.returned_at;
    expect(at(asked + sittingMillis - 1, true)).toBeUndefined();
    expect(at(asked + sittingMillis, true)).toBe(asked + sittingMillis);
    expect(at(asked + 1, false)).toBe(asked + 1);
  });

  it("keeps the soonest, so that any number of days is answered rightly", () => {
    const first = { returned_at: asked + 40 * dayMillis, returned_from: asked };
    const again = asked + 50 * dayMillis;
    const next = course({ ...first, last_asked_at: again, answered_at: again });
    expect(returnOf(next, { now: again + dayMillis, here: false })).toEqual({
      returned_at: again + dayMillis,
      returned_from: again,
    });
    expect(returnOf(next, { now: again + 41 * dayMillis, here: false })).toBeUndefined();
  });
});

describe("every history", () => {
  const moment = fc.integer({ min: 0, max: 60 }).map((hours) => asked + hours * 7 * hourMillis);
  const maybe = fc.option(moment, { nil: null });
  const courses = fc.record({
    last_asked_at: moment,
    answered_at: maybe,
    confirmed_at: maybe,
    denied_at: maybe,
    handed_over_at: maybe,
    returned_at: maybe,
    returned_from: maybe,
  });
  const rule = fc.record({
    assumeHours: fc.integer({ min: 1, max: 720 }),
    returnDays: fc.integer({ min: 1, max: 90 }),
  });

  it("counts as solved only with an answer or the visitor's word after the last question, and no word against it", () => {
    fc.assert(
      fc.property(courses, rule, (each, rules) => {
        const end = outcomeOf(each, rules, asked + 1_000 * dayMillis);
        expect(end).not.toBe("open");
        if (end !== "confirmed" && end !== "assumed") return;
        expect(solvedAt(each)).not.toBeNull();
        expect(each.handed_over_at).toBeNull();
      }),
    );
  });

  it("never turns from solved to unsolved by waiting longer for a return, or the other way", () => {
    fc.assert(
      fc.property(courses, rule, (each, rules) => {
        const now = asked + 1_000 * dayMillis;
        const strict = outcomeOf(each, { ...rules, returnDays: 90 }, now);
        const lax = outcomeOf(each, { ...rules, returnDays: 1 }, now);
        if (strict !== "returned") expect(lax).toBe(strict);
      }),
    );
  });

  it("once over stays as it is while nothing happens", () => {
    fc.assert(
      fc.property(courses, rule, fc.nat(10_000), (each, rules, hours) => {
        const now = asked + 500 * dayMillis;
        expect(outcomeOf(each, rules, now + hours * hourMillis)).toBe(outcomeOf(each, rules, now));
      }),
    );
  });
});
