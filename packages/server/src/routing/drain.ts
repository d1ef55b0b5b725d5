import type { Priority } from "@kotae/sdk/schema";
import { askOf, type DecisionExplanation, type Desk, type Placement, pick, type Ticket } from "./decide.ts";
import type { Agent } from "./eligible.ts";
import { type Held, loadsOf, noLoad, withOneMore } from "./load.ts";

/** A ticket in the queue, with the place the rules gave it. */
export type Waiting = { ticket: Ticket; placement: Placement };

export type Drained = {
  /** Who is given what now, in this order. */
  given: DecisionExplanation[];
  /** What goes on waiting, in the queue's order; `againAt` as in an outcome. */
  left: { ticketId: string; position: number; againAt: number | null }[];
  /** The agents as they are afterwards, with the turns they took. */
  agents: Agent[];
};

const steps: Readonly<Record<Priority, number>> = { low: 0, medium: 1, high: 2, critical: 3 };

/**
 * Where a ticket stands in its queue: less is earlier. Kept with the ticket it never changes.
 *
 * A higher priority counts like having waited `agingMinutes` longer for each step, so whoever waits is overtaken only
 * by what comes soon after, and nothing waits for ever.
 */
export const queueKey = (priority: Priority, waitingSince: number, agingMinutes: number): number =>
  waitingSince - steps[priority] * agingMinutes * 60_000;

/** The waiting tickets in the order they are served. */
export function inOrder<T extends Waiting>(waiting: readonly T[], agingMinutes: number): T[] {
  const keyOf = ({ ticket, placement }: Waiting) => queueKey(placement.priority, ticket.waitingSince, agingMinutes);
  return waiting.toSorted((a, b) => keyOf(a) - keyOf(b) || (a.ticket.id < b.ticket.id ? -1 : 1));
}

/**
 * Which waiting tickets go to whom now that there may be room: each in its turn to whoever is chosen for it.
 *
 * Once through is enough: giving only takes room away, so whoever could not have a ticket still cannot at the end.
 * Afterwards no cap is broken that was not before, and nobody who could have a waiting ticket is without it.
 */
export function drain(waiting: readonly Waiting[], held: readonly Held[], desk: Desk, now: number): Drained {
  const { settings, teams } = desk;
  const loads = loadsOf(held, settings.load);
  const agents = new Map(desk.agents.map((agent) => [agent.id, agent]));
  // who asks for the same as somebody who got nobody gets nobody
  const inVain = new Map<string, number | null>();
  const given: DecisionExplanation[] = [];
  const left: Drained["left"] = [];
  for (const { ticket, placement } of inOrder(waiting, settings.agingMinutes)) {
    const team = teams.find(({ id }) => id === placement.teamId) ?? null;
    const asked = JSON.stringify([placement.teamId, askOf(ticket, placement, team, settings, now)]);
    const wait = (againAt: number | null) => left.push({ ticketId: ticket.id, position: left.length + 1, againAt });
    const known = inVain.get(asked);
    if (known !== undefined) {
      wait(known);
      continue;
    }
    const decision = pick(ticket, placement, null, loads, { ...desk, agents: [...agents.values()] }, now);
    const { outcome } = decision;
    if (outcome.kind === "queue") {
      inVain.set(asked, outcome.againAt);
      wait(outcome.againAt);
      continue;
    }
    const { agentId, lastAssignedAt, share } = outcome;
    given.push(decision);
    loads.set(agentId, withOneMore(loads.get(agentId) ?? noLoad, ticket.channel, settings.load));
    const agent = agents.get(agentId);
    if (agent) agents.set(agentId, { ...agent, lastAssignedAt, share, idleSince: now });
  }
  return { given, left, agents: [...agents.values()] };
}
