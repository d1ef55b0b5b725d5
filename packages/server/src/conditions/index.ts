export {
  type Checked,
  conditionOf,
  type Explanation,
  evaluate,
  type Facts,
  factsUsed,
  type Judged,
  judge,
  replay,
} from "./evaluate.ts";
export type { Field, FieldType } from "./field.ts";
export { type Pattern, parsePattern } from "./pattern-syntax.ts";
export { type Validated, validate } from "./validate.ts";
