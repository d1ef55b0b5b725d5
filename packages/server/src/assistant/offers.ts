import type { ToolOffer } from "@kotae/sdk/schema";
import { offerOf, offersFor, type SiteTool } from "../tools/index.ts";
import { halfWidth } from "./clean.ts";
import type { ToolCall, ToolDefinition } from "./model.ts";

const offersAtMost = 3;

/** The tools as a model is told of them. */
export const definitionsOf = (tools: readonly SiteTool[], lang: "en" | "ja"): ToolDefinition[] =>
  tools.map((tool) => {
    const { tool: name, title, description, inputSchema } = offerOf(tool, lang);
    return { name, description: description || title, parameters: inputSchema };
  });

/**
 * What a visitor is offered to have done: what its words bring up, and what the model asked for.
 *
 * Nothing is run. A model's call counts only where the tool is there, and a value only where it stands in this
 * visitor's own messages; the others are left for the visitor to fill in.
 */
export function offersOf(
  { question, own, lang }: { question: string; own: readonly string[]; lang: "en" | "ja" },
  tools: readonly SiteTool[],
  calls: readonly ToolCall[],
): ToolOffer[] {
  const byWords = offersFor(question, tools, lang);
  const said = own.map(plain).join("\n");
  const byModel = calls.flatMap((call) => {
    const tool = tools.find(({ name }) => name === call.name);
    if (!tool || byWords.some((offer) => offer.tool === tool.name)) return [];
    const offer = offerOf(tool, lang);
    const input = Object.fromEntries(
      fieldNames(offer.inputSchema).map((name) => [name, valueFrom(call.input[name], said)] as const),
    );
    return [{ ...offer, input }];
  });
  const first = new Map([...byWords, ...byModel].map((offer) => [offer.tool, offer]));
  return [...first.values()].slice(0, offersAtMost);
}

const fieldNames = (schema: Record<string, unknown>): string[] =>
  typeof schema.properties === "object" && schema.properties !== null ? Object.keys(schema.properties) : [];

const plain = (text: string) => halfWidth(text).normalize("NFKC").toLowerCase().replace(/\s+/g, " ");

function valueFrom(value: unknown, said: string): string | number | null {
  if (typeof value !== "string" && typeof value !== "number") return null;
  const wanted = plain(String(value)).trim();
  if (wanted === "" || wanted.length > 200) return null;
  // a whole word of theirs: "1" does not stand in "A-1042"
  for (let at = said.indexOf(wanted); at >= 0; at = said.indexOf(wanted, at + 1)) {
    const [before, after] = [said[at - 1] ?? " ", said[at + wanted.length] ?? " "];
    if (!/[a-z0-9]/.test(before) && !/[a-z0-9]/.test(after)) return value;
  }
  return null;
}
