import type { Calendar, Interval } from "./calendar.ts";
import type { SlaEvent } from "./events.ts";
import type { State } from "./ledger.ts";
import type { Kind, Terms } from "./terms.ts";

/** A calendar that is open in these intervals from Monday to Friday, with anything else changed. */
export function workWeek(zone: string, intervals: readonly Interval[], changes: Partial<Calendar> = {}): Calendar {
  const [mon, tue, wed, thu, fri] = [intervals, intervals, intervals, intervals, intervals];
  const weekly = { mon, tue, wed, thu, fri, sat: [], sun: [] };
  return { id: "office", name: "Office", zone, alwaysOpen: false, weekly, holidays: [], ...changes };
}

/** Every day of the week alike. */
export function everyDay(zone: string, intervals: readonly Interval[], changes: Partial<Calendar> = {}): Calendar {
  const { weekly } = workWeek(zone, intervals);
  return workWeek(zone, intervals, { weekly: { ...weekly, sat: intervals, sun: intervals }, ...changes });
}

/**
 * The clocks of tickets once more, minute by minute and by brute force, to hold the real ones against.
 *
 * It shares types with them and nothing else: no spans, no sums, no cache; every minute of the window is looked at, and
 * asked of the zone's clock.
 */
export type Window = {
  zone: string;
  start: number;
  minutes: number;
  /** The days the zone's clock shows in the window, and for each minute which of them and which minute of it. */
  days: number[];
  shown: Int32Array;
};

/** Some days of a zone, with what its clock shows in every minute. */
export function lookAtTheClock(zone: string, from: string, length: number): Window {
  const start = Date.parse(from);
  const minutes = length * 1_440;
  const days: number[] = [];
  const shown = new Int32Array(minutes);
  const clock = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  for (let minute = 0; minute < minutes; minute++) {
    const text = clock.format(start + minute * 60_000);
    const day = Date.parse(`${text.slice(0, 10)}T00:00:00Z`) / 86_400_000;
    if (!days.includes(day)) days.push(day);
    shown[minute] = days.indexOf(day) * 1_440 + Number(text.slice(11, 13)) * 60 + Number(text.slice(14, 16));
  }
  return { zone, start, minutes, days, shown };
}

const names = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

/** For every minute of the window whether it is open. */
export function openMinutes(calendar: Calendar, { days, shown }: Window): Uint8Array {
  const open = new Uint8Array(shown.length);
  if (calendar.alwaysOpen) return open.fill(1);
  const week = new Uint8Array(days.length * 1_440);
  for (const [index, date] of days.entries()) week.set(minutesOfDay(calendar, date), index * 1_440);
  for (let minute = 0; minute < shown.length; minute++) open[minute] = week[shown[minute] as number] as number;
  return open;
}

function minutesOfDay({ weekly, holidays }: Calendar, date: number): Uint8Array {
  const iso = new Date(date * 86_400_000).toISOString().slice(0, 10);
  const today = weekly[names[new Date(date * 86_400_000).getUTCDay()] as "mon"];
  const yesterday = weekly[names[new Date((date - 1) * 86_400_000).getUTCDay()] as "mon"];
  const minutes = new Uint8Array(1_440);
  for (const { from, to } of yesterday) if (to <= from) minutes.fill(1, 0, to);
  for (const { from, to } of today) minutes.fill(1, from, to <= from ? 1_440 : to);
  for (const { date: day, from, to } of holidays) if (day === iso || day === iso.slice(5)) minutes.fill(0, from, to);
  return minutes;
}

export type SimulatedClock = {
  kind: Kind;
  /** 1 for every minute in which it ran. */
  ran: Uint8Array;
  beganAt: number;
  done: boolean;
  met: boolean;
  /** Since which minute it has been met. */
  metAt: number;
  target: number | null;
  since: number;
  origin: string;
  name: string;
};
export type SimulatedTicket = {
  id: string;
  exists: boolean;
  withPeople: boolean;
  status: string;
  over: boolean;
  terms: Terms | null;
  clocks: SimulatedClock[];
};

/** What happens in which minute to which ticket; `merge` puts the first ticket into the second. */
export type Happening = { minute: number } & ({ ticket: 0 | 1; event: SlaEvent } | { merge: true });

/** Lives through every minute of the window with both tickets. */
export function simulate(window: Window, happenings: readonly Happening[]): [SimulatedTicket, SimulatedTicket] {
  const tickets: [SimulatedTicket, SimulatedTicket] = [newTicket("A"), newTicket("B")];
  let next = 0;
  let running: SimulatedClock[] = [];
  for (let minute = 0; minute < window.minutes; minute++) {
    const isQuiet = happenings[next]?.minute !== minute;
    for (; happenings[next]?.minute === minute; next++) {
      const happening = happenings[next] as Happening;
      if ("merge" in happening) merge(tickets, minute, window);
      else happen(tickets[happening.ticket], happening.event, minute, window);
    }
    if (!isQuiet) {
      running = tickets.flatMap((ticket) => ticket.clocks.filter(({ done, kind }) => !done && runsNow(ticket, kind)));
    }
    for (const clock of running) clock.ran[minute] = 1;
  }
  return tickets;
}

