import type { Operator } from "@kotae/sdk/schema";

export type FieldType = "text" | "number" | "boolean" | "choice" | "date" | "list" | "user";

/** What may be asked about; the caller says which fields there are. */
export type Field = {
  /** Dotted, as in `customer.tier`. */
  name: string;
  type: FieldType;
  /** What a choice or a list may hold; without them, anything. */
  options?: readonly string[] | undefined;
  /** Once there was such a field: conditions that still name it are told so. */
  deleted?: boolean | undefined;
};

const always = ["empty", "not_empty", "changed"] as const;
const equal = ["is", "is_not", ...always, "changed_to", "changed_from"] as const;
const member = [...equal, "in", "not_in"] as const;
const order = ["gt", "gte", "lt", "lte"] as const;

/** Which comparisons make sense for a type. */
export const operatorsOf: Readonly<Record<FieldType, readonly Operator[]>> = {
  text: [...member, "contains", "not_contains", "starts_with", "ends_with", "matches"],
  number: [...member, ...order],
  boolean: equal,
  choice: member,
  user: member,
  date: [...order, "within_last", "older_than", ...always],
  list: ["contains", "not_contains", "in", "not_in", ...always, "changed_to", "changed_from"],
};

/** What a field holds, brought to its type; null where there is nothing. */
export type Held = string | number | boolean | readonly string[] | null;

/** Nothing longer is compared: what stands further back in a text is not looked at. */
const textCompared = 10_000;
const itemsCompared = 1_000;

/** What was handed in for a field, as its type wants it; whatever does not fit counts as nothing. */
export function readAs(type: FieldType, value: unknown): Held {
  switch (type) {
    case "number":
      return typeof value === "number" && Number.isFinite(value) ? value : null;
    case "boolean":
      return typeof value === "boolean" ? value : null;
    case "date":
      return readDate(value);
    case "list": {
      const items = Array.isArray(value) ? value : [value];
      const texts = items.slice(0, itemsCompared).filter((item) => typeof item === "string" && item.trim() !== "");
      return texts.length === 0 ? null : texts.map((item: string) => item.slice(0, textCompared));
    }
    default: {
      const text = typeof value === "number" || typeof value === "boolean" ? String(value) : value;
      if (typeof text !== "string") return null;
      const compared = text.slice(0, textCompared);
      return compared.trim() === "" ? null : compared;
    }
  }
}

const dateForm = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

/** Epoch ms of a time: as such, or as ISO 8601 with its zone, or as a day, which begins in UTC. */
export function readDate(value: unknown): number | null {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  const [whole, day] = (typeof value === "string" && dateForm.exec(value)) || [];
  if (whole === undefined || day === undefined) return null;
  const [at, midnight] = [Date.parse(whole), Date.parse(day)];
  // the 31st of February is read as a day in March
  const isDay = !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(day);
  return isDay && !Number.isNaN(at) ? at : null;
}
