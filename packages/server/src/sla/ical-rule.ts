import { KotaeError } from "@kotae/sdk";
import { day as dayMillis } from "./zone.ts";

/** A recurrence rule of whole days (RFC 5545, 3.3.10), with what `DTSTART` leaves unsaid still unsaid. */
export type Rule = {
  readonly freq: "YEARLY" | "MONTHLY" | "WEEKLY" | "DAILY";
  readonly interval: number;
  readonly count: number | undefined;
  readonly until: string | undefined;
  readonly months: readonly number[] | undefined;
  readonly monthDays: readonly number[] | undefined;
  readonly yearDays: readonly number[] | undefined;
  /** Monday is 0; `nth` 0 is every one, 4 the fourth, -1 the last. */
  readonly weekdays: readonly { readonly weekday: number; readonly nth: number }[] | undefined;
  readonly positions: readonly number[] | undefined;
  readonly weekStart: number;
};

const weekdayNames = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const freqs = ["YEARLY", "MONTHLY", "WEEKLY", "DAILY"] as const;
const understood = "FREQ INTERVAL COUNT UNTIL BYMONTH BYMONTHDAY BYYEARDAY BYDAY BYSETPOS WKST".split(" ");

/** The rule that is written here, or an error that says what of it cannot be read. */
export function parseRule(text: string): Rule {
  const parts = new Map<string, string>();
  for (const [name = "", value = ""] of text.split(";").map((part) => part.toUpperCase().split("=", 2))) {
    parts.set(name, value);
  }
  const strange = [...parts.keys()].find((name) => !understood.includes(name));
  if (strange !== undefined) throw unreadable(`“${strange}” in a rule is not read`);
  const freq = freqs.find((each) => each === parts.get("FREQ"));
  if (!freq) throw unreadable(`a rule repeats ${freqs.join(", ")}, not “${parts.get("FREQ") ?? ""}”`);
  const numbers = (name: string, least: number, most: number) =>
    parts
      .get(name)
      ?.split(",")
      .map((value) => wholeNumber(name, value, least, most));
  return {
    freq,
    interval: numbers("INTERVAL", 1, 1_000)?.[0] ?? 1,
    count: numbers("COUNT", 1, 100_000)?.[0],
    until: parts.get("UNTIL"),
    months: numbers("BYMONTH", 1, 12)?.filter((month, index, all) => all.indexOf(month) === index),
    monthDays: numbers("BYMONTHDAY", -31, 31),
    yearDays: numbers("BYYEARDAY", -366, 366),
    weekdays: parts.get("BYDAY")?.split(",").map(parseWeekday),
    positions: numbers("BYSETPOS", -366, 366),
    weekStart: Math.max(0, weekdayNames.indexOf(parts.get("WKST") ?? "MO")),
  };
}

/** After so many days looked at there is a pause, whether any was found or not. */
export const daysInSlice = 2_000;

/**
 * The days of a rule from its start to `last`, in order, and now and then nothing, where a reader may pause.
 *
 * It ends whatever the rule: every day is looked at once, and those before `first` are not where that changes no count.
 * `UNTIL` is the caller's, who knows the time of day.
 */
export function* daysOf(rule: Rule, start: number, first: number, last: number): Generator<number | undefined> {
  const full = withDefaults(rule, start);
  const origin = periodOf(full, start);
  const skipped = rule.count === undefined ? Math.floor((periodOf(full, first) - origin) / full.interval) : 0;
  let left = full.count ?? Number.POSITIVE_INFINITY;
  let looked = 0;
  for (let period = origin + Math.max(0, skipped) * full.interval; ; period += full.interval) {
    if (boundsOf(full, period)[0] > last) return;
    const candidates = daysIn(full, period);
    looked += candidates.length;
    if (looked >= daysInSlice) {
      looked = 0;
      yield undefined;
    }
    for (const day of atPositions(
      candidates.filter((day) => matches(full, day)),
      full.positions,
    )) {
      if (day < start) continue;
      if (day > last || left-- <= 0) return;
      yield day;
    }
  }
}

