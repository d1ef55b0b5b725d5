import type { Condition } from "@kotae/sdk/schema";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checked, condition, facts, now } from "./conditions.testing.ts";
import { evaluate, type Facts, factsUsed, judge, replay } from "./index.ts";

const holds = (input: Condition, given: Facts) => evaluate(checked(input), given).matched;
const of = (fields: Facts["fields"], before?: Facts["fields"]): Facts => ({
  now,
  fields,
  ...(before === undefined ? {} : { before }),
});
const subject = (op: string, value?: unknown) => ({ field: "ticket.subject", op, value }) as Condition;

describe("evaluating a condition", () => {
  it("never throws, and gives data, whatever is known", () => {
    fc.assert(
      fc.property(condition, facts, (given, known) => {
        const { matched, explanation } = evaluate(checked(given), known);
        expect(typeof matched).toBe("boolean");
        expect(JSON.parse(JSON.stringify(explanation))).toEqual(explanation);
      }),
      { numRuns: 300 },
    );
  });

  it("follows the laws of all, any and not", () => {
    fc.assert(
      fc.property(condition, condition, facts, (one, other, known) => {
        const [a, b] = [holds(one, known), holds(other, known)];
        expect(holds({ all: [one, other] }, known)).toBe(a && b);
        expect(holds({ any: [one, other] }, known)).toBe(a || b);
        expect(holds({ not: one }, known)).toBe(!a);
        expect(holds({ not: { all: [one, other] } }, known)).toBe(
          holds({ any: [{ not: one }, { not: other }] }, known),
        );
        expect(holds({ not: { any: [one, other] } }, known)).toBe(
          holds({ all: [{ not: one }, { not: other }] }, known),
        );
      }),
      { numRuns: 300 },
    );
    expect(holds({ all: [] }, of({}))).toBe(true);
    expect(holds({ any: [] }, of({}))).toBe(false);
  });

  it("has a contrary for every comparison that says so", () => {
    const contrary = { is_not: "is", not_in: "in", not_contains: "contains", not_empty: "empty" } as const;
    fc.assert(
      fc.property(condition, facts, (given, known) => {
        fc.pre("op" in given && given.op in contrary);
        const op = contrary[(given as { op: keyof typeof contrary }).op];
        expect(holds({ ...given, op } as Condition, known)).toBe(!holds(given, known));
      }),
      { numRuns: 300 },
    );
  });

  it("replays from its explanation alone, even after that was stored", () => {
    fc.assert(
      fc.property(condition, facts, (given, known) => {
        const { matched, explanation } = evaluate(checked(given), known);
        const stored = JSON.parse(JSON.stringify(explanation)) as typeof explanation;
        expect(replay(stored)).toBe(matched);
        expect(evaluate(checked(given), stored.facts)).toEqual({ matched, explanation });
      }),
      { numRuns: 300 },
    );
  });

  it("notices an explanation that was changed", () => {
    const { explanation } = evaluate(checked(subject("contains", "refund")), of({ "ticket.subject": "A refund" }));
    expect(replay({ ...explanation, facts: of({ "ticket.subject": "A parcel" }) })).toBe(false);
  });

  it("says what was compared with what", () => {
    const given: Condition = {
      all: [subject("contains", "refund"), { not: { field: "ticket.complexity", op: "gt", value: 2 } }],
    };
    const { explanation } = evaluate(checked(given), of({ "ticket.subject": "My ＲＥＦＵＮＤ", secret: 1 }));
    expect(explanation).toEqual({
      tree: {
        all: [
          {
            field: "ticket.subject",
            type: "text",
            op: "contains",
            value: "refund",
            found: "My ＲＥＦＵＮＤ",
            matched: true,
          },
          {
            not: { field: "ticket.complexity", type: "number", op: "gt", value: 2, found: null, matched: false },
            matched: true,
          },
        ],
        matched: true,
      },
      facts: { now, fields: { "ticket.subject": "My ＲＥＦＵＮＤ" } },
    });
  });

  it("cuts a long text where it is shown, and compares it whole", () => {
    const long = `${"😀".repeat(150)} refund`;
    const { matched, explanation } = evaluate(checked(subject("ends_with", "refund")), of({ "ticket.subject": long }));
    expect(matched).toBe(true);
    const { found } = explanation.tree as { found: string };
    expect(found.length).toBeLessThanOrEqual(200);
    expect(found.isWellFormed()).toBe(true);
    expect(replay(explanation)).toBe(true);
  });

  it("compares text without regard to case and width, in every script", () => {
    for (const [op, value, text] of [
      ["is", "ＡＢＣ", "abc"],
      ["is", "STRASSE", "Straße"],
      ["contains", "ΌΔΟΣ", "η όδος μου"],
      ["starts_with", "リクエスト", "ﾘｸｴｽﾄです"],
      ["ends_with", "が", "か\u3099"],
      ["in", ["x", "Ｙ"], "y"],
      ["matches", "^ＯＲＤ-\\d{4}$", "ord-１２３４"],
    ] as const) {
      expect([op, value, holds(subject(op, value), of({ "ticket.subject": text }))]).toEqual([op, value, true]);
    }
  });

  it("knows numbers, times and lists", () => {
    const number = (op: string, value: unknown) => ({ field: "ticket.complexity", op, value }) as Condition;
    const known = of({ "ticket.complexity": 3, "ticket.createdAt": now - 30 * 60_000, "ticket.tags": ["vip", "Gold"] });
    for (const [op, value, expected] of [
      ["gt", 3, false],
      ["gte", 3, true],
      ["lt", 3, false],
      ["lte", 3, true],
      ["in", [1, 3], true],
      ["is", 3, true],
    ] as const) {
      expect([op, holds(number(op, value), known)]).toEqual([op, expected]);
    }
    const created = (op: string, value: unknown) => ({ field: "ticket.createdAt", op, value }) as Condition;
    expect(holds(created("within_last", 30), known)).toBe(true);
    expect(holds(created("within_last", 29), known)).toBe(false);
    expect(holds(created("older_than", 29), known)).toBe(true);
    expect(holds(created("older_than", 30), known)).toBe(false);
    expect(holds(created("gte", "2026-11-25T17:30:00+09:00"), known)).toBe(true);
    expect(holds(created("gt", "2026-11-25T08:30:00Z"), known)).toBe(false);
    const tags = (op: string, value: unknown) => ({ field: "ticket.tags", op, value }) as Condition;
    expect(holds(tags("contains", "gold"), known)).toBe(true);
    expect(holds(tags("in", ["silver", "GOLD"]), known)).toBe(true);
    expect(holds(tags("not_in", ["silver"]), known)).toBe(true);
  });

  it("compares with what stood there before", () => {
    const priority = (op: string, value?: string, before?: true) =>
      ({ field: "ticket.priority", op, value, before }) as Condition;
    const risen = of({ "ticket.priority": "high" }, { "ticket.priority": "low" });
    expect(holds(priority("changed"), risen)).toBe(true);
    expect(holds(priority("changed_to", "high"), risen)).toBe(true);
    expect(holds(priority("changed_to", "low"), risen)).toBe(false);
    expect(holds(priority("changed_from", "low"), risen)).toBe(true);
    expect(holds(priority("is", "low", true), risen)).toBe(true);
    expect(holds(priority("is", "low"), risen)).toBe(false);
    const steady = of({ "ticket.priority": "high" }, { "ticket.priority": "high" });
    expect(holds(priority("changed_to", "high"), steady)).toBe(false);
    // nothing is known of a change: nothing changed; a ticket that has just come had nothing before
    const plain = of({ "ticket.priority": "high" });
    expect(holds(priority("changed_to", "high"), plain)).toBe(false);
    expect(holds(priority("empty", undefined, true), plain)).toBe(true);
    expect(holds(priority("changed_to", "high"), of({ "ticket.priority": "high" }, {}))).toBe(true);
    // a list: something was added, something was taken away
    const tags = (op: string, value: string) => ({ field: "ticket.tags", op, value }) as Condition;
    const tagged = of({ "ticket.tags": ["a", "vip"] }, { "ticket.tags": ["a", "new"] });
    expect(holds(tags("changed_to", "VIP"), tagged)).toBe(true);
    expect(holds(tags("changed_to", "a"), tagged)).toBe(false);
    expect(holds(tags("changed_from", "new"), tagged)).toBe(true);
    expect(
      holds({ field: "ticket.tags", op: "changed" }, of({ "ticket.tags": ["a", "b"] }, { "ticket.tags": ["b", "a"] })),
    ).toBe(false);
  });

  it("keeps no more of the facts than the conditions look at", () => {
    const used = factsUsed(
      [checked({ any: [subject("is", "a"), { not: subject("empty") }] })],
      of({ "ticket.subject": "b", "customer.email": "hana@example.com" }, { "ticket.subject": "c", other: 1 }),
    );
    expect(used).toEqual({ now, fields: { "ticket.subject": "b" }, before: { "ticket.subject": "c" } });
  });

  it("is not taken in by names that every object has", () => {
    const known = of(JSON.parse('{"__proto__": {"ticket.subject": "refund"}}') as Facts["fields"]);
    expect(judge(checked(subject("not_empty")), known).matched).toBe(false);
  });
});
