import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { closeCodes } from "@kotae/sdk/schema";
import { type RawData, type ServerOptions, type WebSocket, WebSocketServer } from "ws";
import { deliver } from "./follow.ts";
import { fullBucket } from "./frame-limit.ts";
import { defaultLimits, type GatewayDeps, type Hub, type Peer } from "./hub.ts";
import { end, leave, refuse } from "./peer.ts";
import { setTyping, show, storePresence } from "./presence.ts";
import { receive } from "./receive.ts";

const realtimePath = "/v1/realtime";

export type Gateway = {
  /** Takes over the server's upgrades: sockets at `/v1/realtime`, a 404 anywhere else. */
  attach(server: Server): void;
  /** Tells every socket to come back elsewhere (1012), and resolves once they are gone. */
  close(): Promise<void>;
  /** How many sockets are open. */
  size(): number;
  /** Whether any socket of this visitor is open here. */
  isVisitorOnline(visitorId: string): boolean;
};

/** The sockets of this process; what they may hear comes over the bus. */
export function createGateway(deps: GatewayDeps): Gateway {
  const limits = { ...defaultLimits, ...deps.limits };
  const hub: Hub = {
    deps,
    limits,
    peers: new Map(),
    sockets: { visitor: new Map(), agent: new Map() },
    viewers: new Map(),
    storing: Promise.resolve(),
  };
  const options: ServerOptions & { closeTimeout: number } = {
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: limits.frameBytes,
    closeTimeout: limits.closeMs,
  };
  const sockets = new WebSocketServer(options);
  let opened = 0;
  let isClosing = false;
  let whenEmpty: (() => void) | undefined;
  let storedAt = deps.now();

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (request.url?.split("?")[0] !== realtimePath) turnAway(socket, "404 Not Found");
    else if (isClosing) turnAway(socket, "503 Service Unavailable");
    else sockets.handleUpgrade(request, socket, head, open);
  }

  function open(socket: WebSocket, { headers }: IncomingMessage): void {
    const now = deps.now();
    const { cookie, origin, host } = headers;
    const peer: Peer = {
      number: ++opened,
      socket,
      opening: { cookie, isSameOrigin: deps.sameOrigin(origin, host) },
      reader: undefined,
      isReady: false,
      isEnding: false,
      openedAt: now,
      seenAt: now,
      pingedAt: now,
      awaitsPong: false,
      bucket: fullBucket({ perSecond: limits.framesPerSecond, burst: limits.frameBurst }, now),
      typing: undefined,
      typedAt: 0,
      follows: new Map(),
      stops: [],
      queue: undefined,
      listener: (frame, encoded) => deliver(hub, peer, frame, encoded),
    };
    hub.peers.set(socket, peer);
    socket.on("message", onMessage);
    socket.on("pong", onPong);
    socket.on("close", onClose);
    socket.on("error", onError);
  }

  // shared by all sockets, which a closure for each would not be
  function onMessage(this: WebSocket, data: RawData, isBinary: boolean): void {
    const peer = hub.peers.get(this);
    if (peer) receive(hub, peer, data as Buffer, isBinary);
  }

  function onPong(this: WebSocket): void {
    const peer = hub.peers.get(this);
    if (!peer) return;
    peer.awaitsPong = false;
    peer.seenAt = deps.now();
  }

  function onClose(this: WebSocket): void {
    const peer = hub.peers.get(this);
    if (!peer) return;
    leave(hub, peer);
    hub.peers.delete(this);
    if (hub.peers.size === 0) whenEmpty?.();
  }

  function sweep(): void {
    const now = deps.now();
    for (const peer of hub.peers.values()) if (!peer.isEnding) look(peer, now);
    if (hub.viewers.size > 0) forgetViewers(now);
    if (now - storedAt < limits.heartbeatMs) return;
    storedAt = now;
    for (const id of hub.sockets.agent.keys()) void storePresence(hub, id);
  }

  function look(peer: Peer, now: number): void {
    if (peer.opening && now - peer.openedAt >= limits.helloMs) {
      refuse(hub, peer, closeCodes.unauthorized, "unauthorized", "No hello came in time.");
      return;
    }
    if (peer.typing && now - peer.typing.since >= limits.typingMs) setTyping(hub, peer, undefined);
    if (now - peer.pingedAt < limits.heartbeatMs) return;
    if (peer.awaitsPong) {
      peer.socket.terminate();
      return;
    }
    peer.awaitsPong = true;
    peer.pingedAt = now;
    peer.socket.ping();
  }

  function forgetViewers(now: number): void {
    const seen = new Set<number>();
    for (const { number, seenAt } of hub.peers.values()) if (now - seenAt < limits.viewingMs) seen.add(number);
    const left = [...hub.viewers].filter(([number]) => seen.has(number));
    if (left.length < hub.viewers.size) show(hub, new Map(left));
  }

  const timer = setInterval(sweep, limits.sweepMs);
  timer.unref();

  return {
    attach: (server) => void server.on("upgrade", upgrade),
    async close() {
      isClosing = true;
      clearInterval(timer);
      const empty = hub.peers.size === 0 ? undefined : new Promise<void>((resolve) => (whenEmpty = resolve));
      for (const peer of hub.peers.values()) end(hub, peer, closeCodes.goingAway);
      await empty;
      await hub.storing;
    },
    size: () => hub.peers.size,
    isVisitorOnline: (visitorId) => hub.sockets.visitor.has(visitorId),
  };
}

/** ws closes after an error by itself (1009 for a frame that is too large, 1007 for text that is not UTF-8). */
function onError(): void {}

function turnAway(socket: Duplex, status: string): void {
  socket.on("error", onError);
  socket.once("finish", () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
