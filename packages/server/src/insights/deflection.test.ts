import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayMillis, hourMillis, outcomeOf } from "../questions/index.ts";
import { type Assisted, createDeflection, type DeflectionRow } from "./deflection.ts";

const start = Date.UTC(2026, 10, 2);
const now = start + 60 * dayMillis;
const rules = { assumeHours: 24, returnDays: 7 };

const moment = fc.integer({ min: 0, max: 20 * 24 }).map((hours) => start + hours * hourMillis);
const maybe = fc.option(moment, { nil: null });
const history = fc
  .array(
    fc.record({
      site_id: fc.constantFrom("a", "b"),
      visitor_id: fc.constantFrom("v1", "v2", "v3", "v4", "v5"),
      lang: fc.constantFrom("en", "ja"),
      started_at: moment,
      last_asked_at: moment,
      answered_at: maybe,
      confirmed_at: maybe,
      denied_at: maybe,
      handed_over_at: maybe,
      returned_at: maybe,
      returned_from: maybe,
      hold_out: fc.constantFrom(0, 0, 0, 1),
    }),
    { maxLength: 60 },
  )
  .map((rows): Assisted[] =>
    rows
      .map((row, n) => ({ ...row, conversation_id: `c${n}` }))
      .sort((a, b) => a.started_at - b.started_at || (a.conversation_id < b.conversation_id ? -1 : 1)),
  );
const tickets = fc
  .array(fc.tuple(fc.constantFrom("v1", "v2", "v3", "v4", "v5"), moment))
  .map((all) => Map.groupBy(all, ([id]) => id))
  .map((groups) => new Map<string, number[]>([...groups].map(([id, all]) => [id, all.map(([, at]) => at)])));
const groupings = fc.constantFrom("day", "week", "site", "lang", "total" as const);

function count(rows: Assisted[], by: "day" | "week" | "site" | "lang" | "total", ticketsOf: Map<string, number[]>) {
  const heldOutFrom = new Map<string, number>();
  for (const row of rows) {
    if (row.hold_out === 1 && !heldOutFrom.has(row.site_id)) heldOutFrom.set(row.site_id, row.started_at);
  }
  const tally = createDeflection({
    by,
    now,
    rulesOf: () => rules,
    nameOf: (id) => `site ${id}`,
    heldOutFrom,
    ticketsOf,
  });
  for (const row of rows) tally.add(row);
  return { ...tally.result(), heldOutFrom };
}

describe("the deflection report", () => {
  it("reconciles with the rows it was counted from, each counted once, however it is grouped", () => {
    fc.assert(
      fc.property(history, groupings, tickets, (rows, by, ticketsOf) => {
        const { rows: lines, total } = count(rows, by, ticketsOf);
        const talked = rows.filter((row) => row.hold_out === 0);
        const ends = Map.groupBy(talked, (row) => outcomeOf(row, rules, now));
        const of = (end: ReturnType<typeof outcomeOf>) => ends.get(end)?.length ?? 0;
        expect(total).toMatchObject({
          conversations: talked.length,
          answered: talked.filter((row) => row.answered_at !== null).length,
          confirmed: of("confirmed"),
          assumed: of("assumed"),
          deflected: of("confirmed") + of("assumed"),
          returned: of("returned"),
          abandoned: of("abandoned"),
          handedOver: of("handed_over"),
          open: of("open"),
        });
        const names = Object.keys(total).filter(
          (name) => !/group|share|rate|saved/i.test(name),
        ) as (keyof DeflectionRow)[];
        for (const name of names) {
          const sum = lines.reduce((all, line) => all + Number(line[name]), 0);
          expect([name, sum]).toEqual([name, total[name]]);
        }
        for (const line of [...lines, total]) {
          const { confirmed, assumed, returned, abandoned, handedOver, open, conversations } = line;
          expect(confirmed + assumed + returned + abandoned + handedOver + open).toBe(conversations);
        }
      }),
    );
  });

  it("counts each visitor of the experiment once, in the group of their first question in it", () => {
    fc.assert(
      fc.property(history, groupings, tickets, (rows, by, ticketsOf) => {
        const { total, heldOutFrom } = count(rows, by, ticketsOf);
        const first = new Map<string, Assisted>();
        for (const row of rows) {
          const from = heldOutFrom.get(row.site_id);
          if (from !== undefined && row.started_at >= from && !first.has(row.visitor_id))
            first.set(row.visitor_id, row);
        }
        const groups = Map.groupBy(first.values(), (row) => row.hold_out);
        const withTicket = (row: Assisted) =>
          (ticketsOf.get(row.visitor_id) ?? []).some(
            (at) => at >= row.started_at && at <= row.started_at + 7 * dayMillis,
          );
        expect([total.assistedVisitors, total.heldOutVisitors]).toEqual([
          groups.get(0)?.length ?? 0,
          groups.get(1)?.length ?? 0,
        ]);
        expect([total.assistedTickets, total.heldOutTickets]).toEqual([
          groups.get(0)?.filter(withTicket).length ?? 0,
          groups.get(1)?.filter(withTicket).length ?? 0,
        ]);
      }),
    );
  });

  it("puts a day into the week that began on its Monday", () => {
    const row = (started_at: number): Assisted => ({
      conversation_id: String(started_at),
      site_id: "a",
      visitor_id: "v",
      lang: "en",
      started_at,
      last_asked_at: started_at,
      answered_at: null,
      confirmed_at: null,
      denied_at: null,
      handed_over_at: null,
      returned_at: null,
      returned_from: null,
      hold_out: 0,
    });
    const days = [
      Date.UTC(2026, 10, 1, 23, 59),
      Date.UTC(2026, 10, 2),
      Date.UTC(2026, 10, 8, 23, 59),
      Date.UTC(2026, 10, 9),
    ];
    const { rows } = count(days.map(row), "week", new Map());
    expect(rows.map(({ group, conversations }) => [group, conversations])).toEqual([
      ["2026-10-26", 1],
      ["2026-11-02", 2],
      ["2026-11-09", 1],
    ]);
  });
});
