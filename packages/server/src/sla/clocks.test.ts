import type { Status } from "@kotae/sdk/schema";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Clock,
  clocksOf,
  type Kind,
  type SlaEvent,
  step,
  type Terms,
  type TicketClocks,
  waitingOf,
} from "./index.ts";
import { beganAt, stateOf } from "./ledger.ts";

const hour = 3_600_000;
type Told = SlaEvent extends infer E ? (E extends SlaEvent ? Omit<E, "seq" | "at"> : never) : never;

const terms = (hours: number | null, changes: Partial<Terms> = {}): Terms => {
  const target = hours === null ? null : hours * hour;
  return {
    policyVersion: `p@${hours ?? "none"}`,
    calendarId: "c",
    targets: { first_response: target, next_response: target, periodic_update: target, resolution: target },
    pauses: {
      first_response: [],
      next_response: [],
      periodic_update: ["pending", "on_hold"],
      resolution: ["pending", "on_hold"],
    },
    ...changes,
  };
};
const opened = (changes: Partial<Extract<Told, { type: "opened" }>> = {}): Told => ({
  type: "opened",
  ticketId: "T",
  by: "customer",
  owner: "people",
  status: "new",
  terms: terms(4),
  messageId: "m0",
  ...changes,
});
const message = (
  author: "customer" | "agent" | "assistant" | "system",
  messageId: string,
  changes: object = {},
): Told => ({
  type: "message",
  author,
  messageId,
  visibility: "public",
  automatic: false,
  ...changes,
});
const status = (status: Status): Told => ({ type: "status", status });

/** What happened, by the hour in which it happened. */
const history = (...told: [at: number, event: Told][]): SlaEvent[] =>
  told.map(([at, event], index) => ({ ...event, at: at * hour, seq: index + 1 }) as SlaEvent);
const after = (...told: [at: number, event: Told][]): TicketClocks => clocksOf(history(...told)) as TicketClocks;
const only = (ticket: TicketClocks, kind: Kind): Clock[] => ticket.clocks.filter((clock) => clock.kind === kind);
/** A clock's life in short: `running 0-2, paused 2-5, running 5-`. */
const life = ({ ledger }: Clock): string =>
  ledger.map(({ state, from, to }) => `${state} ${from / hour}-${to === null ? "" : to / hour}`).join(", ");
const lives = (ticket: TicketClocks, kind: Kind) => only(ticket, kind).map(life);

describe("the first response", () => {
  it("begins with the ticket, and only a public word of a person answers it", () => {
    const nothing: [number, Told][] = [
      [0, opened()],
      [1, message("assistant", "a")],
      [1, message("system", "s")],
      [1, message("agent", "note", { visibility: "internal" })],
      [1, message("agent", "auto", { automatic: true })],
      [2, message("customer", "again")],
    ];
    expect(lives(after(...nothing), "first_response")).toEqual(["running 0-"]);
    expect(lives(after(...nothing), "next_response")).toEqual([]);
    expect(lives(after(...nothing, [3, message("agent", "r")]), "first_response")).toEqual(["running 0-3, met 3-"]);
  });

  it("begins at the hand-over where the assistant had it, and not before", () => {
    const asked: [number, Told][] = [
      [0, opened({ owner: "assistant" })],
      [1, message("assistant", "a")],
      [2, message("customer", "m")],
    ];
    expect(after(...asked).clocks).toEqual([]);
    expect(lives(after(...asked, [3, { type: "handed_over" }]), "first_response")).toEqual(["running 3-"]);
    expect(lives(after(...asked, [3, { type: "handed_over" }], [4, { type: "handed_over" }]), "resolution")).toEqual([
      "running 3-",
    ]);
  });

  it("is there and met at once where a person speaks before they were asked", () => {
    const ticket = after([0, opened({ owner: "assistant" })], [5, message("agent", "r")]);
    expect(lives(ticket, "first_response")).toEqual(["met 5-"]);
    expect(lives(ticket, "resolution")).toEqual(["running 5-"]);
  });

  it("waits in no status, unless the policy says so", () => {
    const pending: [number, Told][] = [
      [1, status("pending")],
      [2, status("open")],
    ];
    expect(lives(after([0, opened()], ...pending), "first_response")).toEqual(["running 0-"]);
    const waits = terms(4, { pauses: { ...terms(4).pauses, first_response: ["pending"] } });
    expect(lives(after([0, opened({ terms: waits })], ...pending), "first_response")).toEqual([
      "running 0-1, paused 1-2, running 2-",
    ]);
  });

  it("is not owed where an agent opened the ticket, and waits while a ticket is resolved without one", () => {
    const mine = after([0, opened({ by: "agent" })], [1, message("customer", "m")]);
    expect([lives(mine, "first_response"), lives(mine, "next_response")]).toEqual([[], ["running 1-"]]);
    const resolved = after([0, opened()], [1, status("resolved")], [5, status("open")], [6, message("agent", "r")]);
    expect(lives(resolved, "first_response")).toEqual(["running 0-1, paused 1-5, running 5-6, met 6-"]);
  });
});

