import { isDeepStrictEqual } from "node:util";
import type { Status } from "@kotae/sdk/schema";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { Calendar, Interval } from "./calendar.ts";
import type { SlaEvent } from "./events.ts";
import {
  alarmsOf,
  type Clock,
  dueAt,
  type Policy,
  replay,
  standingOf,
  step,
  type Terms,
  type TicketClocks,
  waitingOf,
  whyDue,
} from "./index.ts";
import {
  countMinutes,
  finalState,
  type Happening,
  lookAtTheClock,
  openMinutes,
  runOn,
  type SimulatedClock,
  type SimulatedTicket,
  simulate,
  type Window,
} from "./testing.ts";

const minute = 60_000;
/** Where and when clocks behave badly: nearly every one holds a change, one loses a whole day, one goes back past midnight. */
const windows = [
  lookAtTheClock("Asia/Tokyo", "2026-12-20T00:00:00Z", 21),
  lookAtTheClock("Asia/Kathmandu", "2026-04-05T00:00:00Z", 10),
  lookAtTheClock("Europe/Berlin", "2026-03-20T00:00:00Z", 21),
  lookAtTheClock("Europe/Berlin", "2026-10-20T00:00:00Z", 10),
  lookAtTheClock("America/New_York", "2026-03-03T00:00:00Z", 10),
  lookAtTheClock("America/New_York", "2026-10-27T00:00:00Z", 10),
  lookAtTheClock("America/St_Johns", "2010-11-02T00:00:00Z", 10),
  lookAtTheClock("America/St_Johns", "2026-03-03T00:00:00Z", 10),
  lookAtTheClock("Australia/Lord_Howe", "2026-03-31T00:00:00Z", 10),
  lookAtTheClock("Australia/Lord_Howe", "2026-09-29T00:00:00Z", 10),
  lookAtTheClock("Pacific/Apia", "2011-12-25T00:00:00Z", 10),
  lookAtTheClock("Pacific/Apia", "2012-03-27T00:00:00Z", 10),
  lookAtTheClock("Africa/Casablanca", "2026-02-10T00:00:00Z", 10),
  lookAtTheClock("UTC", "2028-02-24T00:00:00Z", 10),
];

const windowAt = (place: number) => windows[place] as Window;

const statuses: Status[] = ["new", "open", "pending", "on_hold", "resolved", "closed"];
const span = (most: number) => fc.nat({ max: most });
const interval: fc.Arbitrary<Interval> = fc.oneof(
  fc.constantFrom({ from: 540, to: 1_020 }, { from: 540, to: 720 }, { from: 780, to: 1_080 }, { from: 1_320, to: 360 }),
  fc.constantFrom({ from: 0, to: 1_440 }, { from: 90, to: 150 }, { from: 1_380, to: 1_440 }, { from: 1_200, to: 0 }),
  fc
    .tuple(span(1_439), span(1_440))
    .filter(([from, to]) => from !== to)
    .map(([from, to]) => ({ from, to })),
);
const daily = fc.array(interval, { maxLength: 2 });
const calendarOf = ({ zone, start }: { zone: string; start: number }, id: string): fc.Arbitrary<Calendar> =>
  fc
    .record({
      alwaysOpen: fc.integer({ min: 0, max: 11 }).map((dice) => dice === 0),
      week: fc.tuple(daily, daily, daily, daily, daily, daily, daily),
      rests: fc.array(fc.tuple(span(22), fc.boolean(), fc.boolean(), span(1_439), span(1_439)), { maxLength: 4 }),
    })
    .map(({ alwaysOpen, week: [mon, tue, wed, thu, fri, sat, sun], rests }) => ({
      id,
      name: id,
      zone,
      alwaysOpen,
      weekly: { mon, tue, wed, thu, fri, sat, sun },
      holidays: rests.map(([offset, isYearly, isWhole, a, b]) => {
        const date = new Date(start + offset * 1_440 * minute).toISOString().slice(isYearly ? 5 : 0, 10);
        const part = isWhole || a === b ? { from: 0, to: 1_440 } : { from: Math.min(a, b), to: Math.max(a, b) };
        return { name: "", date, ...part };
      }),
    }));

