import { KotaeError } from "@kotae/sdk";
import type { ContentLine } from "./ical-lines.ts";
import { isZone, momentOf } from "./zone.ts";

/** A date or a time as it is written: `wall` is milliseconds since 1970 on the clock of `zone`, null for any clock. */
export type Stamp = { readonly wall: number; readonly isDate: boolean; readonly zone: string | null };

/** What the file itself says of a zone: from each `wall` on its clocks stand at `offset`; `before` until the first. */
export type FileZone = {
  readonly before: number;
  readonly changes: readonly { readonly wall: number; readonly offset: number }[];
};
export type Zones = ReadonlyMap<string, FileZone>;

/** The dates or times of a property, as `20261225`, `20261225T090000` or `20261225T090000Z`. */
export function stampsIn({ value, params }: ContentLine): Stamp[] {
  return value.split(",").map((text) => parseStamp(text.trim(), params.get("TZID") ?? null));
}

/** Milliseconds of `P1D`, `PT30M`, `P2W`. */
export function parseDuration(text: string): number {
  const [whole, weeks, days, hours, minutes, seconds] =
    /^\+?P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?$/.exec(text) ?? [];
  if (whole === undefined) throw unreadable(`“${text}” is no duration`);
  const [w, d, h, m, s] = [weeks, days, hours, minutes, seconds].map((part) => Number(part ?? 0));
  return (((Number(w) * 7 + Number(d)) * 24 + Number(h)) * 60 + Number(m)) * 60_000 + Number(s) * 1_000;
}

/** Milliseconds of `+0900`, `-033000`. */
export function parseOffset(text: string): number {
  const [, sign, hours, minutes, seconds] = /^([+-])(\d{2})(\d{2})(\d{2})?$/.exec(text) ?? [];
  if (sign === undefined) throw unreadable(`“${text}” is no distance from UTC`);
  const millis = (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds ?? 0)) * 1_000;
  return sign === "-" ? -millis : millis;
}

/** The moment a stamp means: by the time zone database, else by what the file says of its zone, else an error. */
export function momentOfStamp({ wall, zone }: Stamp, calendarZone: string, zones: Zones): number {
  if (zone === "UTC") return wall;
  if (zone === null) return momentOf(calendarZone, wall);
  if (isZone(zone)) return momentOf(zone, wall);
  const found = zones.get(zone);
  if (!found) throw unreadable(`the time zone “${zone}” is neither known nor described in the file`);
  const change = found.changes.findLast((each) => each.wall <= wall);
  return wall - (change?.offset ?? found.before);
}

/** One date or time, on the clock of this zone unless it says that it is UTC. */
export function parseStamp(text: string, zone: string | null): Stamp {
  const [, y, m, d, time, hh, mm, ss, utc] = /^(\d{4})(\d{2})(\d{2})(T(\d{2})(\d{2})(\d{2})(Z)?)?$/.exec(text) ?? [];
  const date = Date.UTC(Number(y), Number(m) - 1, Number(d));
  const isDay = y !== undefined && new Date(date).toISOString().slice(0, 10) === `${y}-${m}-${d}`;
  if (!isDay || Number(y) < 1900) throw unreadable(`“${text.slice(0, 40)}” is no date from 1900 on`);
  if (time === undefined) return { wall: date, isDate: true, zone: null };
  const [hour, min, sec] = [Number(hh), Number(mm), Number(ss)];
  // a leap second may be written; no clock of ours shows it
  if (hour > 23 || min > 59 || sec > 60) throw unreadable(`“${text}” is no time of day`);
  const wall = date + (hour * 3_600 + min * 60 + Math.min(sec, 59)) * 1_000;
  return { wall, isDate: false, zone: utc ? "UTC" : zone };
}

const unreadable = (what: string) => new KotaeError("invalid_input", what);
