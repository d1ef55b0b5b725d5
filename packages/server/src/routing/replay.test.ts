import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checked, facts, now } from "../conditions/conditions.testing.ts";
import { applyRules, type Effect, type PastTicket, replayRules } from "./index.ts";
import { frozen, ruleSet } from "./routing.testing.ts";

const refund = checked({ field: "ticket.subject", op: "contains", value: "refund" });
const billing: Effect = { set: "team", teamId: "billing" };
const past = (id: string, subject: string, ...effects: Effect[]): PastTicket => ({
  ...{ id, effects, facts: { now, fields: { "ticket.subject": subject } } },
});

describe("replaying rules on past tickets", () => {
  it("shows what would differ, and which rule would make it so", () => {
    const rules = {
      version: 2,
      rules: [
        { id: "refunds", version: 5, when: refund, effects: [billing, { set: "tag" as const, tag: "money" }] },
        { id: "again", version: 1, when: refund, effects: [{ set: "team" as const, teamId: "front" }] },
        { id: "never", version: 1, when: checked({ any: [] }), effects: [billing] },
      ],
    };
    const front: Effect = { set: "team", teamId: "front" };
    const tickets = [
      past("t1", "A refund", front, { set: "tag", tag: "money" }),
      past("t2", "A parcel", front),
      past("t3", "refund", billing, { tag: "money", set: "tag" } as Effect),
      past("t4", "hello"),
    ];
    const rule = { id: "refunds", version: 5 };
    expect(replayRules(rules, frozen(tickets))).toEqual({
      tickets: 4,
      changed: 2,
      differences: [
        { ticketId: "t1", what: "team", was: front, would: billing, rule },
        { ticketId: "t2", what: "team", was: front, would: undefined, rule: undefined },
      ],
      rules: [
        { ruleId: "refunds", matched: 2, decided: 2 },
        { ruleId: "again", matched: 2, decided: 0 },
        { ruleId: "never", matched: 0, decided: 0 },
      ],
    });
  });

  it("finds no difference to what the same rules decided, and all of them to others", () => {
    fc.assert(
      fc.property(ruleSet, ruleSet, fc.array(facts, { maxLength: 8 }), (rules, others, known) => {
        const tickets = known.map((each, at) => {
          const effects = applyRules(rules, each).settled.map(({ effect }) => effect);
          return { id: `t${at}`, facts: each, effects };
        });
        expect(replayRules(frozen(rules), frozen(tickets))).toMatchObject({ changed: 0, differences: [] });
        const { differences, changed } = replayRules(others, tickets);
        expect(new Set(differences.map(({ ticketId }) => ticketId)).size).toBe(changed);
        for (const [at, each] of known.entries()) {
          const would = applyRules(others, each).settled.map(({ effect }) => effect);
          const isSame = JSON.stringify(sorted(would)) === JSON.stringify(sorted(tickets[at]?.effects ?? []));
          expect(differences.some(({ ticketId }) => ticketId === `t${at}`)).toBe(!isSame);
        }
      }),
      { numRuns: 200 },
    );
  });
});

const sorted = (effects: readonly Effect[]) => effects.map((each) => JSON.stringify(each)).sort();
