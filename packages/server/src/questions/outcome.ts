import type { Outcome } from "@kotae/sdk/schema";
import type { AssistedRow } from "./store.ts";

/** What the end of an assisted conversation is decided from. */
export type Course = Pick<
  AssistedRow,
  "last_asked_at" | "answered_at" | "confirmed_at" | "denied_at" | "handed_over_at" | "returned_at" | "returned_from"
>;

export type OutcomeRules = {
  /** Hours of silence after an answer until it is assumed to have helped. */
  assumeHours: number;
  /** Days within which coming back takes a solved one back. */
  returnDays: number;
};

export const hourMillis = 3_600_000;
export const dayMillis = 24 * hourMillis;
/** A question in the same conversation within this time goes on with it; later, its visitor has come back. */
export const sittingMillis = 24 * hourMillis;

/**
 * How an assisted conversation stands at `now`: exactly one ending, or `open`.
 *
 * People having it counts before everything, coming back before having been solved; then the last question decides. An
 * answer its visitor refused is none.
 */
export function outcomeOf(course: Course, rules: OutcomeRules, now: number): Outcome {
  const { last_asked_at: asked, returned_at: returned, returned_from: from } = course;
  if (course.handed_over_at !== null) return "handed_over";
  if (returned !== null && from !== null && returned - from <= rules.returnDays * dayMillis) return "returned";
  const confirmed = since(course.confirmed_at, asked);
  const denied = since(course.denied_at, asked);
  if (confirmed !== null && confirmed >= (denied ?? 0)) return "confirmed";
  const heard = Math.max(asked, denied ?? 0);
  if (now - heard < rules.assumeHours * hourMillis) return "open";
  return since(course.answered_at, asked) !== null && denied === null ? "assumed" : "abandoned";
}

/** When a conversation last held an answer its visitor has not refused; null where it does not. */
export function solvedAt(course: Course): number | null {
  const answered = since(course.answered_at, course.last_asked_at);
  const confirmed = since(course.confirmed_at, course.last_asked_at);
  const denied = since(course.denied_at, course.last_asked_at);
  if (denied !== null && denied > (confirmed ?? 0)) return null;
  return confirmed ?? answered;
}

/**
 * The return to keep for a solved conversation when its visitor is heard again at `now`, or undefined where this is
 * none: the one that came soonest after a solution, so that whatever number of days is asked for later is answered
 * rightly.
 */
export function returnOf(
  course: Course,
  { now, here }: { now: number; here: boolean },
): { returned_at: number; returned_from: number } | undefined {
  const solved = solvedAt(course);
  if (solved === null || course.handed_over_at !== null) return undefined;
  const gap = now - solved;
  if (here && gap < sittingMillis) return undefined;
  const kept =
    course.returned_at === null || course.returned_from === null
      ? Number.POSITIVE_INFINITY
      : course.returned_at - course.returned_from;
  return gap < kept ? { returned_at: now, returned_from: solved } : undefined;
}

const since = (at: number | null, asked: number) => (at !== null && at >= asked ? at : null);
