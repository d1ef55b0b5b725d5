import type { Decision } from "@kotae/sdk/schema";
import { type Coefficients, confidenceOf as confidenceOfFound, type Features, words } from "@kotae/sdk/search";
import { assistantDefaults } from "../settings/index.ts";
import { shippedThreshold } from "./precision.ts";
import { wantsPerson } from "./wants-person.ts";

/** A passage that was found, as far as deciding needs it. */
export type Candidate = { articleId: string; title: string; score: number; features: Features };

/** What a decision rests on, by names that are kept with the question. */
export type Reason =
  | "asked_for_person"
  | "nothing_found"
  | "no_words"
  | "sure"
  | "title_asked"
  | "vague"
  | "torn"
  | "unsure"
  /** No article answers it, but one of the site's own systems may. */
  | "tool_offered";

/** What the decision is measured by. */
export type Rules = {
  /** The confidence an answer needs; it follows from the wanted precision, see `precision.ts`. */
  threshold: number;
  /** Whether to ask back where two articles compete. */
  clarify: boolean;
  /** How confidence is made of what was found, where that was fitted to this knowledge base. */
  coefficients?: Coefficients | undefined;
  /** Whether there is something else to offer than articles. */
  hasOffers?: boolean;
};

/** What holds where nobody decided anything and nothing was asked yet. */
export const usualRules: Rules = { threshold: shippedThreshold(assistantDefaults.wrongAtMost), clarify: true };

export type Verdict<T extends Candidate> = {
  decision: Decision;
  /** 0 to 1: how likely the first passage answers the question. */
  confidence: number;
  reasons: Reason[];
  /** The passages to answer from, or the ones to choose between; none where a person is needed. */
  passages: T[];
};

/** Less than this share of the wanted confidence, and what was found is not worth choosing from. */
const clarifyShare = 0.3;
/** With two articles neck and neck, the better one has to go so much of the remaining way to certainty. */
const tornShare = 1 / 3;
/** A runner-up with so much of the winner's score may add to the answer; with so much it competes with it. */
const close = 0.85;
const tooClose = 0.95;
const passagesAtMost = 3;

/** How likely the best hit answers the question, 0 to 1; see `confidenceOf` of the search for how it is made. */
export const confidenceOf = (best: Pick<Candidate, "score" | "features">, coefficients?: Coefficients): number =>
  confidenceOfFound([best], coefficients);

/**
 * Whether to answer, to ask back or to bring in a person; the same question, hits and rules always give the same
 * verdict, and a lower threshold never hands over what a higher one answered.
 */
export function decide<T extends Candidate>(
  question: string,
  hits: readonly T[],
  rules: Rules = usualRules,
): Verdict<T> {
  const { threshold, clarify, hasOffers = false } = rules;
  if (wantsPerson(question)) return verdict("escalate", 0, "asked_for_person");
  const asked = words(question);
  const [best, next] = hits;
  if (asked.length === 0) return hasOffers ? verdict("clarify", 0, "tool_offered") : verdict("clarify", 0, "no_words");
  if (!best) return handOver(0, "nothing_found");
  const confidence = confidenceOf(best, rules.coefficients);
  // who picks an article by its name, as after a question back, means that article
  if (sameWords(asked, words(best.title))) return verdict("answer", Math.max(confidence, 0.95), "title_asked", [best]);
  const rivals = hits.filter((hit) => hit.score >= best.score * close).slice(0, passagesAtMost);
  const vague = best.features.terms <= 2 && best.features.coverage > 0.5;
  const torn = clarify && next !== undefined && next.score >= best.score * tooClose && holds(best) && holds(next);
  // one word that stands in two titles alike: whichever came first, the other was as likely meant
  const isToss = torn && vague && next !== undefined && next.features.titleCoverage >= best.features.titleCoverage;
  if (isToss && confidence >= threshold * clarifyShare) return verdict("clarify", confidence, "torn", rivals);
  // so does one beside something that can be looked up: the visitor named it
  if (confidence >= (torn || hasOffers ? threshold + (1 - threshold) * tornShare : threshold)) {
    const helpful = rivals.filter((hit) => hit === best || holds(hit));
    return verdict("answer", confidence, "sure", helpful);
  }
  if (hasOffers) return verdict("clarify", confidence, "tool_offered");
  if (clarify && confidence >= threshold * clarifyShare && (torn || vague)) {
    const options = vague ? hits.filter((hit) => hit.features.coverage > 0.5).slice(0, passagesAtMost) : rivals;
    return verdict("clarify", confidence, torn ? "torn" : "vague", options);
  }
  return handOver(confidence, "unsure");

  function handOver(sure: number, reason: Reason): Verdict<T> {
    return hasOffers ? verdict("clarify", sure, "tool_offered") : verdict("escalate", sure, reason);
  }

  function verdict(decision: Decision, sure: number, reason: Reason, passages: T[] = []): Verdict<T> {
    return { decision, confidence: Math.round(sure * 1000) / 1000, reasons: [reason], passages };
  }
}

/** Most of what was asked stands in this passage. */
const holds = ({ features }: Candidate) => features.passageCoverage >= 0.6;

const sameWords = (one: string[], other: string[]) =>
  one.length === other.length && one.every((word, n) => word === other[n]);
