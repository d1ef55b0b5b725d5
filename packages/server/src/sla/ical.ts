import { KotaeError } from "@kotae/sdk";
import { dayNumber, type Holiday } from "./calendar.ts";
import { type Frame, most, type Occurrence, occurrencesOf, parseEvent, type VEvent } from "./ical-event.ts";
import { atLine, type ContentLine, contentLines } from "./ical-lines.ts";
import { daysInSlice } from "./ical-rule.ts";
import type { FileZone, Stamp, Zones } from "./ical-time.ts";
import { parseZone } from "./ical-zone.ts";
import { day } from "./zone.ts";

export type IcalOptions = {
  /** The calendar's zone: whole days are days of it, and what has a time is told in it. */
  readonly zone: string;
  /** The first and the last day that is wanted, as `2026-12-25`; at most twenty years. */
  readonly from: string;
  readonly to: string;
};

export type Imported = {
  readonly holidays: readonly Holiday[];
  /** Events that could not be read, by the line they begin on; all others were. */
  readonly problems: readonly { readonly line: number; readonly message: string }[];
};

const limits = {
  chars: 4_000_000,
  events: 20_000,
  rules: 1_000,
  ruleDays: 4_000_000,
  eventDays: 200_000,
  holidays: 5_000,
  problems: 100,
  days: 20 * 366,
};
/** After so many occurrences there is a pause. */
const slice = 200;
const wanted = new Set(
  "BEGIN END UID SUMMARY STATUS DTSTART DTEND DURATION RRULE RDATE EXDATE RECURRENCE-ID TZID TZOFFSETFROM TZOFFSETTO".split(
    " ",
  ),
);

/**
 * Reads the holidays of an iCalendar file in slices of a few milliseconds: ask for the next one until it is done.
 *
 * A file that is too large, cut off or no calendar is refused as a whole, with the line; an event that cannot be read is a
 * problem of its own. Whether an event makes people “busy” is not asked: holiday feeds say both.
 */
export function* readHolidays(text: string, options: IcalOptions): Generator<undefined, Imported> {
  if (text.length > limits.chars) {
    throw new KotaeError("payload_too_large", `An .ics file has at most ${limits.chars / 1e6} million characters.`, {
      hint: `This one has ${text.length}. Nothing was imported; export fewer years, or only the holidays.`,
    });
  }
  const file = yield* readFile(text);
  const holidays = yield* holidaysOf(file, options);
  return { holidays, problems: file.problems.slice(0, limits.problems) };
}

type Problem = Imported["problems"][number];
type File = { events: VEvent[]; zones: Zones; problems: Problem[] };
/** A component that is still open: its properties, and the components in it that matter. */
type Component = { name: string; line: number; lines: ContentLine[]; inner: ContentLine[][] };

function* readFile(text: string): Generator<undefined, File> {
  const file = { events: [] as VEvent[], zones: new Map<string, FileZone>(), problems: [] as Problem[] };
  const open: Component[] = [];
  let calendars = 0;
  for (const read of contentLines(text, wanted)) {
    if (!read) {
      yield;
      continue;
    }
    const { name, line } = read;
    const value = read.value.trim().toUpperCase();
    if (name === "BEGIN") {
      if (open.length === 0 && value !== "VCALENDAR")
        throw atLine(line, `Line ${line}: this is not an iCalendar file.`);
      if (open.length >= 8) throw atLine(line, `Line ${line}: components are nested too deeply.`);
      open.push({ name: value, line, lines: [], inner: [] });
    } else if (name === "END") {
      const component = open.pop();
      if (component?.name !== value) throw atLine(line, `Line ${line}: “END:${value}” ends nothing that is open.`);
      if (open.length === 0) calendars++;
      take(component, open.at(-1), file);
    } else open.at(-1)?.lines.push(read);
  }
  const left = open.at(-1);
  if (left) throw atLine(left.line, `Line ${left.line}: ${left.name} has no end. The file is cut off.`);
  if (calendars === 0) throw atLine(1, "Line 1: this is not an iCalendar file (there is no BEGIN:VCALENDAR).");
  return file;
}

