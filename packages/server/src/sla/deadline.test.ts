import { describe, expect, it } from "vitest";
import { dueAt, type Ledger, replay, type Span, type State, standingOf, whyDue } from "./index.ts";
import { workWeek } from "./testing.ts";

const hour = 3_600_000;
const at = (text: string) => Date.parse(text);
const iso = (moment: number | null | undefined) =>
  typeof moment === "number" ? new Date(moment).toISOString().slice(0, 16) : moment;
const office = workWeek("Europe/Berlin", [{ from: 540, to: 1_020 }], { id: "berlin", name: "Berlin" });
const ledger = (...told: [from: string, state: State][]): Ledger =>
  told.map(([from, state], index): Span => {
    const next = told[index + 1]?.[0];
    return {
      from: at(from),
      to: next === undefined ? null : at(next),
      state,
      why: { code: "status", detail: state },
      policyVersion: "p@1",
    };
  });

describe("a deadline", () => {
  const friday = "2026-11-27T14:00Z";

  it("moves by the open time of a pause, and there is none while it lasts", () => {
    const paused = ledger([friday, "running"], ["2026-11-27T15:00Z", "paused"]);
    expect(dueAt(paused, office, 4 * hour)).toBeUndefined();
    const resumed = ledger([friday, "running"], ["2026-11-27T15:00Z", "paused"], ["2026-11-30T10:00Z", "running"]);
    // without the pause it would have been Monday 10:00 UTC, and three open hours were paused
    expect(iso(dueAt(resumed, office, 4 * hour))).toBe("2026-11-30T13:00");
    expect(iso(dueAt(ledger([friday, "running"]), office, 4 * hour))).toBe("2026-11-30T10:00");
  });

  it("of a clock that was late before it paused stays", () => {
    const late = ledger([friday, "running"], ["2026-11-30T09:00Z", "paused"]);
    expect(iso(dueAt(late, office, 2 * hour))).toBe("2026-11-27T16:00");
    expect(standingOf({ ledger: late, target: 2 * hour }, office, at("2026-11-30T12:00Z"))).toEqual({
      state: "breached",
      dueAt: at("2026-11-27T16:00Z"),
      used: 3 * hour,
      left: 0,
    });
  });

  it("of a clock that was met in time is the one it would have come to; of a cancelled one there is none", () => {
    expect(iso(dueAt(ledger([friday, "running"], ["2026-11-27T15:00Z", "met"]), office, 4 * hour))).toBe(
      "2026-11-30T10:00",
    );
    expect(dueAt(ledger([friday, "running"], ["2026-11-27T15:00Z", "cancelled"]), office, 4 * hour)).toBeUndefined();
  });

  it("is the moment at which it is late, not the one after", () => {
    const clock = { ledger: ledger([friday, "running"]), target: hour };
    const due = at("2026-11-27T15:00Z");
    expect([due - 1, due].map((now) => standingOf(clock, office, now).state)).toEqual(["running", "breached"]);
    const met = { ledger: ledger([friday, "running"], ["2026-11-27T15:00Z", "met"]), target: hour };
    expect(standingOf(met, office, due + hour).state).toBe("breached");
    const inTime = { ledger: ledger([friday, "running"], ["2026-11-27T14:59Z", "met"]), target: hour };
    expect(standingOf(inTime, office, due + hour)).toMatchObject({ state: "met", left: 60_000 });
  });

  it("does not come without a target, and not within five years where the calendar is too small", () => {
    const clock = { ledger: ledger([friday, "running"]), target: null };
    expect(standingOf(clock, office, at(friday))).toEqual({
      state: "running",
      dueAt: undefined,
      used: 0,
      left: Number.POSITIVE_INFINITY,
    });
    expect(dueAt(clock.ledger, office, 20_000 * hour)).toBeUndefined();
  });

  it("takes a ledger as it was at any moment: a clock that has not begun has used nothing", () => {
    const clock = { ledger: ledger([friday, "running"], ["2026-11-27T15:00Z", "paused"]), target: 4 * hour };
    expect(standingOf(clock, office, at("2026-11-27T10:00Z")).used).toBe(0);
    expect(standingOf(clock, office, at("2026-11-27T14:30Z")).used).toBe(hour / 2);
    expect(standingOf(clock, office, at("2026-12-27T14:30Z")).used).toBe(hour);
  });
});

describe("why a clock is due when it is", () => {
  const told = ledger(
    ["2026-11-27T14:00Z", "running"],
    ["2026-11-27T15:00Z", "paused"],
    ["2026-11-30T10:00Z", "running"],
  );

  it("is told part by part, without gaps, with what was counted and why not", () => {
    const explanation = whyDue(told, office, 9 * hour);
    expect(explanation).toMatchObject({
      dueAt: at("2026-12-01T10:00Z"),
      target: 9 * hour,
      counted: 9 * hour,
      calendar: { id: "berlin", name: "Berlin", zone: "Europe/Berlin" },
    });
    expect(explanation.parts.map(({ from, to, how }) => [iso(from), iso(to), how])).toEqual([
      ["2026-11-27T14:00", "2026-11-27T15:00", "counted"],
      ["2026-11-27T15:00", "2026-11-30T10:00", "paused"],
      ["2026-11-30T10:00", "2026-11-30T16:00", "counted"],
      ["2026-11-30T16:00", "2026-12-01T08:00", "closed"],
      ["2026-12-01T08:00", "2026-12-01T10:00", "counted"],
    ]);
    expect(explanation.parts.every(({ why, policyVersion }) => why.code === "status" && policyVersion === "p@1")).toBe(
      true,
    );
    expect(replay(explanation)).toBe(explanation.dueAt);
  });

  it("leads to the deadline by itself, as it is stored and sent", () => {
    const sent = JSON.parse(JSON.stringify(whyDue(told, office, 9 * hour)));
    expect(replay(sent)).toBe(dueAt(told, office, 9 * hour));
  });

  it("also says why a clock is not due", () => {
    const paused = whyDue(told.slice(0, 1).concat({ ...(told[1] as Span), to: null }), office, 9 * hour);
    expect([paused.dueAt, replay(paused), paused.counted]).toEqual([undefined, undefined, hour]);
    expect(paused.parts.at(-1)).toMatchObject({ how: "paused", to: null });
    const never = whyDue(ledger(["2026-11-27T14:00Z", "running"]), office, 20_000 * hour);
    expect([never.dueAt, replay(never)]).toEqual([undefined, undefined]);
    expect(never.parts).toMatchObject([{ how: "unreached", to: null }]);
  });
});
