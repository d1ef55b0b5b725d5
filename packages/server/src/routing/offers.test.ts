import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeOffer, type OfferEvent, stepOffer } from "./index.ts";
import { now } from "./routing.testing.ts";

const offer = makeOffer("t1", "ada", now, now + 30_000);
const events = fc.constantFrom<OfferEvent>("accept", "decline", "withdraw", "look");

describe("an offer", () => {
  it("is accepted or declined in its time", () => {
    expect(stepOffer(offer, "accept", now + 29_999, "away")).toEqual({
      offer: { ...offer, state: "accepted", endedAt: now + 29_999 },
      ticket: "assign",
      presence: null,
    });
    expect(stepOffer(offer, "decline", now + 1, "away")).toEqual({
      offer: { ...offer, state: "declined", endedAt: now + 1 },
      ticket: "route_on",
      presence: null,
    });
  });

  it("times out at its end, whoever notices first and however late, and takes the agent off", () => {
    for (const event of ["accept", "decline", "look"] as const) {
      for (const late of [30_000, 90_000]) {
        expect(stepOffer(offer, event, now + late, "away")).toEqual({
          offer: { ...offer, state: "timed_out", endedAt: now + 30_000 },
          ticket: "route_on",
          presence: "away",
        });
      }
    }
    expect(stepOffer(offer, "look", now + 30_000, null).presence).toBeNull();
  });

  it("is withdrawn without a word about the agent", () => {
    expect(stepOffer(offer, "withdraw", now + 40_000, "away")).toEqual({
      offer: { ...offer, state: "withdrawn", endedAt: now + 40_000 },
      ticket: "nothing",
      presence: null,
    });
  });

  it("ends once, whatever comes in whatever order", () => {
    const steps = fc.array(fc.tuple(events, fc.nat({ max: 20_000 })), { maxLength: 12 });
    fc.assert(
      fc.property(steps, (given) => {
        let [state, at] = [offer, now];
        const outcomes: string[] = [];
        for (const [event, later] of given) {
          at += later;
          const after = stepOffer(state, event, at, "away");
          if (state.state !== "offered") expect(after).toEqual({ offer: state, ticket: "nothing", presence: null });
          if (after.ticket !== "nothing") outcomes.push(after.ticket);
          state = after.offer;
          expect(state.endedAt === null).toBe(state.state === "offered");
        }
        expect(outcomes.length).toBeLessThanOrEqual(1);
        if (at >= offer.expiresAt && given.length > 0) expect(state.state).not.toBe("offered");
      }),
      { numRuns: 500 },
    );
  });
});
