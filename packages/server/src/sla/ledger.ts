/** Whether a clock counts, waits, or has come to its end. */
export type State = "running" | "paused" | "met" | "cancelled";

/** Why a span began: a code the console has words for, and whatever it names (a status, a ticket, a message, a policy). */
export type Why = {
  readonly code:
    | "opened"
    | "handed_over"
    | "customer_wrote"
    | "answered"
    | "status"
    | "terms"
    | "taken_over"
    | "merged"
    | "cancelled"
    | "restored";
  readonly detail: string;
};

/** A stretch of a clock's life; `to` is null while it lasts. */
export type Span = {
  readonly from: number;
  readonly to: number | null;
  readonly state: State;
  readonly why: Why;
  /** The policy and version in force (`gold@3`); null where none applies. */
  readonly policyVersion: string | null;
};

/** All a clock has lived through: spans without gaps, of which only the last lasts. */
export type Ledger = readonly Span[];

type Move = { at: number; why: Why; policyVersion: string | null };

/** The ledger of a clock that begins in this state. */
export function start(state: State, { at, why, policyVersion }: Move): Ledger {
  return [{ from: at, to: null, state, why, policyVersion }];
}

/**
 * The ledger once the clock is in this state under this policy; the same object where it already was.
 *
 * A moment before the last one counts as that: a server's clock may be set back, a clock's life is not. A span that would
 * have lasted no time leaves no trace.
 */
export function move(ledger: Ledger, state: State, { at, why, policyVersion }: Move): Ledger {
  const last = stateOf(ledger);
  if (last.state === state && last.policyVersion === policyVersion) return ledger;
  const from = Math.max(at, last.from);
  const past = ledger.slice(0, -1);
  if (from > last.from) past.push({ ...last, to: from });
  const before = past.at(-1);
  // there and back in no time: nothing happened
  if (from === last.from && before?.state === state && before.policyVersion === policyVersion) {
    return [...past.slice(0, -1), { ...before, to: null }];
  }
  return [...past, { from, to: null, state, why, policyVersion }];
}

/** The span that lasts. */
export function stateOf(ledger: Ledger): Span {
  const last = ledger.at(-1);
  if (!last) throw new Error("a ledger begins with a span");
  return last;
}

/** When the clock began to live. */
export function beganAt(ledger: Ledger): number {
  return (ledger[0] ?? stateOf(ledger)).from;
}
