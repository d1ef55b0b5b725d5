import type { Operator } from "@kotae/sdk/schema";
import type { FieldType, Held } from "./field.ts";
import { fold } from "./fold.ts";
import { fits } from "./pattern.ts";

/** A comparison that was validated: it knows its field's type, and its value is of it (times are epoch ms). */
export type CheckedComparison = {
  field: string;
  type: FieldType;
  op: Operator;
  value?: CheckedValue | undefined;
  before?: true | undefined;
};
type Scalar = string | number | boolean;
type CheckedValue = Scalar | readonly Scalar[];

/** What stands in a field now, and what stood there before; `earlier` is undefined where nothing is known to have changed. */
export type Standing = { current: Held; earlier: Held | undefined; now: number };

/** Whether a comparison holds of what stands there. */
export function compares({ op, value, before }: CheckedComparison, { current, earlier, now }: Standing): boolean {
  switch (op) {
    case "changed":
      return earlier !== undefined && !isSame(current, earlier);
    case "changed_to":
      return earlier !== undefined && holds(current, value) && !holds(earlier, value);
    case "changed_from":
      return earlier !== undefined && holds(earlier, value) && !holds(current, value);
    default:
      return stands(op, before === true ? (earlier ?? null) : current, value, now);
  }
}

type Plain = Exclude<Operator, "changed" | "changed_to" | "changed_from">;

function stands(op: Plain, held: Held, value: CheckedValue | undefined, now: number): boolean {
  switch (op) {
    case "empty":
      return held === null;
    case "not_empty":
      return held !== null;
    case "is":
      return holds(held, value);
    case "is_not":
      return !holds(held, value);
    case "in":
      return isAmong(held, value);
    case "not_in":
      return !isAmong(held, value);
    case "contains":
      return contains(held, value);
    case "not_contains":
      return !contains(held, value);
    case "starts_with":
      return isText(held) && isText(value) && folded(held).startsWith(folded(value));
    case "ends_with":
      return isText(held) && isText(value) && folded(held).endsWith(folded(value));
    case "matches":
      return isText(held) && isText(value) && fits(value, folded(held));
    default:
      return isNumber(held) && isNumber(value) && isOrdered(op, held, value, now);
  }
}

function isOrdered(
  op: "gt" | "gte" | "lt" | "lte" | "within_last" | "older_than",
  held: number,
  value: number,
  now: number,
): boolean {
  switch (op) {
    case "gt":
      return held > value;
    case "gte":
      return held >= value;
    case "lt":
      return held < value;
    case "lte":
      return held <= value;
    case "within_last":
      return held <= now && now - held <= value * minute;
    case "older_than":
      return now - held > value * minute;
  }
}

const minute = 60_000;
const isText = (value: unknown): value is string => typeof value === "string";
const isNumber = (value: unknown): value is number => typeof value === "number";

/** A field holds a value when it is that value, or as a list has it among its own. */
function holds(held: Held, value: CheckedValue | undefined): boolean {
  if (isList(held)) return isText(value) && held.some((item) => folded(item) === folded(value));
  return isText(held) && isText(value) ? folded(held) === folded(value) : held === value;
}

const isAmong = (held: Held, value: CheckedValue | undefined): boolean =>
  Array.isArray(value) && value.some((each: Scalar) => holds(held, each));

function contains(held: Held, value: CheckedValue | undefined): boolean {
  if (isList(held)) return holds(held, value);
  return isText(held) && isText(value) && folded(held).includes(folded(value));
}

const isList = (held: Held): held is readonly string[] => Array.isArray(held);

/** The same; lists without regard to order. */
function isSame(one: Held, other: Held): boolean {
  if (!isList(one) || !isList(other)) return one === other;
  const items = new Set(one);
  return items.size === new Set(other).size && other.every((item) => items.has(item));
}

/** A long text is folded once for all comparisons in a row. */
let lastLong: { text: string; folded: string } | undefined;

function folded(text: string): string {
  if (text.length < 200) return fold(text);
  if (lastLong?.text !== text) lastLong = { text, folded: fold(text) };
  return lastLong.folded;
}
