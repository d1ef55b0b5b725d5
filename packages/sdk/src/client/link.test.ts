import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { KotaeError } from "../errors.ts";
import type { Message, MessagePage, ServerFrame } from "../schema/index.ts";
import type { Client } from "./client.ts";
import { type Link, type LinkOptions, openLink } from "./link.ts";

/** A browser's socket, with the network in the test's hands. */
class Socket {
  static all: Socket[] = [];
  static get last(): Socket {
    return Socket.all.at(-1) as Socket;
  }
  readyState = 0;
  sent: { t: string; [key: string]: unknown }[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  onerror: (() => void) | null = null;
  readonly url: string;
  constructor(url: string) {
    this.url = url;
    Socket.all.push(this);
  }
  send(text: string) {
    this.sent.push(JSON.parse(text));
  }
  close() {
    this.readyState = 3;
  }
  open() {
    this.readyState = 1;
    this.onopen?.();
  }
  says(frame: ServerFrame) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
  ready() {
    this.open();
    this.says({ t: "ready", v: 1, you: { kind: "visitor", id: "v" }, heartbeatSeconds: 25 });
  }
  breaks(code = 1006) {
    this.readyState = 3;
    this.onclose?.({ code });
  }
}

const entry = (seq: number, conversationId = "a"): Message => ({ kind: "hidden", conversationId, seq });
const message = (seq: number, conversationId = "a"): ServerFrame => ({
  t: "message",
  conversationId,
  message: entry(seq, conversationId),
});

type Asked = { id: string; after: number; wait: number };
let asked: Asked[];
/** How the server answers `listMessages`. */
let answer: (question: Asked, signal: AbortSignal) => Promise<MessagePage>;
let got: Record<string, number[]>;
let states: string[];
let frames: ServerFrame[];
let refusals: string[];
let link: Link;
let chance: number;
let network: EventTarget & { onLine?: boolean };

const pageOf = (log: number, { id, after }: Asked, limit = 2): MessagePage => {
  const items = Array.from({ length: Math.min(limit, Math.max(0, log - after)) }, (_, n) => entry(after + 1 + n, id));
  return { items, nextCursor: null, lastSeq: log };
};
const hang = (signal: AbortSignal) =>
  new Promise<never>((_, reject) =>
    signal.addEventListener("abort", () => reject(new KotaeError("aborted", "Called off."))),
  );

function begin(options: Partial<LinkOptions> = {}): Link {
  const listMessages = (input: Asked, { signal }: { signal: AbortSignal }) => {
    asked.push({ ...input });
    return answer(input, signal);
  };
  link = openLink({
    client: { listMessages } as unknown as Client,
    url: "https://help.example/v1/realtime",
    onFrame: (frame) => frames.push(frame),
    onMessages(id, messages, lastSeq) {
      got[id] = [...(got[id] ?? []), ...messages.map(({ seq }) => seq)];
      expect(lastSeq).toBe(messages.at(-1)?.seq);
    },
    onState: (state) => states.push(state),
    onRefused: (code) => refusals.push(code),
    WebSocket: Socket as unknown as typeof WebSocket,
    random: () => chance,
    ...options,
  });
  return link;
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  Socket.all = [];
  asked = [];
  got = {};
  states = [];
  frames = [];
  refusals = [];
  chance = 1;
  answer = async (question) => pageOf(question.after, question);
  network = new EventTarget();
  const listens = network.addEventListener.bind(network);
  const ends = network.removeEventListener.bind(network);
  vi.stubGlobal("addEventListener", listens);
  vi.stubGlobal("removeEventListener", ends);
  vi.stubGlobal("document", { visibilityState: "visible", addEventListener: listens, removeEventListener: ends });
  vi.stubGlobal("navigator", { onLine: true });
});
afterEach(() => {
  link.close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const happens = (type: string) => network.dispatchEvent(new Event(type));
const setOnline = (onLine: boolean) => vi.stubGlobal("navigator", { onLine });

describe("entries", () => {
  it("L2 reads from the gap on, page by page, until nothing is missing", async () => {
    answer = async (question) => pageOf(6, question);
    begin().follow("a", 1);
    Socket.last.ready();
    Socket.last.says(message(5));
    Socket.last.says(message(6));
    await pass(0);
    expect(asked.map(({ after }) => after)).toEqual([1, 3, 5]);
    expect(got.a).toEqual([2, 3, 4, 5, 6]);
  });

  it("L2 reads again where something came while it read, and does not begin a second reading", async () => {
    const first = Promise.withResolvers<MessagePage>();
    answer = async (question) => (asked.length === 1 ? first.promise : pageOf(4, question));
    begin().follow("a", 0);
    Socket.last.ready();
    Socket.last.says(message(2));
    Socket.last.says(message(4));
    expect(asked).toHaveLength(1);
    // the page was cut before 3 and 4 were written
    first.resolve({ items: [entry(1), entry(2)], nextCursor: null, lastSeq: 2 });
    await pass(0);
    expect(got.a).toEqual([1, 2, 3, 4]);
  });

  it("L3 reads the conversation again after a reset, and does not pass the reset on", async () => {
    answer = async (question) => pageOf(3, question);
    begin().follow("a", 1);
    Socket.last.ready();
    Socket.last.says({ t: "reset", conversationId: "a" });
    await pass(0);
    expect(got.a).toEqual([2, 3]);
    expect(frames.map(({ t }) => t)).toEqual(["ready"]);
  });

  it("L3 settles after a reset that brings nothing", async () => {
    begin().follow("a", 1);
    Socket.last.ready();
    Socket.last.says({ t: "reset", conversationId: "a" });
    await pass(0);
    expect(asked).toHaveLength(1);
    Socket.last.says(message(2));
    expect(got.a).toEqual([2]);
    expect(asked).toHaveLength(1);
  });

  it("L3 tries again later when a reading failed", async () => {
    answer = async () => Promise.reject(new KotaeError("network", "Gone."));
    begin().follow("a", 0);
    Socket.last.ready();
    Socket.last.says(message(2));
    await pass(0);
    expect(got.a).toBeUndefined();
    answer = async (question) => pageOf(2, question);
    for (let n = 0; n < 3; n++) {
      await pass(9_000);
      Socket.last.says({ t: "pong" });
    }
    expect(got.a).toEqual([1, 2]);
  });

  it("L12 hands on everything else as it is", async () => {
    begin().follow("a", 0);
    Socket.last.ready();
    const others: ServerFrame[] = [
      { t: "typing", conversationId: "a", who: { kind: "agent", id: "1", name: "Aiko" }, on: true },
      message(7, "b"),
      { t: "reset", conversationId: "b" },
      { t: "from the future" } as unknown as ServerFrame,
      { t: "error", code: "not_found", detail: "?" },
    ];
    for (const frame of [...others, message(1), { t: "pong" } as const]) Socket.last.says(frame);
    expect(frames.slice(1)).toEqual(others);
    expect(got).toEqual({ a: [1] });
    expect(asked).toEqual([]);
  });

  it("L15 follows no longer what is not there", async () => {
    answer = async () => Promise.reject(new KotaeError("not_found", "Gone.", { status: 404 }));
    begin().follow("a", 0);
    Socket.last.ready();
    Socket.last.says(message(2));
    await pass(0);
    Socket.last.says(message(1));
    expect(got).toEqual({});
    expect(asked).toHaveLength(1);
  });

  it("begins again where it is told to when a conversation is followed again", async () => {
    begin().follow("a", 5);
    Socket.last.ready();
    link.follow("a", 2);
    expect(Socket.last.sent.at(-1)).toEqual({ t: "subscribe", resume: { a: 2 } });
    Socket.last.says(message(3));
    expect(got.a).toEqual([3]);
  });
});

describe("the socket", () => {
  it("L6 says hello with the last number of each conversation, and subscribes to what is followed later", async () => {
    begin({ token: () => "secret" }).follow("a", 3);
    expect(Socket.last.url).toBe("wss://help.example/v1/realtime");
    link.follow("b", 0);
    link.unfollow("b");
    Socket.last.open();
    link.follow("c", 1);
    expect(Socket.last.sent).toEqual([
      { t: "hello", token: "secret", resume: { a: 3 } },
      { t: "subscribe", resume: { c: 1 } },
    ]);
    link.unfollow("c");
    expect(Socket.last.sent.at(-1)).toEqual({ t: "unsubscribe", ids: ["c"] });
  });

  it("L6 goes on from the last entry handed over, for the 200 conversations followed last", async () => {
    begin();
    for (let n = 0; n < 201; n++) link.follow(`c${n}`, n);
    Socket.last.ready();
    Socket.last.says(message(201, "c200"));
    Socket.last.breaks();
    await pass(500);
    Socket.last.open();
    const [hello] = Socket.last.sent;
    expect(hello).not.toHaveProperty("token");
    expect(Object.keys(hello?.resume as object)).toHaveLength(200);
    expect(hello?.resume).toMatchObject({ c200: 201, c1: 1 });
  });

  it("L4 waits a random part of twice as long after every failure, up to 30 s", async () => {
    begin();
    for (const delay of [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
      const before = Socket.all.length;
      Socket.last.breaks();
      await pass(delay - 1);
      expect(Socket.all).toHaveLength(before);
      await pass(1);
      expect(Socket.all).toHaveLength(before + 1);
    }
    chance = 0.1;
    Socket.last.breaks();
    await pass(3_000);
    expect(Socket.all).toHaveLength(10);
  });

  it("L4 begins anew only after a socket that was live for a while", async () => {
    begin();
    for (const [alive, delay] of [
      [1_000, 500],
      [1_000, 1_000],
      [11_000, 500],
    ] as const) {
      Socket.last.ready();
      await pass(alive);
      const before = Socket.all.length;
      Socket.last.breaks();
      await pass(delay - 1);
      expect(Socket.all).toHaveLength(before);
      await pass(1);
      expect(Socket.all).toHaveLength(before + 1);
    }
    expect(states.slice(0, 2)).toEqual(["live", "connecting"]);
  });

  it("L4 spreads over 2 s the clients of a server that goes away", async () => {
    begin();
    Socket.last.ready();
    await pass(11_000);
    Socket.last.breaks(1012);
    await pass(1_999);
    expect(Socket.all).toHaveLength(1);
    await pass(1);
    expect(Socket.all).toHaveLength(2);
  });

  it.each(["online", "visibilitychange"])("L5 comes back at once on %s", (event) => {
    begin();
    Socket.last.breaks();
    happens(event);
    expect(Socket.all).toHaveLength(2);
  });

  it("L5 looks whether a live socket still lives when the page is looked at", async () => {
    begin();
    Socket.last.ready();
    happens("visibilitychange");
    expect(Socket.last.sent.at(-1)).toEqual({ t: "ping" });
    await pass(10_000);
    expect(states.at(-1)).toBe("connecting");
  });

  it.each([
    ["token_expired", 4401],
    ["unauthorized", 4401],
  ])("L7 stops for good when it is refused with %s", async (code, closeCode) => {
    begin();
    Socket.last.open();
    if (code !== "unauthorized") Socket.last.says({ t: "error", code, detail: "" });
    Socket.last.breaks(closeCode);
    expect(states).toEqual(["closed"]);
    expect(refusals).toEqual([code]);
    await pass(100_000);
    expect(Socket.all).toHaveLength(1);
  });

  it("L7 stops when HTTP does not know it any more either", async () => {
    answer = async () => Promise.reject(new KotaeError("token_expired", "Old.", { status: 401 }));
    begin().follow("a", 0);
    Socket.last.ready();
    Socket.last.says(message(2));
    await pass(0);
    expect(states.at(-1)).toBe("closed");
    expect(refusals).toEqual(["token_expired"]);
  });

  it("L9 pings after 20 s of silence, and takes another socket 10 s later", async () => {
    begin();
    Socket.last.ready();
    const first = Socket.last;
    await pass(15_000);
    first.says({ t: "presence", online: true });
    await pass(19_999);
    expect(first.sent).toHaveLength(1);
    await pass(1);
    expect(first.sent.at(-1)).toEqual({ t: "ping" });
    await pass(9_000);
    first.says({ t: "pong" });
    await pass(20_000 + 10_000 + 500);
    expect(states).toEqual(["live", "connecting"]);
    expect(Socket.all).toHaveLength(2);
    expect(first.readyState).toBe(3);
    // whatever the old one still says is not heard
    first.says({ t: "pong" });
    first.breaks(4401);
    expect(states.at(-1)).toBe("connecting");
  });

  it("L9 does not wait for ready for ever", async () => {
    begin();
    Socket.last.open();
    await pass(10_000 + 500);
    expect(Socket.all).toHaveLength(2);
  });

  it("L11 drops what is sent while it is not live", () => {
    begin();
    link.send({ t: "typing", conversationId: "a", on: true });
    Socket.last.open();
    link.send({ t: "typing", conversationId: "a", on: true });
    Socket.last.ready();
    link.send({ t: "typing", conversationId: "a", on: true });
    expect(Socket.last.sent.map(({ t }) => t)).toEqual(["hello", "hello", "typing"]);
  });

  it("L13 does nothing any more once it is closed", async () => {
    answer = (_, signal) => hang(signal);
    begin().follow("a", 0);
    const socket = Socket.last;
    socket.ready();
    socket.says(message(2));
    link.close();
    socket.says(message(1));
    socket.breaks();
    happens("online");
    link.follow("a", 0);
    link.send({ t: "ping" });
    await pass(100_000);
    expect(states).toEqual(["live", "closed"]);
    expect(link.state()).toBe("closed");
    expect(got).toEqual({});
    expect(Socket.all).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("L14 says offline where the browser does, and goes on trying", async () => {
    begin();
    Socket.last.ready();
    setOnline(false);
    happens("offline");
    expect(states.at(-1)).toBe("offline");
    await pass(500);
    expect(Socket.all).toHaveLength(2);
    setOnline(true);
    happens("online");
    Socket.last.ready();
    expect(states).toEqual(["live", "offline", "live"]);
  });

  it("L14 begins offline where there is no network", () => {
    setOnline(false);
    expect(begin().state()).toBe("offline");
  });

  it("takes a socket that cannot even be made for one that failed", async () => {
    const Forbidden = class {
      constructor() {
        throw new DOMException("forbidden by a policy", "SecurityError");
      }
    };
    answer = (question, signal) => (question.wait > 0 ? hang(signal) : Promise.resolve(pageOf(1, question)));
    begin({ WebSocket: Forbidden as unknown as typeof WebSocket }).follow("a", 0);
    await pass(500);
    expect(states).toEqual(["polling"]);
    expect(got.a).toEqual([1]);
  });
});

describe("polling", () => {
  /** Two sockets that fail, while HTTP works. */
  async function block() {
    Socket.last.breaks();
    await pass(500);
    Socket.last.breaks();
    await pass(0);
  }

  it("L10 polls what is followed when two sockets in a row were not let through", async () => {
    let log = 3;
    const news: (() => void)[] = [];
    answer = (question, signal) =>
      question.wait > 0 && question.after >= log
        ? Promise.race([hang(signal), new Promise<void>((r) => news.push(r)).then(() => pageOf(log, question))])
        : Promise.resolve(pageOf(log, question));
    begin().follow("a", 0);
    await block();
    expect(states).toEqual(["polling"]);
    expect(got.a).toEqual([1, 2, 3]);
    expect(asked.at(-1)).toMatchObject({ after: 3, wait: 25 });
    log = 4;
    for (const wake of news) wake();
    await pass(0);
    expect(got.a).toEqual([1, 2, 3, 4]);
  });

  it("L10 polls the three followed last, and another when one of them is left", async () => {
    answer = (question, signal) => (question.wait > 0 ? hang(signal) : Promise.resolve(pageOf(0, question)));
    begin();
    for (const id of ["a", "b", "c", "d"]) link.follow(id, 0);
    await block();
    const polled = () => asked.filter(({ wait }) => wait > 0).map(({ id }) => id);
    expect(polled()).toEqual(["b", "c", "d"]);
    link.unfollow("c");
    await pass(0);
    expect(polled()).toEqual(["b", "c", "d", "a"]);
    link.follow("e", 0);
    await pass(0);
    expect(polled()).toEqual(["b", "c", "d", "a", "e"]);
  });

  it("L10 tries a socket every minute, and is live again when one gets through", async () => {
    answer = (question, signal) => (question.wait > 0 ? hang(signal) : Promise.resolve(pageOf(0, question)));
    begin().follow("a", 0);
    await block();
    await pass(1_000);
    for (let n = 0; n < 3; n++) {
      const before = Socket.all.length;
      Socket.last.breaks();
      await pass(59_999);
      expect(Socket.all).toHaveLength(before);
      await pass(1);
      expect(Socket.all).toHaveLength(before + 1);
    }
    expect(states).toEqual(["polling"]);
    Socket.last.ready();
    expect(states).toEqual(["polling", "live"]);
  });

  it("L10 does not poll while HTTP fails as well, and stops when it fails later", async () => {
    let works = false;
    answer = (question, signal) => {
      if (!works) return Promise.reject(new KotaeError("network", "Gone."));
      return question.wait > 0 ? hang(signal) : Promise.resolve(pageOf(0, question));
    };
    begin().follow("a", 0);
    await block();
    expect(states).toEqual([]);
    works = true;
    await pass(1_000);
    Socket.last.breaks();
    await pass(0);
    expect(states).toEqual(["polling"]);
    works = false;
    link.follow("b", 0);
    await pass(0);
    expect(states).toEqual(["polling", "connecting"]);
    await pass(8_000);
    expect(Socket.all.length).toBeGreaterThan(3);
  });

  it("L10 does not hurry where a request is not let wait", async () => {
    answer = (question) => Promise.resolve(pageOf(0, question));
    begin().follow("a", 0);
    await block();
    const before = asked.length;
    await pass(10_000);
    expect(asked.length - before).toBe(20);
  });

  it.each([4400, 4429])("L8 polls after %i, and does not hurry back", async (code) => {
    answer = (question, signal) => (question.wait > 0 ? hang(signal) : Promise.resolve(pageOf(2, question)));
    begin().follow("a", 0);
    Socket.last.ready();
    Socket.last.breaks(code);
    await pass(0);
    expect(states).toEqual(["live", "connecting", "polling"]);
    expect(got.a).toEqual([1, 2]);
    await pass(29_999);
    expect(Socket.all).toHaveLength(1);
    await pass(1);
    expect(Socket.all).toHaveLength(2);
    Socket.last.ready();
    expect(states.at(-1)).toBe("live");
  });
});
