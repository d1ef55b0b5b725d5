import type { Given } from "./input.ts";
import { fieldsOf } from "./input-schema.ts";
import { phrases } from "./phrases.ts";
import { type Lang, type SiteTool, type Words, wordsIn } from "./tool.ts";

/** A value longer than this is cut: a reply is a sentence. */
const valueChars = 300;
const replyChars = 2_000;
const place = /\{\{\s*([A-Za-z_][\w]*(?:\.[A-Za-z_][\w]*)*)\s*\}\}/g;

/** What is wrong with a template, or undefined where it is fine. */
export function templateProblem(template: string): string | undefined {
  const rest = template.replaceAll(place, "");
  return rest.includes("{{") || rest.includes("}}")
    ? "must write fields as in {{status}} or {{order.status}}"
    : undefined;
}

/**
 * What is said of a result, or the first field that the template names and the result does not have.
 *
 * Values are data: one line each, without control characters or marks that turn the direction of writing.
 */
export function fillTemplate(words: Words, lang: Lang, result: unknown): { text: string } | { missing: string } {
  let missing: string | undefined;
  const text = wordsIn(words, lang).replaceAll(place, (_, path: string) => {
    const value = sayValue(valueAt(result, path.split(".")), lang);
    if (value === undefined) missing ??= path;
    return value ?? "";
  });
  return missing === undefined ? { text: [...text].slice(0, replyChars).join("") } : { missing };
}

function valueAt(result: unknown, [name, ...rest]: string[]): unknown {
  if (name === undefined) return result;
  if (typeof result !== "object" || result === null || !Object.hasOwn(result, name)) return undefined;
  return valueAt((result as Record<string, unknown>)[name], rest);
}

/** A value in words; undefined for what is none: nothing, a list, an object, an empty text. */
function sayValue(value: unknown, lang: Lang): string | undefined {
  if (typeof value === "boolean") return value ? phrases[lang].yes : phrases[lang].no;
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  return oneLine(String(value)) || undefined;
}

/** A stranger's text as one line without anything invisible; cut where it is long. */
export function oneLine(text: string): string {
  // Cc, Cf, Zl, Zp and lone surrogates, but for the joiners that write emoji and Indic letters
  const plain = text
    .replaceAll(/[\p{Zl}\p{Zp}\s]+/gu, " ")
    .replaceAll(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}]/gu, "")
    .trim();
  const characters = [...plain];
  return characters.length > valueChars
    ? `${characters
        .slice(0, valueChars - 1)
        .join("")
        .trimEnd()}…`
    : plain;
}

/** The visitor's request in words, as in “Order status: A-1001”: what it asks, and what it gave in the schema's order. */
export function requestInWords(tool: SiteTool, input: Given, lang: Lang): string {
  const values = Object.keys(fieldsOf(tool.inputSchema)).flatMap((name) => sayValue(input[name], lang) ?? []);
  const title = oneLine(wordsIn(tool.title, lang)) || tool.name;
  if (values.length === 0) return title;
  return lang === "ja" ? `${title}：${values.join("、")}` : `${title}: ${values.join(", ")}`;
}
