import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Candidate, choose } from "./assignment.ts";

const team = fc
  .uniqueArray(fc.record({ id: fc.uuid(), name: fc.string(), lastAssignedAt: fc.nat({ max: 1_000 }) }), {
    selector: ({ id }) => id,
    minLength: 1,
    maxLength: 8,
  })
  .map((agents) => agents as Candidate[]);

describe("round robin", () => {
  it("T4 gives everybody one ticket before anybody gets a second, even within one millisecond", () => {
    fc.assert(
      fc.property(team, fc.integer({ min: 1, max: 3 }), (agents, rounds) => {
        let state = agents;
        const given = new Map<string, number>();
        for (let n = 0; n < agents.length * rounds; n++) {
          const { agent, turnAt } = choose(state, 1_000);
          if (!agent) throw new Error("nobody was chosen");
          given.set(agent.id, (given.get(agent.id) ?? 0) + 1);
          state = state.map((each) => (each.id === agent.id ? { ...each, lastAssignedAt: turnAt } : each));
        }
        expect(new Set(given.values())).toEqual(new Set([rounds]));
      }),
    );
  });

  it("does not depend on the order the candidates come in", () => {
    fc.assert(
      fc.property(team, (agents) => {
        expect(choose(agents, 5).agent?.id).toBe(choose([...agents].reverse(), 5).agent?.id);
      }),
    );
  });

  it("T5 leaves the ticket in the queue where nobody is there, and says so", () => {
    expect(choose([], 5)).toMatchObject({ agent: undefined, why: expect.stringContaining("queue") });
  });
});
