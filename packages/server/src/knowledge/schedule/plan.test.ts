import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextDue, type Plan, planOf, type Wish } from "./plan.ts";

const now = 1_000;
const draft: Plan = { status: "draft", publishAt: null, expiresAt: null };
const published: Plan = { ...draft, status: "published" };
const times = fc.option(fc.integer({ min: 900, max: 1_100 }), { nil: null });
const statuses = fc.constantFrom("draft", "published", "archived");
const wishes: fc.Arbitrary<Wish> = fc.record({
  status: fc.option(statuses, { nil: undefined }),
  publishAt: fc.option(times, { nil: undefined }),
  expiresAt: fc.option(times, { nil: undefined }),
});
/** Plans as wishes can bring them about. */
const plans = fc.array(wishes, { maxLength: 4 }).map((several) => {
  let plan = draft;
  for (const wish of several) {
    const next = planOf(plan, wish, 800);
    if ("plan" in next) plan = next.plan;
  }
  return plan;
});

describe("the plan of an article", () => {
  it("always is one that can be kept: a time to go out on drafts only, a last day after it", () => {
    fc.assert(
      fc.property(plans, wishes, (before, wish) => {
        const next = planOf(before, wish, now);
        if (!("plan" in next)) return;
        const { status, publishAt, expiresAt } = next.plan;
        if (publishAt !== null) expect(status).toBe("draft");
        if (status === "archived") expect([publishAt, expiresAt]).toEqual([null, null]);
        if (publishAt !== null && expiresAt !== null) expect(expiresAt).toBeGreaterThan(publishAt);
        // nobody asked for it, so it stands as it did: what was asked for now lies ahead
        if (wish.publishAt != null && publishAt !== null) expect(publishAt).toBeGreaterThan(now);
      }),
    );
  });

  it("stays as it is where nothing new is asked", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { status, publishAt, expiresAt } = plan;
        expect(planOf(plan, {}, now)).toEqual({ plan });
        // a form sends back all it was given; a time that came in between publishes, as it would by itself
        const again = planOf(plan, { status, publishAt, expiresAt }, 800);
        expect(again).toEqual({ plan });
      }),
    );
  });

  it("publishes at once where the time to go out has come", () => {
    expect(planOf(draft, { publishAt: now }, now)).toEqual({ plan: published });
    expect(planOf(draft, { publishAt: now + 1 }, now)).toEqual({ plan: { ...draft, publishAt: now + 1 } });
    expect(planOf({ ...draft, publishAt: 2_000 }, { status: "published" }, now)).toEqual({ plan: published });
    expect(planOf({ ...draft, publishAt: 2_000 }, { publishAt: null }, now)).toEqual({ plan: draft });
  });

  it("says what is wrong instead of guessing", () => {
    expect(planOf(published, { publishAt: 2_000 }, now)).toMatchObject({ path: "publishAt" });
    expect(planOf(published, { publishAt: 2_000, status: "draft" }, now)).toMatchObject({ plan: { status: "draft" } });
    expect(planOf(draft, { publishAt: 2_000, status: "published" }, now)).toMatchObject({ path: "publishAt" });
    expect(planOf(draft, { publishAt: 2_000, expiresAt: 2_000 }, now)).toMatchObject({ path: "expiresAt" });
    expect(planOf(published, { expiresAt: now }, now)).toMatchObject({ path: "expiresAt" });
    expect(planOf({ ...draft, expiresAt: 900 }, { status: "published" }, now)).toMatchObject({ path: "expiresAt" });
    expect(planOf({ ...draft, expiresAt: 900 }, { status: "published", expiresAt: null }, now)).toEqual({
      plan: published,
    });
  });
});

describe("the wait for the next time that is due", () => {
  it("is never negative, never longer than allowed, and never past the time", () => {
    fc.assert(
      fc.property(fc.option(fc.integer()), fc.integer(), fc.nat(), (due, at, atMost) => {
        const wait = nextDue(due, at, atMost);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(atMost);
        if (due !== null && due > at) expect(wait).toBeLessThanOrEqual(due - at);
      }),
    );
    expect(nextDue(null, 5, 100)).toBe(100);
    expect(nextDue(30, 5, 100)).toBe(25);
    expect(nextDue(3, 5, 100)).toBe(0);
  });
});
