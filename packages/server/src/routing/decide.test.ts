import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checked, facts } from "../conditions/conditions.testing.ts";
import { type DecisionExplanation, decide, pick, place, type Rule, replayDecision } from "./index.ts";
import { noLoad } from "./load.ts";
import {
  agent,
  anyHeld,
  anySettings,
  anyTicket,
  frozen,
  held,
  minute,
  now,
  ruleSet,
  settings,
  team,
  teams,
  ticket,
} from "./routing.testing.ts";

const known = facts.map((given) => ({ ...given, now }));
const stored = (explanation: DecisionExplanation) => JSON.parse(JSON.stringify(explanation)) as DecisionExplanation;
const front = { id: "front", hours: null };
const always: Rule["when"] = checked({ all: [] });
const nothing = { version: 1, rules: [] };

describe("a decision", () => {
  it("is reproduced by its explanation, even after that was stored", () => {
    fc.assert(
      fc.property(
        anyTicket,
        known,
        ruleSet,
        anyHeld,
        team,
        teams,
        anySettings,
        (given, about, rules, has, agents, there, how) => {
          const desk = frozen({ agents, teams: there, settings: how });
          const decision = decide(frozen(given), about, frozen(rules), frozen(has), desk);
          expect(replayDecision(stored(decision))).toEqual(decision);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("gives a ticket to somebody exactly when nothing removed somebody", () => {
    fc.assert(
      fc.property(
        anyTicket,
        known,
        ruleSet,
        anyHeld,
        team,
        teams,
        anySettings,
        (given, about, rules, has, agents, there, how) => {
          const { candidates, outcome } = decide(given, about, rules, has, { agents, teams: there, settings: how });
          const left = candidates.filter(({ removals }) => removals.length === 0).map((each) => each.agent.id);
          if (outcome.kind === "queue") expect(left).toEqual([]);
          else expect(left).toContain(outcome.agentId);
          expect(candidates.map((each) => each.agent.id)).toEqual(agents.map(({ id }) => id).sort());
        },
      ),
      { numRuns: 500 },
    );
  });

  it("does not depend on the order agents, teams and what they have come in", () => {
    fc.assert(
      fc.property(
        anyTicket,
        known,
        ruleSet,
        anyHeld,
        team,
        teams,
        anySettings,
        (given, about, rules, has, agents, there, how) => {
          const one = decide(given, about, rules, has, { agents, teams: there, settings: how });
          const backwards = { agents: agents.toReversed(), teams: there.toReversed(), settings: how };
          expect(decide(given, about, rules, has.toReversed(), backwards)).toEqual(one);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("is not changed by time alone before it said so", () => {
    fc.assert(
      fc.property(
        anyTicket,
        team,
        teams,
        anySettings,
        fc.integer({ min: 0, max: 200 }),
        (given, agents, there, how, minutes) => {
          const placement = place(given, { version: 1, facts: { now, fields: {} }, verdicts: [], settled: [] });
          const desk = { agents, teams: there, settings: how };
          const first = pick(given, placement, null, new Map(), desk, now).outcome;
          fc.pre(first.kind === "queue");
          const later = now + minutes * minute;
          const second = pick(given, placement, null, new Map(), desk, later).outcome;
          if (first.againAt !== null) expect(first.againAt).toBeGreaterThan(now);
          const isPromised = first.againAt !== null && first.againAt <= later;
          if (second.kind !== "queue") expect(isPromised).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it("is written down in the documentation as it is", () => {
    const page = readFileSync(new URL("../../../../docs/routing.md", import.meta.url), "utf8");
    const example = JSON.parse(/```json\n(.*?)```/s.exec(page)?.[1] ?? "null") as DecisionExplanation;
    expect(replayDecision(example)).toEqual(example);
    expect(example.outcome).toMatchObject({ kind: "assign", agentId: "aoi" });
  });

  it("does not fit an explanation that was changed", () => {
    const agents = [agent("ada"), agent("bob", { lastAssignedAt: 5 })];
    const decision = decide(ticket("t1"), { now, fields: {} }, nothing, [], { agents, teams: [front], settings });
    expect(decision.outcome).toMatchObject({ kind: "assign", agentId: "ada" });
    const changed = stored(decision);
    const [first] = changed.candidates;
    if (first) first.load = { ...noLoad, total: 4 };
    expect(replayDecision(changed)).not.toEqual(changed);
    expect(replayDecision(changed).outcome).toMatchObject({ kind: "assign", agentId: "bob" });
  });

  it("names everything that removed a candidate", () => {
    const rules = {
      version: 9,
      rules: [{ id: "no-eve", version: 4, when: always, effects: [{ set: "exclude" as const, agentId: "eve" }] }],
    };
    const needs = [{ skill: "billing", level: 2, kind: "mandatory" as const }];
    const agents = [
      agent("ada", { presence: "away" }),
      agent("bob", { shifts: [{ from: now + 60 * minute, to: now + 120 * minute }], skills: { billing: 2 } }),
      agent("cem", { teamIds: ["back"], deskIds: ["it"], skills: { billing: 2 } }),
      agent("dia", { caps: { total: 1, channels: { form: 1 } }, skills: { billing: 1 } }),
      agent("eve", { skills: { billing: 3 } }),
      agent("fay", { skills: { billing: 2 } }),
    ];
    const given = ticket("t1", {
      deskId: "shop",
      needs,
      waitingSince: now - 30 * minute,
      declined: [{ agentId: "fay", at: now - minute }],
    });
    const desk = { agents, teams: [front], settings };
    const { candidates, outcome, choice } = decide(given, { now, fields: {} }, rules, held("dia", 1), desk);
    expect(Object.fromEntries(candidates.map((each) => [each.agent.id, each.removals]))).toEqual({
      ada: [{ reason: "away" }, { reason: "lacks_skill", skill: "billing", level: 2, has: 0, until: null }],
      bob: [{ reason: "off_shift", nextFrom: now + 60 * minute }],
      cem: [
        { reason: "not_in_team", teamId: "front" },
        { reason: "not_on_desk", deskId: "shop" },
      ],
      dia: [
        { reason: "lacks_skill", skill: "billing", level: 2, has: 1, until: null },
        { reason: "at_capacity", load: 1, adds: 1, cap: 1 },
        { reason: "channel_full", channel: "form", holds: 1, cap: 1 },
      ],
      eve: [{ reason: "excluded_by_rule", ruleId: "no-eve", version: 4 }],
      fay: [{ reason: "declined", until: now + 19 * minute }],
    });
    expect(choice).toBeNull();
    expect(outcome).toEqual({ kind: "queue", againAt: now + 19 * minute });
  });

  it("keeps to the agent a rule names, until that has waited long enough", () => {
    const rules = {
      version: 1,
      rules: [
        {
          id: "hana",
          version: 1,
          when: always,
          effects: [{ set: "agent" as const, agentId: "hana", relaxAfterMinutes: 10 }],
        },
      ],
    };
    const desk = { agents: [agent("bob"), agent("hana", { presence: "busy" })], teams: [front], settings };
    const at = (minutes: number) => decide(ticket("t1"), { now: now + minutes * minute, fields: {} }, rules, [], desk);
    expect(at(0).outcome).toEqual({ kind: "queue", againAt: now + 10 * minute });
    expect(at(0).candidates[0]?.removals).toEqual([
      { reason: "not_the_target", agentId: "hana", until: now + 10 * minute },
    ]);
    expect(at(10).outcome).toMatchObject({ kind: "assign", agentId: "bob" });
  });

  it("leaves a ticket waiting whose team is closed or gone", () => {
    const hours = [{ from: now + 5 * minute, to: now + 10 * minute }];
    const desk = { agents: [agent("ada")], teams: [{ ...front, hours }], settings };
    const about = { now, fields: {} };
    expect(decide(ticket("t1"), about, nothing, [], desk).outcome).toEqual({
      kind: "queue",
      againAt: now + 5 * minute,
    });
    const gone = decide(ticket("t1", { teamId: "gone" }), about, nothing, [], desk);
    expect(gone.outcome).toEqual({ kind: "queue", againAt: null });
    expect(gone.candidates[0]?.removals).toEqual([{ reason: "not_in_team", teamId: "gone" }]);
  });

  it("follows the rules, the team's own way to share, and asks first where that is wanted", () => {
    const rules = {
      version: 1,
      rules: [
        {
          id: "back",
          version: 6,
          when: always,
          effects: [
            { set: "team" as const, teamId: "back" },
            { set: "priority" as const, priority: "high" as const },
            { set: "tag" as const, tag: "vip" },
            { set: "skill" as const, need: { skill: "billing", level: 1, kind: "mandatory" as const } },
          ],
        },
      ],
    };
    const back = { id: "back", hours: null, method: "least_loaded" as const, mode: "offer" as const };
    const skilled = { teamIds: ["back"], skills: { billing: 1 } };
    const agents = [
      agent("ada", skilled),
      agent("bob", { ...skilled, lastAssignedAt: 8 }),
      agent("cem", { teamIds: ["back"] }),
    ];
    const decision = decide(ticket("t1"), { now, fields: {} }, rules, held("ada", 1), {
      agents,
      teams: [back],
      settings,
    });
    expect(decision.outcome).toEqual({
      ...{ kind: "offer", agentId: "bob", expiresAt: now + 30_000 },
      ...{ lastAssignedAt: now, share: 1 },
    });
    expect(decision.placement).toMatchObject({ teamId: "back", priority: "high", tags: ["vip"], deskId: null });
    expect(decision.placement.settled.map(({ ruleId, version }) => [ruleId, version])).toEqual(
      Array.from({ length: 4 }, () => ["back", 6]),
    );
  });

  it("puts a rule's wish for a skill in the place of the ticket's own", () => {
    const own = { skill: "billing", level: 3, kind: "mandatory" as const };
    const ruled = { skill: "billing", level: 1, kind: "preferred" as const };
    const rules = {
      version: 1,
      rules: [{ id: "r", version: 1, when: always, effects: [{ set: "skill" as const, need: ruled }] }],
    };
    const desk = { agents: [], teams: [], settings };
    const { placement } = decide(ticket("t1", { needs: [own] }), { now, fields: {} }, rules, [], desk);
    expect(placement.needs).toEqual([ruled]);
  });
});
