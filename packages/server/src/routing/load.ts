/** What counts: tickets in these categories, each as much as its channel weighs (1 where it is not named). */
export type LoadPolicy = { counts: readonly string[]; weights: Readonly<Record<string, number>> };

/** A ticket somebody has, or is being offered; `category` is its status's, such as `open` or `waiting`. */
export type Held = { ticketId: string; agentId: string; channel: string; category: string; isOffer?: boolean };

/** Weight altogether, and the number of tickets on each channel. */
export type Load = { total: number; channels: Readonly<Record<string, number>> };

/** The most an agent may have: weight altogether (null for no end), and tickets on a channel (no end where not named). */
export type Caps = { total: number | null; channels: Readonly<Record<string, number>> };

/** What stands in the way of one ticket more. */
export type Full =
  | { reason: "at_capacity"; load: number; adds: number; cap: number }
  | { reason: "channel_full"; channel: string; holds: number; cap: number };

export const noLoad: Load = { total: 0, channels: {} };

/** Counted in thousandths, so that ten times 0.1 is 1. */
const exact = (weight: number) => Math.round(weight * 1_000) / 1_000;

const own = (record: Readonly<Record<string, number>>, key: string) =>
  Object.hasOwn(record, key) ? record[key] : undefined;

const weightOf = (channel: string, { weights }: LoadPolicy): number => exact(Math.max(0, own(weights, channel) ?? 1));

/** A load with one ticket more on it. */
export const withOneMore = ({ total, channels }: Load, channel: string, policy: LoadPolicy): Load => ({
  total: exact(total + weightOf(channel, policy)),
  channels: { ...channels, [channel]: (own(channels, channel) ?? 0) + 1 },
});

/** Whether a ticket counts: it is in a category that does, or is on offer and may be accepted any moment. */
export const counts = ({ category, isOffer }: Held, policy: LoadPolicy): boolean =>
  isOffer === true || policy.counts.includes(category);

/** Everybody's load; who has nothing that counts is not among them. */
export function loadsOf(held: readonly Held[], policy: LoadPolicy): Map<string, Load> {
  const loads = new Map<string, Load>();
  for (const each of held) {
    if (!counts(each, policy)) continue;
    loads.set(each.agentId, withOneMore(loads.get(each.agentId) ?? noLoad, each.channel, policy));
  }
  return loads;
}

/**
 * Every cap that one ticket more on this channel would break; none where there is room.
 *
 * Who was given more than the cap by hand is full until so much has gone that a ticket fits below it again.
 */
export function fullFor(channel: string, load: Load, caps: Caps, policy: LoadPolicy): Full[] {
  const full: Full[] = [];
  const adds = weightOf(channel, policy);
  if (caps.total !== null && exact(load.total + adds) > caps.total) {
    full.push({ reason: "at_capacity", load: load.total, adds, cap: caps.total });
  }
  const cap = own(caps.channels, channel);
  const holds = own(load.channels, channel) ?? 0;
  if (cap !== undefined && holds + 1 > cap) full.push({ reason: "channel_full", channel, holds, cap });
  return full;
}

/** How many tickets of a channel fit under these caps when there is nothing else, or null for no end. */
export function placesFor(channel: string, caps: Caps, policy: LoadPolicy): number | null {
  const weight = weightOf(channel, policy);
  const byTotal = caps.total === null || weight === 0 ? null : Math.floor(exact(caps.total) / weight + 1e-9);
  const byChannel = own(caps.channels, channel) ?? null;
  if (byTotal === null || byChannel === null) return byTotal ?? byChannel;
  return Math.min(byTotal, byChannel);
}
