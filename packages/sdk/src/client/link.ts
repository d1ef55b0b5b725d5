import { KotaeError } from "../errors.ts";
import type { ClientFrame, Message, ServerFrame } from "../schema/index.ts";
import type { Client } from "./client.ts";
import { advance, type Cursor, cursorAt, isBehind, settle } from "./thread.ts";

/** `polling`: the socket is blocked, and conversations are followed over HTTP; `closed` is for good. */
export type LinkState = "connecting" | "live" | "offline" | "polling" | "closed";

export type Link = {
  /** Sends a frame, or drops it while the link is not `live`: typing and reading are worth nothing later. */
  send(frame: ClientFrame): void;
  state(): LinkState;
  /** Hands over everything after `lastSeq` from now on; followed again, it starts over from there. */
  follow(conversationId: string, lastSeq: number): void;
  unfollow(conversationId: string): void;
  close(): void;
};

export type LinkOptions = {
  /** Reads what the socket missed. */
  client: Pick<Client, "listMessages">;
  /** Where the socket is, as in `wss://help.example.com/v1/realtime`. */
  url: string;
  /** The visitor's token or an API key; nothing where a cookie speaks for the agent. */
  token?: (() => string | undefined) | undefined;
  /** Every frame but the entries of followed conversations, their resets, and pongs. */
  onFrame(frame: ServerFrame): void;
  /**
   * The next entries of a followed conversation: in order, without a gap, nothing twice, hidden ones included.
   * `lastSeq` is the last one's number: follow from there to go on later.
   */
  onMessages(conversationId: string, messages: Message[], lastSeq: number): void;
  /** Hears of changes; the link begins `connecting`, or `offline`. */
  onState(state: LinkState): void;
  /** The server does not know this caller (any more). The link is closed; open another with a new token. */
  onRefused?(code: string): void;
  /** Another implementation, such as the ws package's where there is none. */
  WebSocket?: typeof WebSocket | undefined;
  random?: () => number;
};

const firstDelay = 500;
const longestDelay = 30_000;
/** How often a socket is tried while conversations are polled. */
const blockedDelay = 60_000;
const idle = 20_000;
/** How long the server may take to say `ready`, or `pong`. */
const patience = 10_000;
const pollSeconds = 25;
const pollPause = 500;
const polledThreads = 3;
const resumedThreads = 200;

/**
 * A socket that comes back by itself, and conversations that are whole whatever it drops, repeats or reorders.
 *
 * @example
 * const link = openLink({ client, url: "wss://help.example.com/v1/realtime", token, onFrame, onMessages, onState });
 * link.follow(conversation.id, conversation.lastSeq);
 */
