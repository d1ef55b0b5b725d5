import type { FieldError } from "@kotae/sdk/errors";
import { type Comparison, type Condition, condition as shape } from "@kotae/sdk/schema";
import type { CheckedComparison } from "./compare.ts";
import { contradictions } from "./contradictions.ts";
import type { Checked } from "./evaluate.ts";
import { type Field, operatorsOf, readDate } from "./field.ts";
import { patternProblem } from "./pattern.ts";

export type Validated = {
  /** What `evaluate` takes; undefined where there are errors. */
  condition: Checked | undefined;
  errors: FieldError[];
  /** What can be kept and most likely is not meant: parts that can never hold together. */
  warnings: FieldError[];
};

/**
 * Reads a condition from outside against the fields there are; every problem has its place, as `conditions.all[2].value`.
 *
 * Any input is fine, however deep: it is measured before anything goes into it.
 */
export function validate(input: unknown, fields: readonly Field[], root = "conditions"): Validated {
  const parsed = shape.safeParse(input);
  if (!parsed.success) {
    const errors = parsed.error.issues.map(({ path, message }) => ({ path: pathOf(root, path), message }));
    return { condition: undefined, errors, warnings: [] };
  }
  const byName = new Map(fields.map((field) => [field.name, field]));
  const errors: FieldError[] = [];
  // at most ten deep by now
  const checked = (part: Condition, path: string): Checked => {
    if ("all" in part) return { all: part.all.map((each, at) => checked(each, `${path}.all[${at}]`)) };
    if ("any" in part) return { any: part.any.map((each, at) => checked(each, `${path}.any[${at}]`)) };
    if ("not" in part) return { not: checked(part.not, `${path}.not`) };
    const found = check(part, byName.get(part.field));
    if ("problem" in found) errors.push({ path: path + found.at, message: found.problem });
    return "problem" in found ? { all: [] } : found;
  };
  const condition = checked(parsed.data, root);
  if (errors.length > 0) return { condition: undefined, errors, warnings: [] };
  return { condition, errors, warnings: contradictions(condition, root) };
}

const pathOf = (root: string, path: readonly PropertyKey[]): string =>
  path.reduce<string>((way, each) => way + (typeof each === "number" ? `[${each}]` : `.${String(each)}`), root);

type Wrong = { problem: string; at: string };
const wrong = (at: string, problem: string): Wrong => ({ problem, at });

function check(given: Comparison, field: Field | undefined): CheckedComparison | Wrong {
  const { op, value, before } = given;
  if (!field) return wrong(".field", `“${given.field}” is no field that can be asked for`);
  if (field.deleted === true) return wrong(".field", `“${given.field}” was deleted`);
  const { type } = field;
  if (!operatorsOf[type].includes(op)) {
    return wrong(".op", `${op} cannot be asked of a field of type ${type}; there is ${operatorsOf[type].join(", ")}`);
  }
  if (before === true && op.startsWith("changed")) {
    return wrong(".before", `must not stand beside ${op}, which looks at both times by itself`);
  }
  const plain = { field: field.name, type, op, ...(before === true ? { before } : {}) };
  if (op === "empty" || op === "not_empty" || op === "changed") {
    return value === undefined ? plain : wrong(".value", `must not be there: ${op} has nothing to compare with`);
  }
  if (value === undefined) return wrong(".value", "is needed");
  if (op === "in" || op === "not_in") {
    if (!Array.isArray(value) || value.length === 0) return wrong(".value", "must be a list with something in it");
    for (const [at, each] of value.entries()) {
      const problem = valueProblem(each, field);
      if (problem !== undefined) return wrong(`.value[${at}]`, problem);
    }
    return { ...plain, value };
  }
  if (Array.isArray(value)) return wrong(".value", `must be one value: ${op} takes no list`);
  if (op === "within_last" || op === "older_than") {
    const isMinutes = typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= minutesAtMost;
    return isMinutes ? { ...plain, value } : wrong(".value", `must be whole minutes from 1 to ${minutesAtMost}`);
  }
  if (type === "date") {
    const at = typeof value === "string" ? readDate(value) : null;
    return at === null
      ? wrong(".value", "must be a day or a time with its zone, as in 2026-11-25 or 2026-11-25T09:00:00Z")
      : { ...plain, value: at };
  }
  const problem = op === "matches" ? matchesProblem(value) : valueProblem(value, field);
  return problem === undefined ? { ...plain, value } : wrong(".value", problem);
}

const tenYears = 10 * 366 * 24 * 60;
const minutesAtMost = tenYears;

function matchesProblem(value: unknown): string | undefined {
  if (typeof value !== "string" || value === "") return "must be a pattern";
  return patternProblem(value);
}

function valueProblem(value: unknown, { type, options }: Field): string | undefined {
  if (type === "number") {
    return typeof value === "number" ? undefined : "must be a number";
  }
  if (type === "boolean") return typeof value === "boolean" ? undefined : "must be true or false";
  if (typeof value !== "string") return "must be text";
  if (value.trim() === "") return "must not be blank: ask with empty or not_empty for that";
  if (options === undefined || options.includes(value)) return undefined;
  return `must be one of: ${options.join(", ")}`;
}
