import type { Calendar } from "./calendar.ts";
import { asIfGoingOn, dueAt } from "./deadline.ts";
import { openTimes } from "./hours.ts";
import type { Ledger, Span, State, Why } from "./ledger.ts";

/** A stretch on the way to a deadline: counted, closed, or one in which the clock did not run; `to` is null while it lasts. */
export type Part = {
  readonly from: number;
  readonly to: number | null;
  readonly how: "counted" | "closed" | "unreached" | Exclude<State, "running">;
  readonly why: Why;
  readonly policyVersion: string | null;
};

/** Why a clock is due when it is: enough to come to the same moment without calendar and ledger. */
export type Explanation = {
  readonly dueAt: number | undefined;
  readonly target: number;
  /** What the parts counted: the target where the clock is due, less where it is paused before. */
  readonly counted: number;
  readonly calendar: { readonly id: string; readonly name: string; readonly zone: string };
  readonly parts: readonly Part[];
};

/** The way to `dueAt` with the same arguments, in parts without gaps from the clock's beginning to that moment. */
export function whyDue(ledger: Ledger, calendar: Calendar, target: number): Explanation {
  const due = dueAt(ledger, calendar, target);
  const parts = asIfGoingOn(ledger).flatMap((span) => partsOf(span, calendar, due));
  const { id, name, zone } = calendar;
  const counted = parts.reduce((sum, part) => sum + countedIn(part), 0);
  return { dueAt: due, target, counted, calendar: { id, name, zone }, parts };
}

/** The deadline an explanation leads to: adds up what it counted, and asks nothing else. */
export function replay({ parts, target }: Pick<Explanation, "parts" | "target">): number | undefined {
  let left = target;
  for (const part of parts) {
    const counted = countedIn(part);
    if (counted > 0 && counted >= left) return part.from + left;
    left -= counted;
  }
  return undefined;
}

function countedIn({ how, from, to }: Part): number {
  return how === "counted" && to !== null ? to - from : 0;
}

function partsOf({ from, to, state, why, policyVersion }: Span, calendar: Calendar, due: number | undefined): Part[] {
  if (due !== undefined && from >= due) return [];
  const end = due === undefined ? to : Math.min(to ?? due, due);
  const part = (how: Part["how"], start: number, stop: number | null): Part[] =>
    start === stop ? [] : [{ from: start, to: stop, how, why, policyVersion }];
  if (state !== "running") return part(state, from, end);
  // it runs on and never gets there: what is ahead cannot be told in parts
  if (end === null) return part("unreached", from, null);
  let at = from;
  const parts: Part[] = [];
  for (const open of openTimes(calendar, from, end)) {
    parts.push(...part("closed", at, open.from), ...part("counted", open.from, open.to));
    at = open.to;
  }
  return [...parts, ...part("closed", at, end)];
}
