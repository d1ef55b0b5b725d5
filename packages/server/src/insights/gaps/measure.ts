import type { Outcome } from "@kotae/sdk/schema";
import { dayMillis } from "../../questions/index.ts";

/** A question that belongs to a gap, as far as counting it needs it. */
export type QuestionFact = {
  visitorId: string;
  ticketId: string | null;
  decision: "answer" | "clarify" | "escalate";
  solved: boolean | null;
  createdAt: number;
  /** How its conversation ended, or stands. */
  outcome: Outcome;
};

/** When somebody first had a ticket, and when it was resolved. */
export type TicketFact = { assignedAt: number | null; resolvedAt: number | null };

/** What was asked in a span of so many days, and how much of it was solved without a person. */
export type Tally = { asked: number; solved: number; days: number };
export type Measures = {
  questions: number;
  visitors: number;
  tickets: number;
  minutes: number;
  lastAskedAt: number;
  before: Tally;
  after: Tally | null;
};

/** A gap is listed as open once so many different visitors met it: what one person asks may be their own. */
export const visitorsLeast = 2;
/** The spans before and after an article came out are as long as it has been out, but at least and at most so long. */
export const spanLeastMillis = 7 * dayMillis;
export const spanMostMillis = 90 * dayMillis;

/** Nobody, a clarifying question or a refused answer: nothing solved it. */
export const isUnsolved = ({ decision, solved }: Pick<QuestionFact, "decision" | "solved">) =>
  solved === false || (solved === null && decision !== "answer");

/**
 * What a gap costs and what its article has changed.
 *
 * Cost counts the questions nothing solved; a ticket's minutes are those from its first assignment to its resolution,
 * at most a day. Before and after count all questions that belong to it, in spans of equal length; the second one is
 * not over yet while less than the shortest span has passed.
 */
export function measure(
  questions: readonly QuestionFact[],
  tickets: ReadonlyMap<string, TicketFact>,
  { publishedAt, now }: { publishedAt: number | null; now: number },
): Measures {
  const unsolved = questions.filter(isUnsolved);
  const ticketIds = new Set(unsolved.flatMap(({ ticketId }) => ticketId ?? []));
  const span = Math.min(Math.max(now - (publishedAt ?? 0), spanLeastMillis), spanMostMillis);
  const turn = publishedAt ?? now + 1;
  return {
    questions: unsolved.length,
    visitors: new Set(unsolved.map(({ visitorId }) => visitorId)).size,
    tickets: ticketIds.size,
    minutes: [...ticketIds].reduce((sum, id) => sum + minutesOf(tickets.get(id)), 0),
    lastAskedAt: questions.reduce((last, { createdAt }) => Math.max(last, createdAt), 0),
    before: tally(questions, turn - span, turn),
    after: publishedAt === null ? null : tally(questions, turn, Math.min(turn + span, now + 1)),
  };
}

function minutesOf(ticket: TicketFact | undefined): number {
  if (!ticket || ticket.assignedAt === null || ticket.resolvedAt === null) return 0;
  return Math.min(Math.max(0, ticket.resolvedAt - ticket.assignedAt), dayMillis) / 60_000;
}

function tally(questions: readonly QuestionFact[], from: number, to: number): Tally {
  const asked = questions.filter(({ createdAt }) => createdAt >= from && createdAt < to);
  return {
    asked: asked.length,
    solved: asked.filter(isSolved).length,
    days: Math.max(1, Math.round((to - from) / dayMillis)),
  };
}

/** Answered, not refused, no person was asked, and its visitor has not come back. */
const isSolved = ({ decision, solved, ticketId, outcome }: QuestionFact) =>
  ticketId === null && outcome !== "returned" && outcome !== "handed_over" && (solved ?? decision === "answer");

/** What a gap costs as one number, to order by: a ticket weighs ten minutes on top of its own, a visitor two, a question one. */
export const weightOf = ({ minutes, tickets, visitors, questions }: Measures): number =>
  Math.round(minutes) + 10 * tickets + 2 * visitors + questions;
