import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { choose } from "./choose.ts";
import type { Agent, Method } from "./index.ts";
import { noLoad, withOneMore } from "./load.ts";
import { agent, methods, now, settings, team } from "./routing.testing.ts";

const options = (method: Method, at = now) => ({ method, stickyAgentId: null, needs: [], latestTurn: 0, now: at });
const idle = (agents: readonly Agent[]) => agents.map((each) => ({ agent: each, load: noLoad }));
const chosen = (agents: readonly Agent[], method: Method) => choose(idle(agents), options(method))?.agentId;

/** Gives so many tickets, one after another, and counts who got how many. */
function giveOut(agents: readonly Agent[], method: Method, count: number, at = now): Map<string, number> {
  let there = agents.map((each) => ({ agent: each, load: noLoad }));
  const given = new Map(agents.map(({ id }) => [id, 0]));
  for (let n = 0; n < count; n++) {
    const latestTurn = Math.max(...there.map((each) => each.agent.lastAssignedAt));
    const choice = choose(there, { ...options(method, at), latestTurn });
    if (!choice) throw new Error("nobody was chosen");
    const { agentId, lastAssignedAt, share } = choice;
    given.set(agentId, (given.get(agentId) ?? 0) + 1);
    there = there.map((each) =>
      each.agent.id === agentId
        ? {
            agent: { ...each.agent, lastAssignedAt, share, idleSince: at },
            load: withOneMore(each.load, "form", settings.load),
          }
        : each,
    );
  }
  return given;
}

describe("choosing", () => {
  it("spreads within one among equal agents, by every method, even within one millisecond", () => {
    fc.assert(
      fc.property(methods, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 60 }), (method, size, count) => {
        const equal = Array.from({ length: size }, (_, at) => agent(`agent-${at}`));
        const counts = [...giveOut(equal, method, count).values()];
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        expect(counts.reduce((sum, each) => sum + each, 0)).toBe(count);
      }),
    );
  });

  it("takes turns where it left off, whatever turns were taken before", () => {
    fc.assert(
      fc.property(team, fc.integer({ min: 1, max: 3 }), (agents, rounds) => {
        const counts = new Set(giveOut(agents, "round_robin", agents.length * rounds).values());
        expect(counts).toEqual(new Set([rounds]));
      }),
    );
  });

  it("gives by weight: everybody is near their part at any time, and within one ticket of it after whole rounds", () => {
    const weights = fc.array(fc.constantFrom(1, 2, 3, 4), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(weights, fc.integer({ min: 1, max: 80 }), (given, count) => {
        const agents = given.map((weight, at) => agent(`agent-${at}`, { weight }));
        const sum = given.reduce((total, weight) => total + weight, 0);
        for (const [id, got] of giveOut(agents, "weighted", count)) {
          const part = (count * (given[Number(id.slice(6))] ?? 0)) / sum;
          expect(Math.abs(got - part)).toBeLessThan(given.length);
        }
        const rounds = giveOut(agents, "weighted", sum * 6);
        for (const [id, got] of rounds)
          expect(Math.abs(got - 6 * (given[Number(id.slice(6))] ?? 0))).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("does not bury somebody who comes back in what the others did meanwhile", () => {
    const agents = [
      agent("ada", { share: 500, lastAssignedAt: 9 }),
      agent("bob", { share: 500.5, lastAssignedAt: 10 }),
      agent("cem", { share: 0 }),
    ];
    const counts = giveOut(agents, "weighted", 9);
    expect(counts.get("cem")).toBeLessThanOrEqual(4);
    expect(giveOut(agents, "round_robin", 9)).toEqual(new Map(agents.map(({ id }) => [id, 3])));
  });

  it("prefers who has least, or who has been idle longest", () => {
    const ada = { agent: agent("ada", { idleSince: 5, lastAssignedAt: 1 }), load: { total: 2, channels: {} } };
    const bob = { agent: agent("bob", { idleSince: 9, lastAssignedAt: 2 }), load: { total: 1.5, channels: {} } };
    expect(choose([ada, bob], options("least_loaded"))).toMatchObject({ agentId: "bob", decidedBy: "load" });
    expect(choose([ada, bob], options("longest_idle"))).toMatchObject({ agentId: "ada", decidedBy: "idle_since" });
    expect(choose([ada, bob], options("round_robin"))).toMatchObject({
      agentId: "ada",
      decidedBy: "turn",
      ranking: [
        { agentId: "ada", figures: [0, 1] },
        { agentId: "bob", figures: [0, 2] },
      ],
    });
  });

  it("puts preferred skills before the method, and the agent who knows the customer before everything", () => {
    const needs = [{ skill: "billing", kind: "preferred" as const, asked: 2, level: 0, relaxesAt: null }];
    const agents = idle([agent("ada"), agent("bob", { skills: { billing: 1 }, lastAssignedAt: 7 }), agent("cem")]);
    const given = { ...options("round_robin"), needs };
    expect(choose(agents, given)).toMatchObject({ agentId: "bob", by: "round_robin", decidedBy: "missing_preferred" });
    expect(choose(agents, { ...given, stickyAgentId: "cem" })).toMatchObject({
      agentId: "cem",
      by: "sticky",
      decidedBy: "sticky",
    });
    expect(choose(agents, { ...given, stickyAgentId: "gone" })?.agentId).toBe("bob");
  });

  it("breaks a tie by id, and does not depend on the order the candidates come in", () => {
    expect(choose(idle([agent("bob"), agent("ada")]), options("weighted"))).toMatchObject({
      agentId: "ada",
      decidedBy: "id",
    });
    expect(choose(idle([agent("bob")]), options("weighted"))).toMatchObject({ agentId: "bob", decidedBy: "only_one" });
    expect(choose([], options("weighted"))).toBeUndefined();
    fc.assert(
      fc.property(team, methods, (agents, method) => {
        expect(chosen([...agents].reverse(), method)).toBe(chosen(agents, method));
      }),
    );
  });

  it("gives every turn a number of its own", () => {
    fc.assert(
      fc.property(team, methods, fc.nat(), fc.nat({ max: 100 }), (agents, method, latestTurn, at) => {
        const choice = choose(idle(agents), { ...options(method, at), latestTurn });
        expect(choice?.lastAssignedAt).toBeGreaterThan(latestTurn);
        expect(choice?.lastAssignedAt).toBeGreaterThanOrEqual(at);
      }),
    );
  });
});
