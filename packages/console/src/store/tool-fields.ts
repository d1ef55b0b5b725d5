/** One field a tool asks for, as a row of the builder. */
export type ToolField = {
  name: string;
  type: FieldType;
  en: string;
  ja: string;
  required: boolean;
  pattern: string;
  /** Separated by commas; empty where anything may be said. */
  choices: string;
  /** What the builder has no control for, kept as it was. */
  rest: Readonly<Record<string, unknown>>;
};
export const fieldTypes = ["string", "email", "date", "number", "integer", "boolean"] as const;
export type FieldType = (typeof fieldTypes)[number];

type Schema = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const text = (value: unknown) => (typeof value === "string" ? value : "");

export const emptyField: ToolField = {
  name: "",
  type: "string",
  en: "",
  ja: "",
  required: true,
  pattern: "",
  choices: "",
  rest: {},
};

/** The rows of a schema, or undefined where it holds more than rows can say and only its JSON can be edited. */
export function fieldsOf(schema: Schema): ToolField[] | undefined {
  const properties = schema.properties ?? {};
  if (!isRecord(properties)) return undefined;
  const required = Array.isArray(schema.required) ? schema.required : [];
  const rows: ToolField[] = [];
  for (const [name, field] of Object.entries(properties)) {
    if (!isRecord(field)) return undefined;
    const { type, format, title, pattern, enum: choices, ...rest } = field;
    const shown = format === undefined ? type : type === "string" ? format : undefined;
    if (!(fieldTypes as readonly unknown[]).includes(shown)) return undefined;
    rows.push({
      name,
      type: shown as FieldType,
      en: isRecord(title) ? text(title.en) : text(title),
      ja: isRecord(title) ? text(title.ja) : "",
      required: required.includes(name),
      pattern: text(pattern),
      choices: Array.isArray(choices) ? choices.join(", ") : "",
      rest,
    });
  }
  return rows;
}

/** The JSON Schema of rows; what the builder does not know of `before` stays. */
export function schemaOf(fields: readonly ToolField[], before: Schema = {}): Record<string, unknown> {
  const properties = Object.fromEntries(fields.map((field) => [field.name.trim(), propertyOf(field)]));
  return {
    ...before,
    type: "object",
    properties,
    required: fields.filter(({ required }) => required).map(({ name }) => name.trim()),
    additionalProperties: false,
  };
}

function propertyOf({ type, en, ja, pattern, choices, rest }: ToolField): Record<string, unknown> {
  const isFormat = type === "email" || type === "date";
  const listed = choices
    .split(/[,、]/u)
    .map((choice) => choice.trim())
    .filter(Boolean);
  const isNumber = type === "number" || type === "integer";
  return {
    ...rest,
    type: isFormat ? "string" : type,
    ...(isFormat ? { format: type } : {}),
    ...(en.trim() || ja.trim()
      ? { title: { ...(en.trim() ? { en: en.trim() } : {}), ...(ja.trim() ? { ja: ja.trim() } : {}) } }
      : {}),
    ...(type === "string" && pattern.trim() !== "" ? { pattern: pattern.trim() } : {}),
    ...(listed.length > 0 && type !== "boolean" ? { enum: isNumber ? listed.map(Number) : listed } : {}),
  };
}

/** What was typed into a field of a trial run, as the type its schema asks for; undefined where nothing was typed. */
export function typedValue(type: FieldType, typed: string): string | number | boolean | undefined {
  if (type === "boolean") return typed === "true";
  if (typed.trim() === "") return undefined;
  return type === "number" || type === "integer" ? Number(typed) : typed;
}
