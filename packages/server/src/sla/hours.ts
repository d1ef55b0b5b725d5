import { type Calendar, dayNumber, type Interval, patternOf, without } from "./calendar.ts";
import { chunkMillis, day, stretchesOf } from "./zone.ts";

/** How far ahead an opening or a deadline is looked for; what is later than that never comes. */
export const horizon = 5 * 366 * day;
/** How many chunks of days a calendar keeps: some twenty years. */
const keep = 128;

/** The open times that begin in one chunk of days, and how much was open in it before each. */
type Chunk = { starts: number[]; ends: number[]; before: number[]; total: number };
type Hours = {
  pattern: readonly (readonly Interval[])[];
  /** By the number of the day, and by `12-25`. */
  once: Map<number, Interval[]>;
  yearly: Map<string, Interval[]>;
  chunks: Map<number, Chunk>;
};

const hours = new WeakMap<Calendar, Hours>();

/** How many milliseconds of the time between two moments are open; none where `to` is not after `from`. */
export function openBetween(calendar: Calendar, from: number, to: number): number {
  if (to <= from) return 0;
  if (calendar.alwaysOpen) return to - from;
  const [first, last] = [chunkNumber(from), chunkNumber(to)];
  let open = -openedBefore(chunkOf(calendar, first), from) + openedBefore(chunkOf(calendar, last), to);
  for (let number = first; number < last; number++) open += chunkOf(calendar, number).total;
  return open;
}

/**
 * The first moment by which so much open time has passed since `from`; nothing where that takes more than five years.
 *
 * Time that runs out exactly at closing runs out then, not at the next opening.
 */
export function addOpen(calendar: Calendar, from: number, millis: number): number | undefined {
  if (millis <= 0) return from;
  const end = from + horizon;
  if (calendar.alwaysOpen) return from + millis <= end ? from + millis : undefined;
  let number = chunkNumber(from);
  let left = millis + openedBefore(chunkOf(calendar, number), from);
  for (const last = chunkNumber(end); number <= last; number++) {
    const chunk = chunkOf(calendar, number);
    if (left <= chunk.total) {
      const index = firstAtLeast(chunk.before, left) - 1;
      const at = (chunk.starts[index] as number) + left - (chunk.before[index] as number);
      return at <= end ? at : undefined;
    }
    left -= chunk.total;
  }
  return undefined;
}

/** Whether this moment is open; the moment of closing is not. */
export function isOpen(calendar: Calendar, at: number): boolean {
  return openBetween(calendar, at, at + 1) > 0;
}

/** The first open moment from `at` on, `at` itself where it is open; nothing where there is none within five years. */
export function nextOpening(calendar: Calendar, at: number): number | undefined {
  const first = addOpen(calendar, at, 1);
  return first === undefined ? undefined : first - 1;
}

/** The open times between two moments, in order. */
export function openTimes(calendar: Calendar, from: number, to: number): { from: number; to: number }[] {
  if (to <= from) return [];
  if (calendar.alwaysOpen) return [{ from, to }];
  const times: { from: number; to: number }[] = [];
  for (let number = chunkNumber(from); number <= chunkNumber(to - 1); number++) {
    const { starts, ends } = chunkOf(calendar, number);
    for (const [index, start] of starts.entries()) {
      const part = { from: Math.max(start, from), to: Math.min(ends[index] as number, to) };
      if (part.from >= part.to) continue;
      const last = times.at(-1);
      // midnight is no closing time
      if (last?.to === part.from) last.to = part.to;
      else times.push(part);
    }
  }
  return times;
}

const chunkNumber = (at: number) => Math.floor(at / chunkMillis);

function openedBefore({ starts, ends, before }: Chunk, at: number): number {
  const index = firstAtLeast(starts, at) - 1;
  if (index < 0) return 0;
  return (before[index] as number) + Math.min(at, ends[index] as number) - (starts[index] as number);
}

/** The index of the first of these rising numbers that is at least `wanted`; their count where none is. */
function firstAtLeast(numbers: readonly number[], wanted: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function chunkOf(calendar: Calendar, number: number): Chunk {
  const known = hours.get(calendar) ?? hoursOf(calendar);
  hours.set(calendar, known);
  const found = known.chunks.get(number);
  if (found) return found;
  const chunk = workOut(calendar.zone, known, number);
  if (known.chunks.size >= keep) known.chunks.clear();
  known.chunks.set(number, chunk);
  return chunk;
}

function hoursOf(calendar: Calendar): Hours {
  // a change in place would be answered with the hours of before: it throws instead
  freeze(calendar);
  const once = new Map<number, Interval[]>();
  const yearly = new Map<string, Interval[]>();
  for (const { date, from, to } of calendar.holidays) {
    if (date.length === 5) yearly.set(date, [...(yearly.get(date) ?? []), { from, to }]);
    const number = dayNumber(date);
    if (number !== undefined) once.set(number, [...(once.get(number) ?? []), { from, to }]);
  }
  return { pattern: patternOf(calendar), once, yearly, chunks: new Map() };
}

/** A moment is open when the zone's clock shows an open minute: so each stretch of one offset is a ruler of its own. */
function workOut(zone: string, { pattern, once, yearly }: Hours, number: number): Chunk {
  const chunk: Chunk = { starts: [], ends: [], before: [], total: 0 };
  for (const { from, to, offset } of stretchesOf(zone, number)) {
    for (let local = Math.floor((from + offset) / day); local * day < to + offset; local++) {
      const weekday = pattern[(((local + 3) % 7) + 7) % 7] as readonly Interval[];
      const everyYear = yearly.size > 0 ? yearly.get(new Date(local * day).toISOString().slice(5, 10)) : undefined;
      for (const open of without(without(weekday, once.get(local) ?? []), everyYear ?? [])) {
        const start = Math.max(local * day + open.from * 60_000 - offset, from);
        const end = Math.min(local * day + open.to * 60_000 - offset, to);
        if (start >= end) continue;
        chunk.starts.push(start);
        chunk.ends.push(end);
        chunk.before.push(chunk.total);
        chunk.total += end - start;
      }
    }
  }
  return chunk;
}

function freeze(value: object): void {
  for (const part of Object.values(value)) if (typeof part === "object" && part !== null) freeze(part);
  Object.freeze(value);
}
