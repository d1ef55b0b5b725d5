import type { Evidence, Prediction } from "./predict.ts";

/** What is decided of a ticket. */
export type Aspect = "category" | "priority" | "language" | "sentiment" | "intent";

/** What a rule said; the caller has asked its rules in their order and gives the first that said something. */
export type RuleOutcome = { value: string; ruleId: string; ruleName: string; version: string };

/** What a local model says: one that was trained, or one of the built-in ones (language, sentiment, priority). */
export type Opinion = {
  value: string;
  confidence: number;
  abstains: boolean;
  version: string;
  reason: ModelReason;
};

/** Why a model says so, by model. */
export type ModelReason =
  | ({ kind: "trained"; basis: Prediction["basis"] } & Evidence)
  | { kind: "words"; words: string[] }
  | { kind: "matrix"; impact: string; urgency: string; words: string[]; tier: string | undefined };

/** What a language model chose, if one was asked. */
export type LlmChoice = { value: string; confidence: number; version: string; why: string };

/** Why nothing came of somebody who was asked. */
export type Abstention = {
  by: "rule" | "model" | "llm";
  /** Not sure enough; not one of the allowed values; or there is nobody to ask. */
  because: "unsure" | "not_on_list" | "not_asked";
  value: string | null;
  confidence: number;
};

/** The value of one aspect and how it came about. */
export type Decided = {
  aspect: Aspect;
  /** Null where everybody abstained and there is no default. */
  value: string | null;
  confidence: number;
  by: "rule" | "model" | "llm" | "default";
  reason:
    | { kind: "rule"; ruleId: string; ruleName: string }
    | ModelReason
    | { kind: "llm"; why: string }
    | { kind: "default" };
  /** Of the rule, the model or the language model; null for the default. */
  version: string | null;
  abstained: Abstention[];
};

export type Question = {
  aspect: Aspect;
  /** The values the aspect may have; nothing else is ever decided. */
  allowed: readonly string[];
  rule?: RuleOutcome | undefined;
  model?: Opinion | undefined;
  llm?: LlmChoice | undefined;
  /** What holds where nobody decides. */
  fallback?: string | undefined;
};

/** A rule is as sure as it is meant. */
const certain = 1;

/** Decides one aspect: a rule, else the model where it is sure enough, else the language model, else the default. */
export function decide({ aspect, allowed, rule, model, llm, fallback }: Question): Decided {
  const abstained: Abstention[] = [];
  const isAllowed = (value: string) => allowed.includes(value);
  if (rule && isAllowed(rule.value)) {
    const { value, ruleId, ruleName, version } = rule;
    const reason = { kind: "rule", ruleId, ruleName } as const;
    return { aspect, value, confidence: certain, by: "rule", reason, version, abstained };
  }
  if (rule) abstained.push({ by: "rule", because: "not_on_list", value: rule.value, confidence: certain });
  if (model && !model.abstains && isAllowed(model.value)) {
    const { value, confidence, reason, version } = model;
    return { aspect, value, confidence, by: "model", reason, version, abstained };
  }
  abstained.push(
    model
      ? { by: "model", because: isAllowed(model.value) ? "unsure" : "not_on_list", ...pick(model) }
      : { by: "model", because: "not_asked", value: null, confidence: 0 },
  );
  if (llm && isAllowed(llm.value)) {
    const { value, confidence, why, version } = llm;
    return { aspect, value, confidence, by: "llm", reason: { kind: "llm", why }, version, abstained };
  }
  if (llm) abstained.push({ by: "llm", because: "not_on_list", ...pick(llm) });
  const value = fallback !== undefined && isAllowed(fallback) ? fallback : null;
  return { aspect, value, confidence: 0, by: "default", reason: { kind: "default" }, version: null, abstained };
}

const pick = ({ value, confidence }: { value: string; confidence: number }) => ({ value, confidence });