describe("the next response", () => {
  it("begins with the oldest question that has no answer; more of them do not begin it anew", () => {
    const ticket = after(
      [0, opened()],
      [1, message("agent", "r1")],
      [2, message("customer", "m1")],
      [3, message("customer", "m2")],
      [4, message("customer", "out of office", { automatic: true })],
      [5, message("agent", "r2")],
      [6, message("agent", "r3")],
      [7, message("customer", "m3")],
    );
    expect(lives(ticket, "next_response")).toEqual(["running 2-5, met 5-", "running 7-"]);
    expect(only(ticket, "next_response").map(({ id, messageId }) => [id, messageId])).toEqual([
      ["T/next_response:1", "m1"],
      ["T/next_response:2", "m3"],
    ]);
    expect(waitingOf(ticket)?.messageId).toBe("m3");
  });

  it("begins with a question on a resolved ticket once that is open again", () => {
    const ticket = after(
      [0, opened()],
      [1, message("agent", "r1")],
      [2, status("resolved")],
      [9, message("customer", "m1")],
      [9, status("open")],
    );
    expect(lives(ticket, "next_response")).toEqual(["running 9-"]);
    expect(lives(ticket, "resolution")).toEqual(["running 0-2, met 2-9, running 9-"]);
  });
});

describe("the periodic update", () => {
  it("begins with the first answer, and every public word of a person begins the next", () => {
    const ticket = after(
      [0, opened()],
      [2, message("agent", "r1")],
      [3, status("pending")],
      [5, status("open")],
      [6, message("agent", "note", { visibility: "internal" })],
      [7, message("agent", "r2")],
    );
    expect(lives(ticket, "periodic_update")).toEqual(["running 2-3, paused 3-5, running 5-7, met 7-", "running 7-"]);
  });

  it("begins with the ticket where an agent opened it, and rests while it is resolved", () => {
    const ticket = after([0, opened({ by: "agent" })], [2, status("resolved")], [4, status("open")]);
    expect(lives(ticket, "periodic_update")).toEqual(["running 0-2, paused 2-4, running 4-"]);
  });
});

describe("the resolution", () => {
  it("waits for customers and others, ends when resolved, and goes on with what is used when opened again", () => {
    const ticket = after(
      [0, opened()],
      [1, status("pending")],
      [2, status("on_hold")],
      [3, status("open")],
      [5, status("resolved")],
      [6, status("closed")],
      [8, status("open")],
    );
    expect(lives(ticket, "resolution")).toEqual(["running 0-1, paused 1-3, running 3-5, met 5-8, running 8-"]);
  });

  it("is met at once where the ticket came resolved", () => {
    expect(lives(after([0, opened({ status: "resolved" })]), "resolution")).toEqual(["met 0-"]);
  });
});

describe("a change of what is promised", () => {
  it("in mid-clock keeps all that happened, pauses included, and tells which promise was in force", () => {
    const ticket = after(
      [0, opened({ terms: terms(8) })],
      [1, status("pending")],
      [2, { type: "terms", terms: terms(1) }],
      [3, status("open")],
    );
    const [clock] = only(ticket, "resolution") as [Clock];
    expect(life(clock)).toBe("running 0-1, paused 1-2, paused 2-3, running 3-");
    expect(clock.ledger.map(({ policyVersion }) => policyVersion)).toEqual(["p@8", "p@8", "p@1", "p@1"]);
    expect([clock.target, clock.since]).toEqual([hour, 2 * hour]);
  });

  it("to none and back loses nothing: the ledger goes on without a target", () => {
    const none = after([0, opened()], [1, { type: "terms", terms: null }]);
    expect(none.clocks.map(({ target }) => target)).toEqual([null, null]);
    const back = after([0, opened()], [1, { type: "terms", terms: null }], [3, { type: "terms", terms: terms(4) }]);
    expect(lives(back, "first_response")).toEqual(["running 0-1, running 1-3, running 3-"]);
    expect(only(back, "first_response")[0]?.target).toBe(4 * hour);
  });

  it("does not touch what has come to its end, until it is opened again", () => {
    const told: [number, Told][] = [
      [0, opened()],
      [1, message("agent", "r")],
      [2, status("resolved")],
      [3, { type: "terms", terms: terms(1) }],
    ];
    const ended = after(...told);
    expect(only(ended, "first_response")[0]?.target).toBe(4 * hour);
    expect(only(ended, "resolution")[0]?.target).toBe(4 * hour);
    const [again] = only(after(...told, [5, status("open")]), "resolution") as [Clock];
    expect([again.target, again.since]).toEqual([hour, 5 * hour]);
  });

  it("may change in which status a clock waits", () => {
    const impatient = terms(4, { policyVersion: "q@1", pauses: { ...terms(4).pauses, resolution: [] } });
    const ticket = after([0, opened()], [1, status("pending")], [2, { type: "terms", terms: impatient }]);
    expect(lives(ticket, "resolution")).toEqual(["running 0-1, paused 1-2, running 2-"]);
  });
});

