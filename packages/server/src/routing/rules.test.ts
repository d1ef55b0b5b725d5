import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checked, facts, fields, now } from "../conditions/conditions.testing.ts";
import { applyRules, type Effect, type Rule, readRules } from "./index.ts";
import { frozen, ruleSet } from "./routing.testing.ts";
import { applyAgain, keyOf } from "./rules.ts";

const always = checked({ all: [] });
const refund = checked({ field: "ticket.subject", op: "contains", value: "refund" });
const rule = (id: string, when: Rule["when"], ...effects: Effect[]): Rule => ({ id, version: 3, when, effects });
const billing: Effect = { set: "team", teamId: "billing" };
const front: Effect = { set: "team", teamId: "front" };
const about = (subject: string) => ({ now, fields: { "ticket.subject": subject } });

describe("ordered rules", () => {
  it("let the first rule that matches decide, for each effect by itself", () => {
    const need = { skill: "language:ja", level: 2, kind: "mandatory" as const };
    const rules = {
      version: 12,
      rules: [
        rule("refunds", refund, billing, { set: "tag", tag: "money" }),
        rule("all", always, front, { set: "priority", priority: "low" }, { set: "tag", tag: "new" }),
        rule(
          "late",
          always,
          { set: "tag", tag: "money" },
          { set: "priority", priority: "high" },
          { set: "skill", need },
        ),
      ],
    };
    const { version, settled, verdicts } = applyRules(rules, about("A refund"));
    expect(version).toBe(12);
    expect(settled.map(({ effect, ruleId, version }) => [keyOf(effect), ruleId, version])).toEqual([
      ["team", "refunds", 3],
      ["tag:money", "refunds", 3],
      ["priority", "all", 3],
      ["tag:new", "all", 3],
      ["skill:language:ja", "late", 3],
    ]);
    expect(settled[0]?.effect).toEqual(billing);
    expect(verdicts.map(({ ruleId, matched }) => [ruleId, matched])).toEqual([
      ["refunds", true],
      ["all", true],
      ["late", true],
    ]);
    expect(applyRules(rules, about("A parcel")).settled[0]?.effect).toEqual(front);
  });

  it("come to the same again from what was kept of them", () => {
    fc.assert(
      fc.property(ruleSet, facts, (rules, known) => {
        const applied = applyRules(frozen(rules), known);
        expect(applyAgain(JSON.parse(JSON.stringify(applied)))).toEqual(applied);
        for (const { effect, ruleId } of applied.settled) {
          const at = rules.rules.findIndex(({ id }) => id === ruleId);
          const same = ({ effects }: Rule) => effects.some((each) => keyOf(each) === keyOf(effect));
          const before = rules.rules.slice(0, at).filter(same);
          const matched = (id: string) => applied.verdicts.some((each) => each.ruleId === id && each.matched);
          expect([matched(ruleId), before.filter(({ id }) => matched(id))]).toEqual([true, []]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("leave out and name a rule whose condition no longer fits the fields", () => {
    const stored = [
      { id: "old", version: 1, when: { not: { field: "ticket.plan", op: "is", value: "free" } }, effects: [front] },
      { id: "new", version: 2, when: { field: "ticket.subject", op: "contains", value: "refund" }, effects: [billing] },
    ];
    const { ruleSet, broken } = readRules(5, stored, [...fields, { name: "ticket.plan", type: "text", deleted: true }]);
    expect(ruleSet).toEqual({ version: 5, rules: [{ ...stored[1], when: refund }] });
    expect(broken).toEqual([
      { ruleId: "old", errors: [{ path: "when.not.field", message: "“ticket.plan” was deleted" }] },
    ]);
    expect(applyRules(ruleSet, about("A parcel")).settled).toEqual([]);
  });
});