export function openLink(options: LinkOptions): Link {
  const { client, random = Math.random } = options;
  const threads = new Map<string, Cursor>();
  const reading = new Set<Cursor>();
  const ended = new AbortController();
  let state: LinkState = stateWhileDown();
  let socket: WebSocket | undefined;
  /** The one thing waited for: the next attempt, a `ready`, a silence to end, or a pong. */
  let timer: ReturnType<typeof setTimeout> | undefined;
  let attempts = 0;
  /** Sockets in a row that ended before they were `ready`. */
  let failures = 0;
  let liveSince = 0;
  /** The code of the last `error` frame, which says more than a close code. */
  let refusal: string | undefined;

  function become(next: LinkState): void {
    if (next === state || state === "closed") return;
    state = next;
    options.onState(next);
  }

  function after(ms: number, act: () => void): void {
    clearTimeout(timer);
    timer = setTimeout(act, ms);
  }

  function connect(): void {
    clearTimeout(timer);
    if (socket || state === "closed") return;
    try {
      socket = new (options.WebSocket ?? WebSocket)(options.url.replace(/^http/, "ws"));
    } catch {
      // a content security policy may forbid sockets by throwing
      lost();
      return;
    }
    refusal = undefined;
    socket.onopen = () => {
      const token = options.token?.();
      transmit({ t: "hello", ...(token === undefined ? {} : { token }), resume: positions() });
    };
    socket.onmessage = ({ data }) => receive(JSON.parse(String(data)));
    socket.onclose = ({ code }) => lost(code);
    // `close` follows; the ws package throws when nobody listens
    socket.onerror = () => {};
    after(patience, lost);
  }

  /** Before the socket is open this does nothing: `hello` will carry what is followed then. */
  function transmit(frame: ClientFrame): void {
    if (socket?.readyState === 1) socket.send(JSON.stringify(frame));
  }

  function ping(): void {
    transmit({ t: "ping" });
    after(patience, lost);
  }

  function receive(frame: ServerFrame): void {
    if (state === "live") after(idle, ping);
    if (frame.t === "ready") {
      failures = 0;
      liveSince = Date.now();
      after(idle, ping);
      become("live");
    } else if (frame.t === "error") refusal = frame.code;
    else if (frame.t === "pong") return;
    else if (frame.t === "message" || frame.t === "reset") {
      const cursor = threads.get(frame.conversationId);
      if (cursor) {
        if (frame.t === "message") handOver(frame.conversationId, cursor, [frame.message]);
        // something is missing, however much: one more than is known makes the log be read
        else cursor.known++;
        if (isBehind(cursor)) void read(frame.conversationId, cursor);
        return;
      }
    }
    options.onFrame(frame);
  }

  function handOver(id: string, cursor: Cursor, arrived: Message[]): boolean {
    const ready = advance(cursor, arrived);
    if (ready.length > 0) options.onMessages(id, ready, cursor.last);
    return ready.length > 0;
  }

  /** Reads a conversation until nothing is missing, and goes on with it while it has to be polled. */
  async function read(id: string, cursor: Cursor): Promise<void> {
    if (reading.has(cursor)) return;
    reading.add(cursor);
    try {
      do {
        const { known } = cursor;
        const wait = isPolled(id) ? pollSeconds : 0;
        const page = await client.listMessages({ id, after: cursor.last, wait }, { signal: ended.signal });
        if (threads.get(id) !== cursor) return;
        cursor.known = Math.max(cursor.known, page.lastSeq);
        if (!handOver(id, cursor, page.items)) settle(cursor, known);
        // HTTP works where sockets fail
        if (failures > 1 && state !== "live") become("polling");
        // something between us and the server may not let requests wait
        if (wait > 0 && page.items.length === 0) await new Promise((resolve) => setTimeout(resolve, pollPause));
      } while (isBehind(cursor) || isPolled(id));
    } catch (error) {
      // what a listener threw is not ours to hide
      if (!KotaeError.is(error)) throw error;
      failed(id, cursor, error);
    } finally {
      reading.delete(cursor);
    }
  }

  function failed(id: string, cursor: Cursor, error: KotaeError): void {
    if (state === "closed" || threads.get(id) !== cursor) return;
    if (error.status === 401) refuse(error.code);
    else if (error.status === 403 || error.status === 404) threads.delete(id);
    else if (state === "live")
      setTimeout(() => threads.get(id) === cursor && void read(id, cursor), patience * random());
    else if (state === "polling") {
      become(stateWhileDown());
      if (!socket) retry();
    }
  }

  function lost(code?: number): void {
    const gone = socket;
    socket = undefined;
    if (gone) {
      gone.onmessage = gone.onclose = gone.onopen = null;
      gone.close();
    }
    if (code === 4401) {
      refuse(refusal ?? "unauthorized");
      return;
    }
    if (state !== "live") failures++;
    else if (Date.now() - liveSince > patience) attempts = 0;
    // every client of that server is on its way
    if (code === 1012) attempts = 2;
    if (code === 4400 || code === 4429) {
      // not understood, or too much: not again soon, and over HTTP until then
      attempts = 9;
      failures = 2;
    }
    if (state !== "polling") become(stateWhileDown());
    if (failures > 1) poll();
    retry();
  }

  function retry(): void {
    const delay = state === "polling" ? blockedDelay : random() * Math.min(longestDelay, firstDelay * 2 ** attempts++);
    after(delay, connect);
  }

  function refuse(code: string): void {
    close();
    options.onRefused?.(code);
  }

  const newest = () => [...threads].slice(-polledThreads);
  const isPolled = (id: string) => state === "polling" && newest().some(([one]) => one === id);
  const positions = () => Object.fromEntries([...threads].slice(-resumedThreads).map(([id, { last }]) => [id, last]));

  function poll(): void {
    for (const [id, cursor] of newest()) void read(id, cursor);
  }

  /** The network or the person is back: no reason to wait any longer. */
  function wake(): void {
    if (state === "live") ping();
    else if (!socket) {
      attempts = 0;
      connect();
    }
  }
  const shown = () => void (document.visibilityState === "visible" && wake());
  const wentOffline = () => lost();

  function listen(how: "addEventListener" | "removeEventListener"): void {
    globalThis[how]?.("online", wake);
    globalThis[how]?.("offline", wentOffline);
    globalThis.document?.[how]("visibilitychange", shown);
  }

  function close(): void {
    become("closed");
    clearTimeout(timer);
    listen("removeEventListener");
    ended.abort();
    threads.clear();
    if (socket) {
      socket.onmessage = socket.onclose = socket.onopen = null;
      socket.close();
    }
    socket = undefined;
  }

  listen("addEventListener");
  connect();

  return {
    send: (frame) => void (state === "live" && transmit(frame)),
    state: () => state,
    follow(id, lastSeq) {
      if (state === "closed") return;
      // taken out first: the newest stand last
      threads.delete(id);
      threads.set(id, cursorAt(lastSeq));
      transmit({ t: "subscribe", resume: { [id]: lastSeq } });
      if (state === "polling") poll();
    },
    unfollow(id) {
      if (!threads.delete(id)) return;
      transmit({ t: "unsubscribe", ids: [id] });
      if (state === "polling") poll();
    },
    close,
  };
}

const stateWhileDown = () => (globalThis.navigator?.onLine === false ? "offline" : "connecting");
