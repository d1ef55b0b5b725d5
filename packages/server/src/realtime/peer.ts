import type { ErrorCode } from "@kotae/sdk/errors";
import { closeCodes, type ServerFrame } from "@kotae/sdk/schema";
import type { Hub, Peer } from "./hub.ts";
import { depart, setTyping, show } from "./presence.ts";
import { look } from "./viewers.ts";

/** Puts a text on the wire; a client that leaves too much unread is let go. */
export function write(hub: Hub, peer: Peer, json: string): void {
  if (peer.isEnding) return;
  peer.socket.send(json);
  if (peer.socket.bufferedAmount > hub.limits.bufferedBytes) end(hub, peer, closeCodes.tooSlow);
}

export function tell(hub: Hub, peer: Peer, frame: ServerFrame): void {
  write(hub, peer, JSON.stringify(frame));
}

export function complain(hub: Hub, peer: Peer, code: ErrorCode, detail: string): void {
  tell(hub, peer, { t: "error", code, detail });
}

/** Says why, then closes. */
export function refuse(hub: Hub, peer: Peer, closeCode: number, code: ErrorCode, detail: string): void {
  complain(hub, peer, code, detail);
  end(hub, peer, closeCode);
}

/** Closes a socket; nothing is sent to it and nothing heard from it any more. */
export function end(hub: Hub, peer: Peer, closeCode: number): void {
  if (peer.isEnding) return;
  leave(hub, peer);
  peer.socket.close(closeCode);
}

/** Takes a socket out of everything it was part of. */
export function leave(hub: Hub, peer: Peer): void {
  if (peer.isEnding) return;
  peer.isEnding = true;
  for (const stop of peer.stops) stop();
  for (const { stops } of peer.follows.values()) for (const stop of stops) stop();
  peer.follows.clear();
  if (peer.typing) setTyping(hub, peer, undefined);
  if (hub.viewers.has(peer.number)) show(hub, look(hub.viewers, peer.number, null));
  if (peer.reader) depart(hub, peer.reader);
}
