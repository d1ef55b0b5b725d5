import type { toolWords } from "../strings/tool.ts";

export type Field = {
  name: string;
  title: string;
  description: string;
  kind: "text" | "email" | "date" | "number" | "integer" | "boolean" | "choice";
  choices: readonly (string | number)[];
  isRequired: boolean;
  pattern: string | undefined;
  least: number | undefined;
  most: number | undefined;
};

/** What stands in the form: text as it was typed, or whether a box is ticked. */
export type Values = Readonly<Record<string, string | boolean>>;
export type Given = Record<string, string | number | boolean>;
type Complaint = keyof (typeof toolWords)["en"];
/** What is wrong with a field, and the number its sentence needs. */
export type Problem = { words: Complaint; n?: number };

const record = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
const text = (value: unknown) => (typeof value === "string" ? value : "");
const number = (value: unknown) => (typeof value === "number" ? value : undefined);

/** The fields of a tool's JSON Schema, in its order; one of a type that no form has is left out. */
export function fieldsOf(schema: Record<string, unknown>): Field[] {
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(record(schema.properties)).flatMap(([name, given]): Field[] => {
    const one = record(given);
    const choices = Array.isArray(one.enum)
      ? one.enum.filter((choice) => typeof choice === "string" || typeof choice === "number")
      : [];
    const kind = choices.length > 0 ? "choice" : kindOf(one);
    if (!kind) return [];
    const isText = kind === "text" || kind === "email" || kind === "date";
    return [
      {
        ...{ name, kind, choices },
        title: text(one.title) || name,
        description: text(one.description),
        isRequired: required.includes(name),
        pattern: text(one.pattern) || undefined,
        least: number(isText ? one.minLength : one.minimum),
        most: number(isText ? one.maxLength : one.maximum),
      },
    ];
  });
}

function kindOf({ type, format }: Record<string, unknown>): Field["kind"] | undefined {
  if (type === "string") return format === "email" || format === "date" ? format : "text";
  return type === "number" || type === "integer" || type === "boolean" ? type : undefined;
}

/** What is typed at first: what is known already. */
export const valuesOf = (fields: readonly Field[], known: Readonly<Record<string, unknown>>): Values =>
  Object.fromEntries(
    fields.map(({ name, kind }) => [name, kind === "boolean" ? known[name] === true : String(known[name] ?? "")]),
  );

/** What to send, and what is wrong with which field; the server has the last word on both. */
export function check(fields: readonly Field[], values: Values): { input: Given; problems: Record<string, Problem> } {
  const input: Given = {};
  const problems: Record<string, Problem> = {};
  for (const field of fields) {
    const typed = values[field.name];
    if (field.kind === "boolean") {
      if (typed === true || field.isRequired) input[field.name] = typed === true;
      continue;
    }
    const words = clean(String(typed ?? ""), field);
    if (words === "") {
      if (field.isRequired) problems[field.name] = { words: "required" };
      continue;
    }
    const value = readValue(words, field);
    const problem = problemOf(value, words, field);
    if (problem) problems[field.name] = problem;
    else input[field.name] = value as string | number;
  }
  return { input, problems };
}

/** Whole characters without white space around them; what has to follow a form may be typed in full width. */
function clean(typed: string, { kind, pattern }: Field): string {
  const whole = typed.toWellFormed().replaceAll("\u0000", "");
  return (kind === "text" && !pattern ? whole : whole.normalize("NFKC")).trim();
}

function readValue(words: string, { kind, choices }: Field): string | number | undefined {
  if (kind === "choice") return choices.find((choice) => String(choice) === words);
  if (kind !== "number" && kind !== "integer") return words;
  const value = Number(words.replaceAll(/[\s,_]/g, ""));
  return Number.isFinite(value) ? value : undefined;
}

function problemOf(value: string | number | undefined, words: string, field: Field): Problem | undefined {
  const { kind, least, most } = field;
  if (kind === "number" || kind === "integer") {
    if (value === undefined) return { words: kind };
    if (kind === "integer" && !Number.isInteger(value)) return { words: "integer" };
    if (least !== undefined && Number(value) < least) return { words: "least", n: least };
    if (most !== undefined && Number(value) > most) return { words: "most", n: most };
    return undefined;
  }
  if (value === undefined) return { words: "required" };
  // characters as people count them, as JSON Schema does
  const length = [...words].length;
  if (kind === "choice") return undefined;
  if (least !== undefined && length < least) return { words: "short", n: least };
  if (most !== undefined && length > most) return { words: "long", n: most };
  return fits(words, field) ? undefined : { words: "form" };
}

function fits(words: string, { kind, pattern }: Field): boolean {
  if (kind === "email") return /^\S+@\S+\.\S+$/.test(words);
  if (kind === "date" && !/^\d{4}-\d\d-\d\d$/.test(words)) return false;
  try {
    return !pattern || new RegExp(pattern, "u").test(words);
  } catch {
    // a pattern this browser does not know is the server's to check
    return true;
  }
}
