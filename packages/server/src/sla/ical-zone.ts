import { KotaeError } from "@kotae/sdk";
import type { ContentLine } from "./ical-lines.ts";
import { daysOf, parseRule } from "./ical-rule.ts";
import { type FileZone, parseOffset, parseStamp } from "./ical-time.ts";
import { day } from "./zone.ts";

/** What a real zone never has more of; and as far as rules without an end are followed. */
const limits = { changes: 500, rules: 40, until: Date.UTC(2060, 0) };

/** A zone from its STANDARD and DAYLIGHT parts (RFC 5545, 3.6.5), or an error that says what of them cannot be read. */
export function parseZone(parts: readonly (readonly ContentLine[])[]): FileZone {
  const rules = parts.flat().filter(({ name }) => name === "RRULE");
  if (rules.length > limits.rules) throw unreadable(`a time zone has more than ${limits.rules} rules`);
  const changes: { wall: number; offset: number; before: number }[] = [];
  for (const part of parts) {
    for (const change of changesOf(part)) changes.push(change);
    if (changes.length > limits.changes) throw unreadable(`a time zone changes more than ${limits.changes} times`);
  }
  const [first] = changes.sort((a, b) => a.wall - b.wall);
  if (!first) throw unreadable("a time zone says nothing of its distance from UTC");
  return { before: first.before, changes };
}

function* changesOf(part: readonly ContentLine[]): Generator<{ wall: number; offset: number; before: number }> {
  const textOf = (wanted: string) => part.find(({ name }) => name === wanted)?.value.trim();
  const { wall } = parseStamp(textOf("DTSTART") ?? "", null);
  const [before, offset] = [parseOffset(textOf("TZOFFSETFROM") ?? ""), parseOffset(textOf("TZOFFSETTO") ?? "")];
  const text = textOf("RRULE");
  const rule = text === undefined ? undefined : parseRule(text);
  yield { wall, before, offset };
  if (!rule) return;
  // more could be written, and no zone has it: what is not followed cannot take long
  if (rule.freq !== "YEARLY" || rule.months?.length !== 1 || rule.count !== undefined) {
    throw unreadable("a time zone changes in one month of every year, or until one");
  }
  const until = Math.min(
    limits.until,
    rule.until === undefined ? limits.until : parseStamp(rule.until, null).wall + day,
  );
  const timeOfDay = wall - Math.floor(wall / day) * day;
  for (const number of daysOf(rule, Math.floor(wall / day), 0, Math.floor((until - timeOfDay) / day))) {
    if (number !== undefined) yield { wall: number * day + timeOfDay, before, offset };
  }
}

const unreadable = (what: string) => new KotaeError("invalid_input", what);
