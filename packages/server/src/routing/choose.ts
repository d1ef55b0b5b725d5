import type { Agent } from "./eligible.ts";
import type { Load } from "./load.ts";
import { type NeedNow, shortfall } from "./skills.ts";

/** How a team shares its tickets among those who can have one. */
export type Method = "round_robin" | "weighted" | "least_loaded" | "longest_idle";

/** What candidates are compared by, each only where all before it are equal, less being better; at last by id. */
export type Score = "missing_preferred" | "share" | "load" | "idle_since" | "turn";

export type Choice = {
  agentId: string;
  by: Method | "sticky";
  scores: readonly Score[];
  /** Everybody who could have had it, best first, with a figure for each score. */
  ranking: { agentId: string; figures: number[] }[];
  /** What set the first apart from the second. */
  decidedBy: Score | "id" | "only_one" | "sticky";
  /** What to store with the agent: their turn, later than all before it even within one millisecond, and their share. */
  lastAssignedAt: number;
  share: number;
};

const scoresOf: Readonly<Record<Method, readonly Score[]>> = {
  round_robin: ["missing_preferred", "turn"],
  weighted: ["missing_preferred", "share", "turn"],
  least_loaded: ["missing_preferred", "load", "turn"],
  longest_idle: ["missing_preferred", "idle_since", "turn"],
};

/** Who gets it of those who can have it, and why; nobody where nobody can. */
export function choose(
  candidates: readonly { agent: Agent; load: Load }[],
  {
    method,
    stickyAgentId,
    needs,
    latestTurn,
    now,
  }: { method: Method; stickyAgentId: string | null; needs: readonly NeedNow[]; latestTurn: number; now: number },
): Choice | undefined {
  const scores = scoresOf[method];
  const begun = Math.max(0, ...candidates.map(({ agent }) => agent.share - 1 / weightOf(agent)));
  // who was away is not owed what the others did meanwhile
  const shareOf = (agent: Agent) => Math.max(agent.share, begun);
  const figure = ({ agent, load }: { agent: Agent; load: Load }, score: Score): number => {
    switch (score) {
      case "missing_preferred":
        return shortfall(agent.skills, needs);
      case "share":
        return shareOf(agent);
      case "load":
        return load.total;
      case "idle_since":
        return agent.idleSince;
      case "turn":
        return agent.lastAssignedAt;
    }
  };
  const ranked = candidates
    .map((candidate) => ({ ...candidate, figures: scores.map((score) => figure(candidate, score)) }))
    .sort((a, b) => firstDifference(a.figures, b.figures) || (a.agent.id < b.agent.id ? -1 : 1));
  const sticky = ranked.find(({ agent }) => agent.id === stickyAgentId);
  const [first, second] = ranked;
  const chosen = sticky ?? first;
  if (!first || !chosen) return undefined;
  const differs = scores.find((_, at) => first.figures[at] !== second?.figures[at]);
  return {
    agentId: chosen.agent.id,
    by: sticky ? "sticky" : method,
    scores,
    ranking: ranked.map(({ agent, figures }) => ({ agentId: agent.id, figures })),
    decidedBy: sticky ? "sticky" : second === undefined ? "only_one" : (differs ?? "id"),
    lastAssignedAt: Math.max(now, latestTurn + 1),
    share: shareOf(chosen.agent) + 1 / weightOf(chosen.agent),
  };
}

/**
 * Start-time fair queuing (Goyal, Vin and Cheng 1996): an agent's share grows by 1/weight with every ticket, the least
 * share is next, and nobody is further behind than the ticket that was begun last.
 */
const weightOf = ({ weight }: Agent): number => (weight > 0 ? weight : 0.001);

function firstDifference(one: readonly number[], other: readonly number[]): number {
  for (const [at, figure] of one.entries()) {
    const difference = figure - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
