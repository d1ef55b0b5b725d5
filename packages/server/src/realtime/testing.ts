import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { KotaeError } from "@kotae/sdk/errors";
import type { ClientFrame, Message, ServerFrame } from "@kotae/sdk/schema";
import { vi } from "vitest";
import { type ClientOptions, WebSocket } from "ws";
import { type Bus, createBus, createGateway, type GatewayDeps, type GatewayLimits, type Reader } from "./index.ts";

/** A UUID that is easy to tell from others. */
export const idOf = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;

export const visitor = (n: number): Reader => ({ kind: "visitor", id: idOf(n), name: `Visitor ${n}` });
export const agent = (n: number): Reader => ({ kind: "agent", id: idOf(n), name: `Agent ${n}` });

export const entry = (conversationId: string, seq: number, body = `entry ${seq}`): Message => ({
  kind: "message",
  id: idOf(1_000_000 + seq),
  conversationId,
  seq,
  author: { kind: "visitor", id: null, name: null },
  createdAt: "2026-11-22T00:00:00.000Z",
  body,
  clientId: null,
  answer: null,
});

export const messageFrame = (message: Message): ServerFrame => ({
  t: "message",
  conversationId: message.conversationId,
  message,
});

type Setup = { limits?: Partial<GatewayLimits>; deps?: Partial<GatewayDeps>; bus?: Bus };

/** A gateway on a real port, with a house behind it that knows these readers and conversations. */
export async function startGateway({ limits, deps, bus = createBus() }: Setup = {}) {
  // only the gateway's own sweep stands still: sockets need the other timers
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  let now = 1_000_000;
  const readers = new Map<string, Reader>();
  const owners = new Map<string, string>();
  const logs = new Map<string, Message[]>();
  const presence: [string, boolean][] = [];
  const reads: [string, string, number][] = [];
  const warnings: string[] = [];
  const isOwn = (reader: Reader, id: string) => reader.kind === "agent" || owners.get(id) === reader.id;

  const all: GatewayDeps = {
    bus,
    now: () => now,
    sameOrigin: (origin, host) => origin === undefined || new URL(origin).host === host,
    async authenticate({ token, cookie }) {
      if (token === "expired") throw new KotaeError("token_expired", "The token has expired.");
      const reader = readers.get(token ?? cookie ?? "");
      if (!reader) throw new KotaeError(token ? "token_invalid" : "unauthorized", "Nobody we know.");
      return reader;
    },
    mayFollow: async (reader, ids) => (ids ?? [...owners.keys()]).filter((id) => owners.has(id) && isOwn(reader, id)),
    async backlog(_, id, after, limit) {
      const log = logs.get(id) ?? [];
      return { items: log.filter(({ seq }) => seq > after).slice(0, limit), lastSeq: log.at(-1)?.seq ?? 0 };
    },
    markRead: async (reader, id, seq) => void reads.push([reader.id, id, seq]),
    agentPresence: async (id, online) => void presence.push([id, online]),
    log: { warn: (_, message) => void warnings.push(message) },
    ...(limits ? { limits } : {}),
    ...deps,
  };
  const gateway = createGateway(all);
  const server = createServer((_, response) => response.end("http"));
  gateway.attach(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const clients: WebSocket[] = [];

  const house = {
    bus,
    gateway,
    owners,
    logs,
    presence,
    reads,
    warnings,
    port,
    /** Lets time pass, and the gateway look at its deadlines. */
    pass(ms: number) {
      now += ms;
      vi.advanceTimersByTime(1_000);
    },
    /** An open socket that has not said anything. */
    async open(options: ClientOptions = {}, path = "/v1/realtime") {
      const client = listen(new WebSocket(`ws://127.0.0.1:${port}${path}`, options));
      clients.push(client.socket);
      await once(client.socket, "open");
      return client;
    },
    /** A socket that has been let in; what comes after `ready` and `presence` is still to be read. */
    async join(reader: Reader, resume: Record<string, number> = {}) {
      const isAgent = reader.kind === "agent";
      readers.set(`${reader.kind} ${reader.id}`, reader);
      const name = `${reader.kind} ${reader.id}`;
      const client = await house.open(isAgent ? { headers: { cookie: name } } : {});
      client.send(isAgent ? { t: "hello", resume } : { t: "hello", token: name, resume });
      await client.next("ready");
      await client.next("presence");
      return client;
    },
    know: (name: string, reader: Reader) => void readers.set(name, reader),
    /** Gives a conversation to a visitor, with so many entries in it. */
    converse(id: string, owner: Reader, entries = 0) {
      owners.set(id, owner.id);
      logs.set(
        id,
        Array.from({ length: entries }, (_, n) => entry(id, n + 1)),
      );
    },
    async stop() {
      for (const client of clients) client.terminate();
      await gateway.close();
      server.close();
      vi.useRealTimers();
    },
  };
  return house;
}

/** A client whose frames are awaited one by one. */
export function listen(socket: WebSocket) {
  const frames: ServerFrame[] = [];
  let wake: (() => void) | undefined;
  socket.on("message", (data) => {
    frames.push(JSON.parse(String(data)) as ServerFrame);
    wake?.();
  });
  const closed = new Promise<number>((resolve) => socket.on("close", (code) => resolve(code)));
  socket.on("error", () => undefined);

  async function next<T extends ServerFrame["t"]>(t?: T): Promise<Extract<ServerFrame, { t: T }>> {
    while (frames.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    const frame = frames.shift() as ServerFrame;
    if (t !== undefined && frame.t !== t) throw new Error(`Expected ${t}, got ${JSON.stringify(frame)}`);
    return frame as Extract<ServerFrame, { t: T }>;
  }
  const send = (frame: ClientFrame) => socket.send(JSON.stringify(frame));

  return {
    socket,
    closed,
    next,
    send,
    /** Everything that has come until the server answers a ping: how a test sees that nothing came. */
    async soFar(): Promise<ServerFrame[]> {
      send({ t: "ping" });
      const seen: ServerFrame[] = [];
      for (let frame = await next(); frame.t !== "pong"; frame = await next()) seen.push(frame);
      return seen;
    },
  };
}
