import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { horizon, openTimes } from "./hours.ts";
import { addOpen, isOpen, nextOpening, openBetween } from "./index.ts";
import { everyDay, workWeek } from "./testing.ts";
import { momentOf, wallOf } from "./zone.ts";

const hour = 3_600_000;
const at = (text: string) => Date.parse(text);
const iso = (moment: number | undefined) => (moment === undefined ? undefined : new Date(moment).toISOString());
const nine = { from: 540, to: 1_020 };
const office = workWeek("Europe/Berlin", [nine]);
const always = { ...office, alwaysOpen: true };

describe("open time", () => {
  it("goes on over the weekend", () => {
    // Friday 16:30 in Berlin
    expect(iso(addOpen(office, at("2026-11-27T15:30Z"), hour))).toBe("2026-11-30T08:30:00.000Z");
    expect(openBetween(office, at("2026-11-27T15:30Z"), at("2026-11-30T08:30Z"))).toBe(hour);
  });

  it("runs out at closing where it just fits, and begins at the next opening from closing on", () => {
    expect(iso(addOpen(office, at("2026-11-27T15:00Z"), hour))).toBe("2026-11-27T16:00:00.000Z");
    expect(iso(addOpen(office, at("2026-11-27T16:00Z"), hour))).toBe("2026-11-30T09:00:00.000Z");
    expect(iso(addOpen(office, at("2026-11-27T15:59:59.999Z"), 2))).toBe("2026-11-30T08:00:00.001Z");
  });

  it("takes none to wait for nothing", () => {
    expect(addOpen(office, at("2026-11-28T12:00Z"), 0)).toBe(at("2026-11-28T12:00Z"));
    expect(openBetween(office, at("2026-11-27T15:00Z"), at("2026-11-27T14:00Z"))).toBe(0);
  });

  it("knows opening and closing to the millisecond", () => {
    const [opens, closes] = [at("2026-11-27T08:00Z"), at("2026-11-27T16:00Z")];
    expect([opens - 1, opens, closes - 1, closes].map((moment) => isOpen(office, moment))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(nextOpening(office, opens)).toBe(opens);
    expect(nextOpening(office, closes - 1)).toBe(closes - 1);
    expect(iso(nextOpening(office, closes))).toBe("2026-11-30T08:00:00.000Z");
  });

  it("has lunch breaks, nights, and days that end at 24:00", () => {
    const broken = workWeek("Asia/Tokyo", [
      { from: 540, to: 720 },
      { from: 780, to: 1_080 },
    ]);
    expect(iso(addOpen(broken, at("2026-11-25T02:30Z"), hour))).toBe("2026-11-25T04:30:00.000Z");
    const nights = workWeek("Asia/Tokyo", [{ from: 1_320, to: 360 }]);
    // Friday's night ends on Saturday at six, and the next begins on Monday at ten in the evening
    expect(openBetween(nights, at("2026-11-27T12:00Z"), at("2026-11-30T12:00Z"))).toBe(8 * hour);
    expect(iso(nextOpening(nights, at("2026-11-27T21:00Z")))).toBe("2026-11-30T13:00:00.000Z");
    const days = everyDay("Asia/Tokyo", [{ from: 0, to: 1_440 }]);
    expect(addOpen(days, at("2026-11-25T02:30Z"), 100 * hour)).toBe(at("2026-11-25T02:30Z") + 100 * hour);
    expect(openTimes(days, at("2026-11-25T00:00Z"), at("2026-11-29T00:00Z"))).toHaveLength(1);
  });

  it("takes a holiday off its own day only, and knows parts of days and days of every year", () => {
    const nights = everyDay("Asia/Tokyo", [{ from: 1_320, to: 360 }], {
      holidays: [{ name: "", date: "2026-11-25", from: 0, to: 1_440 }],
    });
    // of the night before it the evening is left, and of its own night the morning after
    expect(
      openTimes(nights, at("2026-11-24T03:00Z"), at("2026-11-26T03:00Z")).map(({ from, to }) => [iso(from), iso(to)]),
    ).toEqual([
      ["2026-11-24T13:00:00.000Z", "2026-11-24T15:00:00.000Z"],
      ["2026-11-25T15:00:00.000Z", "2026-11-25T21:00:00.000Z"],
    ]);
    const christmas = workWeek("Europe/Berlin", [nine], {
      holidays: [
        { name: "", date: "12-24", from: 720, to: 1_440 },
        { name: "", date: "12-25", from: 0, to: 1_440 },
      ],
    });
    for (const year of [2026, 2031]) {
      const open = openBetween(christmas, at(`${year}-12-24T00:00Z`), at(`${year}-12-26T00:00Z`));
      expect(open).toBe(3 * hour);
    }
  });

  it("passes holidays in a row", () => {
    const dates = ["12-28", "12-29", "12-30", "12-31"].map((date) => `2026-${date}`);
    const holidays = [...dates, "01-01"].map((date) => ({ name: "", date, from: 0, to: 1_440 }));
    const closed = workWeek("Europe/Berlin", [nine], { holidays });
    expect(iso(addOpen(closed, at("2026-12-24T15:30Z"), 9 * hour))).toBe("2027-01-04T08:30:00.000Z");
  });

  it("is every minute where the calendar is always open, holidays or not", () => {
    expect(addOpen(always, 5, 7)).toBe(12);
    expect(openBetween(always, 5, 12)).toBe(7);
    expect(nextOpening(always, 5)).toBe(5);
  });

  it("gives up after five years", () => {
    const now = at("2026-11-25T00:00Z");
    const never = workWeek("UTC", []);
    expect(addOpen(never, now, 1)).toBeUndefined();
    expect(nextOpening(never, now)).toBeUndefined();
    expect(addOpen(office, now, 5 * 366 * 24 * hour)).toBeUndefined();
    expect(addOpen(always, now, horizon)).toBe(now + horizon);
    expect(addOpen(always, now, horizon + 1)).toBeUndefined();
  });

  it("refuses a change in place, because what was worked out is kept", () => {
    const calendar = workWeek("UTC", [{ from: 0, to: 60 }]);
    openBetween(calendar, 0, 1);
    expect(() => Object.assign(calendar, { zone: "Asia/Tokyo" })).toThrow(TypeError);
    expect(() => (calendar.holidays as unknown[]).push({})).toThrow(TypeError);
  });
});

describe("when the clocks change", () => {
  const night = everyDay("Europe/Berlin", [{ from: 90, to: 150 }]);

  it("what the clock leaves out is not worked: 01:30 to 02:30 is half an hour", () => {
    expect(
      openTimes(night, at("2026-03-28T12:00Z"), at("2026-03-29T12:00Z")).map(({ from, to }) => [iso(from), iso(to)]),
    ).toEqual([["2026-03-29T00:30:00.000Z", "2026-03-29T01:00:00.000Z"]]);
  });

  it("an interval that begins in what is left out begins with the first minute after it", () => {
    const early = everyDay("Europe/Berlin", [{ from: 150, to: 240 }]);
    expect(iso(nextOpening(early, at("2026-03-28T12:00Z")))).toBe("2026-03-29T01:00:00.000Z");
    expect(openBetween(early, at("2026-03-28T12:00Z"), at("2026-03-29T12:00Z"))).toBe(hour);
  });

  it("what the clock shows twice is worked twice: 01:30 to 02:30 is an hour, and half an hour again", () => {
    expect(
      openTimes(night, at("2026-10-24T12:00Z"), at("2026-10-25T12:00Z")).map(({ from, to }) => [iso(from), iso(to)]),
    ).toEqual([
      ["2026-10-24T23:30:00.000Z", "2026-10-25T00:30:00.000Z"],
      ["2026-10-25T01:00:00.000Z", "2026-10-25T01:30:00.000Z"],
    ]);
  });

  it("a day has 23, 24.5 or 25 hours, and sometimes a minute", () => {
    const lengths = [
      ["Europe/Berlin", "2026-03-28T23:00Z", 23],
      ["Europe/Berlin", "2026-10-24T22:00Z", 25],
      ["Australia/Lord_Howe", "2026-04-04T13:00Z", 24.5],
      ["Australia/Lord_Howe", "2026-10-03T13:30Z", 23.5],
      // at a minute past midnight it went back to the day before: a minute, and then the day again
      ["America/St_Johns", "2010-11-07T02:30Z", 24 + 1 / 60],
      ["America/St_Johns", "2010-11-06T02:30Z", 25 - 1 / 60],
    ] as const;
    for (const [zone, midnight, hours] of lengths) {
      const date = new Date(wallOf(zone, at(midnight))).toISOString().slice(0, 10);
      // only this day is worked: all others of the fortnight are holidays
      const others = Array.from({ length: 31 }, (_, n) =>
        new Date(at(midnight) + (n - 15) * 24 * hour).toISOString().slice(0, 10),
      );
      const holidays = others
        .filter((other) => other !== date)
        .map((other) => ({ name: "", date: other, from: 0, to: 1_440 }));
      const calendar = everyDay(zone, [{ from: 0, to: 1_440 }], { holidays });
      expect([zone, date, openBetween(calendar, at(midnight) - 72 * hour, at(midnight) + 72 * hour) / hour]).toEqual([
        zone,
        date,
        hours,
      ]);
    }
  });

  it("a day that never was is not worked: Apia went from the 29th to the 31st of December 2011", () => {
    const apia = everyDay("Pacific/Apia", [nine]);
    const times = openTimes(apia, at("2011-12-29T10:00Z"), at("2011-12-31T10:00Z"));
    expect(times.map(({ from, to }) => [iso(from), iso(to)])).toEqual([
      ["2011-12-29T19:00:00.000Z", "2011-12-30T03:00:00.000Z"],
      ["2011-12-30T19:00:00.000Z", "2011-12-31T03:00:00.000Z"],
    ]);
  });

  it("a time that is shown twice means the first, and one that is not shown as long after the gap", () => {
    const wall = (text: string) => Date.parse(`${text}Z`);
    expect(iso(momentOf("Europe/Berlin", wall("2026-10-25T02:30")))).toBe("2026-10-25T00:30:00.000Z");
    expect(iso(momentOf("Europe/Berlin", wall("2026-03-29T02:30")))).toBe("2026-03-29T01:30:00.000Z");
    expect(iso(momentOf("Asia/Kathmandu", wall("2026-03-29T02:30")))).toBe("2026-03-28T20:45:00.000Z");
  });
});

describe("any calendar", () => {
  const zones = fc.constantFrom(
    "Asia/Tokyo",
    "Europe/Berlin",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Pacific/Apia",
  );
  const interval = fc
    .tuple(fc.nat({ max: 1_439 }), fc.nat({ max: 1_440 }))
    .filter(([from, to]) => from !== to)
    .map(([from, to]) => ({ from, to }));
  const calendar = fc
    .tuple(zones, fc.array(interval, { minLength: 1, maxLength: 3 }))
    .map(([zone, intervals]) => workWeek(zone, intervals));
  const moment = fc.integer({ min: at("2010-01-01T00:00Z"), max: at("2031-01-01T00:00Z") });

  it("gives back to the millisecond what was added, at an open moment, and not a millisecond sooner", () => {
    fc.assert(
      fc.property(calendar, moment, fc.integer({ min: 1, max: 400 * hour }), (calendar, from, millis) => {
        const reached = addOpen(calendar, from, millis);
        // a week with one minute a day takes longer than five years: that is no answer, not a wrong one
        if (reached === undefined) {
          expect(openBetween(calendar, from, from + horizon)).toBeLessThan(millis);
          return;
        }
        expect(openBetween(calendar, from, reached)).toBe(millis);
        expect(openBetween(calendar, from, reached - 1)).toBe(millis - 1);
        expect(isOpen(calendar, reached - 1)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("adds up: what is open between three moments is open between the outer two, and in the times it names", () => {
    fc.assert(
      fc.property(calendar, moment, fc.nat({ max: 4e9 }), fc.nat({ max: 4e9 }), (calendar, a, first, second) => {
        const [b, c] = [a + first, a + first + second];
        expect(openBetween(calendar, a, b) + openBetween(calendar, b, c)).toBe(openBetween(calendar, a, c));
        const named = openTimes(calendar, a, c).reduce((sum, { from, to }) => sum + to - from, 0);
        expect(named).toBe(openBetween(calendar, a, c));
      }),
      { numRuns: 500 },
    );
  });
});
