import { KotaeError } from "@kotae/sdk";
import type { Message } from "@kotae/sdk/schema";
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Desk } from "./desk.ts";
import type { DraftKind, Outgoing } from "./drafts.ts";
import { isNews } from "./timeline.ts";

/** A message between the composer and the transcript. */
export type Sending = Outgoing & { state: "sending" | "sent" | "failed"; error?: unknown };

/** How a send ended; `moved` holds what the writer has not seen, and the message was not stored. */
export type SendResult = { end: "sent" } | { end: "moved"; missed: Message[] } | { end: "failed" };

export type Outbox = {
  items: ReadonlySignal<readonly Sending[]>;
  send(kind: DraftKind, body: string): Promise<SendResult>;
  retry(clientId: string): Promise<SendResult>;
  /** Takes a message that was not sent out of the transcript and gives its words back. */
  take(clientId: string): Outgoing | undefined;
  /** Forgets what has arrived in the transcript. */
  settle(messages: readonly Message[]): void;
};

type Options = {
  desk: Desk;
  ticketId: string;
  /** The last `seq` the writer has seen. */
  seenSeq(): number;
  /** Takes messages into the transcript. */
  absorb(messages: readonly Message[]): void;
};

const mostTries = 4;

/** What is on its way from one ticket; it survives a reload, and is never stored twice. */
export function makeOutbox({ desk, ticketId, seenSeq, absorb }: Options): Outbox {
  const { client, drafts, clock, me } = desk;
  const items = signal<readonly Sending[]>(
    drafts.outgoing(ticketId).map((item): Sending => ({ ...item, state: "failed" })),
  );
  // one after the other: two messages must arrive in the order they were written
  let line: Promise<unknown> = Promise.resolve();

  const set = (next: readonly Sending[]) => {
    items.value = next;
    const waiting = next.filter((item) => item.state !== "sent");
    drafts.setOutgoing(
      ticketId,
      waiting.map(({ clientId, kind, body, createdAt }) => ({ clientId, kind, body, createdAt })),
    );
  };
  const change = (clientId: string, how: Pick<Sending, "state" | "error">) =>
    set(items.peek().map((item) => (item.clientId === clientId ? { ...item, ...how } : item)));
  const remove = (clientId: string) => set(items.peek().filter((item) => item.clientId !== clientId));

  async function post({ clientId, kind, body }: Outgoing): Promise<SendResult> {
    for (let tries = 1; ; tries++) {
      try {
        const message = await client.postTicketMessage({
          id: ticketId,
          body,
          visibility: kind === "reply" ? "public" : "internal",
          clientId,
          ifSeq: seenSeq(),
        });
        change(clientId, { state: "sent" });
        absorb([message]);
        return { end: "sent" };
      } catch (error) {
        if (KotaeError.is(error) && error.code === "thread_moved" && tries < mostTries) {
          const missed = (error.missed ?? []) as Message[];
          absorb(missed);
          // my own status change, or somebody else's, is no reason to stop an answer
          if (missed.length > 0 && !missed.some((message) => isNews(message, me.peek().id))) continue;
          remove(clientId);
          return { end: "moved", missed };
        }
        change(clientId, { state: "failed", error });
        return { end: "failed" };
      }
    }
  }

  function queue(item: Outgoing): Promise<SendResult> {
    const result = line.then(() => post(item));
    line = result;
    return result;
  }

  return {
    items,
    send(kind, body) {
      const item: Outgoing = { clientId: desk.newId(), kind, body, createdAt: new Date(clock.now()).toISOString() };
      set([...items.peek(), { ...item, state: "sending" }]);
      return queue(item);
    },
    async retry(clientId) {
      const item = items.peek().find((other) => other.clientId === clientId);
      if (item?.state !== "failed") return { end: "failed" };
      change(clientId, { state: "sending", error: undefined });
      return queue(item);
    },
    take(clientId) {
      const item = items.peek().find((other) => other.clientId === clientId);
      if (item?.state !== "failed") return undefined;
      remove(clientId);
      return item;
    },
    settle(messages) {
      const arrived = new Set(messages.map((message) => ("clientId" in message ? message.clientId : null)));
      if (items.peek().some((item) => arrived.has(item.clientId))) {
        set(items.peek().filter((item) => !arrived.has(item.clientId)));
      }
    },
  };
}
