import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { type Calendar, weekdays } from "./calendar.ts";
import { checkCalendar, dueAt, type Ledger, type Weekday } from "./index.ts";
import { move, start } from "./ledger.ts";
import { momentOf, wallOf } from "./zone.ts";

const page = readFileSync(new URL("../../../../docs/sla.md", import.meta.url), "utf8");
const tables = page.split("## Worked examples")[1]?.split(/\n\n/) ?? [];
/** The rows of the table that begins with these columns. */
const rowsOf = (head: string): string[][] => {
  const lines = tables.find((text) => text.startsWith(head))?.split("\n") ?? [];
  return lines.slice(2).flatMap((line) =>
    line.startsWith("|")
      ? [
          line
            .split("|")
            .slice(1, -1)
            .map((cell) => cell.trim()),
        ]
      : [],
  );
};

const minuteOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
const intervalOf = (text: string) => {
  const [from = "", to = ""] = text.split("-");
  return { from: minuteOf(from), to: minuteOf(to) };
};

function calendarOf([id = "", zone = "", open = "", closed = ""]: string[]): [string, Calendar] {
  const [days = "", ...intervals] = open.split(" ");
  const [first, last = first] = days
    .toLowerCase()
    .split("-")
    .map((each) => weekdays.indexOf(each as Weekday));
  const isWorked = (weekday: Weekday) => {
    const index = weekdays.indexOf(weekday);
    return index >= (first as number) && index <= (last as number);
  };
  const of = (weekday: Weekday) => (open !== "always" && isWorked(weekday) ? intervals.map(intervalOf) : []);
  const holidays = closed.split(",").flatMap((text) => {
    const [date = "", part = "00:00-24:00"] = text.trim().split(" ");
    return date ? [{ name: "", date, ...intervalOf(part) }] : [];
  });
  const weekly = {
    mon: of("mon"),
    tue: of("tue"),
    wed: of("wed"),
    thu: of("thu"),
    fri: of("fri"),
    sat: of("sat"),
    sun: of("sun"),
  };
  return [id, checkCalendar({ id, name: id, zone, alwaysOpen: open === "always", weekly, holidays })];
}

const calendars = new Map(rowsOf("| calendar | zone").map(calendarOf));
const examples = rowsOf("| calendar | begins");

it("has the examples of the page to run", () => {
  expect([calendars.size, examples.length]).toEqual([6, 13]);
});

it.each(examples)("%s: %s and %s, waiting %s, is due %s: %s", (name, begins = "", target = "", waits = "", due) => {
  const calendar = calendars.get(name as string) as Calendar;
  const moment = (text: string) => momentOf(calendar.zone, Date.parse(`${text.slice(4).replace(" ", "T")}Z`));
  const shown = (at: number) => {
    const wall = new Date(wallOf(calendar.zone, at));
    return `${wall.toUTCString().slice(0, 3)} ${wall.toISOString().slice(0, 16).replace("T", " ")}`;
  };
  const [pause, resume] = waits.split(" to ");
  const at = (moment: number) => ({ at: moment, why: { code: "status", detail: "" } as const, policyVersion: null });
  let ledger: Ledger = start("running", at(moment(begins)));
  if (pause) ledger = move(ledger, "paused", at(moment(pause)));
  if (resume) ledger = move(ledger, "running", at(moment(resume)));
  // the weekdays the page names are those of the dates
  for (const text of [begins, pause, resume]) if (text) expect(shown(moment(text))).toBe(text);
  const reached = dueAt(ledger, calendar, Number.parseFloat(target) * 3_600_000);
  expect(reached === undefined ? "–" : shown(reached)).toBe(due);
});
