import type { Opinion } from "./decide.ts";
import type { Reading } from "./features.ts";
import { tellLanguage } from "./language.ts";
import type { Model } from "./model.ts";
import { explain, predict } from "./predict.ts";
import { tellSentiment } from "./sentiment.ts";
import { type Asked, weighPriority } from "./urgency.ts";

/** Of the built-in models: it changes when their words do. */
const builtIn = "built-in 1";

/** Below that the built-in models do not decide. */
const languageFrom = 0.5;
const sentimentFrom = 0.5;
const priorityFrom = 0.5;

/** What a trained model says, with its reason; undefined where its list has fewer than two choices. */
export function opinionOf(model: Model, reading: Reading, precision: number): Opinion | undefined {
  const prediction = predict(model, reading, precision);
  if (!prediction) return undefined;
  const { choice: value, confidence, abstains, basis } = prediction;
  const reason = { kind: "trained", basis, ...explain(model, reading, prediction) } as const;
  return { value, confidence, abstains, version: model.version, reason };
}

/** Which language a text is in; undefined where it has no words. */
export function languageOpinion(text: string, hint?: string): Opinion | undefined {
  const { value, confidence, reason } = tellLanguage(text, hint);
  if (value === undefined) return undefined;
  const words = reason.words.length > 0 ? reason.words : [reason.script];
  return { value, confidence, abstains: confidence < languageFrom, version: builtIn, reason: { kind: "words", words } };
}

/** How a text feels. */
export function sentimentOpinion(text: string): Opinion {
  const { value, confidence, reason } = tellSentiment(text);
  const words = reason.words.map(({ word }) => word);
  return {
    value,
    confidence,
    abstains: confidence < sentimentFrom,
    version: builtIn,
    reason: { kind: "words", words },
  };
}

/** Which priority impact and urgency make; it abstains where nothing says anything about either. */
export function priorityOpinion(asked: Asked): Opinion {
  const { value, confidence, impact, urgency, reason } = weighPriority(asked);
  const words = reason.cues.map((cue) => cue.words);
  return {
    ...{ value, confidence, abstains: confidence < priorityFrom, version: builtIn },
    reason: { kind: "matrix", impact, urgency, words, tier: reason.tier?.name },
  };
}
