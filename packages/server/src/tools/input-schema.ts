import type { FieldError } from "@kotae/sdk/errors";
import type { Tool } from "@kotae/sdk/schema";
import * as z from "zod";
import { patternProblem } from "./pattern.ts";
import { type Lang, wordsIn } from "./tool.ts";

type Schema = Tool["inputSchema"];

const label = z.union([
  z.string().max(200),
  z.strictObject({ en: z.string().max(200).optional(), ja: z.string().max(200).optional() }),
]);
const labels = { title: label.optional(), description: label.optional() };
const length = z.number().int().min(0).max(1_000);

const field = z.strictObject({
  ...labels,
  type: z.enum(["string", "number", "integer", "boolean"]),
  enum: z
    .array(z.union([z.string().min(1).max(100), z.number()]))
    .min(1)
    .max(50)
    .optional(),
  pattern: z.string().optional(),
  format: z.enum(["email", "date"]).optional(),
  minLength: length.optional(),
  maxLength: length.min(1).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});

/** As it may be written: a plain object with up to twelve plain fields; what else JSON Schema knows is refused. */
const written = z.strictObject({
  ...labels,
  $schema: z.literal("https://json-schema.org/draft/2020-12/schema").optional(),
  type: z.literal("object"),
  properties: z
    .record(
      z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/, "must be a name of up to 40 letters, digits and underscores"),
      field,
    )
    .refine((fields) => Object.keys(fields).length <= 12, "must have at most 12 fields")
    .default({}),
  required: z.array(z.string()).optional(),
  additionalProperties: z.literal(false).optional(),
});

export type Field = z.infer<typeof field>;

/** So long a text may be where its schema does not say. */
const plainLength = 200;
const patternLength = 60;

/**
 * A tool's schema as it is kept: closed, and with a length for every text. `errors` names by path what is wrong with it.
 */
export function readSchema(input: unknown): { schema: Schema; errors: FieldError[] } {
  const parsed = written.safeParse(input);
  if (!parsed.success) {
    const errors = parsed.error.issues.map(({ path, message }) => ({
      path: ["inputSchema", ...path].join("."),
      message: message.charAt(0).toLowerCase() + message.slice(1),
    }));
    return { schema: {}, errors };
  }
  const { properties, required = [], ...rest } = parsed.data;
  const errors: FieldError[] = [];
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, given]) => {
      const kept = withLength(given);
      for (const message of problemsOf(kept)) errors.push({ path: `inputSchema.properties.${name}`, message });
      return [name, kept];
    }),
  );
  for (const name of required.filter((each) => !Object.hasOwn(fields, each))) {
    errors.push({ path: "inputSchema.required", message: `names “${name}”, which is no field` });
  }
  return {
    schema: { ...rest, properties: fields, required: [...new Set(required)], additionalProperties: false },
    errors,
  };
}

function withLength({ minLength, maxLength, ...rest }: Field): Field {
  // a field that was a text before may bring the length along that it was given here
  if (rest.type !== "string") return rest;
  const given: Field = {
    ...rest,
    ...(minLength === undefined ? {} : { minLength }),
    ...(maxLength === undefined ? {} : { maxLength }),
  };
  if (given.maxLength !== undefined || given.enum !== undefined) return given;
  const byFormat = given.format === "email" ? 254 : given.format === "date" ? 10 : plainLength;
  return { ...given, maxLength: given.pattern === undefined ? byFormat : patternLength };
}

function problemsOf(given: Field): string[] {
  const { type, pattern, minLength, maxLength, minimum, maximum } = given;
  const problems: string[] = [];
  const isText = type === "string";
  const isNumber = type === "number" || type === "integer";
  if (!isText && (pattern !== undefined || given.format !== undefined)) {
    problems.push("must not have pattern or format: it is no text");
  }
  if (!isNumber && (minimum !== undefined || maximum !== undefined)) {
    problems.push("must not have minimum or maximum: it is no number");
  }
  if (given.enum?.some((choice) => (isText ? typeof choice !== "string" : !isNumber || typeof choice !== "number"))) {
    problems.push("must have choices of its own type");
  }
  if ((minLength ?? 0) > (maxLength ?? 1_000)) problems.push("must not have a minLength above its maxLength");
  if (minimum !== undefined && maximum !== undefined && minimum > maximum) {
    problems.push("must not have a minimum above its maximum");
  }
  const problem = isText && pattern !== undefined ? patternProblem(pattern, maxLength ?? plainLength) : undefined;
  if (problem !== undefined) problems.push(`has a pattern that ${problem}`);
  return problems;
}

/** The fields of a schema that `readSchema` has let through. */
export const fieldsOf = (schema: Schema): Record<string, Field> =>
  (schema.properties as Record<string, Field> | undefined) ?? {};

/** The schema as plain JSON Schema, its titles and descriptions in one language. */
export function inLanguage(schema: Schema, lang: Lang): Schema {
  const properties = Object.fromEntries(
    Object.entries(fieldsOf(schema)).map(([name, each]) => [name, localised(each, lang)]),
  );
  return { ...localised(schema, lang), properties };
}

function localised<T extends { title?: unknown; description?: unknown }>(part: T, lang: Lang): T {
  const say = (words: unknown) =>
    typeof words === "object" && words !== null ? wordsIn(words as { en?: string; ja?: string }, lang) : words;
  return {
    ...part,
    ...(part.title === undefined ? {} : { title: say(part.title) }),
    ...(part.description === undefined ? {} : { description: say(part.description) }),
  };
}
