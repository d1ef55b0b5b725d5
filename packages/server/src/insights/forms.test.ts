import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FormVisit, groupForms } from "./forms.ts";

const at = fc.option(fc.integer({ min: 1, max: 99 }), { nil: null });
const visits = fc.array(
  fc.record({
    site_id: fc.constantFrom("a", "b"),
    form: fc.constantFrom("contact", "refund"),
    day: fc.constantFrom("2026-11-01", "2026-11-02"),
    lang: fc.constantFrom("en", "ja"),
    shown_at: at,
    opened_at: at,
    solved_at: at,
    sent_at: at,
  }),
);

describe("the report of forms", () => {
  it("counts each visit once, and as saved only who said so and did not send", () => {
    fc.assert(
      fc.property(visits, fc.constantFrom("day", "week", "site", "lang", "total" as const), (all: FormVisit[], by) => {
        const { rows, total } = groupForms(all, { by, nameOf: (id) => id });
        for (const name of ["visits", "shown", "opened", "solved", "sent", "saved"] as const) {
          expect(rows.reduce((sum, row) => sum + row[name], 0)).toBe(total[name]);
        }
        expect(total.visits).toBe(all.length);
        expect(total.saved).toBe(all.filter((each) => each.solved_at !== null && each.sent_at === null).length);
        for (const row of rows) expect(row.saved).toBeLessThanOrEqual(row.shown);
      }),
    );
  });
});
