import fc from "fast-check";
import { checked, condition } from "../conditions/conditions.testing.ts";
import type { Agent, Effect, Held, Need, Placement, RuleSet, Settings, Team, Ticket, Waiting } from "./index.ts";

export const now = Date.UTC(2026, 10, 25, 9);
export const minute = 60_000;

export const settings: Settings = {
  method: "round_robin",
  mode: "direct",
  offerSeconds: 30,
  sticky: true,
  declineMinutes: 20,
  agingMinutes: 30,
  load: { counts: ["new", "open"], weights: { chat: 2, mail: 0.5 } },
};

export const agent = (id: string, more: Partial<Agent> = {}): Agent => ({
  id,
  presence: "online",
  teamIds: ["front"],
  deskIds: null,
  skills: {},
  caps: { total: 4, channels: {} },
  shifts: null,
  weight: 1,
  lastAssignedAt: 0,
  share: 0,
  idleSince: 0,
  ...more,
});

export const ticket = (id: string, more: Partial<Ticket> = {}): Ticket => ({
  id,
  channel: "form",
  waitingSince: now,
  deskId: null,
  teamId: "front",
  priority: "medium",
  needs: [],
  lastAgentId: null,
  declined: [],
  ...more,
});

export const placed = (given: Ticket, more: Partial<Placement> = {}): Waiting => ({
  ticket: given,
  placement: {
    deskId: given.deskId,
    teamId: given.teamId,
    priority: given.priority,
    tags: [],
    needs: [...given.needs],
    target: null,
    excluded: [],
    settled: [],
    ...more,
  },
});

export const held = (agentId: string, count: number, channel = "form", category = "open"): Held[] =>
  Array.from({ length: count }, (_, at) => ({ ticketId: `${agentId}-${channel}-${at}`, agentId, channel, category }));

const ids = ["ada", "bob", "cem", "dia", "eve", "fay"] as const;
export const agentIds = fc.constantFrom(...ids);
export const channels = fc.constantFrom("form", "chat", "mail");
export const skillNames = fc.constantFrom("language:ja", "billing", "network");
export const priorities = fc.constantFrom("low" as const, "medium" as const, "high" as const, "critical" as const);
const levels = fc.integer({ min: 1, max: 3 });
const teamIds = fc.constantFrom("front", "back");

export const need: fc.Arbitrary<Need> = fc
  .record(
    {
      skill: skillNames,
      level: levels,
      kind: fc.constantFrom("mandatory" as const, "preferred" as const),
      relax: fc.array(
        fc.record({ afterMinutes: fc.integer({ min: 0, max: 30 }), level: fc.integer({ min: 0, max: 3 }) }),
        { maxLength: 3 },
      ),
    },
    { requiredKeys: ["skill", "level", "kind"] },
  )
  .map((given) => given as Need);
const needs = fc.uniqueArray(need, { selector: ({ skill }) => skill, maxLength: 2 });

export const caps = fc.record({
  total: fc.option(fc.integer({ min: 0, max: 5 }), { nil: null }),
  channels: fc.dictionary(channels, fc.integer({ min: 0, max: 3 }), { maxKeys: 2 }),
});

const hours = fc.option(
  fc.array(
    fc
      .tuple(fc.integer({ min: -60, max: 120 }), fc.integer({ min: 1, max: 60 }))
      .map(([from, long]) => ({ from: now + from * minute, to: now + (from + long) * minute })),
    { maxLength: 3 },
  ),
  { nil: null, freq: 2 },
);

export const anyAgent = (id: string): fc.Arbitrary<Agent> =>
  fc.record({
    id: fc.constant(id),
    presence: fc.oneof(
      { weight: 4, arbitrary: fc.constant("online" as const) },
      { weight: 1, arbitrary: fc.constantFrom("busy" as const, "away" as const, "offline" as const) },
    ),
    teamIds: fc.subarray(["front", "back"], { minLength: 1 }),
    deskIds: fc.option(fc.subarray(["shop", "it"]), { nil: null, freq: 2 }),
    skills: fc.dictionary(skillNames, fc.integer({ min: 0, max: 3 }), { maxKeys: 3 }),
    caps,
    shifts: hours,
    weight: fc.constantFrom(1, 2, 3, 0.5),
    lastAssignedAt: fc.integer({ min: 0, max: 20 }),
    share: fc.integer({ min: 0, max: 10 }),
    idleSince: fc.integer({ min: 0, max: 20 }),
  });

export const team = fc.subarray([...ids], { minLength: 1 }).chain((some) => fc.tuple(...some.map(anyAgent)));

export const teams: fc.Arbitrary<Team[]> = fc.tuple(hours, hours).map(([front, back]) => [
  { id: "front", hours: front },
  { id: "back", hours: back, method: "least_loaded", mode: "offer" },
]);

export const anyTicket: fc.Arbitrary<Ticket> = fc.record({
  id: fc.uuid(),
  channel: channels,
  waitingSince: fc.integer({ min: 0, max: 60 }).map((minutes) => now - minutes * minute),
  deskId: fc.option(fc.constantFrom("shop", "it"), { nil: null }),
  teamId: fc.option(fc.constantFrom("front", "back", "gone"), { nil: null }),
  priority: priorities,
  needs,
  lastAgentId: fc.option(agentIds, { nil: null }),
  declined: fc.array(
    fc.record({ agentId: agentIds, at: fc.integer({ min: 0, max: 40 }).map((ago) => now - ago * minute) }),
    { maxLength: 2 },
  ),
});

export const methods = fc.constantFrom(
  "round_robin" as const,
  "weighted" as const,
  "least_loaded" as const,
  "longest_idle" as const,
);

export const anySettings: fc.Arbitrary<Settings> = fc.record({
  method: methods,
  mode: fc.constantFrom("direct" as const, "offer" as const),
  offerSeconds: fc.constantFrom(20, 60),
  sticky: fc.boolean(),
  declineMinutes: fc.constantFrom(0, 10, 30),
  agingMinutes: fc.constantFrom(1, 30),
  load: fc.constant(settings.load),
});

const effect: fc.Arbitrary<Effect> = fc.oneof(
  fc.record({ set: fc.constant("team" as const), teamId: teamIds }),
  fc.record({ set: fc.constant("desk" as const), deskId: fc.constantFrom("shop", "it") }),
  fc.record({ set: fc.constant("priority" as const), priority: priorities }),
  fc.record({ set: fc.constant("tag" as const), tag: fc.constantFrom("vip", "late") }),
  fc.record({ set: fc.constant("skill" as const), need }),
  fc.record({ set: fc.constant("exclude" as const), agentId: agentIds }),
  fc.record({
    set: fc.constant("agent" as const),
    agentId: agentIds,
    relaxAfterMinutes: fc.option(fc.integer({ min: 0, max: 60 }), { nil: null }),
  }),
);

export const ruleSet: fc.Arbitrary<RuleSet> = fc
  .array(fc.tuple(condition, fc.array(effect, { maxLength: 3 })), { maxLength: 6 })
  .map((rules) => ({
    version: 7,
    rules: rules.map(([when, effects], at) => ({ id: `rule-${at}`, version: at + 1, when: checked(when), effects })),
  }));

export const anyHeld: fc.Arbitrary<Held[]> = fc.array(
  fc.record({
    ticketId: fc.uuid(),
    agentId: agentIds,
    channel: channels,
    category: fc.constantFrom("new", "open", "waiting"),
    isOffer: fc.boolean(),
  }),
  { maxLength: 10 },
);

/** Freezes all of it: whoever writes into what was handed in is found out. */
export function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const each of Object.values(value)) frozen(each);
  }
  return value;
}
