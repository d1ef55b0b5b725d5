import type { Priority } from "@kotae/sdk/schema";
import type { Facts } from "../conditions/index.ts";
import { type Choice, choose, type Method } from "./choose.ts";
import { type Agent, type Ask, changesAt, type Interval, type Removal, removalsOf } from "./eligible.ts";
import { type Held, type Load, type LoadPolicy, loadsOf, noLoad } from "./load.ts";
import { type Applied, applyAgain, applyRules, type RuleSet, type Settled } from "./rules.ts";
import { type Need, needsAt } from "./skills.ts";

/** A ticket that needs somebody. */
export type Ticket = {
  id: string;
  channel: string;
  /** Since when it has nobody (epoch ms). */
  waitingSince: number;
  deskId: string | null;
  teamId: string | null;
  priority: Priority;
  needs: readonly Need[];
  /** Who answered this customer last. */
  lastAgentId: string | null;
  declined: readonly { agentId: string; at: number }[];
};

/** What the rules made of a ticket; to be kept with it while it waits. */
export type Placement = {
  deskId: string | null;
  teamId: string | null;
  priority: Priority;
  tags: string[];
  needs: Need[];
  target: { agentId: string; relaxAfterMinutes: number | null } | null;
  excluded: { agentId: string; ruleId: string; version: number }[];
  /** Which rule, in which version, decided what. */
  settled: Settled[];
};

/** How tickets are shared: by which method, and whether an agent is asked first. */
type Sharing = { method: Method; mode: "direct" | "offer" };

/** A team, the hours it works (null for always), and how it shares where that differs from the usual. */
export type Team = { id: string; hours: readonly Interval[] | null } & Partial<Sharing>;

export type Settings = Sharing & {
  offerSeconds: number;
  /** Whether the agent who answered a customer last comes first. */
  sticky: boolean;
  /** For so long an agent who turned a ticket down is not asked again. */
  declineMinutes: number;
  /** So many minutes of waiting outweigh one step of priority. */
  agingMinutes: number;
  load: LoadPolicy;
};

export type Outcome =
  | { kind: "assign"; agentId: string; lastAssignedAt: number; share: number }
  | { kind: "offer"; agentId: string; expiresAt: number; lastAssignedAt: number; share: number }
  /** It waits; `againAt` is when time alone may give another outcome, null for never. */
  | { kind: "queue"; againAt: number | null };

/** Everything a decision rests on and every step to it; plain data, from which `replayDecision` comes to the same. */
export type DecisionExplanation = {
  at: number;
  ticket: Ticket;
  /** Null where the rules had placed the ticket before: what they said then is in `placement.settled`. */
  rules: Applied | null;
  placement: Placement;
  settings: Settings;
  team: Team | null;
  sharing: Sharing;
  ask: Ask;
  candidates: { agent: Agent; load: Load; removals: Removal[] }[];
  choice: Choice | null;
  outcome: Outcome;
};

/** Who there is, what they have, and how it is shared. */
export type Desk = { agents: readonly Agent[]; teams: readonly Team[]; settings: Settings };

/** Where one ticket goes now, from its rules to an agent or to the queue, with every reason. */
export function decide(
  ticket: Ticket,
  facts: Facts,
  rules: RuleSet,
  held: readonly Held[],
  desk: Desk,
): DecisionExplanation {
  const applied = applyRules(rules, facts);
  const loads = loadsOf(held, desk.settings.load);
  return pick(ticket, place(ticket, applied), applied, loads, desk, facts.now);
}

/** The ticket as the rules want it: what no rule decided stays as the ticket has it. */
export function place(ticket: Ticket, { settled }: Applied): Placement {
  const needs = new Map(ticket.needs.map((need) => [need.skill, need]));
  const { deskId, teamId, priority } = ticket;
  const placement: Placement = {
    ...{ deskId, teamId, priority },
    ...{ tags: [], needs: [], target: null, excluded: [], settled: [...settled] },
  };
  for (const { effect, ruleId, version } of settled) {
    if (effect.set === "desk") placement.deskId = effect.deskId;
    else if (effect.set === "team") placement.teamId = effect.teamId;
    else if (effect.set === "priority") placement.priority = effect.priority;
    else if (effect.set === "tag") placement.tags.push(effect.tag);
    else if (effect.set === "skill") needs.set(effect.need.skill, effect.need);
    else if (effect.set === "exclude") placement.excluded.push({ agentId: effect.agentId, ruleId, version });
    else placement.target = { agentId: effect.agentId, relaxAfterMinutes: effect.relaxAfterMinutes };
  }
  placement.needs = [...needs.values()];
  return placement;
}

