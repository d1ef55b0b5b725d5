import type { FieldError } from "@kotae/sdk/errors";
import { type CheckedComparison, compares } from "./compare.ts";
import type { Checked } from "./evaluate.ts";
import type { Held } from "./field.ts";
import { fold } from "./fold.ts";

/** What one part of an `all` asks of a field at one time. */
type Demand = { comparison: CheckedComparison; path: string };

/**
 * Parts of one `all` that can never be true together, such as a status that is open and is closed.
 *
 * What is reported is certain; not everything that is impossible is found.
 */
export function contradictions(condition: Checked, root: string): FieldError[] {
  const warnings: FieldError[] = [];
  for (const demands of demandsTogether(condition, root)) {
    const at = demands.findIndex((_, n) => !arePossible(demands.slice(0, n + 1)));
    const last = demands[at];
    if (!last) continue;
    const partner = demands.slice(0, at).find((other) => !arePossible([other, last]));
    const what = partner ? partner.path : "what stands before it";
    warnings.push({ path: last.path, message: `can never be true together with ${what}` });
  }
  return warnings;
}

/** The demands that have to be met together: by `all` they belong to, by field, and by now and before. */
function demandsTogether(condition: Checked, root: string): Demand[][] {
  const together = new Map<string, Demand[]>();
  const open: { part: Checked; path: string; scope: string; isInAll: boolean }[] = [
    { part: condition, path: root, scope: root, isInAll: false },
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { part, path, isInAll } = next;
    const scope = isInAll ? next.scope : path;
    if ("all" in part) {
      const parts = part.all.map((each, at) => ({ part: each, path: `${path}.all[${at}]`, scope, isInAll: true }));
      open.push(...parts.reverse());
    } else if ("any" in part) {
      const parts = part.any.map((each, at) => ({ part: each, path: `${path}.any[${at}]`, scope, isInAll: false }));
      open.push(...parts.reverse());
    } else if ("not" in part) {
      open.push({ part: part.not, path: `${path}.not`, scope, isInAll: false });
    } else {
      for (const { isBefore, comparison } of demandsOf(part)) {
        const key = JSON.stringify([scope, part.field, isBefore]);
        together.set(key, [...(together.get(key) ?? []), { comparison, path }]);
      }
    }
  }
  return [...together.values()];
}

function demandsOf(comparison: CheckedComparison): { isBefore: boolean; comparison: CheckedComparison }[] {
  const { op, type, before, ...rest } = comparison;
  const [yes, no] = type === "list" ? (["contains", "not_contains"] as const) : (["is", "is_not"] as const);
  const demand = (isBefore: boolean, as: CheckedComparison["op"]) => ({
    isBefore,
    comparison: { ...rest, type, op: as },
  });
  if (op === "changed") return [];
  if (op === "changed_to") return [demand(false, yes), demand(true, no)];
  if (op === "changed_from") return [demand(true, yes), demand(false, no)];
  return [demand(before === true, op)];
}

function arePossible(demands: readonly Demand[]): boolean {
  const asked = demands.map(({ comparison }) => comparison);
  const isMetBy = (held: Held) => asked.every((each) => compares(each, { current: held, earlier: undefined, now: 0 }));
  if (asked.some(({ op }) => op === "empty")) return isMetBy(null);
  const [first] = asked;
  if (first?.type === "list") return isMetBy(null) || isMetBy(fullestList(asked));
  const choices = asked.find(({ op }) => op === "is" || op === "in");
  if (choices) return valuesOf(choices).some(isMetBy);
  if (first?.type === "boolean") return [null, true, false].some(isMetBy);
  if (first?.type === "text") return isTextPossible(asked);
  return isBetween(asked);
}

const valuesOf = ({ value }: CheckedComparison): (string | number | boolean)[] =>
  value === undefined ? [] : typeof value === "object" ? [...value] : [value];

/** Everything that is wanted and not forbidden: where this list does not do, none does. */
function fullestList(asked: readonly CheckedComparison[]): string[] {
  const textsOf = (...ops: string[]) =>
    asked
      .filter(({ op }) => ops.includes(op))
      .flatMap(valuesOf)
      .map(String);
  const forbidden = new Set(textsOf("not_contains", "not_in").map(fold));
  // an item of its own, for lists that must not be empty
  return [...textsOf("contains", "in").filter((text) => !forbidden.has(fold(text))), "\u0001"];
}

function isTextPossible(asked: readonly CheckedComparison[]): boolean {
  const textsOf = (...ops: string[]) =>
    asked.filter(({ op }) => ops.includes(op)).map(({ value }) => fold(String(value)));
  const wanted = textsOf("contains", "starts_with", "ends_with");
  if (textsOf("not_contains").some((text) => wanted.some((each) => each.includes(text)))) return false;
  const begins = textsOf("starts_with");
  const ends = textsOf("ends_with");
  return (
    begins.every((one) => begins.every((other) => one.startsWith(other) || other.startsWith(one))) &&
    ends.every((one) => ends.every((other) => one.endsWith(other) || other.endsWith(one)))
  );
}

/** Whether the bounds leave room for a number, and those of the age for a time. */
function isBetween(asked: readonly CheckedComparison[]): boolean {
  const bounds = (op: string) => asked.filter((each) => each.op === op).map(({ value }) => Number(value));
  const above = Math.max(...bounds("gt"));
  const from = Math.max(above, ...bounds("gte"));
  const below = Math.min(...bounds("lt"));
  const to = Math.min(below, ...bounds("lte"));
  const isRoom = from < to || (from === to && above < from && below > to);
  return isRoom && Math.max(...bounds("older_than")) < Math.min(...bounds("within_last"));
}
