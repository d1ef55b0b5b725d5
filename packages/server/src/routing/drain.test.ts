import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Agent, drain, inOrder, type Method, pick, queueKey } from "./index.ts";
import { fullFor, loadsOf, noLoad, withOneMore } from "./load.ts";
import {
  agent,
  anyHeld,
  anySettings,
  anyTicket,
  frozen,
  held,
  minute,
  now,
  placed,
  priorities,
  settings,
  team,
  teams,
  ticket,
} from "./routing.testing.ts";

const front = { id: "front", hours: null };
const queue = fc.uniqueArray(
  anyTicket.map((each) => placed(each)),
  { selector: ({ ticket: { id } }) => id, maxLength: 12 },
);

describe("the order of a queue", () => {
  it("is by priority, then by time, then by id", () => {
    const all = [
      placed(ticket("c")),
      placed(ticket("b")),
      placed(ticket("a", { waitingSince: now + minute })),
      placed(ticket("d", { priority: "critical", waitingSince: now + 2 * minute })),
      placed(ticket("e", { waitingSince: now - minute }), { priority: "low" }),
    ];
    expect(inOrder(all, 30).map((each) => each.ticket.id)).toEqual(["d", "b", "c", "a", "e"]);
    expect(queueKey("high", now, 30)).toBe(now - 60 * minute);
  });

  it("lets nobody starve: a ticket is overtaken only by what came soon after it", () => {
    const waiting = fc.array(fc.tuple(priorities, fc.integer({ min: 0, max: 600 })), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(waiting, fc.integer({ min: 1, max: 60 }), (given, agingMinutes) => {
        const all = given.map(([priority, after], at) =>
          placed(ticket(`t${at}`, { priority, waitingSince: now + after * minute })),
        );
        const sorted = inOrder(all, agingMinutes);
        for (const [at, { ticket: mine }] of sorted.entries()) {
          for (const { ticket: earlier } of sorted.slice(0, at)) {
            expect(earlier.waitingSince - mine.waitingSince).toBeLessThanOrEqual(3 * agingMinutes * minute);
          }
        }
      }),
    );
  });
});

