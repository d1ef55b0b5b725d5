import type { ClientFrame, Message } from "@kotae/sdk/schema";
import type { WebSocket } from "ws";
import type { Held } from "./backlog.ts";
import type { Bus, Listener } from "./bus.ts";
import type { Bucket } from "./frame-limit.ts";
import type { Viewers } from "./viewers.ts";

export type Reader = { kind: "visitor"; id: string; name: string | null } | { kind: "agent"; id: string; name: string };

/** What the gateway needs of the house. */
export type GatewayDeps = {
  bus: Bus;
  /** Epoch milliseconds. */
  now(): number;
  /**
   * Who a hello is from: by its token, or by the cookie of the request that opened the socket. Throws `token_invalid`,
   * `token_expired` or `unauthorized`.
   */
  authenticate(hello: { token?: string; cookie?: string }): Promise<Reader>;
  /** May a page of this origin open a socket that is known by its cookie? */
  sameOrigin(origin: string | undefined, host: string | undefined): boolean;
  /** Those of `ids` this reader may follow; without `ids`, the conversations that are a visitor's own, or the newest. */
  mayFollow(reader: Reader, ids: string[] | undefined): Promise<string[]>;
  /** At most `limit` entries after a `seq` as this reader may see them, and the number of the log's last one. */
  backlog(
    reader: Reader,
    conversationId: string,
    after: number,
    limit: number,
  ): Promise<{ items: Message[]; lastSeq: number }>;
  /** Stores how far a reader has read, and publishes it. */
  markRead(reader: Reader, conversationId: string, seq: number): Promise<void>;
  /** Stores that an agent is there: with its first socket, at every heartbeat while it has one, and when it is gone. */
  agentPresence(agentId: string, online: boolean): Promise<void>;
  /**
   * Whether an agent is online and available, as visitors are told; the house publishes on `public` when that changes.
   * Without it, an agent with a socket is somebody.
   */
  isSomeoneThere?(): boolean;
  log?: { warn(about: object, message: string): void };
  limits?: Partial<GatewayLimits>;
};

export const defaultLimits = {
  /** How long a socket may stay without a hello. */
  helloMs: 10_000,
  frameBytes: 64 * 1024,
  socketsPerReader: 10,
  framesPerSecond: 30,
  frameBurst: 60,
  /** Frames that may wait while an earlier one is being answered. */
  queuedFrames: 100,
  typingIntervalMs: 200,
  /** How long somebody types without saying so again. */
  typingMs: 6_000,
  viewingMs: 30_000,
  heartbeatMs: 25_000,
  /** Conversations one socket may follow. */
  follows: 1_000,
  /** Entries of a conversation sent before the client is told to read it over HTTP. */
  backlog: 500,
  /** Live frames of a conversation that wait for its backlog. */
  held: 500,
  /** Bytes a client may leave unread. */
  bufferedBytes: 1024 * 1024,
  /** How long a client may take to answer a close. */
  closeMs: 5_000,
  /** How often deadlines are looked at. */
  sweepMs: 1_000,
};

export type GatewayLimits = typeof defaultLimits;

/** One conversation a socket follows; `held` while its backlog is on the way. */
type Follow = { stops: (() => void)[]; held: Held[] | undefined };

/** One socket. Small, and without a timer of its own: thousands are idle at any time. */
export type Peer = {
  number: number;
  socket: WebSocket;
  /** What the opening request said; gone with the hello. */
  opening: { cookie: string | undefined; isSameOrigin: boolean } | undefined;
  reader: Reader | undefined;
  isReady: boolean;
  isEnding: boolean;
  openedAt: number;
  /** The last frame or pong. */
  seenAt: number;
  pingedAt: number;
  awaitsPong: boolean;
  bucket: Bucket;
  typing: { conversationId: string; since: number } | undefined;
  /** When it last said that it types. */
  typedAt: number;
  follows: Map<string, Follow>;
  stops: (() => void)[];
  /** Frames that wait for the one being answered; undefined while none is. */
  queue: ClientFrame[] | undefined;
  listener: Listener;
};

/** What all sockets of a gateway share. */
export type Hub = {
  deps: GatewayDeps;
  limits: GatewayLimits;
  peers: Map<WebSocket, Peer>;
  /** How many sockets each visitor and each agent has. */
  sockets: { visitor: Map<string, number>; agent: Map<string, number> };
  viewers: Viewers;
  /** Presence is stored in the order it happened in. */
  storing: Promise<void>;
};