describe("a merge", () => {
  /** Merges the first ticket into the second, as whoever merges two has to. */
  const merge = (gone: TicketClocks, stays: TicketClocks, at: number) => ({
    gone: step(gone, { type: "merged", into: stays.ticketId, seq: 90, at: at * hour }) as TicketClocks,
    stays: step(stays, {
      type: "absorbed",
      ticketId: gone.ticketId,
      waiting: waitingOf(gone) ?? null,
      seq: 90,
      at: at * hour,
    }) as TicketClocks,
  });
  const a = opened({ ticketId: "A" });
  const b = opened({ ticketId: "B" });

  it("ends every clock of the ticket that goes, so that it never escalates again", () => {
    const { gone } = merge(after([0, a], [1, message("agent", "r")]), after([2, b]), 5);
    expect(gone.clocks.map(life)).toEqual([
      "running 0-5, cancelled 5-",
      "running 0-1, met 1-",
      "running 1-5, cancelled 5-",
    ]);
    const later = step(step(gone, { ...status("open"), seq: 91, at: 6 * hour } as SlaEvent), {
      ...message("customer", "m"),
      seq: 92,
      at: 7 * hour,
    } as SlaEvent) as TicketClocks;
    expect(later.clocks.map(({ ledger }) => stateOf(ledger).state)).toEqual([
      "cancelled",
      "met",
      "cancelled",
      "cancelled",
    ]);
  });

  it("lets the customer who has waited longer go on waiting, with the time that was waited", () => {
    const { stays } = merge(after([0, a]), after([2, b]), 5);
    const [own, taken] = only(stays, "first_response") as [Clock, Clock];
    expect([life(own), own.done]).toEqual(["running 2-5, cancelled 5-", true]);
    expect([life(taken), taken.id, taken.origin, taken.done]).toEqual([
      "running 0-",
      "B/first_response:2",
      "A/first_response:1",
      false,
    ]);
    expect([beganAt(taken.ledger), taken.since]).toEqual([0, 5 * hour]);
  });

  it("changes nothing where the one that stays has waited longer, or nobody waits in the other", () => {
    const stays = after([1, b]);
    expect(merge(after([2, a]), stays, 5).stays.clocks).toBe(stays.clocks);
    expect(merge(after([0, a], [1, message("agent", "r")]), stays, 5).stays.clocks).toBe(stays.clocks);
  });

  it("asks for a next response where the one that stays was answered", () => {
    const { stays } = merge(after([0, a]), after([0, b], [1, message("agent", "r")]), 5);
    expect(lives(stays, "first_response")).toEqual(["running 0-1, met 1-"]);
    expect(only(stays, "next_response").map(({ origin }) => origin)).toEqual(["A/first_response:1"]);
    expect(lives(stays, "next_response")).toEqual(["running 0-"]);
  });

  it("brings people to a ticket the assistant had, where the other was waiting for people", () => {
    const { stays } = merge(after([0, a]), after([1, { ...b, owner: "assistant" } as Told]), 5);
    expect(stays.withPeople).toBe(true);
    expect(lives(stays, "resolution")).toEqual(["running 5-"]);
    expect(waitingOf(stays)?.origin).toBe("A/first_response:1");
  });

  it("can be taken over twice: where it came from is not forgotten", () => {
    const { stays: second } = merge(after([0, a]), after([2, b]), 5);
    const { stays: third } = merge(second, after([3, opened({ ticketId: "C" })]), 6);
    expect(waitingOf(third)?.origin).toBe("A/first_response:1");
    expect(beganAt((waitingOf(third) as Clock).ledger)).toBe(0);
  });
});

