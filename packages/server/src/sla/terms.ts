import type { Status } from "@kotae/sdk/schema";
import type { State } from "./ledger.ts";

/** What is promised: the first answer, each answer after it, news while it lasts, and the end. */
export const kinds = ["first_response", "next_response", "periodic_update", "resolution"] as const;
export type Kind = (typeof kinds)[number];

/** What one ticket is promised by the policy it falls under. */
export type Terms = {
  /** The policy and its version, as `gold@3`. */
  readonly policyVersion: string;
  readonly calendarId: string;
  /** Open milliseconds; null where nothing is promised. */
  readonly targets: Readonly<Record<Kind, number | null>>;
  /** In which statuses a clock waits. */
  readonly pauses: Readonly<Record<Kind, readonly Status[]>>;
};

const waiting: readonly Status[] = ["pending", "on_hold"];

/** What waits where a policy says nothing else: a response is owed whatever the status says. */
export const usualPauses: Readonly<Record<Kind, readonly Status[]>> = {
  first_response: [],
  next_response: [],
  periodic_update: waiting,
  resolution: waiting,
};

/** What a ticket is in: everything a clock's state depends on, beside what people write. */
export type Situation = {
  readonly status: Status;
  /** Merged into another ticket, or taken out of the work as spam is. */
  readonly over: boolean;
  readonly terms: Terms | null;
};

/** The state a clock of this kind is in for as long as nobody answers. */
export function stateFor(kind: Kind, { status, over, terms }: Situation): State {
  if (over) return "cancelled";
  // resolved without an answer owes one again as soon as it is open again, so a response only waits
  if (status === "resolved" || status === "closed") return kind === "resolution" ? "met" : "paused";
  return (terms?.pauses ?? usualPauses)[kind].includes(status) ? "paused" : "running";
}
