import { describe, expect, it } from "vitest";
import { type Ask, changesAt, removalsOf } from "./eligible.ts";
import type { Agent } from "./index.ts";
import { noLoad } from "./load.ts";
import { agent, minute, now, settings } from "./routing.testing.ts";

const ask: Ask = {
  ...{ channel: "form", deskId: null, team: { id: "front", hours: null }, target: null },
  ...{ needs: [], excluded: [], declined: [] },
};
const removals = (given: Agent, asked: Ask = ask, at = now) => removalsOf(given, noLoad, asked, settings.load, at);

describe("who can have a ticket", () => {
  it("works from the first moment of a shift until just before its end", () => {
    const shifts = [
      { from: now - 60 * minute, to: now },
      { from: now + 30 * minute, to: now + 60 * minute },
      { from: now + 90 * minute, to: now + 120 * minute },
    ];
    const ada = agent("ada", { shifts });
    expect(removals(ada, ask, now - 60 * minute)).toEqual([]);
    expect(removals(ada, ask, now - 1)).toEqual([]);
    expect(removals(ada, ask, now)).toEqual([{ reason: "off_shift", nextFrom: now + 30 * minute }]);
    expect(removals(ada, ask, now + 30 * minute)).toEqual([]);
    expect(removals(ada, ask, now + 60 * minute)).toEqual([{ reason: "off_shift", nextFrom: now + 90 * minute }]);
    expect(removals(ada, ask, now + 120 * minute)).toEqual([{ reason: "off_shift", nextFrom: null }]);
    expect(removals(agent("bob", { shifts: [] }))).toEqual([{ reason: "off_shift", nextFrom: null }]);
  });

  it("keeps a team's own hours", () => {
    const team = { id: "front", hours: [{ from: now - minute, to: now }] };
    expect(removals(agent("ada"), { ...ask, team }, now - minute)).toEqual([]);
    expect(removals(agent("ada"), { ...ask, team })).toEqual([{ reason: "team_closed", nextFrom: null }]);
  });

  it("is asked again once a refusal is over", () => {
    const declined = [
      { agentId: "ada", until: now + minute },
      { agentId: "ada", until: now + 2 * minute },
      { agentId: "bob", until: now + 9 * minute },
    ];
    expect(removals(agent("ada"), { ...ask, declined })).toEqual([{ reason: "declined", until: now + 2 * minute }]);
    expect(removals(agent("ada"), { ...ask, declined }, now + 2 * minute)).toEqual([]);
  });

  it("may take any desk, or those that are theirs", () => {
    const shop = { ...ask, deskId: "shop" };
    expect(removals(agent("ada"), shop)).toEqual([]);
    expect(removals(agent("ada", { deskIds: ["it", "shop"] }), shop)).toEqual([]);
    expect(removals(agent("ada", { deskIds: [] }), shop)).toEqual([{ reason: "not_on_desk", deskId: "shop" }]);
  });
});

describe("the moment something may change by itself", () => {
  it("is the last of all that is in the way, and none where something stays", () => {
    expect(
      changesAt([
        { reason: "declined", until: now + 5 },
        { reason: "off_shift", nextFrom: now + 9 },
      ]),
    ).toBe(now + 9);
    expect(changesAt([{ reason: "declined", until: now + 5 }, { reason: "offline" }])).toBeNull();
    expect(changesAt([{ reason: "off_shift", nextFrom: null }])).toBeNull();
  });
});
