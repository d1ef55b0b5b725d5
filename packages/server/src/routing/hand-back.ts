import type { Agent } from "./eligible.ts";
import { counts, type Held, type LoadPolicy } from "./load.ts";

/** For how many minutes an agent may be away or offline before their tickets go back; null for ever. */
export type HandBackPolicy = { awayMinutes: number | null; offlineMinutes: number | null };

/**
 * The tickets that go back to the queue because whoever has them is not there, and when to look again.
 *
 * Only what counts as load goes back: what waits for the customer stays where it is, and its reply is another matter.
 */
export function handBack(
  { id, presence }: Pick<Agent, "id" | "presence">,
  presenceSince: number,
  held: readonly Held[],
  policy: HandBackPolicy & { load: LoadPolicy },
  now: number,
): { ticketIds: string[]; againAt: number | null } {
  const minutes = presence === "away" ? policy.awayMinutes : presence === "offline" ? policy.offlineMinutes : null;
  const theirs = held.filter((each) => each.agentId === id && each.isOffer !== true && counts(each, policy.load));
  if (minutes === null || theirs.length === 0) return { ticketIds: [], againAt: null };
  const dueAt = presenceSince + minutes * 60_000;
  return dueAt > now
    ? { ticketIds: [], againAt: dueAt }
    : { ticketIds: theirs.map(({ ticketId }) => ticketId), againAt: null };
}
