import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Alarm,
  alarmsOf,
  type Clock,
  type Due,
  dueNow,
  type Ledger,
  type Policy,
  type Span,
  type State,
} from "./index.ts";
import { everyDay, workWeek } from "./testing.ts";

const minute = 60_000;
const at = (text: string) => Date.parse(text);
const kinds = ["first_response", "next_response", "periodic_update", "resolution"] as const;
const why = { code: "status", detail: "" } as const;
/** Spans that follow on each other, the last one lasting. */
const ledger = (...told: [from: number, state: State][]): Ledger =>
  told.map(
    ([from, state], index): Span => ({ from, to: told[index + 1]?.[0] ?? null, state, why, policyVersion: "p@1" }),
  );
const clock = (spans: Ledger, changes: Partial<Clock> = {}): Clock => ({
  id: "T/resolution:1",
  kind: "resolution",
  origin: "T/resolution:1",
  ledger: spans,
  target: 60 * minute,
  since: spans[0]?.from ?? 0,
  done: false,
  messageId: null,
  ...changes,
});
const mail = { do: "notify", whom: ["assignee"], by: ["email"] } as const;
const hand = { do: "assign", agentId: "manager" } as const;
const policy: Policy = {
  id: "p",
  version: 1,
  name: "Policy",
  calendarId: "c",
  targets: {},
  pauses: {},
  warnings: [
    { id: "w75", kinds, when: { percent: 75 }, actions: [mail] },
    { id: "w30", kinds: ["resolution"], when: { minutesLeft: 30 }, actions: [mail] },
  ],
  levels: [
    { id: "l0", kinds, minutesLate: 0, actions: [mail] },
    { id: "l60", kinds, minutesLate: 60, actions: [mail, hand] },
  ],
};
const always = { ...everyDay("UTC", []), alwaysOpen: true };
const office = workWeek("Europe/Berlin", [{ from: 540, to: 1_020 }]);
const short = (alarms: readonly Alarm[]) => alarms.map(({ point, at }) => [point, at / minute]);

describe("the alarms of a clock", () => {
  it("come at parts of its target, before it, at it and after it", () => {
    expect(short(alarmsOf(clock(ledger([0, "running"])), policy, always))).toEqual([
      ["w30", 30],
      ["w75", 45],
      ["breach", 60],
      ["l0", 60],
      ["l60", 120],
    ]);
  });

  it("are in open time: what is due on Monday warns on Friday", () => {
    const friday = clock(ledger([at("2026-11-27T15:30Z"), "running"]));
    const moments = alarmsOf(friday, policy, office).map(({ point, at }) => [point, new Date(at).toISOString()]);
    expect(moments).toEqual([
      ["w30", "2026-11-27T16:00:00.000Z"],
      ["w75", "2026-11-30T08:15:00.000Z"],
      ["breach", "2026-11-30T08:30:00.000Z"],
      ["l0", "2026-11-30T08:30:00.000Z"],
      ["l60", "2026-11-30T09:30:00.000Z"],
    ]);
  });

  it("move with pauses, and none is ahead while it is paused", () => {
    const paused: [number, State][] = [
      [0, "running"],
      [40 * minute, "paused"],
    ];
    expect(short(alarmsOf(clock(ledger(...paused)), policy, always))).toEqual([["w30", 30]]);
    expect(short(alarmsOf(clock(ledger(...paused, [100 * minute, "running"])), policy, always))).toEqual([
      ["w30", 30],
      ["w75", 105],
      ["breach", 120],
      ["l0", 120],
      ["l60", 180],
    ]);
  });

  it("leave out a warning that would come with the clock itself, points of other kinds, and all without a target", () => {
    const half = clock(ledger([0, "running"]), { target: 30 * minute });
    expect(alarmsOf(half, policy, always).map(({ point }) => point)).toEqual(["w75", "breach", "l0", "l60"]);
    const first = clock(ledger([0, "running"]), { kind: "first_response" });
    expect(alarmsOf(first, policy, always).map(({ point }) => point)).toEqual(["w75", "breach", "l0", "l60"]);
    expect(alarmsOf(clock(ledger([0, "running"]), { target: null }), policy, always)).toEqual([]);
  });

  it("come with the change that put them in the past, so that they are news", () => {
    const raised = clock(ledger([0, "running"]), { since: 200 * minute });
    expect(short(alarmsOf(raised, policy, always))).toEqual(
      ["w30", "w75", "breach", "l0", "l60"].map((point) => [point, 200]),
    );
    const moved = alarmsOf(clock(ledger([0, "running"])), policy, always, 90 * minute);
    expect(short(moved).slice(-2)).toEqual([
      ["l0", 90],
      ["l60", 120],
    ]);
  });

  it("have ids that stay through pauses and merges, and are others for another target", () => {
    const ids = (each: Clock) => alarmsOf(each, policy, always).map(({ id }) => id);
    const plain = ids(clock(ledger([0, "running"])));
    expect(plain[2]).toBe("T/resolution:1/breach:breach@60");
    expect(new Set(plain).size).toBe(5);
    expect(ids(clock(ledger([0, "running"], [5, "paused"], [9, "running"])))).toEqual(plain);
    expect(ids(clock(ledger([0, "running"]), { id: "U/resolution:2" }))).toEqual(plain);
    expect(ids(clock(ledger([0, "running"]), { target: 120 * minute })).some((id) => plain.includes(id))).toBe(false);
  });
});

