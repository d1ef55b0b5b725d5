import type { Calendar } from "./calendar.ts";
import { addOpen, openBetween } from "./hours.ts";
import { type Ledger, type State, stateOf } from "./ledger.ts";

/** Where a clock stands: its state as people name it, and what is used and left of its target in open milliseconds. */
export type Standing = {
  /** Late is late: a clock that reached its target is `breached`, also once it was answered. */
  readonly state: State | "breached";
  readonly dueAt: number | undefined;
  readonly used: number;
  readonly left: number;
};

/**
 * The moment by which a clock has counted so much open time; nothing where its ledger never gets there.
 *
 * Everything that happens to a clock happens at such a moment: warnings, the breach and the levels after it.
 */
export function reachedAt(ledger: Ledger, calendar: Calendar, used: number): number | undefined {
  let left = used;
  for (const { state, from, to } of ledger) {
    if (state !== "running") continue;
    if (to === null) return addOpen(calendar, from, left);
    const open = openBetween(calendar, from, to);
    if (left <= open) return addOpen(calendar, from, left);
    left -= open;
  }
  return undefined;
}

/** How much open time a clock has counted by this moment. */
export function usedBy(ledger: Ledger, calendar: Calendar, at: number): number {
  return ledger
    .filter(({ state }) => state === "running")
    .reduce((used, { from, to }) => used + openBetween(calendar, from, Math.min(to ?? at, at)), 0);
}

/**
 * When a clock with this target is due: a function of ledger, calendar and target, and of nothing else.
 *
 * A paused clock has no deadline until it goes on. One that was met in time keeps the deadline it would have come to.
 */
export function dueAt(ledger: Ledger, calendar: Calendar, target: number): number | undefined {
  return reachedAt(asIfGoingOn(ledger), calendar, target);
}

/** A met clock as though nobody had stopped it; every other as it is. */
export function asIfGoingOn(ledger: Ledger): Ledger {
  const last = stateOf(ledger);
  return last.state === "met" ? [...ledger.slice(0, -1), { ...last, state: "running" }] : ledger;
}

/** Where a clock stands at this moment; at the moment it is due it is late. */
export function standingOf(
  { ledger, target }: { readonly ledger: Ledger; readonly target: number | null },
  calendar: Calendar,
  now: number,
): Standing {
  const { state } = stateOf(ledger);
  const used = usedBy(ledger, calendar, now);
  if (target === null) return { state, dueAt: undefined, used, left: Number.POSITIVE_INFINITY };
  return {
    state: used >= target ? "breached" : state,
    dueAt: dueAt(ledger, calendar, target),
    used,
    left: Math.max(0, target - used),
  };
}
