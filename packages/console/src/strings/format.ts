import type { Language } from "./language.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Times, days and lists in one language and the viewer's own zone. */
export type Formats = ReturnType<typeof makeFormats>;

const made = new Map<string, Formats>();

/** The formats of a language; `timeZone` is the viewer's own unless a test says otherwise. */
export function formatsOf(language: Language, timeZone?: string): Formats {
  const key = `${language} ${timeZone ?? ""}`;
  const found = made.get(key);
  if (found) return found;
  const formats = makeFormats(language, timeZone);
  made.set(key, formats);
  return formats;
}

function makeFormats(language: Language, timeZone: string | undefined) {
  const dates = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, timeZone === undefined ? options : { ...options, timeZone });
  const exactTime = dates({ dateStyle: "full", timeStyle: "short" });
  const clockTime = dates({ hour: "2-digit", minute: "2-digit", hour12: false });
  const shortDate = dates({ month: "short", day: "numeric" });
  const longDate = dates({ weekday: "long", month: "long", day: "numeric" });
  const yearDate = dates({ year: "numeric", month: "short", day: "numeric" });
  const dayKey = dates({ year: "numeric", month: "2-digit", day: "2-digit" });
  const shortTime = dates({ month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false });
  const dateOnly = new Intl.DateTimeFormat(language, {
    year: "numeric",
    month: "short",
    day: "numeric",
    timeZone: "UTC",
  });
  const dayOnly = new Intl.DateTimeFormat(language, { month: "short", day: "numeric", timeZone: "UTC" });
  const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  const relative = new Intl.RelativeTimeFormat(language, { style: "narrow", numeric: "auto" });
  const relativeDay = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const list = new Intl.ListFormat(language, { type: "conjunction" });
  const number = new Intl.NumberFormat(language);
  const languageName = new Intl.DisplayNames(language, { type: "language", fallback: "code" });

  /** Whole calendar days between two instants in the viewer's zone. */
  const daysApart = (from: number, to: number) => {
    const midnight = (at: number) => {
      const part = (type: string) => Number(dayKey.formatToParts(at).find((piece) => piece.type === type)?.value);
      return Date.UTC(part("year"), part("month") - 1, part("day"));
    };
    return Math.round((midnight(to) - midnight(from)) / day);
  };
  const sameYear = (one: number, other: number) => new Date(one).getUTCFullYear() === new Date(other).getUTCFullYear();
  const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

  return {
    /** The whole date and time, for a title. */
    exact: (iso: string) => exactTime.format(Date.parse(iso)),
    /** Hours and minutes. */
    clock: (iso: string) => clockTime.format(Date.parse(iso)),
    /** How long ago, short enough for a list; from a week on, the date. */
    age(iso: string, now: number) {
      const at = Date.parse(iso);
      // a clock that runs a little behind the server's must not say "in 3 seconds"
      const past = Math.max(0, now - at);
      if (past < minute) return relative.format(0, "second");
      if (past < hour) return relative.format(-Math.floor(past / minute), "minute");
      if (past < day) return relative.format(-Math.floor(past / hour), "hour");
      if (past < 7 * day) return relative.format(-Math.max(1, daysApart(at, now)), "day");
      return (sameYear(at, now) ? shortDate : yearDate).format(at);
    },
    /** The name of a day: today, yesterday, or the date. */
    day(iso: string, now: number) {
      const at = Date.parse(iso);
      const past = daysApart(at, now);
      if (past >= 0 && past <= 1) return capital(relativeDay.format(-past, "day"));
      return (sameYear(at, now) ? longDate : yearDate).format(at);
    },
    /** The same for two instants of one day in the viewer's zone. */
    dayKey: (iso: string) => dayKey.format(Date.parse(iso)),
    /** The time of day in another zone, or undefined where the browser does not know that zone. */
    clockIn(zone: string, now: number) {
      try {
        return new Intl.DateTimeFormat(language, {
          hour: "2-digit",
          minute: "2-digit",
          hour12: false,
          timeZone: zone,
        }).format(now);
      } catch {
        return undefined;
      }
    },
    list: (names: string[]) => list.format(names),
    number: (value: number) => number.format(value),
    /** A share of 0 to 1 in percent. */
    percent: (share: number) => percent.format(share),
    /** Date and time, short. */
    dateTime: (iso: string) => shortTime.format(Date.parse(iso)),
    /** The name of a UTC day such as 2026-11-01; anything else stays as it is. */
    utcDay: (day: string, style: "long" | "short" = "long") =>
      /^\d{4}-\d{2}-\d{2}$/.test(day) ? (style === "short" ? dayOnly : dateOnly).format(Date.parse(day)) : day,
    /** The name of a language in this one, as in "Japanese" for `ja-JP`. */
    languageName(tag: string) {
      try {
        return languageName.of(tag) ?? tag;
      } catch {
        return tag;
      }
    },
  };
}
