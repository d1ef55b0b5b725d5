import { KotaeError } from "@kotae/sdk";
import { describe, expect, it } from "vitest";
import { daysOf, parseRule } from "./ical-rule.ts";
import { type IcalOptions, type Imported, readHolidays } from "./index.ts";

const options: IcalOptions = { zone: "Asia/Tokyo", from: "2026-01-01", to: "2028-12-31" };
const calendar = (...lines: string[]) => ["BEGIN:VCALENDAR", ...lines, "END:VCALENDAR", ""].join("\r\n");
const event = (...lines: string[]) => ["BEGIN:VEVENT", ...lines, "END:VEVENT"].join("\r\n");

function read(text: string, changes: Partial<IcalOptions> = {}): Imported {
  const reading = readHolidays(text, { ...options, ...changes });
  for (;;) {
    const { done, value } = reading.next();
    if (done) return value;
  }
}
function refusal(text: string, changes: Partial<IcalOptions> = {}): KotaeError {
  try {
    read(text, changes);
  } catch (error) {
    if (KotaeError.is(error)) return error;
    throw error;
  }
  throw new Error("it was not refused");
}
/** `2026-12-25` for a whole day, `2026-12-24 13:00-17:00` for part of one. */
function dates(text: string, changes: Partial<IcalOptions> = {}): string[] {
  const time = (minute: number) =>
    new Date(minute * 60_000)
      .toISOString()
      .slice(11, 16)
      .replace("00:00", minute ? "24:00" : "00:00");
  const { holidays, problems } = read(text, changes);
  expect(problems).toEqual([]);
  return holidays.map(({ date, from, to }) =>
    from === 0 && to === 1_440 ? date : `${date} ${time(from)}-${time(to)}`,
  );
}

