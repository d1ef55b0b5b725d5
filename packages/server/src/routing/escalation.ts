/** A tier of people, front line first: its team, and what brings a ticket there. */
export type Tier = {
  id: string;
  teamId: string;
  /** So many minutes in this tier without being solved, and the next one gets it; null for never by time. */
  minutesHere: number | null;
  /** A ticket this complex or more so belongs here at least; null for never by complexity. */
  complexity: number | null;
};

/** A ticket in its tier; `tierId` is null before it has one, `byHand` is true where somebody chose it. */
export type Tiered = { tierId: string | null; inTierSince: number; complexity: number | null; byHand: boolean };

export type Escalation = {
  from: string | null;
  to: string;
  teamId: string;
  because:
    | { reason: "new" }
    | { reason: "hand"; agentId: string }
    | { reason: "complexity"; complexity: number; atLeast: number }
    | { reason: "time"; minutes: number };
};

/**
 * Where a ticket goes by what it is and how long it has been there, or undefined where it stays.
 *
 * By itself it only goes up: by complexity as far as that says, unless somebody knew better, and by time one tier at
 * once. A tier that is gone is like none.
 */
export function escalate(ticket: Tiered, tiers: readonly Tier[], now: number): Escalation | undefined {
  const at = tiers.findIndex(({ id }) => id === ticket.tierId);
  const score = ticket.complexity;
  const wanted = tiers.findLastIndex(({ complexity }) => score !== null && complexity !== null && score >= complexity);
  const worthy = tiers[wanted];
  const isChosen = at >= 0 && ticket.byHand;
  if (worthy && wanted > at && !isChosen && score !== null && worthy.complexity !== null) {
    return toTier(ticket, worthy, { reason: "complexity", complexity: score, atLeast: worthy.complexity });
  }
  const [first] = tiers;
  if (at < 0) return first && toTier(ticket, first, { reason: "new" });
  const minutes = tiers[at]?.minutesHere ?? null;
  const next = tiers[at + 1];
  if (next && minutes !== null && now >= ticket.inTierSince + minutes * minute) {
    return toTier(ticket, next, { reason: "time", minutes });
  }
  return undefined;
}

/** An agent sends it to another tier, up or down; undefined where it is there already or there is no such tier. */
export function escalateByHand(
  ticket: Tiered,
  tiers: readonly Tier[],
  tierId: string,
  agentId: string,
): Escalation | undefined {
  const tier = tiers.find(({ id }) => id === tierId);
  return tier && tier.id !== ticket.tierId ? toTier(ticket, tier, { reason: "hand", agentId }) : undefined;
}

/** When time alone takes a ticket to the next tier, or null. */
export function escalatesAt({ tierId, inTierSince }: Tiered, tiers: readonly Tier[]): number | null {
  const at = tiers.findIndex(({ id }) => id === tierId);
  const minutes = tiers[at]?.minutesHere ?? null;
  return minutes === null || at + 1 >= tiers.length ? null : inTierSince + minutes * minute;
}

const minute = 60_000;

const toTier = ({ tierId }: Tiered, tier: Tier, because: Escalation["because"]): Escalation => ({
  from: tierId,
  to: tier.id,
  teamId: tier.teamId,
  because,
});
