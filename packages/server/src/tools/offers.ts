import type { ToolOffer } from "@kotae/sdk/schema";
import { checkInput } from "./input.ts";
import { fieldsOf, inLanguage } from "./input-schema.ts";
import { type Lang, type SiteTool, wordsIn } from "./tool.ts";

/** What a visitor is told of a tool, in its language, with nothing filled in. */
export const offerOf = (tool: SiteTool, lang: Lang): ToolOffer => ({
  tool: tool.name,
  title: wordsIn(tool.title, lang) || tool.name,
  description: wordsIn(tool.description, lang),
  inputSchema: inLanguage(tool.inputSchema, lang),
  input: {},
  verification: tool.verification,
});

/**
 * The tools whose trigger words stand in the question, in the order of the tools.
 *
 * Fields with a `pattern` are filled with the first of the visitor's own words that fits: an order number.
 */
export function offersFor(question: string, tools: readonly SiteTool[], lang: Lang): ToolOffer[] {
  const text = fold(question);
  return tools
    .filter((tool) => tool.triggers.some((trigger) => stands(text, fold(trigger))))
    .map((tool) => ({ ...offerOf(tool, lang), input: filledFrom(question, tool) }));
}

const fold = (text: string) => text.normalize("NFKC").toLowerCase().replaceAll(/\s+/g, " ").trim();

/** Whether the words stand in the text: where they begin or end with a Latin letter, not in the middle of a word. */
function stands(text: string, words: string): boolean {
  if (words === "") return false;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const before = text.slice(0, at);
    const after = text.slice(at + words.length);
    const begins = !(/^[\p{sc=Latin}\d]/u.test(words) && /[\p{sc=Latin}\d]$/u.test(before));
    // an order, two orders, the order's number
    const ends =
      !(/[\p{sc=Latin}\d]$/u.test(words) && /^[\p{sc=Latin}\d]/u.test(after)) ||
      /^e?s(?![\p{sc=Latin}\d])/u.test(after);
    if (begins && ends) return true;
  }
  return false;
}

/** Runs of letters and digits as numbers of orders, cards and customers are written. */
const codes = /[A-Za-z0-9][A-Za-z0-9_.#/@+-]{0,99}/g;

function filledFrom(question: string, tool: SiteTool): ToolOffer["input"] {
  const words = (question.normalize("NFKC").match(codes) ?? []).map((word) => word.replace(/[.#/@+-]+$/, ""));
  const filled: ToolOffer["input"] = {};
  for (const [name, field] of Object.entries(fieldsOf(tool.inputSchema))) {
    if (field.type !== "string" || field.pattern === undefined) continue;
    const only = { type: "object", properties: { [name]: field }, additionalProperties: false };
    const at = words.findIndex((word) => spellings(word).some((value) => fits(only, name, value)));
    if (at < 0) continue;
    filled[name] = spellings(words[at] ?? "").find((value) => fits(only, name, value)) ?? null;
    // one word is not two things
    words.splice(at, 1);
  }
  return filled;
}

const spellings = (word: string) => [word, word.toUpperCase(), word.toLowerCase()];
const fits = (schema: Record<string, unknown>, name: string, value: string) =>
  checkInput(schema, { [name]: value }).errors.length === 0;
