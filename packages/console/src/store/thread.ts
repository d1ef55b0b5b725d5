import type { Message, Ticket, TicketRow, Viewer } from "@kotae/sdk/schema";
import { batch, computed, createModel, effect, signal, untracked } from "@preact/signals";
import type { Desk } from "./desk.ts";
import { makeOutbox } from "./outbox.ts";
import { ticketDeeds } from "./ticket-deeds.ts";
import { isNews, joinMessages } from "./timeline.ts";

export type ThreadState = { step: "loading" } | { step: "failed"; error: unknown } | { step: "ready" };

const firstEntries = 200;
const typingMs = 6_000;
const viewingMs = 15_000;

/** One ticket with its conversation, kept live while it is on screen. */
export const ThreadModel = createModel((desk: Desk, ticketId: string) => {
  const { client, live, clock, inbox, me } = desk;
  const ticket = signal<Ticket | undefined>(undefined);
  const state = signal<ThreadState>({ step: "loading" });
  const messages = signal<readonly Message[]>([]);
  const hasEarlier = signal(false);
  const isTyping = signal(false);
  const viewers = signal<readonly Viewer[]>([]);
  /** When the visitor was seen to read the newest; known only where it happened before our eyes. */
  const seenAt = signal<string | undefined>(undefined);
  const seenSeq = signal(0);
  const isWriting = signal(false);
  let unfollow: (() => void) | undefined;
  let stopTyping: (() => void) | undefined;
  let isGone = false;

  const lastSeq = () => messages.peek().at(-1)?.seq ?? 0;
  /** Nothing anybody else said lies between what was seen and this number. */
  const knownSeq = () => {
    const unseen = messages.peek().find((message) => message.seq > seenSeq.peek() && isNews(message, me.peek().id));
    return unseen ? unseen.seq - 1 : lastSeq();
  };
  const outbox = makeOutbox({ desk, ticketId, seenSeq: knownSeq, absorb });
  const deeds = ticketDeeds({ desk, ticket, accept: takeRow });

  async function load(): Promise<void> {
    if (!ticket.peek()) state.value = { step: "loading" };
    try {
      const found = await client.getTicket({ id: ticketId });
      const after = Math.max(0, found.seq - firstEntries);
      const page = await client.listTicketEvents({ id: ticketId, after, limit: 500 });
      if (isGone) return;
      batch(() => {
        ticket.value = found;
        messages.value = page.items;
        seenSeq.value = Math.max(seenSeq.peek(), found.agentReadSeq);
        hasEarlier.value = after > 0;
        state.value = { step: "ready" };
      });
      outbox.settle(page.items);
      unfollow?.();
      unfollow = live.follow(found.conversationId, lastSeq(), receive);
    } catch (error) {
      if (!isGone && !ticket.peek()) state.value = { step: "failed", error };
    }
  }

  /** Reads the ticket alone again, where a frame about it may have been missed. */
  async function refresh(): Promise<void> {
    try {
      takeRow(await client.getTicket({ id: ticketId }));
    } catch {
      // what is on screen stays; the next frame or visit brings the rest
    }
  }

  async function loadEarlier(): Promise<void> {
    const first = messages.peek().find((message) => message.seq > 0)?.seq ?? 1;
    const after = Math.max(0, first - 1 - firstEntries);
    const page = await client.listTicketEvents({ id: ticketId, after, limit: Math.max(1, first - 1 - after) });
    messages.value = joinMessages(messages.peek(), page.items);
    hasEarlier.value = after > 0;
  }

  /** An answer may run ahead of the link: what would leave a hole waits until the link brings it. */
  function absorb(arrived: readonly Message[]): void {
    const next = lastSeq() + 1;
    if (arrived.every((message) => message.seq < next + arrived.length)) receive(arrived);
  }

  function receive(arrived: readonly Message[]): void {
    const before = messages.peek();
    messages.value = joinMessages(before, arrived);
    const isNew = messages.peek() !== before;
    if (isNew && arrived.some((message) => message.kind === "message" && message.author.kind === "visitor")) {
      isTyping.value = false;
      setOnline();
    }
    outbox.settle(messages.peek());
    if (live.state.peek() !== "live" && isNew) void refresh();
  }

  function setOnline(): void {
    const now = ticket.peek();
    if (now && !now.customer.online) ticket.value = { ...now, customer: { ...now.customer, online: true } };
  }

  /** Takes a newer line, or the whole ticket, for what is shown; the inbox hears of it as well. */
  function takeRow(row: TicketRow | Ticket): void {
    const now = ticket.peek();
    if (!now || isGone || row.updatedAt < now.updatedAt) return;
    const agentReadSeq = Math.max(row.agentReadSeq, now.agentReadSeq);
    ticket.value = { ...now, ...row, agentReadSeq, customer: { ...now.customer, ...row.customer } };
    inbox.merge(ticket.value);
  }

  const stopListening = live.on((frame) => {
    if (frame.t === "ticket" && frame.ticket.id === ticketId && "conversationId" in frame.ticket) takeRow(frame.ticket);
    if (frame.t === "viewing" && frame.ticketId === ticketId) {
      viewers.value = frame.agents.filter((agent) => agent.id !== me.peek().id);
    }
    const now = ticket.peek();
    if (!now || !("conversationId" in frame) || frame.conversationId !== now.conversationId) return;
    if (frame.t === "typing" && frame.who.kind === "visitor") {
      stopTyping?.();
      isTyping.value = frame.on;
      setOnline();
      if (frame.on) stopTyping = clock.after(typingMs, () => (isTyping.value = false));
    }
    if (frame.t === "read" && frame.by === "visitor" && frame.seq > now.visitorReadSeq) {
      ticket.value = { ...now, visitorReadSeq: frame.seq };
      seenAt.value = new Date(clock.now()).toISOString();
    }
  });

  // others are told that this ticket is on screen, again and again: a viewer who crashed must not stay for ever
  effect(() => {
    const isLive = live.state.value === "live";
    const frame = { t: "viewing", ticketId: desk.visible.value ? ticketId : null, writing: isWriting.value } as const;
    if (!isLive) return undefined;
    let stop = () => {};
    const tell = () => {
      live.send(frame);
      stop = clock.after(viewingMs, tell);
    };
    tell();
    return () => stop();
  });
  let wasLive = live.state.peek() === "live";
  effect(() => {
    const isLive = live.state.value === "live";
    if (isLive && !wasLive && ticket.peek()) void untracked(refresh);
    if (!isLive) viewers.value = [];
    wasLive = isLive;
  });
  effect(() => () => {
    isGone = true;
    stopListening();
    stopTyping?.();
    unfollow?.();
    live.send({ t: "viewing", ticketId: null, writing: false });
  });
  void load();

  return {
    ticket,
    state,
    messages,
    hasEarlier,
    isTyping,
    viewers,
    seenAt,
    isWriting,
    outbox,
    deeds,
    /** How much others have said that was not on screen yet. */
    unseen: computed(
      () => messages.value.filter((message) => message.seq > seenSeq.value && isNews(message, me.value.id)).length,
    ),
    load: () => void load(),
    loadEarlier,
    /** The newest entry is on screen: everything up to it counts as read. */
    markSeen(): void {
      const now = ticket.peek();
      const seq = lastSeq();
      if (!now || !desk.visible.peek() || seq <= seenSeq.peek()) return;
      seenSeq.value = seq;
      if (seq <= now.agentReadSeq) return;
      ticket.value = { ...now, agentReadSeq: seq };
      inbox.merge(ticket.value);
      if (live.state.peek() === "live") live.send({ t: "read", conversationId: now.conversationId, seq });
      else void client.markRead({ id: now.conversationId, seq }).catch(() => {});
    },
  };
});

export type Thread = InstanceType<typeof ThreadModel>;
