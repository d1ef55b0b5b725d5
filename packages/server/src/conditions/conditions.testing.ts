import type { Comparison, Condition } from "@kotae/sdk/schema";
import fc from "fast-check";
import { type Checked, type Facts, type Field, validate } from "./index.ts";

export const fields: readonly Field[] = [
  { name: "ticket.subject", type: "text" },
  { name: "ticket.complexity", type: "number" },
  { name: "ticket.priority", type: "choice", options: ["low", "medium", "high", "critical"] },
  { name: "ticket.createdAt", type: "date" },
  { name: "ticket.tags", type: "list" },
  { name: "ticket.assignee", type: "user" },
  { name: "customer.verified", type: "boolean" },
];

export const now = Date.UTC(2026, 10, 25, 9);

const words = fc.constantFrom("Refund", "ＲＥＦＵＮＤ", "refunds", "返金", "返金 ﾘｸｴｽﾄ", "a", "ab", "b", "Straße");
const numbers = fc.integer({ min: 0, max: 4 });
const priorities = fc.constantFrom("low", "medium", "high", "critical");
const lists = <T>(of: fc.Arbitrary<T>) => fc.array(of, { minLength: 1, maxLength: 3 });
const times = fc.constantFrom("2026-11-25T08:30:00Z", "2026-11-25", "2026-11-24T23:59:59.5+09:00");

const leaf = (field: string, ops: readonly string[], value: fc.Arbitrary<unknown>) =>
  fc.record({ field: fc.constant(field), op: fc.constantFrom(...ops), value });
const silent = fc.record({
  field: fc.constantFrom(...fields.map(({ name }) => name)),
  op: fc.constantFrom("empty", "not_empty", "changed"),
});

const changes = ["changed_to", "changed_from"];
const equal = ["is", "is_not", ...changes];
const among = ["in", "not_in"];

/** One comparison that is right for its field. */
const comparison: fc.Arbitrary<Comparison> = fc
  .tuple(
    fc.oneof(
      leaf("ticket.subject", [...equal, "contains", "not_contains", "starts_with", "ends_with"], words),
      leaf(
        "ticket.subject",
        ["matches"],
        fc.constantFrom("^re", "(a+)+$", "返.", "\\bref\\w*", "[Ａ-Ｚ]{3}", ""),
      ).filter(({ value }) => value !== ""),
      leaf("ticket.subject", among, lists(words)),
      leaf("ticket.complexity", [...equal, "gt", "gte", "lt", "lte"], numbers),
      leaf("ticket.complexity", among, lists(numbers)),
      leaf("ticket.priority", equal, priorities),
      leaf("ticket.priority", among, lists(priorities)),
      leaf("ticket.assignee", equal, words),
      leaf("ticket.tags", ["contains", "not_contains", ...changes], words),
      leaf("ticket.tags", among, lists(words)),
      leaf("ticket.createdAt", ["gt", "gte", "lt", "lte"], times),
      leaf("ticket.createdAt", ["within_last", "older_than"], fc.integer({ min: 1, max: 120 })),
      leaf("customer.verified", equal, fc.boolean()),
      silent,
    ),
    fc.boolean(),
  )
  .map(
    ([part, isBefore]) => (isBefore && !part.op.startsWith("changed") ? { ...part, before: true } : part) as Comparison,
  );

/** A few comparisons of one field, which may well contradict each other. */
export const ofOneField: fc.Arbitrary<Comparison[]> = fc
  .tuple(fc.constantFrom(...fields.map(({ name }) => name)), fc.array(comparison, { minLength: 15, maxLength: 25 }))
  .map(([name, parts]) => parts.filter(({ field }) => field === name).slice(0, 4));

/** Conditions up to five deep, all of which are valid. */
export const condition: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    comparison,
    fc.array(tie("node"), { maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie("node"), { maxLength: 3 }).map((any) => ({ any })),
    tie("node").map((not) => ({ not })),
  ),
})).node;

const fitting = fc.record(
  {
    "ticket.subject": words,
    "ticket.complexity": numbers,
    "ticket.priority": priorities,
    "ticket.createdAt": fc.integer({ min: now - 7_200_000, max: now + 600_000 }),
    "ticket.tags": fc.array(words, { maxLength: 3 }),
    "ticket.assignee": words,
    "customer.verified": fc.boolean(),
  },
  { requiredKeys: [] },
);
const anything = fc.dictionary(fc.constantFrom(...fields.map(({ name }) => name), "__proto__"), fc.anything());
const values = fc.oneof({ weight: 4, arbitrary: fitting }, { weight: 1, arbitrary: anything });

/** Facts as they are, and as they never should be. */
export const facts: fc.Arbitrary<Facts> = fc
  .tuple(values, fc.option(values, { nil: undefined }))
  .map(([current, before]) => ({ now, fields: current, ...(before === undefined ? {} : { before }) }));

/** The condition as it is evaluated; throws where it is not valid. */
export function checked(input: Condition): Checked {
  const { condition, errors } = validate(input, fields);
  if (!condition) throw new Error(JSON.stringify(errors));
  return condition;
}
