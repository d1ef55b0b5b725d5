import fc from "fast-check";
import { expect } from "vitest";
import {
  type Agent,
  drain,
  type Held,
  handBack,
  makeOffer,
  type Offer,
  type OfferEvent,
  placesFor,
  replayDecision,
  type Settings,
  stepOffer,
  type Team,
  type Ticket,
  type Waiting,
} from "./index.ts";
import { caps, channels, frozen, minute, now as morning, need, placed, priorities } from "./routing.testing.ts";

/** One thing that happens on a day; `which` picks among what there is then. */
export type Happening =
  | { what: "arrive"; channel: string; priority: Ticket["priority"]; needs: Ticket["needs"]; teamId: string | null }
  | {
      what: "resolve" | "wait_for_customer" | "customer_replies" | "accept" | "decline" | "close_waiting";
      which: number;
    }
  | { what: "presence"; which: number; presence: Agent["presence"] }
  | { what: "caps"; which: number; caps: Agent["caps"] }
  | { what: "assign_by_hand"; which: number; to: number }
  | { what: "time"; minutes: number };

const which = fc.nat({ max: 50 });

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      what: fc.constant("arrive" as const),
      channel: channels,
      priority: priorities,
      needs: fc.array(need, { maxLength: 1 }),
      teamId: fc.constantFrom("front", "back", null),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      what: fc.constantFrom(
        "resolve" as const,
        "wait_for_customer" as const,
        "customer_replies" as const,
        "accept" as const,
        "accept" as const,
        "decline" as const,
        "close_waiting" as const,
      ),
      which,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant("presence" as const),
      which,
      presence: fc.constantFrom(
        "online" as const,
        "online" as const,
        "busy" as const,
        "away" as const,
        "offline" as const,
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("caps" as const), which, caps }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("assign_by_hand" as const), which, to: which }) },
  {
    weight: 4,
    arbitrary: fc.record({ what: fc.constant("time" as const), minutes: fc.constantFrom(0.25, 1, 5, 20, 90) }),
  },
);

export const day = fc.array(happening, { minLength: 5, maxLength: 60 });

/**
 * Plays a day through the pure functions, and looks after everything that happens whether what must hold does.
 *
 * What is checked is written anew here, from the words of the requirement: it borrows nothing from what it checks.
 */
