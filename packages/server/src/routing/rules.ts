import type { FieldError } from "@kotae/sdk/errors";
import type { Priority } from "@kotae/sdk/schema";
import {
  type Checked,
  conditionOf,
  type Facts,
  type Field,
  factsUsed,
  type Judged,
  judge,
  validate,
} from "../conditions/index.ts";
import type { Need } from "./skills.ts";

/** One thing a rule decides about a ticket. */
export type Effect =
  | { set: "desk"; deskId: string }
  | { set: "team"; teamId: string }
  /** To this agent only; after so many minutes of waiting to anybody else who can, or, with null, to nobody else. */
  | { set: "agent"; agentId: string; relaxAfterMinutes: number | null }
  | { set: "priority"; priority: Priority }
  | { set: "tag"; tag: string }
  | { set: "skill"; need: Need }
  /** Never to this agent. */
  | { set: "exclude"; agentId: string };

export type Rule = { id: string; version: number; when: Checked; effects: readonly Effect[] };

/** Rules in their order. */
export type RuleSet = { version: number; rules: readonly Rule[] };

/** An effect, and the rule that decided it. */
export type Settled = { effect: Effect; ruleId: string; version: number };

/** What a rule set made of a ticket, and why: the facts it looked at, every rule's verdict, and what came of them. */
export type Applied = {
  version: number;
  facts: Facts;
  verdicts: { ruleId: string; version: number; matched: boolean; tree: Judged; effects: readonly Effect[] }[];
  settled: Settled[];
};

/**
 * Applies ordered rules: for each effect the first rule that matches and has it decides.
 *
 * Every tag, every skill and every excluded agent is an effect of its own. Rules see the ticket as it came, not what
 * other rules did to it.
 */
export function applyRules({ version, rules }: RuleSet, facts: Facts): Applied {
  const settled = new Map<string, Settled>();
  const verdicts = rules.map((rule) => {
    const tree = judge(rule.when, facts);
    if (tree.matched) {
      for (const effect of rule.effects) {
        const key = keyOf(effect);
        if (!settled.has(key)) settled.set(key, { effect, ruleId: rule.id, version: rule.version });
      }
    }
    return { ruleId: rule.id, version: rule.version, matched: tree.matched, tree, effects: rule.effects };
  });
  const used = factsUsed(
    rules.map(({ when }) => when),
    facts,
  );
  return { version, facts: used, verdicts, settled: [...settled.values()] };
}

/** The rules once more on the facts that were kept. */
export function applyAgain({ version, facts, verdicts }: Applied): Applied {
  const rules = verdicts.map(({ ruleId, version, tree, effects }) => ({
    id: ruleId,
    version,
    when: conditionOf(tree),
    effects,
  }));
  return applyRules({ version, rules }, facts);
}

/** What an effect decides: two with the same key cannot both hold. */
export function keyOf(effect: Effect): string {
  switch (effect.set) {
    case "tag":
      return `tag:${effect.tag}`;
    case "skill":
      return `skill:${effect.need.skill}`;
    case "exclude":
      return `exclude:${effect.agentId}`;
    default:
      return effect.set;
  }
}

/** A rule as it is stored, its condition as somebody wrote it. */
export type StoredRule = Omit<Rule, "when"> & { when: unknown };

/**
 * Reads stored rules against the fields there are now: one whose condition is no longer right, because a field is gone,
 * is left out and named, so that it neither stops the others nor matches by accident.
 */
export function readRules(
  version: number,
  stored: readonly StoredRule[],
  fields: readonly Field[],
): { ruleSet: RuleSet; broken: { ruleId: string; errors: FieldError[] }[] } {
  const rules: Rule[] = [];
  const broken: { ruleId: string; errors: FieldError[] }[] = [];
  for (const rule of stored) {
    const { condition, errors } = validate(rule.when, fields, "when");
    if (condition) rules.push({ ...rule, when: condition });
    else broken.push({ ruleId: rule.id, errors });
  }
  return { ruleSet: { version, rules }, broken };
}
