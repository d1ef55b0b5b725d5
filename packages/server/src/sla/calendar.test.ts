import { KotaeError } from "@kotae/sdk";
import { describe, expect, it } from "vitest";
import { type Calendar, patternOf } from "./calendar.ts";
import { checkCalendar } from "./index.ts";
import { everyDay, workWeek } from "./testing.ts";

const day = { from: 540, to: 1_020 };
const office = workWeek("Europe/Berlin", [day]);
const always = { ...workWeek("UTC", []), alwaysOpen: true };
const allDay = (date: string) => ({ name: "", date, from: 0, to: 1_440 });
const everyDate = Array.from({ length: 366 }, (_, n) => new Date(Date.UTC(2000, 0, 1 + n)).toISOString().slice(5, 10));

function refusal(calendar: Calendar): KotaeError {
  try {
    checkCalendar(calendar);
  } catch (error) {
    if (KotaeError.is(error)) return error;
  }
  throw new Error("it was not refused");
}
const pathsOf = (calendar: Calendar) => refusal(calendar).errors?.map(({ path }) => path);

describe("a calendar", () => {
  it("may have several intervals a day, over midnight and to its end, holidays in part and every year", () => {
    const { weekly } = office;
    const calendar = {
      ...office,
      weekly: {
        ...weekly,
        sat: [{ from: 1_320, to: 360 }],
        sun: [
          { from: 0, to: 720 },
          { from: 780, to: 1_440 },
        ],
      },
      holidays: [allDay("2026-05-01"), { name: "Christmas Eve", date: "12-24", from: 720, to: 1_440 }, allDay("02-29")],
    };
    expect(checkCalendar(calendar)).toBe(calendar);
  });

  it("counts overlapping intervals once, also where one comes from the night before", () => {
    const { weekly } = office;
    const overlapping = {
      ...weekly,
      mon: [
        { from: 540, to: 720 },
        { from: 660, to: 800 },
        { from: 1_200, to: 600 },
      ],
    };
    const [monday, tuesday] = patternOf({ weekly: overlapping });
    expect(monday).toEqual([
      { from: 540, to: 800 },
      { from: 1_200, to: 1_440 },
    ]);
    expect(tuesday).toEqual([{ from: 0, to: 1_020 }]);
  });

  it("without an open minute is refused, and says what to do", () => {
    const error = refusal(workWeek("UTC", []));
    expect(error.code).toBe("invalid_input");
    expect(error.message).toMatch(/no open minute/);
    expect(error.hint).toMatch(/always open/);
    expect(checkCalendar(always)).toBe(always);
  });

  it("is refused where holidays that come every year leave nothing, and only there", () => {
    const holidays = everyDate.map(allDay);
    expect(pathsOf({ ...office, holidays })).toEqual(["weekly"]);
    expect(checkCalendar({ ...office, holidays: holidays.slice(1) }).holidays).toHaveLength(365);
    const mornings = holidays.map((holiday) => ({ ...holiday, to: 1_019 }));
    expect(checkCalendar({ ...office, holidays: mornings }).holidays).toHaveLength(366);
  });

  it("is open at night only on a day whose nights are not holidays", () => {
    const nights = everyDay("UTC", [{ from: 1_320, to: 360 }]);
    expect(pathsOf({ ...nights, holidays: everyDate.map(allDay) })).toEqual(["weekly"]);
  });

  it("is told every field that makes no sense at once", () => {
    const weekly = {
      ...office.weekly,
      mon: [{ from: 540, to: 540 }],
      tue: [{ from: -1, to: 600 }],
      wed: [{ from: 540, to: 1_441 }],
      thu: [{ from: 9.5, to: 600 }],
      fri: Array.from({ length: 25 }, () => day),
    };
    const holidays = [
      allDay("2026-02-30"),
      allDay("13-01"),
      allDay("Christmas"),
      { ...allDay("12-25"), from: 600, to: 600 },
      { ...allDay("12-25"), to: 1_441 },
    ];
    expect(pathsOf({ ...office, name: " ", zone: "Europe/Atlantis", weekly, holidays })).toEqual([
      "name",
      "zone",
      "weekly.mon.0",
      "weekly.tue.0.from",
      "weekly.wed.0.to",
      "weekly.thu.0.from",
      "weekly.fri",
      "holidays.0.date",
      "holidays.1.date",
      "holidays.2.date",
      "holidays.3",
      "holidays.4",
    ]);
  });

  it("has a zone of the database: a bare distance from UTC knows no summer time", () => {
    expect(pathsOf({ ...office, zone: "+09:00" })).toEqual(["zone"]);
    expect(checkCalendar({ ...office, zone: "Asia/Kathmandu" }).zone).toBe("Asia/Kathmandu");
  });

  it("has a limit of holidays", () => {
    const holidays = Array.from({ length: 5_001 }, () => allDay("12-25"));
    expect(pathsOf({ ...office, holidays })).toEqual(["holidays"]);
  });
});
