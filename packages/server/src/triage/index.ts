export { type Correction, examplesFrom } from "./corrections.ts";
export {
  type Abstention,
  type Aspect,
  type Decided,
  decide,
  type LlmChoice,
  type ModelReason,
  type Opinion,
  type Question,
  type RuleOutcome,
} from "./decide.ts";
export { type Alike, type Comparable, createDuplicateIndex, type DuplicateIndex } from "./duplicates.ts";
export { type Entity, entitiesOf, entityPatternProblem, type OwnPattern } from "./entities.ts";
export type { Reading } from "./features.ts";
export { type Language, languages } from "./language.ts";
export type { Choice, Example, Model, Provenance } from "./model.ts";
export { languageOpinion, opinionOf, priorityOpinion, sentimentOpinion } from "./opinions.ts";
export { openModel, type PackedModel, packModel } from "./pack.ts";
export type { Evidence } from "./predict.ts";
export type { Sentiment } from "./sentiment.ts";
export { type Setting, settingFor } from "./settings.ts";
export { type Arrival, type SpamReason, type SpamVerdict, weighSpam } from "./spam.ts";
export { type Training, train } from "./train.ts";
export { type Asked, type Level, type Matrix, usualMatrix } from "./urgency.ts";
