import type { SlaEvent } from "./events.ts";
import { beganAt, type Ledger, move, type State, start, stateOf, type Why } from "./ledger.ts";
import { type Kind, type Situation, stateFor } from "./terms.ts";

/** One promise to one ticket. */
export type Clock = {
  /** `ticket/kind:n`: the same whenever the events are folded again. */
  readonly id: string;
  readonly kind: Kind;
  /** The clock this one goes on from, itself where it is its own: after a merge nothing is announced or counted twice. */
  readonly origin: string;
  readonly ledger: Ledger;
  /** Open milliseconds, of the terms in force while it lived; null where nothing is promised. */
  readonly target: number | null;
  /** Since when that target is its target. */
  readonly since: number;
  /** Whether nothing moves it any more. A resolution never is: a ticket can be opened again. */
  readonly done: boolean;
  /** The message that is waiting for an answer. */
  readonly messageId: string | null;
};

/** A ticket's clocks, and what has to be known to go on with them. */
export type TicketClocks = Situation & {
  readonly ticketId: string;
  /** The last event this knows of, and the latest moment. */
  readonly seq: number;
  readonly at: number;
  readonly withPeople: boolean;
  /** Every clock that ever lived, oldest first; `step` looks only at the last of each kind and those not done. */
  readonly clocks: readonly Clock[];
};

/** All clocks of a ticket from its history; events in any order, and more than once, come to the same. */
export function clocksOf(events: readonly SlaEvent[]): TicketClocks | undefined {
  return [...events]
    .sort((a, b) => a.seq - b.seq)
    .reduce<TicketClocks | undefined>((ticket, event) => step(ticket, event), undefined);
}

/** The clocks after one more event; a clock it does not touch is the same object, and before `opened` there are none. */
export function step(ticket: TicketClocks | undefined, event: SlaEvent): TicketClocks | undefined {
  if (!ticket) return event.type === "opened" ? open(event) : undefined;
  if (event.seq <= ticket.seq) return ticket;
  const now = { ...ticket, seq: event.seq, at: Math.max(event.at, ticket.at) };
  switch (event.type) {
    case "opened":
      return now;
    case "handed_over":
      return handOver(now);
    case "message":
      return event.visibility === "internal" || event.automatic ? now : heard(now, event);
    case "status":
      return settle({ ...now, status: event.status }, { code: "status", detail: event.status });
    case "terms":
      return settle({ ...now, terms: event.terms }, { code: "terms", detail: event.terms?.policyVersion ?? "" });
    case "absorbed":
      return event.waiting ? absorb(handOver(now), event.ticketId, event.waiting) : now;
    case "merged":
      return settle({ ...now, over: true }, { code: "merged", detail: event.into });
    case "cancelled":
      return settle({ ...now, over: true }, { code: "cancelled", detail: event.reason });
    case "restored":
      return settle({ ...now, over: false }, { code: "restored", detail: "" });
  }
}

/** The clock that counts how long the customer has been waiting for an answer; nothing where none is owed. */
export function waitingOf({ clocks }: Pick<TicketClocks, "clocks">): Clock | undefined {
  return clocks.find(({ kind, done }) => !done && (kind === "first_response" || kind === "next_response"));
}

function open(event: Extract<SlaEvent, { type: "opened" }>): TicketClocks {
  const { ticketId, seq, at, status, terms, owner, by, messageId } = event;
  const ticket: TicketClocks = { ticketId, seq, at, status, terms, over: false, withPeople: false, clocks: [] };
  if (owner === "assistant") return ticket;
  const why: Why = { code: "opened", detail: messageId ?? "" };
  const taken = begin({ ...ticket, withPeople: true }, "resolution", why);
  return by === "customer" ? begin(taken, "first_response", why, messageId) : begin(taken, "periodic_update", why);
}

