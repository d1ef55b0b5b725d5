import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@kotae/sdk";
import WebSocket from "ws";
import { benchServer } from "./bench-server.ts";
import { cpuMillis, openConnection, quantile } from "./load.ts";

const pairs = 50;
const seconds = 6;
const pacedPerSecond = 200;
const body = "Where is my order 1234? It should have been here yesterday. ".repeat(2);

/** A system under load: how to send message `n` of a pair, and what the other side calls when it has it. */
type System = {
  name: string;
  pid: number;
  send(pair: number, n: number): Promise<unknown>;
  delivered: (pair: number, n: number) => void;
  close(): Promise<void>;
};
type Result = { perSecond: number; cpuEach: number; p50: number; p99: number };

/** Messages stored, sequenced and delivered, beside a floor program in the same run. */
export async function bench(): Promise<void> {
  const results = new Map<string, Result>();
  for (const make of [floor, (): Promise<System> => kotae(false), (): Promise<System> => kotae(true)]) {
    const system = await make();
    const result = await measure(system);
    await system.close();
    results.set(system.name, result);
    console.log(
      `${system.name.padEnd(44)} ${result.perSecond.toFixed(0).padStart(6)} /s  ${result.cpuEach.toFixed(3)} ms CPU each   at ${pacedPerSecond}/s p50 ${result.p50.toFixed(1)} p99 ${result.p99.toFixed(1)} ms`,
    );
  }
  const [base, ...others] = [...results.values()];
  for (const [index, each] of others.entries()) {
    const name = [...results.keys()][index + 1];
    console.log(
      `${name}: ${(each.perSecond / (base?.perSecond ?? 1)).toFixed(2)} of the floor (bar 0.20), p99 ${(each.p99 / (base?.p99 ?? 1)).toFixed(1)} x the floor's`,
    );
  }
}

/** As fast as it goes with one message under way in each pair, then at an even pace for the waiting times. */
async function measure(system: System): Promise<Result> {
  const arrived: (() => void)[] = [];
  system.delivered = (pair) => arrived[pair]?.();
  const roundTrip = (pair: number, n: number) =>
    new Promise<void>((resolve, reject) => {
      arrived[pair] = resolve;
      system.send(pair, n).catch(reject);
    });
  const warm = performance.now() + 1_500;
  const until = async (end: number) => {
    let count = 0;
    await Promise.all(
      Array.from({ length: pairs }, async (_, pair) => {
        while (performance.now() < end) {
          await roundTrip(pair, count);
          count++;
        }
      }),
    );
    return count;
  };
  await until(warm);
  const [began, cpu] = [performance.now(), cpuMillis(system.pid)];
  const count = await until(began + seconds * 1_000);
  const took = performance.now() - began;
  const cpuEach = (cpuMillis(system.pid) - cpu) / count;

  const waits: number[] = [];
  const start = performance.now();
  await Promise.all(
    Array.from({ length: pacedPerSecond * 5 }, async (_, n) => {
      const due = start + (n * 1_000) / pacedPerSecond;
      await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
      const sent = performance.now();
      await roundTrip(n % pairs, n);
      waits.push(performance.now() - sent);
    }),
  );
  return { perSecond: (count / took) * 1_000, cpuEach, p50: quantile(waits, 0.5), p99: quantile(waits, 0.99) };
}

async function floor(): Promise<System> {
  const folder = mkdtempSync(join(tmpdir(), "kotae-floor-"));
  const child = spawn(process.execPath, [new URL("./floor.ts", import.meta.url).pathname, join(folder, "floor.db")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await new Promise<string>((resolve) => child.stdout.once("data", (data) => resolve(String(data).trim())));
  const system: System = {
    name: "floor: ws + one SQLite commit a turn",
    pid: child.pid ?? 0,
    send: async () => {},
    delivered: () => {},
    close: async () => {},
  };
  const senders: WebSocket[] = [];
  const receivers: WebSocket[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    const [sender, receiver] = await Promise.all([openSocket(`${url}/${pair}`), openSocket(`${url}/${pair}`)]);
    receiver.on("message", () => system.delivered(pair, 0));
    senders.push(sender);
    receivers.push(receiver);
  }
  system.send = async (pair) => senders[pair]?.send(JSON.stringify({ body }));
  system.close = async () => {
    for (const socket of [...senders, ...receivers]) socket.terminate();
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  };
  return system;
}

/** Visitors post over HTTP; the other side is the visitor's second tab, or an agent who follows the ticket. */
async function kotae(toAgent: boolean): Promise<System> {
  const server = await benchServer();
  const system: System = {
    name: toAgent ? "Kotae: visitor -> ticket -> agent's socket" : "Kotae: visitor -> conversation -> own socket",
    pid: server.pid,
    send: async () => {},
    delivered: () => {},
    close: server.close,
  };
  const open = createClient({ baseUrl: server.url });
  const posts: ((path: string, body: string) => Promise<number>)[] = [];
  const pairOf = new Map<string, number>();
  const ids: string[] = [];
  const hear = (data: WebSocket.RawData) => {
    const frame = JSON.parse(String(data)) as { t: string; conversationId: string; message: { seq: number } };
    const pair = pairOf.get(frame.conversationId);
    if (frame.t === "message" && pair !== undefined) system.delivered(pair, frame.message.seq);
  };
  for (let pair = 0; pair < pairs; pair++) {
    const { token } = await open.createVisitor({ siteKey: server.siteKey });
    const client = createClient({ baseUrl: server.url, token: () => token });
    const { id } = await client.createConversation();
    if (toAgent) await client.escalate({ id });
    else await follow(server.url, { t: "hello", token }, hear);
    pairOf.set(id, pair);
    ids.push(id);
    posts.push(await openConnection(server.url, token));
  }
  if (toAgent)
    await follow(server.url, { t: "hello", resume: Object.fromEntries(ids.map((id) => [id, 2])) }, hear, server.cookie);
  system.send = async (pair, n) => {
    const status = await posts[pair]?.(
      `/v1/conversations/${ids[pair]}/messages`,
      JSON.stringify({ clientId: `${pair}-${n}-${Math.random()}`, body }),
    );
    if (status !== 201) throw new Error(`A message was answered with ${status}`);
  };
  return system;
}

async function follow(
  url: string,
  hello: object,
  hear: (data: WebSocket.RawData) => void,
  cookie?: string,
): Promise<void> {
  const socket = await openSocket(`${url}/v1/realtime`, cookie);
  const ready = new Promise<void>((resolve) =>
    socket.on("message", (data) => {
      if (String(data).startsWith('{"t":"ready"')) resolve();
    }),
  );
  socket.on("message", hear);
  socket.send(JSON.stringify(hello));
  await ready;
}

function openSocket(url: string, cookie?: string): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url.replace("http", "ws"), {
      perMessageDeflate: false,
      headers: cookie ? { cookie } : {},
    });
    socket.on("open", () => resolve(socket));
    socket.on("error", reject);
  });
}
