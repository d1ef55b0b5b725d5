import { randomBytes } from "node:crypto";
import type { AssistantSettings } from "@kotae/sdk/schema";
import type { SiteTool } from "../tools/index.ts";
import { answerTokens, generate, type Passage } from "./generate.ts";
import type { Entry } from "./judge.ts";
import type { Masker } from "./mask.ts";
import type { ModelLine, Timeouts, ToolCall } from "./model.ts";
import { ModelError } from "./model-error.ts";
import { definitionsOf } from "./offers.ts";
import { speaks } from "./phrases.ts";
import { rewrite } from "./rewrite.ts";
import { addUsage, estimateTokens, isWithin, noUsage, type Usage, type Used } from "./usage.ts";

export type WriterDeps = {
  line: ModelLine;
  settings: AssistantSettings;
  timeouts: Timeouts;
  masker: Masker;
  used: Used;
  signal: AbortSignal | undefined;
  onError(error: ModelError): void;
  onUsage(usage: Usage): void;
};

export type Writing =
  | { outcome: "answered"; text: string; calls: ToolCall[] }
  | { outcome: "declined" }
  /** Why there is no text: the model's failure, or that too little of it rested on the passages. */
  | { outcome: "none"; why: ModelError["reason"] | "thin" | "resting" | "stopped"; calls: ToolCall[] };

/** So long a question may take to be worded anew: the answer itself has to come after it. */
const rewriteMillis = 4_000;
const rewriteTokens = 120;
/** Rules and marks around what is sent. */
const promptTokens = 350;

/** What a model does for one question, within its limits; nothing here throws for a model's failure. */
export function createWriter(deps: WriterDeps) {
  const { line, settings, timeouts, masker, used, signal, onError, onUsage } = deps;
  let spent = noUsage;
  const note = (usage: Usage) => {
    spent = addUsage(spent, usage);
    onUsage(usage);
  };
  const allows = (text: string, outputTokens: number): boolean => {
    const next = { calls: 1, inputTokens: promptTokens + estimateTokens(text), outputTokens, estimated: true };
    return isWithin(settings, used, addUsage(spent, next));
  };
  const failed = (error: unknown): Extract<Writing, { outcome: "none" }>["why"] => {
    // a visitor who left, or a person who took over, is no failure of the model's
    if (signal?.aborted) return "stopped";
    const known = error instanceof ModelError ? error : new ModelError("nonsense", String(error), { cause: error });
    onError(known);
    return known.reason;
  };

  return {
    /** The question as it can be understood without what was said before; undefined where the model is of no help. */
    async rewrite(question: string, history: readonly Entry[]): Promise<string | undefined> {
      const entries = history.slice(-6).map(({ author, body }) => ({ author, body: masker.mask(body) }));
      const masked = masker.mask(question);
      if (!allows(entries.map(({ body }) => body).join("\n") + masked, rewriteTokens) || !line.mayTry())
        return undefined;
      const short = Math.min(rewriteMillis, timeouts.idle);
      try {
        return await rewrite(line, masked, entries, { timeouts: { idle: short, total: short }, signal, onUsage: note });
      } catch (error) {
        failed(error);
        return undefined;
      }
    },

    /** An answer from the passages, sentence by sentence as they are checked. */
    async write(
      question: string,
      lang: string,
      passages: readonly Passage[],
      tools: readonly SiteTool[],
      onText: (piece: string) => void,
    ): Promise<Writing> {
      const sent = masker.mask(question) + passages.map(({ title, text }) => title + text).join("\n");
      if (!allows(sent, answerTokens)) {
        onError(new ModelError("budget", "The limit for tokens or money is reached."));
        return { outcome: "none", why: "budget", calls: [] };
      }
      if (!line.mayTry()) return { outcome: "none", why: "resting", calls: [] };
      let text = "";
      try {
        const sentences = generate(
          line,
          {
            question: masker.mask(question),
            lang,
            passages,
            // nobody who writes an article or a question can know it
            noAnswer: `NO_ANSWER_${randomBytes(4).toString("hex")}`,
            // only what is the visitor's own comes back to it
            reveal: (sentence) => masker.unmask(sentence, ["email", "phone"]),
          },
          { timeouts, signal, tools: definitionsOf(tools, speaks(lang)), onUsage: note },
        );
        for (;;) {
          const { done, value } = await sentences.next();
          if (done) {
            if (value.outcome === "declined") return { outcome: "declined" };
            if (value.outcome === "thin") return { outcome: "none", why: "thin", calls: value.calls };
            return { outcome: "answered", text: text.trim(), calls: value.calls };
          }
          text += value;
          onText(value);
        }
      } catch (error) {
        return { outcome: "none", why: failed(error), calls: [] };
      }
    },
  };
}

export type Writer = ReturnType<typeof createWriter>;