function handOver(ticket: TicketClocks): TicketClocks {
  if (ticket.withPeople) return ticket;
  const why: Why = { code: "handed_over", detail: "" };
  return begin(begin({ ...ticket, withPeople: true }, "resolution", why), "first_response", why);
}

function heard(ticket: TicketClocks, { author, messageId }: Extract<SlaEvent, { type: "message" }>): TicketClocks {
  if (author === "customer") {
    // the assistant answers what it is asked; and the oldest question goes on, the later ones do not start it anew
    if (!ticket.withPeople || waitingOf(ticket)) return ticket;
    return begin(ticket, "next_response", { code: "customer_wrote", detail: messageId }, messageId);
  }
  if (author !== "agent") return ticket;
  const why: Why = { code: "answered", detail: messageId };
  const answered = handOver(ticket);
  const clocks = answered.clocks.map((clock) =>
    clock.done || clock.kind === "resolution" ? clock : { ...shift(answered, clock, "met", why), done: true },
  );
  // there are news to give only once somebody has answered: before that, the first response is what is promised
  return begin({ ...answered, clocks }, "periodic_update", why);
}

/** The customer of the absorbed ticket goes on waiting here: of two who wait, the one who has waited longer counts. */
function absorb(ticket: TicketClocks, from: string, theirs: Clock): TicketClocks {
  const ours = waitingOf(ticket);
  if (ours && beganAt(ours.ledger) <= beganAt(theirs.ledger)) return ticket;
  const why: Why = { code: "taken_over", detail: from };
  const clocks = ticket.clocks.map((clock) =>
    clock === ours ? { ...shift(ticket, clock, "cancelled", why), done: true } : clock,
  );
  const kind = ours?.kind ?? "next_response";
  const adopted = begin({ ...ticket, clocks }, kind, why, theirs.messageId);
  const last = adopted.clocks.at(-1) as Clock;
  const ledger = move(theirs.ledger, stateFor(kind, ticket), {
    at: ticket.at,
    why,
    policyVersion: ticket.terms?.policyVersion ?? null,
  });
  return { ...adopted, clocks: [...adopted.clocks.slice(0, -1), { ...last, ledger, origin: theirs.origin }] };
}

function begin(ticket: TicketClocks, kind: Kind, why: Why, messageId: string | null = null): TicketClocks {
  const { ticketId, clocks, at, terms } = ticket;
  const last = clocks.findLast((clock) => clock.kind === kind);
  const number = last ? Number(last.id.slice(last.id.lastIndexOf(":") + 1)) + 1 : 1;
  const id = `${ticketId}/${kind}:${number}`;
  const policyVersion = terms?.policyVersion ?? null;
  const ledger = start(stateFor(kind, ticket), { at, why, policyVersion });
  const target = terms?.targets[kind] ?? null;
  const clock: Clock = { id, kind, origin: id, ledger, target, since: at, done: false, messageId };
  return { ...ticket, clocks: [...clocks, clock] };
}

/** Brings every clock into the state and under the terms its ticket is in now. */
function settle(ticket: TicketClocks, why: Why): TicketClocks {
  const clocks = ticket.clocks.map((clock) =>
    clock.done ? clock : shift(ticket, clock, stateFor(clock.kind, ticket), why),
  );
  return clocks.every((clock, index) => clock === ticket.clocks[index]) ? ticket : { ...ticket, clocks };
}

function shift({ at, terms }: TicketClocks, clock: Clock, state: State, why: Why): Clock {
  const last = stateOf(clock.ledger);
  const ends = state === "met" || state === "cancelled";
  if (ends && last.state === state) return clock;
  // what comes to its end is judged by the terms it ended under
  const policyVersion = ends ? last.policyVersion : (terms?.policyVersion ?? null);
  const target = ends ? clock.target : (terms?.targets[clock.kind] ?? null);
  const ledger = move(clock.ledger, state, { at, why, policyVersion });
  if (ledger === clock.ledger && target === clock.target) return clock;
  return { ...clock, ledger, target, since: target === clock.target ? clock.since : at };
}
