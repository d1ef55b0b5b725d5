import { dayMillis } from "../questions/index.ts";

export type Grouping = "day" | "week" | "site" | "lang" | "total";

/** The line of a report that something belongs to, by when and where it happened. */
export function groupOf(
  { at, siteId, lang }: { at: number; siteId: string; lang: string },
  { by, nameOf }: { by: Grouping; nameOf(siteId: string): string },
): string {
  if (by === "total") return "";
  if (by === "site") return nameOf(siteId);
  if (by === "lang") return lang;
  if (by === "day") return dayOf(at);
  // weeks begin on Monday, as in ISO 8601; the first day of the epoch was a Thursday
  const day = Math.floor(at / dayMillis);
  return dayOf((day - ((day + 3) % 7)) * dayMillis);
}

/** The day of a moment, in UTC: `2026-11-23`. */
export const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
/** The moment a day begins, in UTC. */
export const startOf = (day: string) => Date.parse(`${day}T00:00:00Z`);