const target = fc.option(
  // a quarter of a target has to be whole minutes: the simulation knows nothing shorter
  fc.oneof(span(30), span(400), span(1_500)).map((n) => (n + 1) * 4 * minute),
  { nil: null, freq: 5 },
);
const waits = fc.constantFrom<Status[]>(["pending", "on_hold"], [], ["pending"], ["on_hold"], ["new", "open"]);
const pausesOf = fc.record({ first: waits, next: waits, update: waits, resolution: waits, usual: fc.boolean() });
const termsOf = (policyVersion: string, calendarId: string): fc.Arbitrary<Terms> =>
  fc.record({ targets: fc.tuple(target, target, target, target), waits: pausesOf }).map(({ targets, waits }) => ({
    policyVersion,
    calendarId,
    targets: {
      first_response: targets[0],
      next_response: targets[1],
      periodic_update: targets[2],
      resolution: targets[3],
    },
    pauses: waits.usual
      ? {
          first_response: [],
          next_response: [],
          periodic_update: ["pending", "on_hold"],
          resolution: ["pending", "on_hold"],
        }
      : {
          first_response: waits.first,
          next_response: waits.next,
          periodic_update: waits.update,
          resolution: waits.resolution,
        },
  }));

/** An event as a die and two numbers; what it means depends on the terms there are. */
const throws = fc.record({ at: fc.nat(), dice: span(19), detail: span(5) });
const ticketOf = fc.record({
  at: fc.nat(),
  byAgent: span(5).map((n) => n === 0),
  assistant: span(3).map((n) => n === 0),
  status: span(7),
  terms: span(3),
  throws: fc.array(throws, { maxLength: 9 }),
});

const scenario = span(windows.length - 1).chain((place) =>
  fc.record({
    place: fc.constant(place),
    calendars: fc.tuple(calendarOf(windowAt(place), "0"), calendarOf(windowAt(place), "1")),
    terms: fc.tuple(termsOf("p@1", "0"), termsOf("p@2", "1"), termsOf("q@1", "0")),
    tickets: fc.tuple(ticketOf, ticketOf),
    mergeAt: fc.option(fc.nat(), { freq: 2 }),
  }),
);
type Scenario = typeof scenario extends fc.Arbitrary<infer S> ? S : never;

function happeningsOf({ place, terms, tickets, mergeAt }: Scenario): Happening[] {
  const window = windowAt(place);
  const allTerms = [...terms, null];
  // most of it in the first half, so that what is due comes within the window
  const minuteOf = (at: number) => at % Math.floor(window.minutes * 0.6);
  const happenings: Happening[] = [];
  for (const [index, ticket] of tickets.entries()) {
    const opened = minuteOf(ticket.at) >> 1;
    const push = (at: number, event: object) =>
      happenings.push({ minute: at, ticket: index as 0 | 1, event: event as SlaEvent });
    const ticketId = index === 0 ? "A" : "B";
    push(opened, {
      type: "opened",
      ticketId,
      by: ticket.byAgent ? "agent" : "customer",
      owner: ticket.assistant ? "assistant" : "people",
      status: statuses[ticket.status] ?? "new",
      terms: allTerms[ticket.terms],
      messageId: null,
    });
    for (const [number, { at, dice, detail }] of ticket.throws.entries()) {
      const message = { type: "message", messageId: `m${number}`, visibility: "public", automatic: false };
      const event =
        dice < 6
          ? { type: "status", status: statuses[detail] }
          : dice < 9
            ? { ...message, author: "customer" }
            : dice < 11
              ? { ...message, author: "agent" }
              : dice < 12
                ? { ...message, author: "agent", visibility: "internal" }
                : dice < 13
                  ? { ...message, author: detail < 3 ? "customer" : "agent", automatic: true }
                  : dice < 14
                    ? { ...message, author: "assistant" }
                    : dice < 17
                      ? { type: "terms", terms: allTerms[detail % 4] }
                      : dice < 18
                        ? { type: "handed_over" }
                        : dice < 19
                          ? { type: "cancelled", reason: "spam" }
                          : { type: "restored" };
      push(opened + (at % (Math.floor(window.minutes * 0.8) - opened)), event);
    }
  }
  if (mergeAt !== null) happenings.push({ minute: minuteOf(mergeAt), merge: true });
  return happenings.sort((a, b) => a.minute - b.minute);
}

/** The same happenings for the real clocks: numbered, in milliseconds, and one at a time. */
function live(start: number, happenings: readonly Happening[]): [TicketClocks | undefined, TicketClocks | undefined] {
  const tickets: [TicketClocks | undefined, TicketClocks | undefined] = [undefined, undefined];
  for (const [index, happening] of happenings.entries()) {
    const numbered = { seq: index + 1, at: start + happening.minute * minute };
    if (!("merge" in happening)) {
      tickets[happening.ticket] = step(tickets[happening.ticket], { ...happening.event, ...numbered });
      continue;
    }
    const [gone, stays] = tickets;
    if (!gone || !stays) continue;
    const waiting = waitingOf(gone) ?? null;
    tickets[1] = step(stays, { ...numbered, type: "absorbed", ticketId: gone.ticketId, waiting });
    tickets[0] = step(gone, { ...numbered, type: "merged", into: stays.ticketId });
  }
  return tickets;
}

