import type { ServerFrame } from "@kotae/sdk/schema";
import type { Hub, Peer, Reader } from "./hub.ts";
import { changes, type Viewers } from "./viewers.ts";

/** Counts a reader's new socket, and says so where an agent has come with it. */
export async function arrive(hub: Hub, reader: Reader): Promise<void> {
  const sockets = hub.sockets[reader.kind];
  const count = (sockets.get(reader.id) ?? 0) + 1;
  sockets.set(reader.id, count);
  if (reader.kind !== "agent" || count > 1) return;
  announce(hub, sockets.size === 1);
  await storePresence(hub, reader.id);
}

/** Takes a reader's socket off the count, and says so where its agent has gone with it. */
export function depart(hub: Hub, reader: Reader): void {
  const sockets = hub.sockets[reader.kind];
  const count = (sockets.get(reader.id) ?? 0) - 1;
  if (count > 0) {
    sockets.set(reader.id, count);
    return;
  }
  sockets.delete(reader.id);
  if (reader.kind !== "agent") return;
  announce(hub, sockets.size === 0);
  void storePresence(hub, reader.id);
}

/** Who is online, as this reader may know it. */
export function presenceFor(hub: Hub, kind: Reader["kind"]): ServerFrame {
  const agentIds = [...hub.sockets.agent.keys()];
  if (kind === "agent") return { t: "presence", online: agentIds.length > 0, agentIds };
  return { t: "presence", online: hub.deps.isSomeoneThere?.() ?? agentIds.length > 0 };
}

function announce(hub: Hub, concernsVisitors: boolean): void {
  hub.deps.bus.publish("agents", presenceFor(hub, "agent"));
  if (concernsVisitors && !hub.deps.isSomeoneThere) hub.deps.bus.publish("public", presenceFor(hub, "visitor"));
}

/** Stores whether an agent is there, after what was stored before; a failure is logged, and made good by the heartbeat. */
export function storePresence(hub: Hub, agentId: string): Promise<void> {
  hub.storing = hub.storing
    .then(() => hub.deps.agentPresence(agentId, hub.sockets.agent.has(agentId)))
    .catch((error: unknown) => hub.deps.log?.warn({ err: error, agentId }, "an agent's presence could not be stored"));
  return hub.storing;
}

/** Keeps who is looking at what, and tells the agents of every ticket where that differs. */
export function show(hub: Hub, viewers: Viewers): void {
  const differences = changes(hub.viewers, viewers);
  hub.viewers = viewers;
  for (const { ticketId, agents } of differences) hub.deps.bus.publish("agents", { t: "viewing", ticketId, agents });
}

/** Has this socket write in a conversation, or in none, and tells who follows it; renewed, it is told again. */
export function setTyping(hub: Hub, peer: Peer, conversationId: string | undefined): void {
  const before = peer.typing?.conversationId;
  if (before !== undefined && before !== conversationId) tellTyping(hub, peer, before, false);
  if (conversationId !== undefined) tellTyping(hub, peer, conversationId, true);
  peer.typing = conversationId === undefined ? undefined : { conversationId, since: hub.deps.now() };
}

function tellTyping(hub: Hub, { reader }: Peer, conversationId: string, on: boolean): void {
  if (!reader) return;
  const who = { kind: reader.kind, id: reader.id, name: reader.name };
  hub.deps.bus.publish(`conversation:${conversationId}`, { t: "typing", conversationId, who, on });
}