function take(component: Component, parent: Component | undefined, file: File & { zones: Map<string, FileZone> }) {
  const { name, line } = component;
  if (name === "STANDARD" || name === "DAYLIGHT") parent?.inner.push(component.lines);
  if (name !== "VEVENT" && name !== "VTIMEZONE") return;
  if (file.events.length >= limits.events) throw atLine(line, `Line ${line}: more than ${limits.events} events.`);
  try {
    if (name === "VEVENT") file.events.push(parseEvent(line, component.lines));
    else
      file.zones.set(
        component.lines.find(({ name }) => name === "TZID")?.value.trim() ?? "",
        parseZone(component.inner),
      );
  } catch (error) {
    file.problems.push(problemOf(line, error));
  }
}

function* holidaysOf({ events, zones, problems }: File, options: IcalOptions): Generator<undefined, Holiday[]> {
  const frame: Frame = { zone: options.zone, zones, ...daysWanted(options) };
  const rules = events.filter(({ rule }) => rule);
  if (rules.length > limits.rules) throw tooMuch(`more than ${limits.rules} events that repeat`, rules[limits.rules]);
  const replaced = Map.groupBy(
    events.filter(({ replaces }) => replaces),
    ({ uid }) => uid,
  );
  const crowded = [...replaced.values()].find((events) => events.length > most);
  if (crowded) throw tooMuch(`more than ${most} changes to one event`, crowded[most]);
  const found = new Map<string, Holiday>();
  let [seen, pauses, days] = [0, 0, 0];
  for (const event of events) {
    const stands = event.replaces ? [] : (replaced.get(event.uid) ?? []).map(({ replaces }) => replaces as Stamp);
    try {
      for (const occurrence of occurrencesOf(event, stands, frame)) {
        if (!occurrence && ++pauses * daysInSlice > limits.ruleDays) throw tooMuch("rules that take too long", event);
        if (!occurrence || ++seen % slice === 0) yield;
        if (!occurrence) continue;
        for (const holiday of daysOfOne(event.name, occurrence, frame)) {
          found.set(`${holiday.date} ${holiday.from} ${holiday.to} ${holiday.name}`, holiday);
          if (++days % slice === 0) yield;
        }
        if (days > limits.eventDays) throw tooMuch(`more than ${limits.eventDays} days of events`, event);
        if (found.size > limits.holidays) throw tooMuch(`more than ${limits.holidays} holidays in these years`, event);
      }
    } catch (error) {
      problems.push(problemOf(event.line, error));
    }
    if (event.rule) yield;
  }
  return [...found.values()].sort((a, b) => (a.date === b.date ? a.from - b.from : a.date < b.date ? -1 : 1));
}

function daysWanted({ from, to }: IcalOptions): { first: number; last: number } {
  const [first, last] = [dayNumber(from), dayNumber(to)];
  if (first !== undefined && last !== undefined && first <= last && last - first <= limits.days) return { first, last };
  throw new KotaeError("invalid_input", `Holidays are read for one day to twenty years, not from ${from} to ${to}.`);
}

function* daysOfOne(name: string, { begin, end }: Occurrence, { first, last }: Frame): Generator<Holiday> {
  for (let number = Math.max(first, Math.floor(begin / day)); number <= last && number * day < end; number++) {
    const from = Math.max(0, Math.floor((begin - number * day) / 60_000));
    const to = Math.min(1_440, Math.ceil((end - number * day) / 60_000));
    yield { name, date: new Date(number * day).toISOString().slice(0, 10), from, to };
  }
}

function problemOf(line: number, error: unknown): Problem {
  // what is wrong with one event stays with it; what is wrong with the file, or with us, does not
  if (!KotaeError.is(error) || error.code === "payload_too_large") throw error;
  return { line, message: `Line ${line}: ${error.message}.` };
}

function tooMuch(what: string, event: VEvent | undefined): KotaeError {
  return new KotaeError("payload_too_large", `Line ${event?.line ?? 1}: there are ${what}.`, {
    hint: "Nothing was imported. Take fewer years, or a calendar of holidays only.",
  });
}