export function simulate(
  everybody: readonly Agent[],
  teams: readonly Team[],
  settings: Settings,
  day: readonly Happening[],
): { given: number; owners: Map<string, number> } {
  let now = morning;
  let count = 0;
  let agents = [...everybody];
  let held: Held[] = [];
  let offers: Offer[] = [];
  let queue: Waiting[] = [];
  const open = new Map<string, Waiting>();
  const gone = new Set<string>();
  const presenceSince = new Map<string, number>();
  /** When time alone would give a ticket to somebody: what the last drain promised. */
  const promised = new Map<string, number | null>();

  for (const each of day) play(each);
  return { given: count, owners: ownersOf() };

  function play(happening: Happening): void {
    const heldBefore = JSON.stringify(held);
    apply(happening);
    timeGoesBy();
    // nothing ran out and nothing came back meanwhile
    const isOnlyTime = happening.what === "time" && heldBefore === JSON.stringify(held);
    const given = drainQueue();
    if (isOnlyTime) {
      for (const ticketId of given) {
        const at = promised.get(ticketId) ?? null;
        expect([ticketId, at !== null && at <= now]).toEqual([ticketId, true]);
      }
    }
    check();
  }

  function apply(happening: Happening): void {
    const at = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)];
    switch (happening.what) {
      case "arrive": {
        const id = `t${String(open.size).padStart(3, "0")}`;
        const ticket: Ticket = {
          ...{ id, channel: happening.channel, priority: happening.priority, needs: happening.needs },
          ...{ teamId: happening.teamId, deskId: null, waitingSince: now, lastAgentId: null, declined: [] },
        };
        open.set(id, placed(ticket));
        queue.push(placed(ticket));
        return;
      }
      case "resolve": {
        const one = at(assigned(), happening.which);
        if (one) release(one.ticketId);
        if (one) gone.add(one.ticketId);
        return;
      }
      case "wait_for_customer":
        categorise(at(assigned(), happening.which), "waiting");
        return;
      case "customer_replies":
        // it comes whether there is room or not
        categorise(at(assigned(), happening.which), "open");
        return;
      case "close_waiting": {
        const one = at(queue, happening.which);
        if (one) gone.add(one.ticket.id);
        queue = queue.filter((each) => each !== one);
        return;
      }
      case "accept":
      case "decline": {
        const offer = at(offers, happening.which);
        if (offer) step(offer, happening.what);
        return;
      }
      case "presence": {
        const agent = at(agents, happening.which);
        if (agent) setPresence(agent.id, happening.presence);
        return;
      }
      case "caps": {
        const agent = at(agents, happening.which);
        if (agent) agents = agents.map((each) => (each === agent ? { ...agent, caps: happening.caps } : each));
        return;
      }
      case "assign_by_hand": {
        const [one, agent] = [at(queue, happening.which), at(agents, happening.to)];
        if (!one || !agent) return;
        queue = queue.filter((each) => each !== one);
        const { id, channel } = one.ticket;
        held.push({ ticketId: id, agentId: agent.id, channel, category: "open" });
        return;
      }
      case "time":
        now += happening.minutes * minute;
    }
  }

  function timeGoesBy(): void {
    for (const offer of [...offers]) step(offer, "look");
    for (const { id, presence } of agents) {
      const policy = { awayMinutes: 60, offlineMinutes: 10, load: settings.load };
      const since = presenceSince.get(id) ?? now;
      const { ticketIds, againAt } = handBack({ id, presence }, since, held, policy, now);
      if (againAt !== null) expect(againAt).toBeGreaterThan(now);
      for (const ticketId of ticketIds) backToQueue(ticketId, {});
      // an offer to somebody who has gone is withdrawn, and is no refusal
      if (presence === "offline") {
        for (const offer of offers.filter(({ agentId }) => agentId === id)) {
          step(offer, "withdraw");
          backToQueue(offer.ticketId, {});
        }
      }
    }
  }

  function step(offer: Offer, event: OfferEvent): void {
    const after = stepOffer(offer, event, now, "away");
    if (after.offer.state === "offered") return;
    offers = offers.filter((each) => each !== offer);
    if (after.presence) setPresence(offer.agentId, after.presence);
    if (after.ticket === "assign") {
      held = held.map((each) => {
        if (each.ticketId !== offer.ticketId) return each;
        const { isOffer, ...rest } = each;
        return rest;
      });
    } else if (after.ticket === "route_on") {
      backToQueue(offer.ticketId, { declined: [{ agentId: offer.agentId, at: now }] });
    }
  }

  function backToQueue(ticketId: string, more: Partial<Ticket>): void {
    const known = open.get(ticketId);
    release(ticketId);
    if (!known) return;
    const declined = [...known.ticket.declined, ...(more.declined ?? [])];
    const waiting = { ...known, ticket: { ...known.ticket, declined } };
    open.set(ticketId, waiting);
    queue.push(waiting);
  }

  function drainQueue(): string[] {
    const desk = { agents, teams, settings };
    const drained = drain(frozen([...queue]), frozen([...held]), frozen(desk), now);
    for (const decision of drained.given) {
      expect(replayDecision(JSON.parse(JSON.stringify(decision)))).toEqual(decision);
      const { ticket, outcome } = decision;
      if (outcome.kind === "queue") throw new Error("nobody was given nothing");
      queue = queue.filter((each) => each.ticket.id !== ticket.id);
      const isOffer = outcome.kind === "offer";
      const { agentId } = outcome;
      const { id: ticketId, channel } = ticket;
      held = [...held, { ticketId, agentId, channel, category: "open", ...(isOffer ? { isOffer } : {}) }];
      if (isOffer) offers.push(makeOffer(ticketId, agentId, now, outcome.expiresAt));
      expectRoomFor(agentId, channel);
    }
    agents = drained.agents;
    const turns = agents.map(({ lastAssignedAt }) => lastAssignedAt).filter((turn) => turn > 0);
    expect(new Set(turns).size).toBe(turns.length);
    expect(drained.left.map(({ position }) => position)).toEqual(queue.map((_, at) => at + 1));
    const given = drained.given.map(({ ticket }) => ticket.id);
    for (const { ticketId, againAt } of drained.left) {
      if (againAt !== null) expect(againAt).toBeGreaterThan(now);
      promised.set(ticketId, againAt);
    }
    count += given.length;
    return given;
  }

  /** Nobody is ever above a cap by something that was given to them. */
  function expectRoomFor(agentId: string, channel: string): void {
    const { total, ofChannel, agent } = loadOf(agentId, channel);
    expect([agentId, total <= (agent?.caps.total ?? Number.POSITIVE_INFINITY)]).toEqual([agentId, true]);
    expect([agentId, ofChannel <= (agent?.caps.channels[channel] ?? Number.POSITIVE_INFINITY)]).toEqual([
      agentId,
      true,
    ]);
    const places = agent && placesFor(channel, agent.caps, settings.load);
    expect(places === null || Number(places) >= 1).toBe(true);
  }

  function loadOf(agentId: string, channel: string) {
    const counting = held.filter(
      (each) => each.agentId === agentId && (each.isOffer === true || each.category !== "waiting"),
    );
    // all weights are halves: these sums are exact
    const total = counting.reduce((sum, each) => sum + (settings.load.weights[each.channel] ?? 1), 0);
    const ofChannel = counting.filter((each) => each.channel === channel).length;
    return { total, ofChannel, agent: agents.find(({ id }) => id === agentId) };
  }

  function check(): void {
    for (const waiting of queue) {
      const could = agents.filter((agent) => couldHave(agent, waiting)).map(({ id }) => id);
      expect([waiting.ticket.id, could]).toEqual([waiting.ticket.id, []]);
    }
    // a ticket is in the queue or with one agent until it is over
    for (const [ticketId, owners] of ownersOf())
      expect([ticketId, owners]).toEqual([ticketId, gone.has(ticketId) ? 0 : 1]);
  }

  /** Whether an agent could be given a ticket now, in plain words. */
  function couldHave(agent: Agent, { ticket }: Waiting): boolean {
    const isIn = (hours: readonly { from: number; to: number }[] | null) =>
      !hours || hours.some(({ from, to }) => now >= from && now < to);
    const team = teams.find(({ id }) => id === ticket.teamId);
    const waited = now - ticket.waitingSince;
    const isSkilled = ticket.needs.every(({ skill, level, kind, relax }) => {
      let wanted = level;
      for (const step of relax ?? [{ afterMinutes: 5, level: 0 }]) {
        if (kind === "preferred" && waited >= step.afterMinutes * minute) wanted = Math.min(wanted, step.level);
      }
      return (agent.skills[skill] ?? 0) >= wanted;
    });
    const hasDeclined = ticket.declined.some(
      ({ agentId, at }) => agentId === agent.id && now - at < settings.declineMinutes * minute,
    );
    const { total, ofChannel } = loadOf(agent.id, ticket.channel);
    const weight = settings.load.weights[ticket.channel] ?? 1;
    return (
      agent.presence === "online" &&
      isIn(agent.shifts) &&
      (ticket.teamId === null || agent.teamIds.includes(ticket.teamId)) &&
      isIn(team?.hours ?? null) &&
      isSkilled &&
      !hasDeclined &&
      total + weight <= (agent.caps.total ?? Number.POSITIVE_INFINITY) &&
      ofChannel + 1 <= (agent.caps.channels[ticket.channel] ?? Number.POSITIVE_INFINITY)
    );
  }

  function ownersOf(): Map<string, number> {
    const owners = new Map([...open.keys()].map((id) => [id, 0]));
    const count = (id: string) => owners.set(id, (owners.get(id) ?? 0) + 1);
    for (const { ticket } of queue) count(ticket.id);
    for (const { ticketId } of held) count(ticketId);
    return owners;
  }

  function assigned(): Held[] {
    return held.filter(({ isOffer }) => isOffer !== true);
  }

  function release(ticketId: string): void {
    held = held.filter((each) => each.ticketId !== ticketId);
  }

  function categorise(one: Held | undefined, category: string): void {
    if (one) held = held.map((each) => (each === one ? { ...each, category } : each));
  }

  function setPresence(id: string, presence: Agent["presence"]): void {
    agents = agents.map((each) => (each.id === id ? { ...each, presence } : each));
    presenceSince.set(id, now);
  }
}
