import type { Facts } from "../conditions/index.ts";
import { applyRules, type Effect, keyOf, type RuleSet } from "./rules.ts";

/** A ticket of the past: what was known when it was routed, and what was decided then. */
export type PastTicket = { id: string; facts: Facts; effects: readonly Effect[] };

/** One thing that would be decided otherwise; undefined where nothing was, or would be, decided. */
export type Difference = {
  ticketId: string;
  /** What differs, as `team` or `tag:vip`. */
  what: string;
  was: Effect | undefined;
  would: Effect | undefined;
  /** The rule that would decide it. */
  rule: { id: string; version: number } | undefined;
};

export type Replay = {
  tickets: number;
  /** How many of them would be routed otherwise. */
  changed: number;
  differences: Difference[];
  /** How often each rule matched, and in how many tickets it decided something. */
  rules: { ruleId: string; matched: number; decided: number }[];
};

/** What a rule set would have made of past tickets, and where that differs; nothing is touched. */
export function replayRules(rules: RuleSet, past: readonly PastTicket[]): Replay {
  const differences: Difference[] = [];
  const tally = new Map(rules.rules.map(({ id }) => [id, { ruleId: id, matched: 0, decided: 0 }]));
  const changed = new Set<string>();
  for (const { id: ticketId, facts, effects } of past) {
    const applied = applyRules(rules, facts);
    const had = new Map(effects.map((effect) => [keyOf(effect), effect]));
    const would = new Map(applied.settled.map((each) => [keyOf(each.effect), each]));
    for (const what of new Set([...had.keys(), ...would.keys()])) {
      const [was, now] = [had.get(what), would.get(what)];
      if (JSON.stringify(inOrder(was)) === JSON.stringify(inOrder(now?.effect))) continue;
      const rule = now && { id: now.ruleId, version: now.version };
      differences.push({ ticketId, what, was, would: now?.effect, rule });
      changed.add(ticketId);
    }
    for (const { ruleId, matched } of applied.verdicts) {
      const count = tally.get(ruleId);
      if (count && matched) count.matched += 1;
    }
    for (const ruleId of new Set(applied.settled.map((each) => each.ruleId))) {
      const count = tally.get(ruleId);
      if (count) count.decided += 1;
    }
  }
  return { tickets: past.length, changed: changed.size, differences, rules: [...tally.values()] };
}

/** Stored data comes back with its keys in any order. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, each]) => [key, inOrder(each)]),
  );
}
