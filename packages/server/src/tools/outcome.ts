import type { Reply } from "./call.ts";
import { maskText } from "./mask.ts";
import { type Fact, sayFact } from "./phrases.ts";
import { fillTemplate } from "./reply.ts";
import type { Lang, SiteTool } from "./tool.ts";

/** So much of an answer is kept in the log. */
const outputChars = 2_000;

export type Outcome = {
  state: "done" | "failed";
  status: number | null;
  output: string | null;
  error: string | null;
  /** What the visitor is told. */
  text: string;
};

/** What a request came to: what the log keeps, and what the visitor is told. */
export function outcomeOf(tool: Pick<SiteTool, "reply">, lang: Lang, reply: Reply, hasPerson: boolean): Outcome {
  const output = reply.text === null ? null : maskText([...reply.text].slice(0, outputChars).join(""));
  const kept = { status: reply.status, output };
  if (reply.error !== null) {
    return { ...kept, state: "failed", error: reply.error, text: sayFact(lang, factOf(reply.error), hasPerson) };
  }
  const filled = fillTemplate(tool.reply, lang, reply.json);
  if ("text" in filled) return { ...kept, state: "done", error: null, text: filled.text };
  return {
    ...kept,
    state: "done",
    error: `missing_field: ${filled.missing}`,
    text: sayFact(lang, "no_answer", hasPerson),
  };
}

/** Errors of a connection that was there: the request may have been heard. */
const brokenOff = ["ECONNRESET", "EPIPE", "ERR_STREAM_PREMATURE_CLOSE"];

function factOf(error: string): Fact {
  const [word = "", detail = ""] = error.split(": ");
  if (word === "not_found") return "not_found";
  if (word === "timeout" || (word === "connection" && brokenOff.includes(detail))) return "late";
  return "failed";
}
