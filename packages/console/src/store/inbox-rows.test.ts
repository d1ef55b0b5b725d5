import type { TicketRow } from "@kotae/sdk/schema";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aiko, aRow, kenji } from "../fakes.ts";
import { appendPage, compareRows, isInView, isUnread, type Known, mergeRow } from "./inbox-rows.ts";
import type { ListQuery, StatusFilter } from "./place.ts";

const statuses = ["new", "open", "pending", "on_hold", "resolved", "closed"] as const;
const row = fc
  .record({
    id: fc.constantFrom("a", "b", "c", "d", "e", "f"),
    status: fc.constantFrom(...statuses),
    owner: fc.constantFrom(null, aiko, kenji),
    minute: fc.integer({ min: 10, max: 59 }),
    seq: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ owner, minute, ...rest }) =>
    aRow({
      ...rest,
      assignee: owner && { kind: "agent", id: owner.id, name: owner.name },
      updatedAt: `2026-03-04T11:${minute}:00Z`,
    }),
  );
const query: fc.Arbitrary<ListQuery> = fc.record({
  view: fc.constantFrom("mine", "unassigned", "all"),
  status: fc.constantFrom<StatusFilter>("active", "any", ...statuses),
  q: fc.constantFrom("", "refund"),
});
const known = fc
  .record({ rows: fc.array(row), query, complete: fc.boolean(), myId: fc.constant(aiko.id) })
  .map(({ rows, ...rest }): Known => {
    const unique = [...new Map(rows.map((one) => [one.id, one])).values()];
    return { ...rest, rows: unique.filter((one) => isInView(one, rest.query, rest.myId)).sort(compareRows) };
  });

const isSorted = (rows: readonly TicketRow[]) =>
  rows.every((one, at) => at === 0 || compareRows(rows[at - 1] ?? one, one) <= 0);

describe("a list that hears of changes", () => {
  it("stays sorted, unique and in view", () => {
    fc.assert(
      fc.property(known, fc.array(row), (start, changes) => {
        let { rows } = start;
        for (const change of changes) {
          rows = mergeRow({ ...start, rows }, change);
          expect(isSorted(rows)).toBe(true);
          expect(new Set(rows.map((one) => one.id)).size).toBe(rows.length);
          expect(rows.every((one) => isInView(one, start.query, start.myId))).toBe(true);
        }
      }),
    );
  });

  it("never shows an older state of a ticket than it has shown", () => {
    fc.assert(
      fc.property(known, row, (start, change) => {
        const held = start.rows.find((one) => one.id === change.id);
        const after = mergeRow(start, change).find((one) => one.id === change.id);
        if (held && after) expect(after.updatedAt >= held.updatedAt).toBe(true);
      }),
    );
  });

  it("takes nothing new into a search, nor beyond the pages it holds", () => {
    const start = { rows: [aRow()], myId: aiko.id, complete: false };
    const all: ListQuery = { view: "all", status: "any", q: "" };
    const newer = aRow({ id: "t2", updatedAt: "2026-03-04T11:59:00Z" });
    const older = aRow({ id: "t2", updatedAt: "2026-03-04T10:00:00Z" });
    expect(mergeRow({ ...start, query: { ...all, q: "refund" } }, newer)).toHaveLength(1);
    expect(mergeRow({ ...start, query: all }, older)).toHaveLength(1);
    expect(mergeRow({ ...start, query: all }, newer).map(({ id }) => id)).toEqual(["t2", "t1"]);
    expect(mergeRow({ ...start, complete: true, query: all }, older).map(({ id }) => id)).toEqual(["t1", "t2"]);
  });

  it("shows a ticket once that moved from one page to the next", () => {
    const [one, two] = [aRow({ id: "a" }), aRow({ id: "b", updatedAt: "2026-03-04T10:00:00Z" })];
    expect(appendPage([one], [one, two])).toEqual([one, two]);
  });
});

it("is unread only while the visitor spoke last and nobody has read it", () => {
  expect(isUnread(aRow())).toBe(true);
  expect(isUnread(aRow({ agentReadSeq: 2 }))).toBe(false);
  expect(isUnread(aRow({ lastAuthor: "agent" }))).toBe(false);
});
