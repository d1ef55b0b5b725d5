import type { ServerFrame } from "@kotae/sdk/schema";
import { isTooMuch, stillNews } from "./backlog.ts";
import type { Hub, Peer, Reader } from "./hub.ts";
import { tell, write } from "./peer.ts";
import { setTyping } from "./presence.ts";

/** Listens to a conversation, and holds back what comes of it until its backlog has been sent. */
export function follow(hub: Hub, peer: Peer, reader: Reader, id: string, hold: boolean): void {
  const known = peer.follows.get(id);
  if (known) {
    if (hold) known.held = [];
    return;
  }
  const { bus } = hub.deps;
  const stops = [bus.subscribe(`conversation:${id}`, peer.listener)];
  if (reader.kind === "agent") stops.push(bus.subscribe(`notes:${id}`, peer.listener));
  peer.follows.set(id, { stops, held: hold ? [] : undefined });
}

export function unfollow(hub: Hub, peer: Peer, id: string): void {
  const follow = peer.follows.get(id);
  if (!follow) return;
  if (peer.typing?.conversationId === id) setTyping(hub, peer, undefined);
  for (const stop of follow.stops) stop();
  peer.follows.delete(id);
}

/** What the bus brings: on to the client, or aside while the backlog before it is on the way. */
export function deliver(hub: Hub, peer: Peer, frame: ServerFrame, encoded: () => string): void {
  if (frame.t === "typing" && frame.who.kind === peer.reader?.kind && frame.who.id === peer.reader.id) return;
  const held = "conversationId" in frame ? peer.follows.get(frame.conversationId)?.held : undefined;
  if (!held) write(hub, peer, encoded());
  // one more than may be held tells that some are missing
  else if (held.length <= hub.limits.held) held.push({ frame, json: encoded() });
}

/** Sends what came after `after`, then what was held meanwhile; a `reset` where that is too much or cannot be read. */
export async function catchUp(hub: Hub, peer: Peer, reader: Reader, id: string, after: number): Promise<void> {
  const follow = peer.follows.get(id);
  if (!follow) return;
  const sentSeq = await sendBacklog(hub, peer, reader, id, after);
  const { held = [] } = follow;
  follow.held = undefined;
  if (peer.follows.get(id) !== follow) return;
  if (sentSeq === undefined || held.length > hub.limits.held) tell(hub, peer, { t: "reset", conversationId: id });
  for (const { json } of stillNews(held, sentSeq ?? 0)) write(hub, peer, json);
}

async function sendBacklog(
  hub: Hub,
  peer: Peer,
  reader: Reader,
  id: string,
  after: number,
): Promise<number | undefined> {
  try {
    const page = await hub.deps.backlog(reader, id, after, hub.limits.backlog);
    if (isTooMuch(page, after)) return undefined;
    for (const message of page.items) {
      if (peer.isEnding) return undefined;
      await writeSlowly(hub, peer, JSON.stringify({ t: "message", conversationId: id, message } satisfies ServerFrame));
    }
    return page.lastSeq;
  } catch (error) {
    hub.deps.log?.warn({ err: error, conversationId: id }, "a backlog could not be read");
    return undefined;
  }
}

/** Waits for the client once it has half of what it may leave unread: a long backlog is no reason to let it go. */
function writeSlowly(hub: Hub, peer: Peer, json: string): Promise<void> | void {
  if (peer.socket.bufferedAmount < hub.limits.bufferedBytes / 2) return write(hub, peer, json);
  return new Promise((resolve) => peer.socket.send(json, () => resolve()));
}