describe("draining a queue", () => {
  it("exceeds no cap, and leaves nobody without a waiting ticket they could have", () => {
    fc.assert(
      fc.property(queue, anyHeld, team, teams, anySettings, (waiting, has, agents, there, how) => {
        const desk = frozen({ agents, teams: there, settings: how });
        const { given, left, agents: after } = drain(frozen(waiting), frozen(has), desk, now);
        let loads = loadsOf(has, how.load);
        for (const { ticket: one, outcome } of given) {
          if (outcome.kind === "queue") throw new Error("nobody was given nothing");
          const to = agents.find(({ id }) => id === outcome.agentId);
          const load = loads.get(outcome.agentId) ?? noLoad;
          expect(to && fullFor(one.channel, load, to.caps, how.load)).toEqual([]);
          loads = new Map(loads).set(outcome.agentId, withOneMore(load, one.channel, how.load));
        }
        const ids = [...given.map((each) => each.ticket.id), ...left.map(({ ticketId }) => ticketId)];
        expect(ids.sort()).toEqual(waiting.map((each) => each.ticket.id).sort());
        for (const { ticketId, againAt } of left) {
          const one = waiting.find((each) => each.ticket.id === ticketId);
          if (!one) throw new Error("a ticket came from nowhere");
          const again = pick(one.ticket, one.placement, null, loads, { ...desk, agents: after }, now);
          if (again.outcome.kind !== "queue") throw new Error(`${ticketId} waits beside ${again.outcome.agentId}`);
          // what was given since can only have put it off
          const later = again.outcome.againAt;
          expect(later === null || (againAt !== null && later >= againAt)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("decides each ticket as it would be decided alone, in the queue's order", () => {
    fc.assert(
      fc.property(queue, anyHeld, team, teams, anySettings, (waiting, has, agents, there, how) => {
        const { given } = drain(waiting, has, { agents, teams: there, settings: how }, now);
        const [first] = given;
        fc.pre(first !== undefined);
        const one = waiting.find((each) => each.ticket.id === first.ticket.id);
        if (!one) throw new Error("a ticket came from nowhere");
        const loads = loadsOf(has, how.load);
        expect(pick(one.ticket, one.placement, null, loads, { agents, teams: there, settings: how }, now)).toEqual(
          first,
        );
        const order = inOrder(waiting, how.agingMinutes).map((each) => each.ticket.id);
        const at = given.map((each) => order.indexOf(each.ticket.id));
        expect(at).toEqual(at.toSorted((a, b) => a - b));
      }),
      { numRuns: 300 },
    );
  });

  it("shares what has piled up within one among equal agents, by every method", () => {
    fc.assert(
      fc.property(anySettings, fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 30 }), (how, size, count) => {
        const agents = Array.from({ length: size }, (_, at) =>
          agent(`agent-${at}`, { caps: { total: 50, channels: {} } }),
        );
        const waiting = Array.from({ length: count }, (_, at) => placed(ticket(`t${at}`)));
        const { given } = drain(waiting, [], { agents, teams: [front], settings: how }, now);
        const counts = agents.map(({ id }) => given.filter(({ choice }) => choice?.agentId === id).length);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        expect(given).toHaveLength(count);
      }),
    );
  });

  it("remembers within one draining who was given what", () => {
    const roomy = { caps: { total: 50, channels: {} } };
    const give = (agents: Agent[], method: Method, count: number) => {
      const waiting = Array.from({ length: count }, (_, at) => placed(ticket(`t${at}`)));
      const drained = drain(waiting, [], { agents, teams: [front], settings: { ...settings, method } }, now);
      return drained.given.map(({ choice }) => choice?.agentId).join(" ");
    };
    const weighted = [agent("ada", { ...roomy, weight: 3 }), agent("bob", roomy)];
    expect(give(weighted, "weighted", 8).split(" ").sort().join(" ")).toBe("ada ada ada ada ada ada bob bob");
    const idle = [agent("ada", { ...roomy, idleSince: 1 }), agent("bob", { ...roomy, idleSince: 2 })];
    expect(give(idle, "longest_idle", 4)).toBe("ada bob ada bob");
  });

  it("gives nothing to whoever is above the cap by hand until the excess is gone", () => {
    const agents = [agent("ada", { caps: { total: 2, channels: {} } })];
    const waiting = [placed(ticket("t1")), placed(ticket("t2"))];
    const after = (count: number) =>
      drain(waiting, held("ada", count), { agents, teams: [front], settings }, now).given.map((each) => each.ticket.id);
    expect([4, 3, 2, 1, 0].map((count) => after(count))).toEqual([[], [], [], ["t1"], ["t1", "t2"]]);
  });

  it("passes over a ticket nobody can have, and serves those behind it", () => {
    const needs = [{ skill: "network", level: 1, kind: "mandatory" as const }];
    const waiting = [placed(ticket("a", { priority: "critical", needs })), placed(ticket("b"))];
    const { given, left } = drain(waiting, [], { agents: [agent("ada")], teams: [front], settings }, now);
    expect(given.map((each) => each.ticket.id)).toEqual(["b"]);
    expect(left).toEqual([{ ticketId: "a", position: 1, againAt: null }]);
  });

  it("goes through thousands that wait for the same in no time", () => {
    const agents = Array.from({ length: 50 }, (_, at) => agent(`agent-${at}`));
    const waiting = Array.from({ length: 5_000 }, (_, at) => placed(ticket(`t${at}`, { waitingSince: now + at })));
    const began = performance.now();
    const { given, left } = drain(waiting, [], { agents, teams: [front], settings }, now + 10 * minute);
    expect([given.length, left.length]).toEqual([200, 4_800]);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
