import { KotaeError } from "@kotae/sdk";
import { describe, expect, it } from "vitest";
import { checkPolicy, choosePolicy, type Policy, termsOf } from "./index.ts";

const policy: Policy = {
  id: "gold",
  version: 3,
  name: "Gold",
  calendarId: "round-the-clock",
  targets: { critical: { first_response: 15, resolution: 240 }, low: { resolution: 2_880 } },
  pauses: { resolution: ["pending"] },
  warnings: [
    { id: "half", kinds: ["resolution"], when: { percent: 50 }, actions: [] },
    { id: "soon", kinds: ["first_response"], when: { minutesLeft: 5 }, actions: [] },
  ],
  levels: [
    {
      id: "late",
      kinds: ["resolution"],
      minutesLate: 0,
      actions: [{ do: "notify", whom: ["assignee", "team"], by: ["app"] }],
    },
    { id: "later", kinds: ["resolution"], minutesLate: 60, actions: [{ do: "raise", priority: "critical" }] },
  ],
};

describe("policies", () => {
  it("are asked in their order, and the first that applies is it", () => {
    const [first, second] = [
      { ...policy, id: "first" },
      { ...policy, id: "second" },
    ];
    const asked: string[] = [];
    const chosen = choosePolicy([first, second, policy], ({ id }) => {
      asked.push(id);
      return id !== "first";
    });
    expect([chosen, asked]).toEqual([second, ["first", "second"]]);
    expect(choosePolicy([first], () => false)).toBeUndefined();
  });

  it("promise by priority, in milliseconds, under their version; what they leave out is not promised", () => {
    expect(termsOf(policy, "critical")).toEqual({
      policyVersion: "gold@3",
      calendarId: "round-the-clock",
      targets: { first_response: 900_000, next_response: null, periodic_update: null, resolution: 14_400_000 },
      pauses: {
        first_response: [],
        next_response: [],
        periodic_update: ["pending", "on_hold"],
        resolution: ["pending"],
      },
    });
    expect(termsOf(policy, "medium")?.targets.resolution).toBeNull();
    expect(termsOf(undefined, "critical")).toBeNull();
  });
});

describe("a policy", () => {
  const paths = (changes: object): string[] | undefined => {
    try {
      checkPolicy({ ...policy, ...changes });
    } catch (error) {
      if (KotaeError.is(error)) return error.errors?.map(({ path }) => path);
      throw error;
    }
    throw new Error("it was not refused");
  };
  const point = { id: "x", kinds: [], actions: [] };

  it("that makes sense is used as it is", () => {
    expect(checkPolicy(policy)).toBe(policy);
  });

  it("is refused with every field that makes no sense", () => {
    expect(paths({ name: "" })).toEqual(["name"]);
    expect(paths({ targets: {} })).toEqual(["targets"]);
    expect(paths({ targets: { low: { resolution: 0 }, high: { next_response: 1.5 } } })).toEqual([
      "targets.low.resolution",
      "targets.high.next_response",
    ]);
    expect(paths({ targets: { low: { resolution: 366 * 1_440 + 1 } } })).toEqual(["targets.low.resolution"]);
    expect(paths({ pauses: { resolution: ["resolved"], next_response: ["pending"] } })).toEqual(["pauses.resolution"]);
    expect(
      paths({
        warnings: [
          { ...point, when: { percent: 100 } },
          { ...point, id: "y", when: { minutesLeft: 0 } },
        ],
      }),
    ).toEqual(["warnings.0.when", "warnings.1.when"]);
    expect(paths({ levels: [{ ...point, minutesLate: -1 }] })).toEqual(["levels.0.minutesLate"]);
  });

  it("needs an id of its own for every point, since what was announced is known by it", () => {
    expect(
      paths({
        levels: [
          { ...point, minutesLate: 0 },
          { ...point, minutesLate: 5 },
        ],
      }),
    ).toEqual(["levels"]);
    expect(paths({ levels: [{ ...point, id: "a/b", minutesLate: 0 }] })).toEqual(["levels.0.id"]);
    const many = Array.from({ length: 21 }, (_, n) => ({ ...point, id: `l${n}`, minutesLate: n }));
    expect(paths({ warnings: [], levels: many })).toEqual(["levels"]);
  });
});
