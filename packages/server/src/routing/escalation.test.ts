import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escalate, escalateByHand, escalatesAt, type Tier, type Tiered } from "./index.ts";
import { minute, now } from "./routing.testing.ts";

const tiers: Tier[] = [
  { id: "front", teamId: "t-front", minutesHere: 30, complexity: null },
  { id: "special", teamId: "t-special", minutesHere: 120, complexity: 50 },
  { id: "manager", teamId: "t-manager", minutesHere: 60, complexity: 90 },
];
const tiered = (more: Partial<Tiered> = {}): Tiered => ({
  ...{ tierId: "front", inTierSince: now, complexity: 10, byHand: false },
  ...more,
});
const after = (minutes: number) => now + minutes * minute;

describe("escalation", () => {
  it("begins at the front, and higher where the ticket is too complex for it", () => {
    expect(escalate(tiered({ tierId: null }), tiers, now)).toEqual({
      ...{ from: null, to: "front", teamId: "t-front", because: { reason: "new" } },
    });
    expect(escalate(tiered({ tierId: null, complexity: 95 }), tiers, now)).toEqual({
      ...{ from: null, to: "manager", teamId: "t-manager" },
      because: { reason: "complexity", complexity: 95, atLeast: 90 },
    });
    expect(escalate(tiered({ tierId: null }), [], now)).toBeUndefined();
  });

  it("goes one tier up by time, and says when", () => {
    expect(escalatesAt(tiered(), tiers)).toBe(after(30));
    expect(escalate(tiered(), tiers, after(30) - 1)).toBeUndefined();
    expect(escalate(tiered(), tiers, after(30))).toEqual({
      ...{ from: "front", to: "special", teamId: "t-special", because: { reason: "time", minutes: 30 } },
    });
    // there is nobody above the last
    expect(escalatesAt(tiered({ tierId: "manager" }), tiers)).toBeNull();
    expect(escalate(tiered({ tierId: "manager" }), tiers, after(1_000))).toBeUndefined();
    expect(escalatesAt(tiered({ tierId: "gone" }), tiers)).toBeNull();
  });

  it("follows a hand, up and down, and does not take it back for being complex", () => {
    const complex = tiered({ tierId: "special", complexity: 60 });
    expect(escalateByHand(complex, tiers, "front", "ada")).toEqual({
      ...{ from: "special", to: "front", teamId: "t-front", because: { reason: "hand", agentId: "ada" } },
    });
    expect(escalateByHand(complex, tiers, "special", "ada")).toBeUndefined();
    expect(escalateByHand(complex, tiers, "gone", "ada")).toBeUndefined();
    const sentDown = tiered({ complexity: 60, byHand: true });
    expect(escalate(sentDown, tiers, now)).toBeUndefined();
    expect(escalate(sentDown, tiers, after(30))?.to).toBe("special");
    expect(escalate({ ...sentDown, byHand: false }, tiers, now)?.to).toBe("special");
  });

  it("only goes up by itself, comes to rest, and moves by time when it said so", () => {
    const anyTiers = fc.array(
      fc.record({
        minutesHere: fc.option(fc.integer({ min: 1, max: 60 }), { nil: null }),
        complexity: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
      }),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(anyTiers, fc.option(fc.nat({ max: 100 }), { nil: null }), (given, complexity) => {
        const all = given.map((each, at) => ({ id: `tier-${at}`, teamId: `team-${at}`, ...each }));
        let ticket = tiered({ tierId: null, complexity });
        let at = -1;
        for (let step = 0; step < 20; step++) {
          const due = escalatesAt(ticket, all);
          const time = due ?? ticket.inTierSince;
          const moved = escalate(ticket, all, time);
          if (!moved) {
            expect(due).toBeNull();
            return;
          }
          const next = all.findIndex(({ id }) => id === moved.to);
          expect(next).toBeGreaterThan(at);
          at = next;
          ticket = { ...ticket, tierId: moved.to, inTierSince: time };
        }
        throw new Error("it never came to rest");
      }),
    );
  });
});
