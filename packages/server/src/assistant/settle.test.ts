import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasFailed, settle, standingOf, type Tally } from "./settle.ts";

const tally = (more: Partial<Tally> = {}): Tally => ({ said: 4, kept: 4, stepsDropped: 0, declined: false, ...more });

describe("what is left of a model's answer", () => {
  it.each([
    ["stands whole", tally(), "answered"],
    ["stands with half of it", tally({ kept: 2 }), "answered"],
    ["does not with less", tally({ said: 5, kept: 2 }), "thin"],
    ["does not with one of three", tally({ said: 3, kept: 1 }), "thin"],
    ["does not without a step", tally({ said: 9, kept: 8, stepsDropped: 1 }), "thin"],
    ["does not with nothing", tally({ kept: 0 }), "thin"],
    ["is a refusal where that is all", tally({ said: 1, kept: 0, declined: true }), "declined"],
    ["is none where something else was said, too", tally({ said: 2, kept: 1, declined: true }), "answered"],
  ] as const)("%s", (_, given, expected) => {
    expect(standingOf(given)).toBe(expected);
  });

  it("never stands with a step gone or with less than half", () => {
    const counts = fc.record({
      said: fc.integer({ min: 1, max: 12 }),
      kept: fc.nat(12),
      stepsDropped: fc.nat(3),
      declined: fc.boolean(),
    });
    fc.assert(
      fc.property(counts, (given) => {
        fc.pre(given.kept + given.stepsDropped <= given.said);
        if (standingOf(given) !== "answered") return;
        expect(given.stepsDropped).toBe(0);
        expect(given.kept * 2).toBeGreaterThanOrEqual(given.said);
      }),
    );
  });
});

describe("what becomes of a question", () => {
  it.each([
    ["answer", "answered", true, "written"],
    ["answer", "answered", false, "written"],
    ["answer", "thin", true, "quoted"],
    ["answer", "declined", true, "quoted"],
    ["answer", "none", true, "quoted"],
    ["answer", "thin", false, "handed_over"],
    ["answer", "none", false, "handed_over"],
    ["escalate", "answered", true, "handed_over"],
    ["clarify", "answered", true, "handed_over"],
  ] as const)("%s, with a model's %s, quotable %s: %s", (decision, standing, hasQuote, expected) => {
    expect(settle(decision, standing, hasQuote)).toBe(expected);
  });
});

describe("a question that ended with a person", () => {
  it.each([
    ["escalate", ["stalled"], true],
    ["escalate", ["sure", "model_timeout"], true],
    ["escalate", ["sure", "model_declined"], false],
    ["escalate", ["unsure"], false],
    ["escalate", ["asked_for_person"], false],
    ["escalate", ["turns"], false],
    ["answer", ["sure", "model_timeout"], false],
  ] as const)("%s for %j failed: %s", (decision, reasons, expected) => {
    expect(hasFailed({ decision, reasons })).toBe(expected);
  });
});
