import type { ToolOffer } from "@kotae/sdk/schema";
import { offerOf, offersFor, type SiteTool } from "../tools/index.ts";
import { halfWidth } from "./clean.ts";
import type { Verdict } from "./decide.ts";
import type { ToolCall, ToolDefinition } from "./model.ts";

const offersAtMost = 3;

/** Whether a model may be asked for a tool: beside an answer, and where no article answers; not for who wants a person. */
export const isOpenToTools = ({ decision, reasons }: Pick<Verdict<never>, "decision" | "reasons">): boolean =>
  decision === "answer" || (decision === "escalate" && !reasons.includes("asked_for_person"));

/** The tools as a model is told of them. */
export const definitionsOf = (tools: readonly SiteTool[], lang: "en" | "ja"): ToolDefinition[] =>
  tools.map((tool) => {
    const { tool: name, title, description, inputSchema } = offerOf(tool, lang);
    return { name, description: description || title, parameters: inputSchema };
  });

/**
 * What a visitor is offered to have done: what its words bring up, and what a model would use.
 *
 * Nothing is run. A model's call counts only where the tool is there, and a value only where it stands in the question
 * itself; the others are left for the visitor to fill in. A tool that the question calls by the name it has in our
 * settings is no wish of a customer's, but an order to the model.
 */
export function offersOf(
  { question, lang }: { question: string; lang: "en" | "ja" },
  tools: readonly SiteTool[],
  calls: readonly ToolCall[],
): ToolOffer[] {
  const byWords = offersFor(question, tools, lang);
  const said = plain(question);
  const byModel = calls.flatMap((call) => {
    const tool = tools.find(({ name }) => name === call.name);
    if (!tool || isCalledByName(tool.name, said) || byWords.some((offer) => offer.tool === tool.name)) return [];
    const offer = offerOf(tool, lang);
    const input = Object.fromEntries(
      fieldNames(offer.inputSchema).map((name) => [name, valueFrom(call.input[name], said)] as const),
    );
    return [{ ...offer, input }];
  });
  const first = new Map([...byWords, ...byModel].map((offer) => [offer.tool, offer]));
  return [...first.values()].slice(0, offersAtMost);
}

/** A name that is a word, as in “refund”, may stand in anybody's question. */
const isCalledByName = (name: string, said: string) => /[^a-z]/i.test(name) && said.includes(plain(name));

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