describe("what is due now", () => {
  const stale = 30 * minute;
  const alarms = alarmsOf(clock(ledger([0, "running"])), policy, always);
  const firedBy = ({ fire, record }: Due) => [...fire, ...record.map(({ alarm }) => alarm)].map(({ id }) => id);

  it("fires at its moment and not before, once, and says when to ask again", () => {
    expect(dueNow(alarms, new Set(), 30 * minute - 1, stale)).toEqual({ fire: [], record: [], next: 30 * minute });
    const first = dueNow(alarms, new Set(), 30 * minute, stale);
    expect([short(first.fire), first.record, first.next]).toEqual([[["w30", 30]], [], 45 * minute]);
    expect(dueNow(alarms, new Set(firedBy(first)), 31 * minute, stale).fire).toEqual([]);
  });

  it("does not warn of a breach that is there", () => {
    const { fire, record } = dueNow(alarms, new Set(), 60 * minute, stale);
    expect(short(fire)).toEqual([
      ["breach", 60],
      ["l0", 60],
    ]);
    expect(record.map(({ alarm, because }) => [alarm.point, because])).toEqual([
      ["w30", "overtaken"],
      ["w75", "overtaken"],
    ]);
  });

  it("after a downtime keeps every breach, tells nobody one by one of what is old, and hands on nevertheless", () => {
    const { fire, record, next } = dueNow(alarms, new Set(), 600 * minute, stale);
    expect([fire, next]).toEqual([[], undefined]);
    expect(record.map(({ alarm, because, actions }) => [alarm.point, because, actions])).toEqual([
      ["w30", "stale", []],
      ["w75", "stale", []],
      ["breach", "stale", []],
      ["l0", "stale", []],
      ["l60", "stale", [hand]],
    ]);
  });

  it("tells of what is exactly as old as it may be", () => {
    expect(short(dueNow(alarms, new Set(), 90 * minute, stale).fire)).toEqual([
      ["breach", 60],
      ["l0", 60],
    ]);
    expect(dueNow(alarms, new Set(), 90 * minute + 1, stale).fire).toEqual([]);
  });

  it("does nothing for a clock that has stopped, but keeps that it was late", () => {
    const answered = alarmsOf(clock(ledger([0, "running"], [130 * minute, "met"])), policy, always);
    const { fire, record } = dueNow(answered, new Set(), 131 * minute, stale);
    expect(fire).toEqual([]);
    expect(record.map(({ alarm, because, actions }) => [alarm.point, because, actions])).toEqual(
      ["w30", "w75", "breach", "l0", "l60"].map((point) => [point, "over", []]),
    );
    const inTime = alarmsOf(clock(ledger([0, "running"], [50 * minute, "met"])), policy, always);
    expect(inTime.map(({ point }) => point)).toEqual(["w30", "w75"]);
  });

  it("brings up every alarm exactly once, however often and irregularly it is asked, with others among them", () => {
    const start = fc.nat({ max: 300 * minute });
    fc.assert(
      fc.property(fc.array(start, { maxLength: 6 }), fc.array(fc.nat({ max: 700 * minute })), (starts, polls) => {
        const all = starts.flatMap((from, index) => {
          const id = `${index}/resolution:1`;
          return alarmsOf(clock(ledger([from, "running"]), { id, origin: id }), policy, always);
        });
        const fired = new Set<string>();
        for (const now of [...polls.sort((a, b) => a - b), 1_000 * minute]) {
          const due = dueNow([...all, ...all], fired, now, stale);
          for (const id of firedBy(due)) {
            expect(fired.has(id)).toBe(false);
            fired.add(id);
          }
          for (const alarm of due.fire) expect(now - alarm.at).toBeLessThanOrEqual(stale);
          expect(all.filter(({ id, at }) => at <= now && !fired.has(id))).toEqual([]);
          expect(due.next).toBe(
            all
              .map(({ at }) => at)
              .sort((a, b) => a - b)
              .find((at) => at > now),
          );
        }
        expect(fired.size).toBe(all.length);
      }),
      { numRuns: 300 },
    );
  });
});