describe("an iCalendar file", () => {
  it("gives its holidays by day, titles unfolded and unescaped, whatever else is in it", () => {
    const file = calendar(
      "VERSION:2.0",
      "X-WR-CALNAME:Holidays",
      "BEGIN:VTODO",
      "DTSTART;VALUE=DATE:20260101",
      "SUMMARY:no event",
      "END:VTODO",
      event(
        "UID:1",
        "DTSTART;VALUE=DATE:20261225",
        "DTEND;VALUE=DATE:20261227",
        "SUMMARY;LANGUAGE=en:Christmas\\, both ",
        " days\\; closed",
        "DESCRIPTION:a long ",
        " story: with DTSTART:20200101 in it",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "TRIGGER:-PT15M",
        "DURATION:P9D",
        "END:VALARM",
      ),
    );
    expect(read(file)).toEqual({
      holidays: [
        { name: "Christmas, both days; closed", date: "2026-12-25", from: 0, to: 1_440 },
        { name: "Christmas, both days; closed", date: "2026-12-26", from: 0, to: 1_440 },
      ],
      problems: [],
    });
  });

  it("reads bare line feeds, a byte order mark, small letters and a last line without an end", () => {
    const file = `\uFEFFbegin:vcalendar\nbegin:vevent\ndtstart:20260211\nsummary:建国記念の日\nend:vevent\nend:vcalendar`;
    expect(read(file).holidays).toEqual([{ name: "建国記念の日", date: "2026-02-11", from: 0, to: 1_440 }]);
  });

  it("takes one day where the end is missing or the same day, and days by duration", () => {
    expect(dates(calendar(event("DTSTART;VALUE=DATE:20260504")))).toEqual(["2026-05-04"]);
    expect(dates(calendar(event("DTSTART:20260504", "DTEND:20260504")))).toEqual(["2026-05-04"]);
    expect(dates(calendar(event("DTSTART:20260504", "DURATION:P2D")))).toEqual(["2026-05-04", "2026-05-05"]);
  });

  it("tells times on the calendar's clock: in UTC, in a zone of the database, and in no zone", () => {
    expect(dates(calendar(event("DTSTART:20261224T030000Z", "DTEND:20261224T080000Z")))).toEqual([
      "2026-12-24 12:00-17:00",
    ]);
    const berlin = event("DTSTART;TZID=Europe/Berlin:20261224T120000", "DTEND;TZID=Europe/Berlin:20261224T180000");
    expect(dates(calendar(berlin))).toEqual(["2026-12-24 20:00-24:00", "2026-12-25 00:00-02:00"]);
    expect(dates(calendar(berlin), { zone: "Europe/Berlin" })).toEqual(["2026-12-24 12:00-18:00"]);
    expect(dates(calendar(event("DTSTART:20261224T120000", "DURATION:PT1H30M")))).toEqual(["2026-12-24 12:00-13:30"]);
  });

  it("tells times in a zone that the file describes itself", () => {
    const zone = [
      "BEGIN:VTIMEZONE",
      "TZID:W. Europe Standard Time",
      "BEGIN:STANDARD",
      "DTSTART:19701025T030000",
      "TZOFFSETFROM:+0200",
      "TZOFFSETTO:+0100",
      "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
      "END:STANDARD",
      "BEGIN:DAYLIGHT",
      "DTSTART:19700329T020000",
      "TZOFFSETFROM:+0100",
      "TZOFFSETTO:+0200",
      "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
      "END:DAYLIGHT",
      "END:VTIMEZONE",
    ];
    const at = (date: string) => event(`DTSTART;TZID="W. Europe Standard Time":${date}T120000`, "DURATION:PT1H");
    const file = calendar(at("20260701"), at("20261224"), ...zone);
    expect(dates(file, { zone: "Europe/Berlin" })).toEqual(["2026-07-01 12:00-13:00", "2026-12-24 12:00-13:00"]);
  });

  it("repeats every year, by date, by weekday of a month, until a day, so many times, but not on days left out", () => {
    const of = (start: string, rule: string, ...more: string[]) =>
      dates(calendar(event(`DTSTART;VALUE=DATE:${start}`, `RRULE:${rule}`, ...more)));
    expect(of("20201225", "FREQ=YEARLY")).toEqual(["2026-12-25", "2027-12-25", "2028-12-25"]);
    expect(of("20201126", "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH")).toEqual(["2026-11-26", "2027-11-25", "2028-11-23"]);
    expect(of("20200525", "FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;UNTIL=20270531")).toEqual(["2026-05-25", "2027-05-31"]);
    expect(of("20250101", "FREQ=YEARLY;COUNT=3")).toEqual(["2026-01-01", "2027-01-01"]);
    expect(of("20200101", "FREQ=YEARLY", "EXDATE;VALUE=DATE:20270101,20280101")).toEqual(["2026-01-01"]);
    expect(of("20240229", "FREQ=YEARLY")).toEqual(["2028-02-29"]);
    expect(of("20260101", "FREQ=YEARLY;COUNT=1", "RDATE;VALUE=DATE:20260704")).toEqual(["2026-01-01", "2026-07-04"]);
    expect(of("20260101", "FREQ=YEARLY;INTERVAL=2;BYMONTH=1,7;BYMONTHDAY=1,-1")).toEqual([
      "2026-01-01",
      "2026-01-31",
      "2026-07-01",
      "2026-07-31",
      "2028-01-01",
      "2028-01-31",
      "2028-07-01",
      "2028-07-31",
    ]);
  });

  it("repeats what has a time on its own clock, summer and winter", () => {
    const file = calendar(
      event(
        "DTSTART;TZID=Europe/Berlin:20260101T120000",
        "DTEND;TZID=Europe/Berlin:20260101T130000",
        "RRULE:FREQ=MONTHLY;INTERVAL=6;UNTIL=20280101T105959Z",
        "EXDATE;TZID=Europe/Berlin:20260701T120000",
      ),
    );
    expect(dates(file)).toEqual(["2026-01-01 20:00-21:00", "2027-01-01 20:00-21:00", "2027-07-01 19:00-20:00"]);
  });

  it("moves and cancels single occurrences", () => {
    const yearly = event("UID:x", "DTSTART;VALUE=DATE:20200504", "RRULE:FREQ=YEARLY", "SUMMARY:Greenery");
    const moved = event("UID:x", "RECURRENCE-ID;VALUE=DATE:20270504", "DTSTART;VALUE=DATE:20270506");
    const cancelled = event("UID:x", "RECURRENCE-ID;VALUE=DATE:20280504", "DTSTART:20280504", "STATUS:CANCELLED");
    expect(dates(calendar(yearly, moved, cancelled))).toEqual(["2026-05-04", "2027-05-06"]);
  });

  it("takes from long events and endless rules the days that are wanted, and no day twice", () => {
    const long = event("DTSTART;VALUE=DATE:20251220", "DTEND;VALUE=DATE:99991231");
    const again = event("DTSTART;VALUE=DATE:20260102", "RRULE:FREQ=DAILY");
    expect(dates(calendar(long, again), { from: "2026-01-01", to: "2026-01-03" })).toEqual([
      "2026-01-01",
      "2026-01-02",
      "2026-01-03",
    ]);
  });
});

