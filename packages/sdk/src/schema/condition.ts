import * as z from "zod";
import { limits, line, text } from "./shared.ts";

/** How a field may be compared; `within_last` and `older_than` count minutes back from now. */
export const operator = z.enum([
  "is",
  "is_not",
  "in",
  "not_in",
  "contains",
  "not_contains",
  "starts_with",
  "ends_with",
  "matches",
  "gt",
  "gte",
  "lt",
  "lte",
  "within_last",
  "older_than",
  "empty",
  "not_empty",
  "changed",
  "changed_to",
  "changed_from",
]);

const scalar = z.union([text(limits.conditionValueChars), z.number(), z.boolean()]);

/** One field compared with one value; `before` asks what stood there before the change that is being looked at. */
const comparison = z.strictObject({
  field: line(100),
  op: operator,
  value: z
    .union([scalar, z.array(scalar).max(limits.conditionValues)], {
      error: `must be text of at most ${limits.conditionValueChars} characters, a number, true or false, or a list of at most ${limits.conditionValues} of them`,
    })
    .optional(),
  before: z.literal(true).optional(),
});

export type Operator = z.infer<typeof operator>;
export type Comparison = z.infer<typeof comparison>;
export type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | Comparison;

const nested: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(nested) }),
    z.strictObject({ any: z.array(nested) }),
    z.strictObject({ not: nested }),
    comparison,
  ]),
);

/**
 * What has to be true of a ticket for a rule to act; `{all: []}` always is.
 *
 * Depth and size are looked at before anything that calls itself: no input, however deep, ends in a full stack.
 */
export const condition: z.ZodType<Condition> = z.preprocess((input, context) => {
  for (const { path, message } of problemsOf(input)) context.addIssue({ code: "custom", path, message, input });
  return input;
}, nested);

type Path = (string | number)[];
type Problem = { path: Path; message: string };

const groups = ["all", "any", "not"] as const;
/** Nobody reads more of them at once. */
const problemsAtMost = 20;

function problemsOf(input: unknown): Problem[] {
  const problems: Problem[] = [];
  const open: { node: unknown; path: Path; depth: number }[] = [{ node: input, path: [], depth: 1 }];
  let seen = 0;
  for (let next = open.pop(); next !== undefined && problems.length < problemsAtMost; next = open.pop()) {
    const { node, path, depth } = next;
    const say = (message: string, ...below: Path) => problems.push({ path: [...path, ...below], message });
    seen += 1;
    if (depth > limits.conditionDepth) {
      say(`is nested more than ${limits.conditionDepth} levels deep`);
      continue;
    }
    if (typeof node !== "object" || node === null || Array.isArray(node)) {
      say("must be a condition: an object with all, any, not or field");
      continue;
    }
    const [group, ...others] = groups.filter((each) => Object.hasOwn(node, each));
    if (group === undefined) {
      const parsed = comparison.safeParse(node);
      for (const issue of parsed.error?.issues ?? []) {
        say(issue.message.charAt(0).toLowerCase() + issue.message.slice(1), ...(issue.path as Path));
      }
      continue;
    }
    const stranger = others[0] ?? Object.keys(node).find((key) => key !== group);
    if (stranger !== undefined) say(`must not have ${group} and ${stranger.slice(0, 40)} side by side`);
    const below = (node as Record<string, unknown>)[group];
    if (group !== "not" && !Array.isArray(below)) {
      say("must be a list of conditions", group);
      continue;
    }
    const parts = Array.isArray(below) && group !== "not" ? below : [below];
    if (seen + open.length + parts.length > limits.conditionNodes) {
      return [{ path: [], message: `has more than ${limits.conditionNodes} parts` }];
    }
    // the last one pushed is looked at first: problems come in the order of the text
    for (let at = parts.length - 1; at >= 0; at--) {
      const way = group === "not" ? [group] : [group, at];
      open.push({ node: parts[at], path: [...path, ...way], depth: depth + 1 });
    }
  }
  return problems;
}
