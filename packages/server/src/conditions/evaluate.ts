import { type CheckedComparison, compares } from "./compare.ts";
import { type FieldType, type Held, readAs } from "./field.ts";

/** A condition that was validated; plain data, see `validate`. */
export type Checked = { all: readonly Checked[] } | { any: readonly Checked[] } | { not: Checked } | CheckedComparison;

/** What is known, by the names of the fields; times are epoch ms. */
export type Facts = {
  now: number;
  fields: Readonly<Record<string, unknown>>;
  /** What stood there before the change that is looked at; without it nothing has changed. */
  before?: Readonly<Record<string, unknown>> | undefined;
};

/** A condition with its verdict: what was compared with what; long texts are cut here, the facts have them whole. */
export type Judged =
  | { all: readonly Judged[]; matched: boolean }
  | { any: readonly Judged[]; matched: boolean }
  | { not: Judged; matched: boolean }
  | (CheckedComparison & {
      found: Held;
      /** For what has changed: what stood there before. */
      previous?: Held;
      matched: boolean;
    });

/** Why a condition matched or not: every comparison, and the facts they looked at. */
export type Explanation = { tree: Judged; facts: Facts };

/** Whether a condition holds of the facts, and why; it never throws, and whatever is not known counts as empty. */
export function evaluate(condition: Checked, facts: Facts): { matched: boolean; explanation: Explanation } {
  const tree = judge(condition, facts);
  return { matched: tree.matched, explanation: { tree, facts: factsUsed([condition], facts) } };
}

/** The verdict made again from nothing but the explanation. */
export const replay = ({ tree, facts }: Explanation): boolean => judge(conditionOf(tree), facts).matched;

/** A condition with the verdict on it and on every part of it: also on those that no longer made a difference. */
export function judge(condition: Checked, facts: Facts): Judged {
  if ("all" in condition) {
    const all = condition.all.map((part) => judge(part, facts));
    return { all, matched: all.every(({ matched }) => matched) };
  }
  if ("any" in condition) {
    const any = condition.any.map((part) => judge(part, facts));
    return { any, matched: any.some(({ matched }) => matched) };
  }
  if ("not" in condition) {
    const not = judge(condition.not, facts);
    return { not, matched: !not.matched };
  }
  const { field, type } = condition;
  const current = heldIn(facts.fields, field, type);
  const earlier = facts.before === undefined ? undefined : heldIn(facts.before, field, type);
  const matched = compares(condition, { current, earlier, now: facts.now });
  if (condition.before === true) return { ...condition, found: short(earlier ?? null), matched };
  if (!condition.op.startsWith("changed")) return { ...condition, found: short(current), matched };
  return { ...condition, found: short(current), previous: short(earlier ?? null), matched };
}

/** The condition a verdict was given on. */
export function conditionOf(tree: Judged): Checked {
  if ("all" in tree) return { all: tree.all.map(conditionOf) };
  if ("any" in tree) return { any: tree.any.map(conditionOf) };
  if ("not" in tree) return { not: conditionOf(tree.not) };
  const { found, previous, matched, ...condition } = tree;
  return condition;
}

/** As much of the facts as the conditions look at, each as its type reads it. */
export function factsUsed(conditions: readonly Checked[], { now, fields, before }: Facts): Facts {
  const names = new Map<string, FieldType>();
  const open = [...conditions];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if ("all" in next) open.push(...next.all);
    else if ("any" in next) open.push(...next.any);
    else if ("not" in next) open.push(next.not);
    else names.set(next.field, next.type);
  }
  const of = (values: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(
      [...names]
        .map(([name, type]) => [name, heldIn(values, name, type)] as const)
        .filter(([, held]) => held !== null)
        .sort(([one], [other]) => (one < other ? -1 : 1)),
    );
  return { now, fields: of(fields), ...(before === undefined ? {} : { before: of(before) }) };
}

const heldIn = (values: Readonly<Record<string, unknown>>, name: string, type: FieldType): Held =>
  Object.hasOwn(values, name) ? readAs(type, values[name]) : null;

const shown = 200;
const itemsShown = 50;

function short(held: Held): Held {
  if (typeof held === "string") return cut(held);
  return Array.isArray(held) ? held.slice(0, itemsShown).map(cut) : held;
}

/** Counted in whole characters, so that no half of one is left. */
function cut(text: string): string {
  if (text.length <= shown) return text;
  return `${text.slice(0, shown - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
