import type { Decision, WhatIf } from "@kotae/sdk/schema";
import type { Features } from "@kotae/sdk/search";
import type { PastQuestion } from "../questions/index.ts";
import { decide, type Rules } from "./decide.ts";
import { wrongOf } from "./precision.ts";
import { isMeasured, toSample } from "./threshold.ts";

type Sum = WhatIf["today"];

const changesAtMost = 50;

/**
 * The same questions decided by other rules, from what was kept of each: how many would be answered, asked back and
 * handed over, how many of the answers would be wrong, and which questions would change.
 *
 * Wrong ones are those somebody said were, and of the rest as many as their confidence lets expect.
 */
export function compare(questions: readonly PastQuestion[], today: Rules, proposed: Rules): Omit<WhatIf, "threshold"> {
  const sums = { today: empty(), proposed: empty() };
  const changes: WhatIf["changes"] = [];
  for (const question of questions) {
    const from = decideAgain(question, today);
    const to = decideAgain(question, proposed);
    count(sums.today, from, question, today);
    count(sums.proposed, to, question, proposed);
    if (from !== to) changes.push({ id: question.id, text: question.text, confidence: question.confidence, from, to });
  }
  changes.sort((a, b) => b.confidence - a.confidence || (a.id < b.id ? -1 : 1));
  return { questions: questions.length, ...sums, changes: changes.slice(0, changesAtMost) };
}

/** What a question of the past would get by these rules; what did not hang on confidence stays as it was. */
export function decideAgain(question: PastQuestion, rules: Rules): Decision {
  if (!isMeasured(question)) return question.decision;
  const hits = question.ranked.map((each) => ({ ...each, features: each.features as Features }));
  return decide(question.text, hits, { ...rules, hasOffers: question.reasons.includes("tool_offered") }).decision;
}

const empty = (): Sum => ({ answered: 0, clarified: 0, handedOver: 0, wrong: 0 });

function count(sum: Sum, decision: Decision, question: PastQuestion, { coefficients }: Rules): void {
  if (decision === "clarify") sum.clarified += 1;
  else if (decision === "escalate") sum.handedOver += 1;
  else {
    sum.answered += 1;
    sum.wrong += wrongOf(toSample(question, coefficients));
  }
}