const all = ["first_response", "next_response", "periodic_update", "resolution"] as const;
const policy: Policy = {
  id: "p",
  version: 1,
  name: "p",
  calendarId: "0",
  targets: {},
  pauses: {},
  warnings: [
    { id: "half", kinds: all, when: { percent: 50 }, actions: [] },
    { id: "three-quarters", kinds: all, when: { percent: 75 }, actions: [] },
    { id: "an-hour", kinds: all, when: { minutesLeft: 60 }, actions: [] },
  ],
  levels: [
    { id: "at-once", kinds: all, minutesLate: 0, actions: [] },
    { id: "half-an-hour", kinds: all, minutesLate: 30, actions: [] },
  ],
};
/** The same points on the simulation's terms: open minutes used. */
const points = (target: number): [string, number][] => [
  ["half", target / 2],
  ["three-quarters", (target * 3) / 4],
  ...(target > 60 ? ([["an-hour", target - 60]] as [string, number][]) : []),
  ["breach", target],
  ["at-once", target],
  ["half-an-hour", target + 30],
];

const seen = { clocks: 0, due: 0, dueAfterPause: 0, late: 0, taken: 0 };

/** All that is told of a clock, as far as it lies within the window: what is beyond it is beyond the simulation. */
function realAccount(clock: Clock, calendar: Calendar, end: number) {
  const { id, origin, target, since, done, ledger } = clock;
  const within = (moment: number | undefined) => (moment !== undefined && moment <= end ? moment : undefined);
  const { state, used } = standingOf(clock, calendar, end);
  const due = target === null ? undefined : dueAt(ledger, calendar, target);
  return {
    ...{ id, origin, target, since, done, state, used },
    due: within(due),
    replays: target === null || replay(whyDue(ledger, calendar, target)) === due,
    alarms: Object.fromEntries(
      alarmsOf(clock, policy, calendar).flatMap(({ point, at }) => (at <= end ? [[point, at]] : [])),
    ),
  };
}

function simulatedAccount(
  ticket: SimulatedTicket,
  clock: SimulatedClock,
  open: Uint8Array,
  start: number,
): ReturnType<typeof realAccount> {
  const at = (minutes: number) => start + minutes * minute;
  const { name: id, origin, target, since, done } = clock;
  const counted = countMinutes(clock.ran, open);
  const used = counted.length - 1;
  const whole = target === null ? undefined : target / minute;
  const isLate = whole !== undefined && used >= whole;
  const wanted = whole === undefined ? [] : points(whole);
  const due = whole === undefined ? undefined : (clock.met ? countMinutes(runOn(clock), open) : counted)[whole];
  return {
    ...{ id, origin, target, since: at(since), done, used: used * minute },
    state: isLate ? "breached" : finalState(ticket, clock),
    due: due === undefined ? undefined : at(due),
    replays: true,
    alarms: Object.fromEntries(
      wanted.flatMap(([point, used]) => {
        const moment = counted[used];
        return moment === undefined ? [] : [[point, at(Math.max(moment, since))]];
      }),
    ),
  };
}

function compare(each: Scenario): void {
  const window = windowAt(each.place);
  const happenings = happeningsOf(each);
  const real = live(window.start, happenings);
  const end = window.start + window.minutes * minute;
  const open = each.calendars.map((calendar) => openMinutes(calendar, window));
  for (const [index, ticket] of simulate(window, happenings).entries()) {
    const number = Number(ticket.terms?.calendarId ?? 0);
    const [calendar, minutes] = [each.calendars[number] as Calendar, open[number] as Uint8Array];
    const clocks = real[index]?.clocks ?? [];
    const accounts = clocks.map((clock) => realAccount(clock, calendar, end));
    const expected = ticket.clocks.map((clock) => simulatedAccount(ticket, clock, minutes, window.start));
    // asked first because it is twenty times faster than an expectation
    if (!isDeepStrictEqual(accounts, expected)) expect(accounts).toEqual(expected);
    for (const [position, { due, state, id, origin }] of expected.entries()) {
      seen.clocks++;
      if (due !== undefined) seen.due++;
      if (due !== undefined && (clocks[position]?.ledger.length ?? 0) > 1) seen.dueAfterPause++;
      if (state === "breached") seen.late++;
      if (origin !== id) seen.taken++;
    }
  }
}

it("comes to the deadlines, alarms and states of a simulation that looks at every minute", { timeout: 120_000 }, () => {
  fc.assert(fc.property(scenario, compare), { numRuns: 10_000 });
  // the property would also hold of clocks that are never due
  expect(seen.due).toBeGreaterThan(10_000);
  expect(seen.dueAfterPause).toBeGreaterThan(5_000);
  expect(seen.taken).toBeGreaterThan(500);
});
