import { randomBytes } from "node:crypto";
import type { SiteTool } from "../tools/index.ts";
import { answerTokens, generate, type Passage } from "./generate.ts";
import type { Masker } from "./mask.ts";
import type { ModelLine, Timeouts, ToolCall } from "./model.ts";
import { ModelError } from "./model-error.ts";
import { definitionsOf } from "./offers.ts";
import { speaks } from "./phrases.ts";
import { callTokens, propose } from "./propose.ts";
import { rewrite } from "./rewrite.ts";
import { addUsage, estimateTokens, isWithin, type Limits, noUsage, takeUsage, type Usage, type Used } from "./usage.ts";

export type WriterDeps = {
  line: ModelLine;
  limits: Limits;
  timeouts: Timeouts;
  masker: Masker;
  used: Used;
  signal: AbortSignal | undefined;
  onError(error: ModelError): void;
  onUsage(usage: Usage): void;
};

export type Writing =
  | { standing: "answered"; text: string }
  | { standing: "declined" | "thin" }
  /** Why there is no text. */
  | { standing: "none"; why: ModelError["reason"] | "resting" | "stopped" };

/** So long a question may take to be worded anew: the answer itself has to come after it. */
const rewriteMillis = 4_000;
const rewriteTokens = 120;
/** Rules and marks around what is sent. */
const promptTokens = 350;

/** What a model does for one question, within its limits; nothing here throws for a model's failure. */
export function createWriter(deps: WriterDeps) {
  const { line, limits, timeouts, masker, used, signal, onError, onUsage } = deps;
  let spent = noUsage;
  // what calls under way may come to: two of them at once stay within the limits together
  let reserved = noUsage;
  const note = (usage: Usage) => {
    spent = addUsage(spent, usage);
    onUsage(usage);
  };
  /** Makes room for a call; gives back the function that frees it, or undefined where there is none. */
  function reserve(text: string, outputTokens: number): (() => void) | undefined {
    const next = { calls: 1, inputTokens: promptTokens + estimateTokens(text), outputTokens, estimated: true };
    if (!isWithin(limits, used, addUsage(addUsage(spent, reserved), next))) return undefined;
    reserved = addUsage(reserved, next);
    return () => {
      reserved = takeUsage(reserved, next);
    };
  }
  const failed = (error: unknown): Extract<Writing, { standing: "none" }>["why"] => {
    // a visitor who left, or a person who took over, is no failure of the model's
    if (signal?.aborted) return "stopped";
    const known = error instanceof ModelError ? error : new ModelError("nonsense", String(error), { cause: error });
    onError(known);
    return known.reason;
  };

  return {
    /**
     * The question as it can be understood without what its visitor wrote before; undefined where the model is of no
     * help.
     */
    async rewrite(question: string, before: readonly string[]): Promise<string | undefined> {
      const earlier = before.slice(-4).map((body) => masker.mask(body));
      const masked = masker.mask(question);
      const free = reserve(earlier.join("\n") + masked, rewriteTokens);
      if (!free) return undefined;
      try {
        if (!line.mayTry()) return undefined;
        const short = Math.min(rewriteMillis, timeouts.idle);
        return await rewrite(line, masked, earlier, { timeouts: { idle: short, total: short }, signal, onUsage: note });
      } catch (error) {
        failed(error);
        return undefined;
      } finally {
        free();
      }
    },

    /** The tools the model would use for a question; none where it is of no help. */
    async propose(question: string, lang: string, tools: readonly SiteTool[]): Promise<ToolCall[]> {
      if (tools.length === 0 || !line.takesTools()) return [];
      const masked = masker.mask(question);
      const definitions = definitionsOf(tools, speaks(lang));
      const free = reserve(masked + JSON.stringify(definitions), callTokens);
      if (!free) return [];
      try {
        if (!line.mayTry()) return [];
        const short = { idle: timeouts.idle, total: timeouts.idle };
        return await propose(line, masked, { timeouts: short, signal, tools: definitions, onUsage: note });
      } catch (error) {
        failed(error);
        return [];
      } finally {
        free();
      }
    },

    /** An answer from the passages, sentence by sentence as they are checked. */
    async write(
      question: string,
      lang: string,
      passages: readonly Passage[],
      onText: (piece: string) => void,
    ): Promise<Writing> {
      const masked = masker.mask(question);
      const free = reserve(masked + passages.map(({ title, text }) => title + text).join("\n"), answerTokens);
      if (!free) {
        onError(new ModelError("budget", "The limit for tokens or money is reached."));
        return { standing: "none", why: "budget" };
      }
      let text = "";
      try {
        if (!line.mayTry()) return { standing: "none", why: "resting" };
        const sentences = generate(
          line,
          {
            question: masked,
            lang,
            passages,
            // nobody who writes an article or a question can know it
            noAnswer: `NO_ANSWER_${randomBytes(4).toString("hex")}`,
            reword: (sentence) => masker.reword(sentence, speaks(lang)),
          },
          { timeouts, signal, onUsage: note },
        );
        for (;;) {
          const { done, value } = await sentences.next();
          if (done) return value === "answered" ? { standing: value, text: text.trim() } : { standing: value };
          text += value;
          onText(value);
        }
      } catch (error) {
        return { standing: "none", why: failed(error) };
      } finally {
        free();
      }
    },
  };
}

export type Writer = ReturnType<typeof createWriter>;