describe("a ticket taken out of the work", () => {
  it("has no clocks that run, and goes on where it was once it is brought back", () => {
    const spam: [number, Told][] = [
      [0, opened()],
      [2, { type: "cancelled", reason: "spam" }],
    ];
    expect(after(...spam).clocks.map(life)).toEqual(["running 0-2, cancelled 2-", "running 0-2, cancelled 2-"]);
    const back = after(...spam, [6, { type: "restored" }], [7, message("agent", "r")]);
    expect(lives(back, "first_response")).toEqual(["running 0-2, cancelled 2-6, running 6-7, met 7-"]);
  });

  it("keeps a question that came meanwhile", () => {
    const ticket = after(
      [0, opened()],
      [1, message("agent", "r")],
      [2, { type: "cancelled", reason: "spam" }],
      [3, message("customer", "m")],
      [4, { type: "restored" }],
    );
    expect(lives(ticket, "next_response")).toEqual(["cancelled 3-4, running 4-"]);
  });
});

describe("any history", () => {
  const event: fc.Arbitrary<Told> = fc.oneof(
    fc.constantFrom<Status>("new", "open", "pending", "on_hold", "resolved", "closed").map(status),
    fc
      .constantFrom("customer", "agent", "assistant", "system")
      .chain((author) =>
        fc
          .record({ automatic: fc.boolean(), visibility: fc.constantFrom("public", "public", "internal") })
          .map((changes) => message(author as "agent", "m", changes)),
      ),
    fc.constantFrom(terms(1), terms(4), terms(null), null).map((terms): Told => ({ type: "terms", terms })),
    fc.constantFrom<Told>({ type: "handed_over" }, { type: "cancelled", reason: "spam" }, { type: "restored" }),
    fc.constant<Told>({
      type: "absorbed",
      ticketId: "Z",
      waiting: waitingOf(after([2, opened({ ticketId: "Z" })])) ?? null,
    }),
  );
  /** Times as a server gives them whose clock is set now and then: not even in order. */
  const events = fc
    .array(fc.tuple(fc.nat({ max: 50 }), event), { maxLength: 25 })
    .chain((told) =>
      fc
        .constantFrom<"people" | "assistant">("people", "assistant")
        .map((owner) => history([3, opened({ owner })], ...told)),
    );

  it("comes to the same one by one, stored and read in between, with events again and late", () => {
    fc.assert(
      fc.property(events, fc.infiniteStream(fc.nat({ max: 24 })), (events, again) => {
        let ticket: TicketClocks | undefined;
        for (const [index, each] of events.entries()) {
          ticket = step(ticket, each);
          const earlier = events[(again.next().value as number) % (index + 1)] as SlaEvent;
          expect(step(ticket, earlier)).toBe(ticket);
          ticket = JSON.parse(JSON.stringify(ticket)) as TicketClocks;
        }
        expect(ticket).toEqual(clocksOf(events));
        expect(clocksOf([...events, ...events].reverse())).toEqual(ticket);
      }),
      { numRuns: 1_000 },
    );
  });

  it("gives ledgers without gaps, without spans that take no time, and never back in time", () => {
    fc.assert(
      fc.property(events, (events) => {
        for (const { ledger, kind, done } of clocksOf(events)?.clocks ?? []) {
          for (const [index, { from, to }] of ledger.entries()) {
            expect(to).toBe(ledger[index + 1]?.from ?? null);
            if (to !== null) expect(to).toBeGreaterThan(from);
          }
          if (kind === "resolution") expect(done).toBe(false);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it("owes at most one answer, and has at most one update and one resolution to come", () => {
    fc.assert(
      fc.property(events, (events) => {
        const live = (clocksOf(events)?.clocks ?? []).filter(({ done }) => !done).map(({ kind }) => kind);
        expect(live.filter((kind) => kind === "first_response" || kind === "next_response").length).toBeLessThan(2);
        expect(live.filter((kind) => kind === "periodic_update").length).toBeLessThan(2);
        expect(live.filter((kind) => kind === "resolution").length).toBeLessThan(2);
      }),
      { numRuns: 1_000 },
    );
  });

  it("leaves the clocks alone that an event does not touch, so that only what changed has to be written", () => {
    const before = after([0, opened()], [1, message("agent", "r")]);
    const now = step(before, { ...message("customer", "m"), seq: 9, at: 2 * hour } as SlaEvent) as TicketClocks;
    expect(now.clocks.slice(0, 3)).toEqual(before.clocks);
    for (const [index, clock] of before.clocks.entries()) expect(now.clocks[index]).toBe(clock);
  });

  it("is nothing before the ticket is opened", () => {
    expect(clocksOf([])).toBeUndefined();
    expect(clocksOf(history([0, status("open")]))).toBeUndefined();
  });
});
