import type { Decision } from "@kotae/sdk/schema";
import { type Features, words } from "@kotae/sdk/search";
import { wantsPerson } from "./wants-person.ts";

/** A passage that was found, as far as deciding needs it. */
export type Candidate = { articleId: string; title: string; score: number; features: Features };

export type Reason =
  | "asked_for_person"
  | "nothing_found"
  | "no_words"
  | "sure"
  | "title_asked"
  | "vague"
  | "torn"
  | "unsure";

export type Verdict<T extends Candidate> = {
  decision: Decision;
  /** 0 to 1: how likely the first passage answers the question. */
  confidence: number;
  reasons: Reason[];
  /** The passages to answer from, or the ones to choose between; none where a person is needed. */
  passages: T[];
};

/**
 * What a question of each kind weighs, fitted by logistic regression on the development questions in
 * `tests/bench/search.ts`, answerable and unanswerable ones of every set counting alike.
 */
const weights = { score: 3.9, passage: 0.6, title: 1.3, known: 1.15, margin: 19.6, terms: 0.7 };
const bias = -5.1;

/** At this confidence about one answer in ten is beside the question; see the table the bench prints. */
const answerFrom = 0.4;
const clarifyFrom = 0.12;
/** With two articles neck and neck, the better one has to be surer than that. */
const answerTornFrom = 0.6;
/** A runner-up with so much of the winner's score may add to the answer; with so much it competes with it. */
const close = 0.85;
const tooClose = 0.95;
const passagesAtMost = 3;

/** How likely the best hit answers the question, 0 to 1. */
export function confidenceOf({ score, features }: Pick<Candidate, "score" | "features">): number {
  const { passageCoverage, titleCoverage, known, margin, terms } = features;
  const sum =
    bias +
    weights.score * score +
    weights.passage * passageCoverage +
    weights.title * titleCoverage +
    weights.known * known +
    weights.margin * margin +
    weights.terms * Math.log1p(terms);
  return 1 / (1 + Math.exp(-sum));
}

/** Whether to answer, to ask back or to bring in a person; the same question and hits always give the same verdict. */
export function decide<T extends Candidate>(question: string, hits: readonly T[]): Verdict<T> {
  if (wantsPerson(question)) return verdict("escalate", 0, "asked_for_person");
  const asked = words(question);
  if (asked.length === 0) return verdict("clarify", 0, "no_words");
  const [best, next] = hits;
  if (!best) return verdict("escalate", 0, "nothing_found");
  const confidence = confidenceOf(best);
  // who picks an article by its name, as after a question back, means that article
  if (sameWords(asked, words(best.title))) return verdict("answer", Math.max(confidence, 0.95), "title_asked", [best]);
  const rivals = hits.filter((hit) => hit.score >= best.score * close).slice(0, passagesAtMost);
  const torn = next !== undefined && next.score >= best.score * tooClose && holds(best) && holds(next);
  if (confidence >= (torn ? answerTornFrom : answerFrom)) {
    const helpful = rivals.filter((hit) => hit === best || holds(hit));
    return verdict("answer", confidence, "sure", helpful);
  }
  const vague = best.features.terms <= 2 && best.features.coverage > 0.5;
  if (confidence >= clarifyFrom && (torn || vague)) {
    const options = vague ? hits.filter((hit) => hit.features.coverage > 0.5).slice(0, passagesAtMost) : rivals;
    return verdict("clarify", confidence, torn ? "torn" : "vague", options);
  }
  return verdict("escalate", confidence, "unsure");

  function verdict(decision: Decision, sure: number, reason: Reason, passages: T[] = []): Verdict<T> {
    return { decision, confidence: Math.round(sure * 1000) / 1000, reasons: [reason], passages };
  }
}

/** Most of what was asked stands in this passage. */
const holds = ({ features }: Candidate) => features.passageCoverage >= 0.6;

const sameWords = (one: string[], other: string[]) =>
  one.length === other.length && one.every((word, n) => word === other[n]);
