import { type FieldError, KotaeError } from "@kotae/sdk";
import { day, isZone } from "./zone.ts";

/**
 * Minutes of a local day in which work is done, from `from` (0 to 1439) to before `to` (0 to 1440).
 *
 * Where `to` is not after `from`, it is a time of the next day: 1320 to 360 is 22:00 to 06:00 and belongs to the day it
 * begins on. A whole day is 0 to 1440.
 */
export type Interval = { readonly from: number; readonly to: number };

export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof weekdays)[number];

/**
 * A local day, or minutes of one, on which nobody works.
 *
 * `date` is a day (`2026-12-25`) or a day of every year (`12-25`); `from` and `to` are minutes of it, 0 and 1440 for all
 * of it. What it takes away is time on that day's clock, whichever day the work began.
 */
export type Holiday = { readonly name: string; readonly date: string; readonly from: number; readonly to: number };

/** When a team works; never changed in place, because what was worked out from it is kept. */
export type Calendar = {
  readonly id: string;
  readonly name: string;
  /** A name of the time zone database: the days and minutes are those of its clocks. */
  readonly zone: string;
  /** Round the clock: every minute counts, and the week and the holidays are kept but not asked. */
  readonly alwaysOpen: boolean;
  readonly weekly: Readonly<Record<Weekday, readonly Interval[]>>;
  readonly holidays: readonly Holiday[];
};

const limits = { intervalsPerDay: 24, holidays: 5_000, nameChars: 200 };

/** The same calendar where it makes sense; otherwise an error that names every field that does not. */
export function checkCalendar(calendar: Calendar): Calendar {
  const errors = [...zoneErrors(calendar), ...weeklyErrors(calendar), ...holidayErrors(calendar)];
  if (errors.length === 0 && !hasOpenMinute(calendar)) {
    errors.push({ path: "weekly", message: "The calendar has no open minute: no deadline could ever come." });
  }
  if (errors.length === 0) return calendar;
  const [first] = errors as [FieldError];
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
  throw new KotaeError("invalid_input", `This calendar cannot be used: ${first.message}${more}`, {
    hint: "Nothing was changed. Give at least one open interval a week, or set the calendar to always open.",
    errors,
  });
}

/** The number of a day counted from 1970-01-01, or nothing where there is no such day. */
export function dayNumber(date: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined;
  const at = Date.parse(`${date}T00:00:00Z`);
  // what rolls over, as 30 February, is no day
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date ? undefined : at / day;
}

/** The open minutes of each weekday (Monday first) as the clock shows them, sorted and without overlaps. */
export function patternOf({ weekly }: Pick<Calendar, "weekly">): readonly (readonly Interval[])[] {
  return weekdays.map((weekday, index) => {
    const own = weekly[weekday].map(({ from, to }) => ({ from, to: to > from ? to : 1_440 }));
    const yesterday = weekly[weekdays[(index + 6) % 7] as Weekday];
    const spill = yesterday.filter(({ from, to }) => to < from && to > 0).map(({ to }) => ({ from: 0, to }));
    return union([...spill, ...own]);
  });
}

/** What is left of sorted intervals once others are taken away. */
export function without(open: readonly Interval[], closed: readonly Interval[]): readonly Interval[] {
  return closed.reduce<readonly Interval[]>(
    (left, gap) =>
      left.flatMap(({ from, to }) =>
        [
          { from, to: Math.min(to, gap.from) },
          { from: Math.max(from, gap.to), to },
        ].filter((part) => part.from < part.to),
      ),
    open,
  );
}

function union(intervals: Interval[]): Interval[] {
  const merged: { from: number; to: number }[] = [];
  for (const { from, to } of intervals.sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}

function zoneErrors({ name, zone }: Calendar): FieldError[] {
  const errors: FieldError[] = [];
  if (name.trim() === "" || name.length > limits.nameChars) {
    errors.push({ path: "name", message: `A name has 1 to ${limits.nameChars} characters.` });
  }
  if (!isZone(zone)) errors.push({ path: "zone", message: `“${zone}” is not a time zone; “Asia/Tokyo” is one.` });
  return errors;
}

function weeklyErrors({ weekly }: Calendar): FieldError[] {
  return weekdays.flatMap((weekday) => {
    const intervals = weekly[weekday];
    const path = `weekly.${weekday}`;
    if (intervals.length > limits.intervalsPerDay) {
      return [{ path, message: `A day has at most ${limits.intervalsPerDay} intervals.` }];
    }
    return intervals.flatMap(({ from, to }, index) => {
      const where = `${path}.${index}`;
      if (!isMinute(from, 1_439)) return [{ path: `${where}.from`, message: "A day begins at minute 0 to 1439." }];
      if (!isMinute(to, 1_440)) return [{ path: `${where}.to`, message: "A day ends at minute 0 to 1440." }];
      if (from !== to) return [];
      return [{ path: where, message: "An interval begins and ends at the same minute; a whole day is 0 to 1440." }];
    });
  });
}

function holidayErrors({ holidays }: Calendar): FieldError[] {
  if (holidays.length > limits.holidays) {
    return [{ path: "holidays", message: `A calendar has at most ${limits.holidays} holidays.` }];
  }
  return holidays.flatMap(({ date, from, to }, index) => {
    const path = `holidays.${index}`;
    // a day of every year may be the one that only leap years have
    const isDay = dayNumber(/^\d{2}-\d{2}$/.test(date) ? `2000-${date}` : date) !== undefined;
    if (!isDay)
      return [{ path: `${path}.date`, message: `“${date}” is no day; 2026-12-25 is one, 12-25 is one a year.` }];
    const isPart = isMinute(from, 1_439) && isMinute(to, 1_440) && from < to;
    return isPart ? [] : [{ path, message: "A holiday takes minutes of one day, from 0 to 1440 at most." }];
  });
}

const isMinute = (value: number, most: number) => Number.isInteger(value) && value >= 0 && value <= most;

/** Single days pass; only what comes back every year could close a calendar for ever. */
function hasOpenMinute(calendar: Calendar): boolean {
  if (calendar.alwaysOpen) return true;
  const pattern = patternOf(calendar).filter((intervals) => intervals.length > 0);
  if (pattern.length === 0) return false;
  const yearly = Map.groupBy(
    calendar.holidays.filter(({ date }) => date.length === 5),
    ({ date }) => date,
  );
  // a day of the year falls on every weekday sooner or later
  return (
    yearly.size < 366 || [...yearly.values()].some((gaps) => pattern.some((open) => without(open, gaps).length > 0))
  );
}
