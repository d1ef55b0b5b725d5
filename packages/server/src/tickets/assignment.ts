/** An agent who is online and available, and when round robin last chose them (epoch ms, 0 for never). */
export type Candidate = { id: string; name: string; lastAssignedAt: number };

export type Choice = {
  agent: Candidate | undefined;
  /** What to note as this agent's turn: later than every turn before it, even within one millisecond. */
  turnAt: number;
  /** Why, in words an agent can read. */
  why: string;
};

/** Round robin: the candidate whose turn is longest ago; nobody where nobody is there. */
export function choose(candidates: readonly Candidate[], now: number): Choice {
  const [first] = [...candidates].sort((a, b) => a.lastAssignedAt - b.lastAssignedAt || (a.id < b.id ? -1 : 1));
  const latest = Math.max(0, ...candidates.map(({ lastAssignedAt }) => lastAssignedAt));
  if (!first) return { agent: undefined, turnAt: now, why: "no agent is online and available: it waits in the queue" };
  const why =
    candidates.length === 1
      ? "the only agent online and available"
      : `round robin: longest without a new ticket of ${candidates.length} agents online and available`;
  return { agent: first, turnAt: Math.max(now, latest + 1), why };
}