describe("an iCalendar file with faults", () => {
  it("keeps every event that can be read, and names the line of every other", () => {
    const file = calendar(
      event("SUMMARY:no start"),
      event("DTSTART:20260230"),
      event("DTSTART;VALUE=DATE:20260101", "SUMMARY:good"),
      event("DTSTART:20260102", "RRULE:FREQ=HOURLY"),
      event("DTSTART:20260102", "RRULE:FREQ=YEARLY;BYEASTER=-2"),
      event("DTSTART:20260102", "RRULE:FREQ=YEARLY;BYMONTH=13"),
      event("DTSTART:20260103", "DTEND:20260102"),
      event("DTSTART:20260103", "DTEND:20260103T120000Z"),
      event("DTSTART:20260103T120000Z"),
      event("DTSTART;TZID=Custom Zone:20260103T120000", "DURATION:PT1H"),
      event("DTSTART:20260103T250000", "DURATION:PT1H"),
      event("DTSTART:20260103", "DURATION:soon"),
    );
    const { holidays, problems } = read(file);
    expect(holidays).toEqual([{ name: "good", date: "2026-01-01", from: 0, to: 1_440 }]);
    expect(problems.map(({ message }) => message)).toEqual([
      "Line 2: the event has no DTSTART.",
      "Line 5: “20260230” is no date from 1900 on.",
      "Line 12: “HOURLY” is not a day".replace(
        "“HOURLY” is not a day",
        "a rule repeats YEARLY, MONTHLY, WEEKLY, DAILY, not “HOURLY”.",
      ),
      "Line 16: “BYEASTER” in a rule is not read.",
      "Line 20: BYMONTH is 1 to 12, not “13”.",
      "Line 28: the event begins with a date and ends with a time, or reverse.",
      "Line 39: “20260103T250000” is no time of day.",
      "Line 43: “soon” is no duration.",
      "Line 24: the event ends before it begins.",
      "Line 32: the event takes no time.",
      "Line 35: the time zone “Custom Zone” is neither known nor described in the file.",
    ]);
  });

  it("is refused as a whole where it is no calendar, is cut off, or does not fit together", () => {
    const whole = calendar(event("DTSTART:20260101"));
    expect(refusal("<!doctype html><p>Not found</p>").message).toMatch(/Line 1: this is not an iCalendar file/);
    expect(refusal("").message).toMatch(/Line 1/);
    expect(refusal("BEGIN:VCARD\nEND:VCARD").message).toBe("Line 1: this is not an iCalendar file.");
    const [first, second, third, ...ends] = whole.split("\r\n");
    expect(refusal([first, second, third].join("\n")).message).toBe("Line 2: VEVENT has no end. The file is cut off.");
    expect(refusal([first, second, third, ends[0]].join("\n")).message).toBe(
      "Line 1: VCALENDAR has no end. The file is cut off.",
    );
    expect(refusal([first, second, third, "END:VEV"].join("\n")).message).toMatch(/Line 4: “END:VEV” ends nothing/);
    expect(refusal(whole.replace("END:VEVENT", "END:VTODO")).message).toMatch(/Line 4: “END:VTODO” ends nothing/);
    expect(refusal("BEGIN:VCALENDAR\n".repeat(9)).errors).toEqual([
      { path: "line 9", message: "Line 9: components are nested too deeply." },
    ]);
    expect(refusal(calendar(event(`SUMMARY:${"x".repeat(70_000)}`))).message).toMatch(/Line 3 \(SUMMARY\) is longer/);
  });

  it("is refused where it is too large, holds too much, or is asked for too many years", () => {
    const large = refusal(calendar("X:".padEnd(10_000_000, "x")));
    expect(large.code).toBe("payload_too_large");
    expect(large.message).toMatch(/at most 4 million characters/);
    expect(large.hint).toMatch(/Nothing was imported/);
    const days = event("DTSTART:20260101", "RRULE:FREQ=DAILY", "SUMMARY:daily");
    expect(refusal(calendar(days), { to: "2040-01-01" }).message).toMatch(/Line 2: there are more than 5000 holidays/);
    const one = event("DTSTART:20260101");
    expect(refusal(calendar(...Array.from({ length: 20_001 }, () => one))).message).toMatch(/more than 20000 events/);
    const rule = event("DTSTART:20260101", "RRULE:FREQ=YEARLY");
    expect(refusal(calendar(...Array.from({ length: 1_001 }, () => rule))).message).toMatch(
      /more than 1000 events that repeat/,
    );
    const long = event("DTSTART:20000101", "DTEND:20990101", "SUMMARY:long");
    const longs = calendar(...Array.from({ length: 200 }, () => long));
    expect(refusal(longs).message).toMatch(/more than 200000 days of events/);
    const dates = `EXDATE:${"20260101,".repeat(1_000)}20260101`;
    expect(read(calendar(event("DTSTART:20260101", dates))).problems[0]?.message).toMatch(/more than 1000 dates/);
    const changed = event("UID:x", "DTSTART:20260101", "RECURRENCE-ID:20260101");
    expect(refusal(calendar(...Array.from({ length: 1_001 }, () => changed))).message).toMatch(
      /more than 1000 changes/,
    );
    expect(refusal(calendar(one), { to: "2099-01-01" }).code).toBe("invalid_input");
    expect(refusal(calendar(one), { from: "2029-01-01" }).code).toBe("invalid_input");
  });

  it("passes over what is not asked for, pictures included, whatever it looks like", () => {
    const picture = `ATTACH;ENCODING=BASE64:${"A".repeat(100_000)}\r\n ${"B".repeat(100_000)}`;
    const strange = event(
      "DTSTART:20260101",
      "no colon at all",
      ";=:;",
      'SUMMARY;X="a:b;c";Y=z:title',
      "DTSTART;BROKEN",
      picture,
    );
    expect(read(calendar(strange)).holidays).toEqual([{ name: "title", date: "2026-01-01", from: 0, to: 1_440 }]);
  });

  it("is read in short slices: no rule, however long it takes to find nothing, holds up the next", () => {
    const never = event("DTSTART:19000101T000000", "DURATION:PT1H", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=9");
    const reading = readHolidays(calendar(never), options);
    let slices = 1;
    while (!reading.next().done) slices++;
    // from 1900 to 2028 there are 47,000 days: two thousand in one go
    expect(slices).toBeGreaterThan(23);
    const message = /Line \d+: there are rules that take too long/;
    expect(refusal(calendar(...Array.from({ length: 100 }, () => never))).message).toMatch(message);
  });

  it("lets nobody describe a zone that takes long to ask", () => {
    const zone = (rule: string, count: number) => [
      "BEGIN:VTIMEZONE",
      "TZID:X",
      ...Array.from({ length: count }, () => [
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        `RRULE:${rule}`,
        "END:STANDARD",
      ]).flat(),
      "END:VTIMEZONE",
    ];
    const problemsOf = (...lines: string[]) => read(calendar(...lines)).problems.map(({ message }) => message);
    expect(problemsOf(...zone("FREQ=DAILY", 1))).toEqual([expect.stringMatching(/Line 2: a time zone changes in one/)]);
    expect(problemsOf(...zone("FREQ=YEARLY;BYMONTH=1", 41))).toEqual([expect.stringMatching(/more than 40 rules/)]);
    expect(problemsOf(...zone("FREQ=YEARLY;BYMONTH=1;BYDAY=MO", 3))).toEqual([expect.stringMatching(/than 500 times/)]);
    expect(problemsOf(...zone("FREQ=YEARLY;BYMONTH=1;BYDAY=1MO", 3))).toEqual([]);
    expect(problemsOf("BEGIN:VTIMEZONE", "TZID:X", "END:VTIMEZONE")).toEqual([expect.stringMatching(/says nothing/)]);
  });
});

describe("a recurrence rule", () => {
  const days = (start: string, text: string, last = "2003-12-31") => {
    const number = (date: string) => Date.parse(`${date}T00:00Z`) / 86_400_000;
    const found = daysOf(parseRule(text), number(start), number(start), number(last));
    const all = [...found].filter((day) => day !== undefined);
    return all.map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
  };

  // the examples of RFC 5545, 3.8.5.3, as far as they are of days
  it.each([
    ["1997-09-02", "FREQ=DAILY;COUNT=3", "1997-09-02 1997-09-03 1997-09-04"],
    ["1997-09-02", "FREQ=DAILY;INTERVAL=10;COUNT=5", "1997-09-02 1997-09-12 1997-09-22 1997-10-02 1997-10-12"],
    ["1997-09-02", "FREQ=WEEKLY;COUNT=5;WKST=SU;BYDAY=TU,TH", "1997-09-02 1997-09-04 1997-09-09 1997-09-11 1997-09-16"],
    ["1997-08-05", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08-05 1997-08-10 1997-08-19 1997-08-24"],
    ["1997-08-05", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08-05 1997-08-17 1997-08-19 1997-08-31"],
    ["1997-09-05", "FREQ=MONTHLY;COUNT=3;BYDAY=1FR", "1997-09-05 1997-10-03 1997-11-07"],
    ["1997-09-07", "FREQ=MONTHLY;INTERVAL=2;COUNT=4;BYDAY=1SU,-1SU", "1997-09-07 1997-09-28 1997-11-02 1997-11-30"],
    ["1997-09-22", "FREQ=MONTHLY;COUNT=3;BYDAY=-2MO", "1997-09-22 1997-10-20 1997-11-17"],
    ["1997-09-28", "FREQ=MONTHLY;BYMONTHDAY=-3;COUNT=3", "1997-09-28 1997-10-29 1997-11-28"],
    ["1997-09-04", "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "1997-09-04 1997-10-07 1997-11-06"],
    ["1997-09-29", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2;COUNT=3", "1997-09-29 1997-10-30 1997-11-27"],
    ["1997-06-10", "FREQ=YEARLY;COUNT=4;BYMONTH=6,7", "1997-06-10 1997-07-10 1998-06-10 1998-07-10"],
    ["1997-03-10", "FREQ=YEARLY;INTERVAL=2;COUNT=4;BYMONTH=1,2,3", "1997-03-10 1999-01-10 1999-02-10 1999-03-10"],
    ["1997-01-01", "FREQ=YEARLY;INTERVAL=3;COUNT=4;BYYEARDAY=1,100,200", "1997-01-01 1997-04-10 1997-07-19 2000-01-01"],
    ["1997-05-19", "FREQ=YEARLY;BYDAY=20MO;COUNT=3", "1997-05-19 1998-05-18 1999-05-17"],
    ["1997-03-13", "FREQ=YEARLY;BYMONTH=3;BYDAY=TH;COUNT=3", "1997-03-13 1997-03-20 1997-03-27"],
    ["1998-02-13", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=4", "1998-02-13 1998-03-13 1998-11-13 1999-08-13"],
    [
      "1996-11-05",
      "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=2",
      "1996-11-05 2000-11-07",
    ],
  ])("from %s: %s", (start, rule, expected) => {
    expect(days(start, rule)).toEqual(expected.split(" "));
  });

  it("that never comes ends with the days that are wanted", () => {
    expect(days("1997-01-01", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")).toEqual([]);
    expect(days("1997-01-01", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31;COUNT=1")).toEqual([]);
    expect(days("1997-01-01", "FREQ=MONTHLY;BYDAY=1TH;BYSETPOS=2")).toEqual([]);
  });
});
