import { type Caps, type Full, fullFor, type Load, type LoadPolicy } from "./load.ts";
import { lacking, type NeedNow, type Skills } from "./skills.ts";

export type Presence = "online" | "busy" | "away" | "offline";

/** From one moment until just before another (epoch ms). */
export type Interval = { from: number; to: number };

/** An agent, as far as routing has to know them. */
export type Agent = {
  id: string;
  presence: Presence;
  teamIds: readonly string[];
  /** The desks they work for; null for all. */
  deskIds: readonly string[] | null;
  skills: Skills;
  caps: Caps;
  /** Around now, from the calendar; null for who works without shifts. */
  shifts: readonly Interval[] | null;
  /** Of two agents, the one with twice the weight gets twice as many (method `weighted`). */
  weight: number;
  /** The number of their last turn, from `choose`; 0 for never. */
  lastAssignedAt: number;
  /** How far they have come in `weighted`, from `choose`; 0 for never. */
  share: number;
  /** When they last finished something or were given something (epoch ms). */
  idleSince: number;
};

/** Why somebody cannot be given a ticket now; `until` and `nextFrom` say when that alone ends, null for not by itself. */
export type Removal =
  | { reason: "offline" | "away" | "busy" }
  | { reason: "off_shift" | "team_closed"; nextFrom: number | null }
  | { reason: "not_in_team"; teamId: string }
  | { reason: "not_on_desk"; deskId: string }
  | Full
  | { reason: "lacks_skill"; skill: string; level: number; has: number; until: number | null }
  | { reason: "declined"; until: number }
  | { reason: "not_the_target"; agentId: string; until: number | null }
  | { reason: "excluded_by_rule"; ruleId: string; version: number };

/** What a ticket asks for at one moment. */
export type Ask = {
  channel: string;
  deskId: string | null;
  /** With the hours it works, null for always. */
  team: { id: string; hours: readonly Interval[] | null } | null;
  /** The only agent who may have it for now. */
  target: { agentId: string; until: number | null } | null;
  needs: readonly NeedNow[];
  excluded: readonly { agentId: string; ruleId: string; version: number }[];
  /** Who turned it down, and until when they are not asked again. */
  declined: readonly { agentId: string; until: number }[];
};

/** Everything that keeps an agent from a ticket now; nothing where they can have it. */
export function removalsOf(agent: Agent, load: Load, ask: Ask, policy: LoadPolicy, now: number): Removal[] {
  const removals: Removal[] = [];
  const { team, target } = ask;
  if (agent.presence !== "online") removals.push({ reason: agent.presence });
  if (!isWithin(agent.shifts, now)) removals.push({ reason: "off_shift", nextFrom: nextFrom(agent.shifts, now) });
  if (team && !agent.teamIds.includes(team.id)) removals.push({ reason: "not_in_team", teamId: team.id });
  if (team && !isWithin(team.hours, now)) removals.push({ reason: "team_closed", nextFrom: nextFrom(team.hours, now) });
  if (ask.deskId !== null && agent.deskIds !== null && !agent.deskIds.includes(ask.deskId)) {
    removals.push({ reason: "not_on_desk", deskId: ask.deskId });
  }
  if (target && target.agentId !== agent.id) removals.push({ reason: "not_the_target", ...target });
  for (const { agentId, ruleId, version } of ask.excluded) {
    if (agentId === agent.id) removals.push({ reason: "excluded_by_rule", ruleId, version });
  }
  for (const { skill, level, has, relaxesAt } of lacking(agent.skills, ask.needs)) {
    removals.push({ reason: "lacks_skill", skill, level, has, until: relaxesAt });
  }
  const declinedUntil = Math.max(
    ...ask.declined.filter(({ agentId }) => agentId === agent.id).map(({ until }) => until),
  );
  if (declinedUntil > now) removals.push({ reason: "declined", until: declinedUntil });
  removals.push(...fullFor(ask.channel, load, agent.caps, policy));
  return removals;
}

/** The earliest moment at which time alone could have taken all of these away, or null where it cannot. */
export function changesAt(removals: readonly Removal[]): number | null {
  const moments = removals.map((removal) =>
    "until" in removal ? removal.until : "nextFrom" in removal ? removal.nextFrom : null,
  );
  return moments.length === 0 || moments.includes(null) ? null : Math.max(...moments.map(Number));
}

const isWithin = (hours: readonly Interval[] | null, now: number): boolean =>
  hours === null || hours.some(({ from, to }) => from <= now && now < to);

function nextFrom(hours: readonly Interval[] | null, now: number): number | null {
  const next = Math.min(...(hours ?? []).filter(({ from, to }) => from > now && to > from).map(({ from }) => from));
  return Number.isFinite(next) ? next : null;
}
