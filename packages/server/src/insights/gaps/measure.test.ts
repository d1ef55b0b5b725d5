import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayMillis } from "../../questions/index.ts";
import { measure, type QuestionFact, spanLeastMillis, weightOf } from "./measure.ts";

const now = Date.UTC(2026, 10, 23);
const fact = (change: Partial<QuestionFact> = {}): QuestionFact => ({
  visitorId: "v",
  ticketId: null,
  decision: "escalate",
  solved: null,
  createdAt: now - dayMillis,
  outcome: "open",
  ...change,
});
const open = { publishedAt: null, now };

describe("what a gap costs", () => {
  it("is what nothing solved: its questions, visitors, tickets, and minutes of at most a day each", () => {
    const questions = [
      fact({ visitorId: "a", ticketId: "t1" }),
      fact({ visitorId: "a", ticketId: "t1" }),
      fact({ visitorId: "b", ticketId: "t2", decision: "answer", solved: false }),
      fact({ visitorId: "c", decision: "answer" }),
      fact({ visitorId: "d", ticketId: "t3", decision: "clarify" }),
    ];
    const tickets = new Map([
      ["t1", { assignedAt: now - 3_600_000, resolvedAt: now }],
      ["t2", { assignedAt: now - 3 * dayMillis, resolvedAt: now }],
      ["t3", { assignedAt: null, resolvedAt: now }],
    ]);
    expect(measure(questions, tickets, open)).toMatchObject({
      questions: 4,
      visitors: 3,
      tickets: 3,
      minutes: 60 + 24 * 60,
      before: { asked: 5, solved: 1 },
      after: null,
    });
  });

  it("compares spans of equal length before and after its article came out, each of a week at least", () => {
    const publishedAt = now - 60_000;
    const questions = [
      fact({ createdAt: publishedAt - spanLeastMillis }),
      fact({ createdAt: publishedAt - spanLeastMillis - 1 }),
      fact({ createdAt: publishedAt, decision: "answer" }),
      fact({ createdAt: publishedAt + 1, decision: "answer", ticketId: "t" }),
      fact({ createdAt: publishedAt + 2, decision: "answer", solved: true, outcome: "returned" }),
    ];
    const { before, after } = measure(questions, new Map(), { publishedAt, now });
    expect([before, after]).toEqual([
      { asked: 1, solved: 0, days: 7 },
      { asked: 3, solved: 1, days: 1 },
    ]);
  });

  it("never grows by solving, and weighs more with every unsolved question", () => {
    const facts = fc.array(
      fc.record({
        visitorId: fc.constantFrom("a", "b", "c"),
        ticketId: fc.constantFrom(null, "t1", "t2"),
        decision: fc.constantFrom("answer", "clarify", "escalate" as const),
        solved: fc.constantFrom(null, true, false),
        createdAt: fc.integer({ min: now - 100 * dayMillis, max: now }),
        outcome: fc.constantFrom("open", "confirmed", "assumed", "returned" as const),
      }),
    );
    fc.assert(
      fc.property(
        facts,
        fc.option(fc.integer({ min: now - 50 * dayMillis, max: now }), { nil: null }),
        (all, publishedAt) => {
          const measures = measure(all, new Map(), { publishedAt, now });
          const more = measure([...all, fact()], new Map(), { publishedAt, now });
          const solved = measure([...all, fact({ solved: true })], new Map(), { publishedAt, now });
          expect(weightOf(more)).toBeGreaterThan(weightOf(measures));
          expect(weightOf(solved)).toBe(weightOf(measures));
          for (const tally of [measures.before, measures.after]) {
            if (tally) expect(tally.solved).toBeLessThanOrEqual(tally.asked);
          }
          expect(measures.before.asked + (measures.after?.asked ?? 0)).toBeLessThanOrEqual(all.length);
        },
      ),
    );
  });
});