/** Minute by minute what a clock counts: at each index, after which minute it has counted so many. */
export function countMinutes(ran: Uint8Array, open: Uint8Array): number[] {
  const after = [0];
  for (let minute = 0; minute < open.length; minute++) {
    if (ran[minute] === 1 && open[minute] === 1) after.push(minute + 1);
  }
  return after;
}

/** The same clock as though it had not been stopped. */
export function runOn({ ran, metAt }: SimulatedClock): Uint8Array {
  return ran.slice().fill(1, metAt);
}

/** The state a clock is in at the end. */
export function finalState(ticket: SimulatedTicket, clock: SimulatedClock): State {
  if (clock.done) return clock.met ? "met" : "cancelled";
  if (ticket.over) return "cancelled";
  if (runsNow(ticket, clock.kind)) return "running";
  return clock.kind === "resolution" && isEnded(ticket) ? "met" : "paused";
}

const newTicket = (id: string): SimulatedTicket => ({
  id,
  exists: false,
  withPeople: false,
  status: "new",
  over: false,
  terms: null,
  clocks: [],
});

const isEnded = ({ status }: SimulatedTicket) => status === "resolved" || status === "closed";

function runsNow(ticket: SimulatedTicket, kind: Kind): boolean {
  if (ticket.over || isEnded(ticket)) return false;
  const isResponse = kind === "first_response" || kind === "next_response";
  const waitsIn: readonly string[] = ticket.terms?.pauses[kind] ?? (isResponse ? [] : ["pending", "on_hold"]);
  return !waitsIn.includes(ticket.status);
}

function happen(ticket: SimulatedTicket, event: SlaEvent, minute: number, window: Window): void {
  if (event.type === "opened") {
    if (ticket.exists) return;
    Object.assign(ticket, { exists: true, status: event.status, terms: event.terms });
    if (event.owner === "people") {
      ticket.withPeople = true;
      add(ticket, "resolution", minute, window);
      add(ticket, event.by === "customer" ? "first_response" : "periodic_update", minute, window);
    }
    return;
  }
  if (!ticket.exists) return;
  if (event.type === "handed_over") takeOver(ticket, minute, window);
  if (event.type === "status") ticket.status = event.status;
  if (event.type === "terms") ticket.terms = event.terms;
  if (event.type === "cancelled" || event.type === "merged") ticket.over = true;
  if (event.type === "restored") ticket.over = false;
  if (event.type === "message" && event.visibility === "public" && !event.automatic) {
    if (event.author === "agent") answer(ticket, minute, window);
    if (event.author === "customer" && ticket.withPeople && !owed(ticket)) add(ticket, "next_response", minute, window);
  }
  judge(ticket, minute);
}

function judge(ticket: SimulatedTicket, minute: number): void {
  for (const clock of ticket.clocks.filter(({ done }) => !done)) {
    const isMet = clock.kind === "resolution" && isEnded(ticket) && !ticket.over;
    if (isMet && !clock.met) clock.metAt = minute;
    clock.met = isMet;
    if (isMet || ticket.over) continue;
    const target = ticket.terms?.targets[clock.kind] ?? null;
    if (target !== clock.target) Object.assign(clock, { target, since: minute });
  }
}

const owed = ({ clocks }: SimulatedTicket) =>
  clocks.find(({ kind, done }) => !done && (kind === "first_response" || kind === "next_response"));

function takeOver(ticket: SimulatedTicket, minute: number, window: Window): void {
  if (ticket.withPeople) return;
  ticket.withPeople = true;
  add(ticket, "resolution", minute, window);
  add(ticket, "first_response", minute, window);
}

function answer(ticket: SimulatedTicket, minute: number, window: Window): void {
  takeOver(ticket, minute, window);
  for (const clock of ticket.clocks) {
    if (clock.kind !== "resolution" && !clock.done) Object.assign(clock, { done: true, met: true, metAt: minute });
  }
  add(ticket, "periodic_update", minute, window);
}

function merge([gone, stays]: [SimulatedTicket, SimulatedTicket], minute: number, window: Window): void {
  if (!gone.exists || !stays.exists) return;
  const theirs = owed(gone);
  if (theirs) {
    takeOver(stays, minute, window);
    const ours = owed(stays);
    if (!ours || theirs.beganAt < ours.beganAt) {
      if (ours) Object.assign(ours, { done: true, met: false });
      const clock = add(stays, ours?.kind ?? "next_response", minute, window);
      Object.assign(clock, { ran: theirs.ran.slice(), beganAt: theirs.beganAt, origin: theirs.origin });
    }
  }
  gone.over = true;
  judge(gone, minute);
}

function add(ticket: SimulatedTicket, kind: Kind, minute: number, window: Window): SimulatedClock {
  const name = `${ticket.id}/${kind}:${ticket.clocks.filter((clock) => clock.kind === kind).length + 1}`;
  const met = kind === "resolution" && isEnded(ticket) && !ticket.over;
  const clock: SimulatedClock = {
    kind,
    ran: new Uint8Array(window.minutes),
    beganAt: minute,
    done: false,
    met,
    metAt: minute,
    target: ticket.terms?.targets[kind] ?? null,
    since: minute,
    origin: name,
    name,
  };
  ticket.clocks.push(clock);
  return clock;
}