/** The second half of `decide`, for a ticket that has its place: who can have it, and who gets it. */
export function pick(
  ticket: Ticket,
  placement: Placement,
  rules: Applied | null,
  loads: ReadonlyMap<string, Load>,
  { agents, teams, settings }: Desk,
  now: number,
): DecisionExplanation {
  const team = teamOf(placement, teams);
  const sharing = { method: team?.method ?? settings.method, mode: team?.mode ?? settings.mode };
  const ask = askOf(ticket, placement, team, settings, now);
  const candidates = agents
    .map((agent) => {
      const load = loads.get(agent.id) ?? noLoad;
      return { agent, load, removals: removalsOf(agent, load, ask, settings.load, now) };
    })
    .sort((one, other) => (one.agent.id < other.agent.id ? -1 : 1));
  const choice = choose(
    candidates.filter(({ removals }) => removals.length === 0),
    {
      method: sharing.method,
      stickyAgentId: settings.sticky ? ticket.lastAgentId : null,
      needs: ask.needs,
      latestTurn: Math.max(0, ...agents.map(({ lastAssignedAt }) => lastAssignedAt)),
      now,
    },
  );
  const outcome = outcomeOf(choice, candidates, sharing, settings, now);
  return {
    at: now,
    ticket,
    rules,
    placement,
    settings,
    team,
    sharing,
    ask,
    candidates,
    choice: choice ?? null,
    outcome,
  };
}

/** Comes to the decision again from nothing but its explanation; the same one, unless the explanation was changed. */
export function replayDecision(explanation: DecisionExplanation): DecisionExplanation {
  const { ticket, team, settings, candidates, at } = explanation;
  const rules = explanation.rules && applyAgain(explanation.rules);
  const placement = rules ? place(ticket, rules) : explanation.placement;
  const loads = new Map(candidates.map(({ agent, load }) => [agent.id, load]));
  const agents = candidates.map(({ agent }) => agent);
  return pick(ticket, placement, rules, loads, { agents, teams: team ? [team] : [], settings }, at);
}

/** A team that is no longer there has nobody in it: its tickets wait, they do not go to everybody. */
function teamOf({ teamId }: Placement, teams: readonly Team[]): Team | null {
  if (teamId === null) return null;
  return teams.find(({ id }) => id === teamId) ?? { id: teamId, hours: null };
}

const minute = 60_000;

/** What a ticket asks for at this moment. */
export function askOf(ticket: Ticket, placement: Placement, team: Team | null, settings: Settings, now: number): Ask {
  const { deskId, target, excluded } = placement;
  const relaxAfter = target?.relaxAfterMinutes ?? null;
  const until = relaxAfter === null ? null : ticket.waitingSince + relaxAfter * minute;
  return {
    channel: ticket.channel,
    deskId,
    team: team && { id: team.id, hours: team.hours },
    target: target && (until === null || until > now) ? { agentId: target.agentId, until } : null,
    needs: needsAt(placement.needs, ticket.waitingSince, now),
    excluded,
    declined: ticket.declined
      .map(({ agentId, at }) => ({ agentId, until: at + settings.declineMinutes * minute }))
      .filter((each) => each.until > now),
  };
}

function outcomeOf(
  choice: Choice | undefined,
  candidates: readonly { removals: Removal[] }[],
  { mode }: Sharing,
  { offerSeconds }: Settings,
  now: number,
): Outcome {
  if (!choice) {
    const moments = candidates.map(({ removals }) => changesAt(removals)).filter((at) => at !== null);
    return { kind: "queue", againAt: moments.length === 0 ? null : Math.min(...moments) };
  }
  const { agentId, lastAssignedAt, share } = choice;
  return mode === "direct"
    ? { kind: "assign", agentId, lastAssignedAt, share }
    : { kind: "offer", agentId, expiresAt: now + offerSeconds * 1_000, lastAssignedAt, share };
}
