import type { Decision } from "@kotae/sdk/schema";

/** What a model said in answer to a question, counted in sentences. */
export type Tally = {
  said: number;
  /** Those that rest on the passages they cite. */
  kept: number;
  /** Steps or items of a list that were said and did not. */
  stepsDropped: number;
  /** Whether all it said is that the passages do not answer. */
  declined: boolean;
};

/** `thin` where what is left is not what was meant: it may mislead although every sentence of it is right. */
export type Standing = "answered" | "declined" | "thin";

/** So much of what a model said has to be left for it to stand. */
const leftAtLeast = 1 / 2;

/**
 * Whether what is left of a model's answer may stand as the answer: at least half of its sentences, and every step of
 * its lists. Instructions without one of their steps are wrong instructions.
 */
export function standingOf({ said, kept, stepsDropped, declined }: Tally): Standing {
  if (kept === 0) return declined ? "declined" : "thin";
  return stepsDropped > 0 || kept / said < leftAtLeast ? "thin" : "answered";
}

/** What the visitor gets: the model's words, the passage's own, or a person. */
export type Course = "written" | "quoted" | "handed_over";

/**
 * What becomes of a question, once it is known how what a model wrote stands (`none` where it wrote nothing).
 *
 * Nothing a model says or fails to say changes a decision: where the search was sure, the passage is quoted, so that no
 * text a model reads can keep anybody from an answer. Otherwise, or where there is nothing to quote, a person is needed.
 */
export function settle(decision: Decision, standing: Standing | "none", hasQuote: boolean): Course {
  if (decision !== "answer") return "handed_over";
  if (standing === "answered") return "written";
  return hasQuote ? "quoted" : "handed_over";
}

/** Whether a question ended with a person because something failed, and not because no article answers it. */
export const hasFailed = ({ decision, reasons }: { decision: Decision; reasons: readonly string[] }): boolean =>
  decision === "escalate" &&
  reasons.some((reason) => reason === "stalled" || (reason.startsWith("model_") && reason !== "model_declined"));
