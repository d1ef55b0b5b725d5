import type { Lang } from "../contract.ts";
import type { Key, Words } from "./en.ts";

export type { Key, Words } from "./en.ts";
export type Translate = (key: Key, values?: Readonly<Record<string, string | number>>) => string;

/** The sentence of a key with its `{places}` filled in. */
export function phrase(words: Words, key: Key, values: Readonly<Record<string, string | number>> = {}): string {
  return words[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}

const units = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** How long ago something was, in the reader's words; the date itself once it is a week old. */
export function timeAgo(lang: Lang, at: number, now: number): string {
  const seconds = (now - at) / 1000;
  if (seconds > 604_800) return format(lang, at, { dateStyle: "medium" });
  // the rest is now, also where this clock is behind the server's
  const [unit, size] = units.find(([, length]) => seconds >= length) ?? ["second", Number.POSITIVE_INFINITY];
  return new Intl.RelativeTimeFormat(lang, { numeric: "auto" }).format(-Math.trunc(seconds / size), unit);
}

/** A date and time in the reader's words. */
export const format = (lang: Lang, at: number, style: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(lang, style).format(at);
