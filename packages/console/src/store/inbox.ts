import type { Client } from "@kotae/sdk";
import type { TicketRow } from "@kotae/sdk/schema";
import { computed, createModel, effect, signal } from "@preact/signals";
import type { Clock } from "./clock.ts";
import { isAborted } from "./failure.ts";
import { appendPage, isInView, mergeRow, rowsAfter } from "./inbox-rows.ts";
import type { Live } from "./live.ts";
import { firstQuery, type ListQuery } from "./place.ts";

/** Where the list stands: its first page is on the way, failed, or there. */
export type ListState = { step: "loading" } | { step: "failed"; error: unknown } | { step: "ready" };

type Ports = { client: Client; live: Live; clock: Clock; myId: string };

const pageSize = 50;
const pollMs = 5_000;
/** As long as a row takes to fade; see `inbox.css`. */
export const leaveMs = 200;

/** The list of tickets of one view, kept live. */
export const InboxModel = createModel(({ client, live, clock, myId }: Ports) => {
  const query = signal<ListQuery>(firstQuery);
  const rows = signal<readonly TicketRow[]>([]);
  const state = signal<ListState>({ step: "loading" });
  const cursor = signal<string | null>(null);
  const more = signal<"idle" | "loading" | "failed">("idle");
  /** Tickets that came in after the list was read, to be faded in. */
  const arrived = signal<ReadonlySet<string>>(new Set());
  /** Tickets that no longer belong here and are fading out. */
  const leaving = signal<ReadonlySet<string>>(new Set());
  let reading: AbortController | undefined;
  let isOpened = false;

  async function read(how: "anew" | "quietly"): Promise<void> {
    reading?.abort();
    reading = new AbortController();
    const { signal: called } = reading;
    if (how === "anew") state.value = { step: "loading" };
    const { q, ...rest } = query.peek();
    try {
      const page = await client.listTickets(
        { ...rest, limit: pageSize, ...(q === "" ? {} : { q }) },
        { signal: called },
      );
      if (called.aborted) return;
      // a quiet read must not take away the pages somebody has scrolled to
      const tail = how === "quietly" && page.nextCursor !== null ? rowsAfter(rows.peek(), page.items) : [];
      rows.value = appendPage(page.items, tail);
      if (tail.length === 0) cursor.value = page.nextCursor;
      arrived.value = new Set();
      state.value = { step: "ready" };
      more.value = "idle";
    } catch (error) {
      if (called.aborted || isAborted(error)) return;
      if (how === "anew" || state.peek().step !== "ready") state.value = { step: "failed", error };
    }
  }

  async function readMore(): Promise<void> {
    const from = cursor.peek();
    if (from === null || more.peek() === "loading" || state.peek().step !== "ready") return;
    more.value = "loading";
    const asked = query.peek();
    const { q, ...rest } = asked;
    try {
      const page = await client.listTickets({ ...rest, limit: pageSize, cursor: from, ...(q === "" ? {} : { q }) });
      if (query.peek() !== asked || cursor.peek() !== from) return;
      rows.value = appendPage(rows.peek(), page.items);
      cursor.value = page.nextCursor;
      more.value = "idle";
    } catch {
      if (query.peek() === asked) more.value = "failed";
    }
  }

  function merge(changed: TicketRow): void {
    const held = rows.peek();
    const known = { rows: held, query: query.peek(), myId, complete: cursor.peek() === null };
    const isHeld = held.some((row) => row.id === changed.id);
    if (isHeld && !isInView(changed, known.query, myId)) {
      leave(changed);
      return;
    }
    const next = mergeRow(known, changed);
    if (!isHeld && next !== held) arrived.value = new Set([...arrived.peek(), changed.id]);
    if (isHeld) stay(changed.id);
    rows.value = next;
  }

  /** Shows what the ticket became while its row fades, so that nobody wonders where it went. */
  function leave(changed: TicketRow): void {
    rows.value = rows.peek().map((row) => (row.id === changed.id ? changed : row));
    if (leaving.peek().has(changed.id)) return;
    leaving.value = new Set([...leaving.peek(), changed.id]);
    clock.after(leaveMs, () => {
      // brought back by an undo in the meantime
      if (!leaving.peek().has(changed.id)) return;
      stay(changed.id);
      rows.value = rows.peek().filter((row) => row.id !== changed.id);
    });
  }

  function stay(id: string): void {
    if (leaving.peek().has(id)) leaving.value = new Set([...leaving.peek()].filter((other) => other !== id));
  }

  const stopListening = live.on((frame) => {
    if (frame.t === "ticket" && "conversationId" in frame.ticket && state.peek().step === "ready") merge(frame.ticket);
  });
  // tickets that changed while the socket was away were told to nobody
  let wasLive = false;
  effect(() => {
    const link = live.state.value;
    if (link === "live") {
      if (wasLive && isOpened) void read("quietly");
      wasLive = true;
    }
    if (link !== "polling") return undefined;
    let stop = clock.after(pollMs, tick);
    function tick(): void {
      void read("quietly");
      stop = clock.after(pollMs, tick);
    }
    return () => stop();
  });
  effect(() => () => {
    stopListening();
    reading?.abort();
  });

  return {
    query,
    rows,
    state,
    more,
    arrived,
    leaving,
    hasMore: computed(() => cursor.value !== null),
    /** Shows another list, or reads the first one; the same list again is left alone. */
    show(next: ListQuery): void {
      const now = query.peek();
      if (isOpened && now.view === next.view && now.status === next.status && now.q === next.q) return;
      isOpened = true;
      query.value = next;
      rows.value = [];
      cursor.value = null;
      void read("anew");
    },
    retry: () => void read("anew"),
    loadMore: () => void readMore(),
    merge,
  };
});

export type Inbox = InstanceType<typeof InboxModel>;
