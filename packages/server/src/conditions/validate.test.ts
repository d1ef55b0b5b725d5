import { type Condition, type Operator, condition as shape } from "@kotae/sdk/schema";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { condition, facts, fields, ofOneField } from "./conditions.testing.ts";
import { evaluate, type Field, validate } from "./index.ts";

const problems = (input: unknown, known: readonly Field[] = fields) => validate(input, known).errors;
const warnings = (...all: unknown[]) => validate({ all }, fields).warnings;
const leaf = (field: string, op: string, value?: unknown, before?: true) => ({
  field,
  op,
  ...(value === undefined ? {} : { value }),
  ...(before === undefined ? {} : { before }),
});

describe("validating a condition", () => {
  it("takes every condition that is right", () => {
    fc.assert(
      fc.property(condition, (given) => {
        expect(validate(given, fields).errors).toEqual([]);
      }),
    );
  });

  it("never throws, and gives a condition or errors, whatever comes", () => {
    const messy = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 6 },
        fc.jsonValue(),
        fc.record({ all: fc.array(tie("node")) }),
        fc.record({ any: tie("node") }),
        fc.record({ not: tie("node"), all: tie("node") }, { requiredKeys: [] }),
        fc.record({ field: fc.string(), op: fc.string(), value: fc.jsonValue() }, { requiredKeys: [] }),
        condition,
      ),
    })).node;
    fc.assert(
      fc.property(messy, facts, (input, known) => {
        const { condition: checked, errors } = validate(input, fields);
        expect(checked === undefined).toBe(errors.length > 0);
        // a message without a place would help nobody
        for (const { path } of errors) expect(path).toMatch(/^conditions/);
        if (checked) evaluate(checked, known);
      }),
      { numRuns: 1_000 },
    );
  });

  it("refuses what is nested 11, 1,000 or 100,000 deep without going into it", () => {
    for (const depth of [11, 1_000, 100_000]) {
      for (const [open, close] of [
        ['{"not":', "}"],
        ['{"all":[', "]}"],
        ['{"any":[{"all":[', "]}]}"],
      ] as const) {
        const text = open.repeat(depth) + '{"field":"ticket.subject","op":"empty"}' + close.repeat(depth);
        const errors = problems(JSON.parse(text));
        expect(errors).toHaveLength(1);
        expect(errors[0]?.message).toBe("is nested more than 10 levels deep");
      }
    }
    // the value of a comparison, and a list in the place of a condition
    const deep = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`);
    expect(problems(leaf("ticket.subject", "is", deep))[0]?.path).toBe("conditions.value");
    expect(problems(deep)[0]?.message).toContain("must be a condition");
    const ten = '{"not":'.repeat(9) + '{"field":"ticket.subject","op":"empty"}' + "}".repeat(9);
    expect(problems(JSON.parse(ten))).toEqual([]);
  });

  it("refuses more than 200 parts", () => {
    const parts = (count: number) => ({ any: Array.from({ length: count }, () => leaf("ticket.subject", "empty")) });
    expect(problems(parts(199))).toEqual([]);
    const tooMany = [{ path: "conditions", message: "has more than 200 parts" }];
    expect(problems(parts(200))).toEqual(tooMany);
    expect(problems({ all: [parts(100), parts(100)] })).toEqual(tooMany);
    expect(problems({ all: Array.from({ length: 1_000_000 }, () => 1) })).toEqual(tooMany);
  });

  it("says where it is not a condition", () => {
    const fine = leaf("ticket.subject", "empty");
    for (const [input, path, message] of [
      [undefined, "conditions", "must be a condition: an object with all, any, not or field"],
      [[fine], "conditions", "must be a condition: an object with all, any, not or field"],
      [
        { all: [fine, { any: [fine, 3] }] },
        "conditions.all[1].any[1]",
        "must be a condition: an object with all, any, not or field",
      ],
      [{ all: fine }, "conditions.all", "must be a list of conditions"],
      [{ all: [], any: [] }, "conditions", "must not have all and any side by side"],
      [{ not: fine, field: "x" }, "conditions", "must not have not and field side by side"],
      [
        { not: { not: leaf("ticket.subject", "like") } },
        "conditions.not.not.op",
        expect.stringContaining("invalid option"),
      ],
      [{ ...fine, vlaue: 1 }, "conditions", expect.stringContaining("vlaue")],
      [
        leaf("ticket.subject", "is", { text: 1 }),
        "conditions.value",
        expect.stringMatching(/^must be text of at most 1000/),
      ],
    ] as const) {
      expect(problems(input)).toEqual([{ path, message }]);
    }
  });

  it("says which field there is not, and which there is no longer", () => {
    const known = [...fields, { name: "ticket.plan", type: "text", deleted: true } as const];
    const input = { all: [leaf("ticket.plan", "empty"), { not: leaf("ticket.colour", "empty") }] };
    expect(problems(input, known)).toEqual([
      { path: "conditions.all[0].field", message: "“ticket.plan” was deleted" },
      { path: "conditions.all[1].not.field", message: "“ticket.colour” is no field that can be asked for" },
    ]);
  });

  it("says which comparison a type does not have, and which value does not fit", () => {
    for (const [given, path, message] of [
      [leaf("customer.verified", "gt", 1), ".op", "gt cannot be asked of a field of type boolean"],
      [leaf("ticket.createdAt", "is", "2026-11-25"), ".op", "is cannot be asked of a field of type date"],
      [leaf("ticket.tags", "starts_with", "a"), ".op", "starts_with cannot be asked of a field of type list"],
      [leaf("ticket.subject", "is"), ".value", "is needed"],
      [leaf("ticket.subject", "empty", "a"), ".value", "must not be there"],
      [leaf("ticket.subject", "is", "  "), ".value", "must not be blank"],
      [leaf("ticket.subject", "is", ["a"]), ".value", "must be one value"],
      [leaf("ticket.subject", "is", 3), ".value", "must be text"],
      [leaf("ticket.subject", "matches", "(a"), ".value", "is not a regular expression"],
      [leaf("ticket.subject", "matches", 3), ".value", "must be a pattern"],
      [leaf("ticket.complexity", "gt", "3"), ".value", "must be a number"],
      [leaf("customer.verified", "is", "yes"), ".value", "must be true or false"],
      [leaf("ticket.priority", "is", "urgent"), ".value", "must be one of: low, medium, high, critical"],
      [leaf("ticket.priority", "in", ["low", "urgent"]), ".value[1]", "must be one of: low, medium, high, critical"],
      [leaf("ticket.priority", "in", []), ".value", "must be a list with something in it"],
      [leaf("ticket.priority", "in", "low"), ".value", "must be a list with something in it"],
      [leaf("ticket.createdAt", "within_last", 1.5), ".value", "must be whole minutes"],
      [leaf("ticket.createdAt", "older_than", 0), ".value", "must be whole minutes"],
      [leaf("ticket.createdAt", "gt", "yesterday"), ".value", "must be a day or a time with its zone"],
      [leaf("ticket.createdAt", "gt", "2026-11-25T09:00:00"), ".value", "must be a day or a time with its zone"],
      [leaf("ticket.createdAt", "gt", "2026-02-31T09:00:00Z"), ".value", "must be a day or a time with its zone"],
      [leaf("ticket.priority", "changed_to", "low", true), ".before", "must not stand beside changed_to"],
    ] as const) {
      expect([given, problems({ all: [given] })]).toEqual([
        given,
        [{ path: `conditions.all[0]${path}`, message: expect.stringContaining(message) }],
      ]);
    }
  });

  it("warns of parts of one all that can never be true together", () => {
    const first = "can never be true together with conditions.all[0]";
    for (const [one, other] of [
      [leaf("ticket.priority", "is", "low"), leaf("ticket.priority", "is", "high")],
      [leaf("ticket.subject", "is", "Ａ"), leaf("ticket.subject", "is_not", "a")],
      [leaf("ticket.priority", "in", ["low", "medium"]), leaf("ticket.priority", "in", ["high"])],
      [leaf("ticket.priority", "is", "low"), leaf("ticket.priority", "not_in", ["low", "high"])],
      [leaf("ticket.subject", "is", "refund"), leaf("ticket.subject", "contains", "parcel")],
      [leaf("ticket.subject", "contains", "refund"), leaf("ticket.subject", "not_contains", "fund")],
      [leaf("ticket.subject", "starts_with", "re"), leaf("ticket.subject", "starts_with", "a")],
      [leaf("ticket.subject", "empty"), leaf("ticket.subject", "matches", "a*")],
      [leaf("ticket.complexity", "gt", 3), leaf("ticket.complexity", "lte", 3)],
      [leaf("ticket.complexity", "is", 3), leaf("ticket.complexity", "gt", 3)],
      [leaf("ticket.createdAt", "older_than", 60), leaf("ticket.createdAt", "within_last", 60)],
      [leaf("ticket.tags", "contains", "vip"), leaf("ticket.tags", "not_contains", "VIP")],
      [leaf("ticket.tags", "contains", "vip"), leaf("ticket.tags", "empty")],
      [leaf("customer.verified", "is", true), leaf("customer.verified", "is", false)],
      [leaf("ticket.priority", "changed_to", "low"), leaf("ticket.priority", "is", "high")],
      [leaf("ticket.priority", "changed_from", "low"), leaf("ticket.priority", "is", "high", true)],
    ]) {
      expect([one, other, warnings(one, other)]).toEqual([one, other, [{ path: "conditions.all[1]", message: first }]]);
    }
    expect(
      warnings(leaf("ticket.tags", "in", ["a", "b"]), leaf("ticket.tags", "not_contains", "a"), {
        all: [leaf("ticket.tags", "not_contains", "b")],
      }),
    ).toEqual([{ path: "conditions.all[2].all[0]", message: "can never be true together with what stands before it" }]);
  });

  it("does not warn where both can be true", () => {
    for (const parts of [
      [leaf("ticket.priority", "is", "low", true), leaf("ticket.priority", "is", "high")],
      [leaf("ticket.priority", "changed_from", "low"), leaf("ticket.priority", "changed_to", "high")],
      [leaf("ticket.subject", "contains", "a"), leaf("ticket.subject", "contains", "b")],
      [leaf("ticket.complexity", "gte", 3), leaf("ticket.complexity", "lte", 3)],
      [leaf("ticket.tags", "contains", "a"), leaf("ticket.tags", "contains", "b")],
      [{ any: [leaf("ticket.priority", "is", "low"), leaf("ticket.priority", "is", "high")] }],
      [leaf("ticket.priority", "is", "low"), { not: leaf("ticket.priority", "is", "high") }],
    ]) {
      expect([parts, warnings(...parts)]).toEqual([parts, []]);
    }
  });

  it("warns of nothing that any facts make true", () => {
    const parts = fc.oneof(fc.array(condition, { minLength: 2, maxLength: 5 }), ofOneField);
    let warned = 0;
    fc.assert(
      fc.property(parts, fc.array(facts, { minLength: 10, maxLength: 10 }), (all, known) => {
        const { condition: checked, warnings: found } = validate({ all }, fields);
        const outer = found.filter(({ path }) => !/\.(any|not)\b/.test(path));
        if (!checked || outer.length === 0) return;
        warned += 1;
        for (const each of known) expect([outer, evaluate(checked, each).matched]).toEqual([outer, false]);
      }),
      { numRuns: 500 },
    );
    expect(warned).toBeGreaterThan(10);
  });
});

describe("the shape of a condition", () => {
  it("is described for programs, and leaves a right one as it is", () => {
    const described = JSON.stringify(z.toJSONSchema(z.object({ when: shape }), { io: "input" }));
    for (const word of ["all", "any", "not", "within_last"]) expect(described).toContain(`"${word}"`);
    fc.assert(
      fc.property(condition, (given) => {
        expect(shape.parse(given)).toEqual(given);
      }),
    );
    const op: Operator = "is";
    const typed: Condition = { not: { field: "ticket.subject", op, value: "a" } };
    expect(shape.parse(typed)).toEqual(typed);
  });
});
