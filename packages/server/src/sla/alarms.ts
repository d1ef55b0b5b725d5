import type { Calendar } from "./calendar.ts";
import type { Clock } from "./clocks.ts";
import { reachedAt } from "./deadline.ts";
import { stateOf } from "./ledger.ts";
import type { Action, Policy } from "./policy.ts";
import type { Kind } from "./terms.ts";

/** A moment of a clock at which something is to happen. */
export type Alarm = {
  /** The same for the same promise whenever it is asked for: what has fired under it never fires again. */
  readonly id: string;
  readonly clockId: string;
  readonly kind: "warning" | "breach" | "level";
  /** The id of the warning or level in the policy; `breach` for the breach itself, which has no actions of its own. */
  readonly point: string;
  readonly at: number;
  /** Whether the clock has stopped since: it is kept for the record, and nobody is told. */
  readonly over: boolean;
  readonly actions: readonly Action[];
};

/** Why an alarm is only written down: found too late, the breach it warned of is there, or its clock has stopped. */
export type Reason = "stale" | "overtaken" | "over";

/** What is to be done now, what is only to be written down, and when to ask again. */
export type Due = {
  readonly fire: readonly Alarm[];
  /** Also to be kept as fired; `actions` are those that are done nevertheless: all but the notices. */
  readonly record: readonly { readonly alarm: Alarm; readonly because: Reason; readonly actions: readonly Action[] }[];
  readonly next: number | undefined;
};

/**
 * Every moment of this clock, earliest first, as its ledger stands; a paused clock has none ahead.
 *
 * Moments that lie in the past only since the target, the policy or the calendar changed (`changedAt`) come at that change:
 * they are news, not leftovers. A promise of another length is another promise, with alarms of its own.
 */
export function alarmsOf(clock: Clock, policy: Policy, calendar: Calendar, changedAt = 0): Alarm[] {
  const { target, ledger, kind } = clock;
  if (target === null) return [];
  const { state } = stateOf(ledger);
  const over = state === "met" || state === "cancelled";
  const notBefore = Math.max(clock.since, changedAt);
  return pointsOf(policy, kind, target).flatMap(({ type, point, used, actions }) => {
    const reached = reachedAt(ledger, calendar, used);
    if (reached === undefined) return [];
    const id = `${clock.origin}/${type}:${point}@${target / 60_000}`;
    return [{ id, clockId: clock.id, kind: type, point, at: Math.max(reached, notBefore), over, actions }];
  });
}

type Point = { type: Alarm["kind"]; point: string; used: number; actions: readonly Action[] };

/** At how much used time something happens, in the order in which it does: the breach before what is done about it. */
function pointsOf({ warnings, levels }: Policy, kind: Kind, target: number): Point[] {
  const before = warnings
    .filter(({ kinds }) => kinds.includes(kind))
    .map(({ id, when, actions }): Point => {
      const used = "percent" in when ? Math.ceil((target * when.percent) / 100) : target - when.minutesLeft * 60_000;
      return { type: "warning", point: id, used, actions };
    });
  const after = levels
    .filter(({ kinds }) => kinds.includes(kind))
    .map(({ id, minutesLate, actions }): Point => {
      return { type: "level", point: id, used: target + minutesLate * 60_000, actions };
    });
  const breach: Point = { type: "breach", point: "breach", used: target, actions: [] };
  // a warning of an hour for a promise of half an hour would come with the ticket itself
  return [...before.filter(({ used }) => used > 0), breach, ...after].sort((a, b) => a.used - b.used);
}

/**
 * Sorts out what `now` means for these alarms; whatever is due comes up exactly once, under `fire` or under `record`.
 *
 * A breach is kept however late it is found. Of what is older than `staleAfter` nobody is told one by one, so that a
 * morning after a downtime does not begin with a thousand mails; a ticket is still handed on and raised. Of a clock that
 * has stopped nothing is done any more.
 */
export function dueNow(alarms: readonly Alarm[], fired: ReadonlySet<string>, now: number, staleAfter: number): Due {
  const late = new Set(alarms.filter(({ kind, at }) => kind === "breach" && at <= now).map(({ clockId }) => clockId));
  const fire: Alarm[] = [];
  const record: Due["record"][number][] = [];
  const seen = new Set<string>();
  let next: number | undefined;
  for (const alarm of [...alarms].sort((a, b) => a.at - b.at)) {
    if (fired.has(alarm.id) || seen.has(alarm.id)) continue;
    seen.add(alarm.id);
    if (alarm.at > now) {
      next ??= alarm.at;
      continue;
    }
    const because = reasonNotToTell(alarm, late, now - staleAfter);
    if (!because) fire.push(alarm);
    else record.push({ alarm, because, actions: because === "over" ? [] : alarm.actions.filter(isQuiet) });
  }
  return { fire, record, next };
}

const isQuiet = (action: Action) => action.do !== "notify";

function reasonNotToTell(alarm: Alarm, late: ReadonlySet<string>, oldest: number): Reason | undefined {
  if (alarm.over) return "over";
  if (alarm.at < oldest) return "stale";
  return alarm.kind === "warning" && late.has(alarm.clockId) ? "overtaken" : undefined;
}