function withDefaults(rule: Rule, start: number): Rule {
  const { month, date, weekday } = partsOf(start);
  const saysDay = rule.monthDays ?? rule.yearDays ?? rule.weekdays;
  if (saysDay || rule.freq === "DAILY") return rule;
  if (rule.freq === "WEEKLY") return { ...rule, weekdays: [{ weekday, nth: 0 }] };
  const months = rule.freq === "YEARLY" ? (rule.months ?? [month]) : rule.months;
  return { ...rule, months, monthDays: [date] };
}

/** The number of the year, month, week or day that a day is in. */
function periodOf({ freq, weekStart }: Rule, day: number): number {
  if (freq === "DAILY") return day;
  if (freq === "WEEKLY") return Math.floor((day + 3 - weekStart) / 7);
  const { year, month } = partsOf(day);
  return freq === "YEARLY" ? year - 1970 : (year - 1970) * 12 + month - 1;
}

/** The first day of a period, and the first one after it. */
function boundsOf({ freq, weekStart }: Rule, period: number): [from: number, to: number] {
  if (freq === "DAILY") return [period, period + 1];
  if (freq === "WEEKLY") return [period * 7 - 3 + weekStart, period * 7 + 4 + weekStart];
  const months = freq === "YEARLY" ? 12 : 1;
  return [Date.UTC(1970, period * months) / dayMillis, Date.UTC(1970, (period + 1) * months) / dayMillis];
}

function daysIn(rule: Rule, period: number): number[] {
  const { freq, months } = rule;
  // of a year mostly one month is meant: the others need not be looked at
  const bounds =
    freq === "YEARLY" && months
      ? [...months]
          .sort((a, b) => a - b)
          .map((month) => boundsOf({ ...rule, freq: "MONTHLY" }, period * 12 + month - 1))
      : [boundsOf(rule, period)];
  return bounds.flatMap(([from, to]) => Array.from({ length: to - from }, (_, index) => from + index));
}

function matches(rule: Rule, day: number): boolean {
  const { month, date, weekday, monthDays, yearDay, yearDays } = partsOf(day);
  if (rule.months && !rule.months.includes(month)) return false;
  if (rule.monthDays && !hasPlace(rule.monthDays, date, monthDays)) return false;
  if (rule.yearDays && !hasPlace(rule.yearDays, yearDay, yearDays)) return false;
  if (!rule.weekdays) return true;
  // "the fourth Thursday" is of the month where a month is meant, and else of the year
  const isOfYear = rule.freq === "YEARLY" && !rule.months;
  const [place, length] = isOfYear ? [yearDay, yearDays] : [date, monthDays];
  const [nth, nthLast] = [Math.ceil(place / 7), -Math.ceil((length - place + 1) / 7)];
  return rule.weekdays.some((each) => each.weekday === weekday && [0, nth, nthLast].includes(each.nth));
}

/** Whether a place counted from the front or from the back is among those wanted. */
function hasPlace(wanted: readonly number[], place: number, length: number): boolean {
  return wanted.includes(place) || wanted.includes(place - length - 1);
}

function atPositions(days: number[], positions: readonly number[] | undefined): number[] {
  return positions ? days.filter((_, index) => hasPlace(positions, index + 1, days.length)) : days;
}

function partsOf(day: number) {
  const at = new Date(day * dayMillis);
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()];
  const newYear = Date.UTC(year, 0) / dayMillis;
  return {
    year,
    month: month + 1,
    date: at.getUTCDate(),
    weekday: (((day + 3) % 7) + 7) % 7,
    monthDays: (Date.UTC(year, month + 1) - Date.UTC(year, month)) / dayMillis,
    yearDay: day - newYear + 1,
    yearDays: Date.UTC(year + 1, 0) / dayMillis - newYear,
  };
}

function parseWeekday(text: string): { weekday: number; nth: number } {
  const [, nth, name] = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(text) ?? [];
  if (name === undefined) throw unreadable(`“${text}” is no weekday`);
  return { weekday: weekdayNames.indexOf(name), nth: Number(nth ?? 0) };
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!/^[+-]?\d+$/.test(text) || value === 0 || value < least || value > most) {
    throw unreadable(`${name} is ${least} to ${most}, not “${text}”`);
  }
  return value;
}

const unreadable = (what: string) => new KotaeError("invalid_input", what);
