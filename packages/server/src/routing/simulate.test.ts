import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anySettings, settings, team, teams } from "./routing.testing.ts";
import { day, type Happening, simulate } from "./simulate.testing.ts";

const turnless = team.map((agents) => agents.map((agent) => ({ ...agent, lastAssignedAt: 0, share: 0 })));

describe("a day of routing", () => {
  it("never exceeds a cap, never leaves an eligible idle agent beside a waiting ticket, never loses one", () => {
    fc.assert(
      fc.property(turnless, teams, anySettings, day, (agents, there, given, happenings) => {
        simulate(agents, there, given, happenings);
      }),
      { numRuns: 400 },
    );
  });

  it("gives tickets at all, and offers go round until somebody accepts", () => {
    const agents = ["ada", "bob"].map((id) => ({
      ...{ id, presence: "online" as const, teamIds: ["front"], deskIds: null, skills: {}, shifts: null, weight: 1 },
      ...{ caps: { total: 2, channels: {} }, lastAssignedAt: 0, share: 0, idleSince: 0 },
    }));
    const arrive: Happening = { what: "arrive", channel: "form", priority: "medium", needs: [], teamId: "front" };
    const { given, owners } = simulate(agents, [{ id: "front", hours: null }], { ...settings, mode: "offer" }, [
      arrive,
      { what: "decline", which: 0 },
      { what: "accept", which: 0 },
      ...Array.from({ length: 5 }, () => arrive),
      { what: "time", minutes: 1 },
    ]);
    // the first twice; three more found a place, and their offers ran out
    expect(given).toBe(5);
    expect(owners.size).toBe(6);
    expect([...owners.values()]).toEqual(Array.from({ length: 6 }, () => 1));
  });
});
