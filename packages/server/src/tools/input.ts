import type { FieldError } from "@kotae/sdk/errors";
import type { Tool, ToolRun } from "@kotae/sdk/schema";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { fieldsOf, inLanguage } from "./input-schema.ts";

export type Given = ToolRun["input"];

// `ownProperties`: a field called `constructor` is there only where somebody gave one
const ajv = new Ajv2020({ strict: true, allErrors: true, ownProperties: true, addUsedSchema: false });
addFormats.default(ajv, ["email", "date"]);

/** A compiled schema is used again; more than these are not in use at once. */
const compiledKept = 200;
const compiled = new Map<string, ValidateFunction>();

function validatorOf(schema: Tool["inputSchema"]): ValidateFunction {
  const text = JSON.stringify(inLanguage(schema, "en"));
  const known = compiled.get(text);
  if (known) return known;
  const made = ajv.compile(JSON.parse(text) as Record<string, unknown>);
  if (compiled.size >= compiledKept) compiled.delete(compiled.keys().next().value ?? "");
  compiled.set(text, made);
  return made;
}

/**
 * What was given as the schema wants it, and by path what is wrong with it.
 *
 * Empty fields count as not given. Where a text has to follow a form, full-width letters and digits are plain ones.
 */
export function checkInput(schema: Tool["inputSchema"], given: Given): { input: Given; errors: FieldError[] } {
  const fields = fieldsOf(schema);
  const input: Given = {};
  for (const [name, value] of Object.entries(given)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const isFormal =
      field !== undefined && [field.pattern, field.format, field.enum].some((each) => each !== undefined);
    const text = typeof value === "string" ? (isFormal ? value.normalize("NFKC") : value).trim() : value;
    if (text !== null && text !== "") input[name] = text;
  }
  const validate = validatorOf(schema);
  if (validate(input)) return { input, errors: [] };
  return { input, errors: (validate.errors ?? []).map(toFieldError) };
}

function toFieldError({ keyword, instancePath, params, message }: ErrorObject): FieldError {
  const own = instancePath.slice(1);
  switch (keyword) {
    case "required":
      return { path: `input.${params.missingProperty}`, message: "is needed" };
    case "additionalProperties":
      return { path: `input.${params.additionalProperty}`, message: "is no field of this tool" };
    case "pattern":
      return { path: `input.${own}`, message: "does not look as it should" };
    case "enum":
      return { path: `input.${own}`, message: `must be one of: ${(params.allowedValues as unknown[]).join(", ")}` };
    default:
      return { path: `input.${own}`, message: (message ?? "is not right").replace("NOT ", "not ") };
  }
}
