import { KotaeError } from "@kotae/sdk";
import type { ContentLine } from "./ical-lines.ts";
import { daysOf, parseRule, type Rule } from "./ical-rule.ts";
import { momentOfStamp, parseDuration, parseStamp, type Stamp, stampsIn, type Zones } from "./ical-time.ts";
import { day, wallOf } from "./zone.ts";

/** An event as the file has it (RFC 5545, 3.6.1), as far as it says when it is. */
export type VEvent = {
  readonly line: number;
  readonly uid: string;
  readonly name: string;
  readonly isCancelled: boolean;
  readonly start: Stamp;
  readonly end: Stamp | undefined;
  readonly duration: number | undefined;
  readonly rule: Rule | undefined;
  readonly added: readonly Stamp[];
  readonly excluded: readonly Stamp[];
  /** Which occurrence of the event of the same uid this one stands in for. */
  readonly replaces: Stamp | undefined;
};

/** The calendar whose clock counts, the zones of the file, and the days that are wanted. */
export type Frame = { readonly zone: string; readonly zones: Zones; readonly first: number; readonly last: number };
/** How many dates an event may name one by one, to add or to leave out: it is read in one go. */
export const most = 1_000;

/** Begin and end on the calendar's clock. */
export type Occurrence = { readonly begin: number; readonly end: number };

/** The event these lines describe, or an error that says what of it cannot be read. */
export function parseEvent(line: number, lines: readonly ContentLine[]): VEvent {
  const one = (wanted: string) => lines.find(({ name }) => name === wanted);
  const stamps = (wanted: string) => datesIn(lines.filter(({ name }) => name === wanted));
  const [start, end] = [stamps("DTSTART")[0], stamps("DTEND")[0]];
  if (!start) throw unreadable("the event has no DTSTART");
  if (end && end.isDate !== start.isDate)
    throw unreadable("the event begins with a date and ends with a time, or reverse");
  const duration = one("DURATION")?.value.trim();
  const rule = one("RRULE")?.value.trim();
  return {
    line,
    uid: one("UID")?.value.trim() ?? "",
    name: plain(one("SUMMARY")?.value ?? ""),
    isCancelled: one("STATUS")?.value.trim().toUpperCase() === "CANCELLED",
    start,
    end,
    duration: duration === undefined ? undefined : parseDuration(duration),
    rule: rule === undefined ? undefined : parseRule(rule),
    added: stamps("RDATE"),
    excluded: stamps("EXDATE"),
    replaces: stamps("RECURRENCE-ID")[0],
  };
}

/**
 * When an event is, in the frame's days, and now and then nothing, where a reader may pause.
 *
 * `replaced` are the occurrences that other events stand in for.
 */
export function* occurrencesOf(
  event: VEvent,
  replaced: readonly Stamp[],
  frame: Frame,
): Generator<Occurrence | undefined> {
  if (event.isCancelled) return;
  const length = lengthOf(event, frame);
  const isOut = exclusion(event, [...event.excluded, ...replaced], frame);
  for (const wall of wallsOf(event, length, frame)) {
    if (wall === undefined) yield undefined;
    else if (isOut(wall)) continue;
    else if (event.start.isDate) yield { begin: wall, end: wall + length };
    else {
      const begin = momentOfStamp({ ...event.start, wall }, frame.zone, frame.zones);
      yield { begin: wallOf(frame.zone, begin), end: wallOf(frame.zone, begin + length) };
    }
  }
}

function datesIn(lines: readonly ContentLine[]): Stamp[] {
  const count = lines.reduce((sum, { value }) => sum + value.split(",").length, 0);
  if (count > most) throw unreadable(`the event names more than ${most} dates`);
  return lines.flatMap(stampsIn);
}

/** What an event takes: whole days by the calendar, everything else by the clock that cannot be put back. */
function lengthOf({ start, end, duration }: VEvent, { zone, zones }: Frame): number {
  const moment = (stamp: Stamp) => (stamp.isDate ? stamp.wall : momentOfStamp(stamp, zone, zones));
  const length = end ? moment(end) - moment(start) : (duration ?? 0);
  if (length < 0) throw unreadable("the event ends before it begins");
  // many write the same day as the end although the end is not included
  if (start.isDate) return Math.max(day, length);
  if (length === 0) throw unreadable("the event takes no time");
  return length;
}

function* wallsOf({ start, rule, added }: VEvent, length: number, frame: Frame): Generator<number | undefined> {
  const startDay = Math.floor(start.wall / day);
  // two days more on either side: the zone of the event may be a day off the calendar's
  const [first, last] = [frame.first - Math.ceil(length / day) - 2, frame.last + 2];
  if (!rule) yield start.wall;
  else {
    const isPast = limitOf(rule, start, frame);
    for (const number of daysOf(rule, startDay, first, last)) {
      const wall = number === undefined ? undefined : start.wall + (number - startDay) * day;
      if (wall !== undefined && isPast(wall)) break;
      yield wall;
    }
  }
  for (const { wall } of added) yield wall;
}

function limitOf({ until }: Rule, start: Stamp, { zone, zones }: Frame): (wall: number) => boolean {
  if (until === undefined) return () => false;
  const last = parseStamp(until, start.zone);
  if (last.isDate || start.isDate) return (wall) => Math.floor(wall / day) > Math.floor(last.wall / day);
  const lastMoment = momentOfStamp(last, zone, zones);
  return (wall) => momentOfStamp({ ...start, wall }, zone, zones) > lastMoment;
}

function exclusion({ start }: VEvent, stamps: readonly Stamp[], { zone, zones }: Frame): (wall: number) => boolean {
  const days = new Set(stamps.filter(({ isDate }) => isDate).map(({ wall }) => wall / day));
  const timed = stamps.filter(({ isDate }) => !isDate);
  if (start.isDate) for (const { wall } of timed) days.add(Math.floor(wall / day));
  const moments = new Set(start.isDate ? [] : timed.map((stamp) => momentOfStamp(stamp, zone, zones)));
  return (wall) =>
    days.has(Math.floor(wall / day)) ||
    (moments.size > 0 && moments.has(momentOfStamp({ ...start, wall }, zone, zones)));
}

function plain(text: string): string {
  const read = text.replace(/\\([nN,;\\])/g, (_, char: string) => (char.toLowerCase() === "n" ? " " : char));
  return read.replace(/\s+/g, " ").trim().slice(0, 200);
}

const unreadable = (what: string) => new KotaeError("invalid_input", what);
