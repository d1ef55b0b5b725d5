import type { Presence } from "./eligible.ts";

/** A ticket offered to an agent; it counts as theirs until it has ended. */
export type Offer = {
  ticketId: string;
  agentId: string;
  offeredAt: number;
  expiresAt: number;
  state: "offered" | "accepted" | "declined" | "timed_out" | "withdrawn";
  endedAt: number | null;
};

/** What can happen to it; `withdraw` is for a ticket that somebody took or closed, or an agent who left. */
export type OfferEvent = "accept" | "decline" | "withdraw" | "look";

export type OfferStep = {
  offer: Offer;
  /** What to do with the ticket now; `route_on`: this agent is noted as having declined, and it goes to somebody else. */
  ticket: "assign" | "route_on" | "nothing";
  /** What the agent's presence becomes; null for as it was. */
  presence: Presence | null;
};

/** Makes an offer of a decision. */
export const makeOffer = (ticketId: string, agentId: string, offeredAt: number, expiresAt: number): Offer => ({
  ...{ ticketId, agentId, offeredAt, expiresAt },
  state: "offered",
  endedAt: null,
});

/**
 * What an event makes of an offer; `look` only sees whether its time is over.
 *
 * An offer ends once: whatever comes after its end, or after its time, changes nothing more. Who lets an offer time out
 * is not there, and becomes `presenceAfterTimeOut`; who declines is.
 */
export function stepOffer(
  offer: Offer,
  event: OfferEvent,
  now: number,
  presenceAfterTimeOut: Presence | null,
): OfferStep {
  if (offer.state !== "offered") return { offer, ticket: "nothing", presence: null };
  if (event === "withdraw") return { offer: ended(offer, "withdrawn", now), ticket: "nothing", presence: null };
  if (now >= offer.expiresAt) {
    return { offer: ended(offer, "timed_out", offer.expiresAt), ticket: "route_on", presence: presenceAfterTimeOut };
  }
  if (event === "accept") return { offer: ended(offer, "accepted", now), ticket: "assign", presence: null };
  if (event === "decline") return { offer: ended(offer, "declined", now), ticket: "route_on", presence: null };
  return { offer, ticket: "nothing", presence: null };
}

const ended = (offer: Offer, state: Offer["state"], endedAt: number): Offer => ({ ...offer, state, endedAt });
