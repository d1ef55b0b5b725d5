import { KotaeError } from "@kotae/sdk";
import type { Message } from "@kotae/sdk/schema";
import { signal } from "@preact/signals";
import type { Memory, Unsent } from "./memory.ts";
import { type Draft, stillUnsent } from "./thread.ts";

export type Outbox = ReturnType<typeof createOutbox>;

export type OutboxDeps = {
  memory: Memory;
  now: () => number;
  newId: () => string;
  /** Resolves once the server has it. */
  send: (draft: Draft) => Promise<void>;
  onError: (error: unknown) => void;
};

/** What the visitor has written and the server does not have yet: sent in order, kept whatever happens. */
export function createOutbox({ memory, now, newId, send, onError }: OutboxDeps) {
  const drafts = signal<readonly Draft[]>([]);
  let isSending = false;
  let era = 0;

  function put(next: readonly Draft[]): void {
    drafts.value = next;
    const unsent = next.map(({ clientId, body, as }): Unsent => ({ clientId, body, as }));
    // before there is a visitor nothing is stored
    if (memory.get().token !== undefined) memory.keep({ unsent });
  }

  const mark = (clientId: string, state: Draft["state"]) =>
    put(drafts.peek().map((draft) => (draft.clientId === clientId ? { ...draft, state } : draft)));

  async function flush(): Promise<void> {
    if (isSending) return;
    isSending = true;
    const born = era;
    for (let next = nextDraft(); next; next = nextDraft()) {
      mark(next.clientId, "sending");
      const failure = await send(next).then(() => undefined, wrap);
      if (born !== era) return;
      if (!failure) put(drafts.peek().filter((draft) => draft.clientId !== next?.clientId));
      else if (failure.code === "network" || failure.code === "timeout") {
        // what was written later keeps its place behind it
        put(drafts.peek().map((draft) => (draft.state === "sending" ? { ...draft, state: "waiting" } : draft)));
        break;
      } else {
        mark(next.clientId, "failed");
        onError(failure);
      }
    }
    isSending = false;
  }

  const nextDraft = () => drafts.peek().find((draft) => draft.state !== "failed");

  return {
    drafts,
    flush: () => void flush(),
    add(body: string, as: Draft["as"]): void {
      put([...drafts.peek(), { clientId: newId(), body, as, state: "sending", at: now() }]);
      void flush();
    },
    retry(clientId: string): void {
      mark(clientId, "sending");
      void flush();
    },
    /** Takes out what has arrived. */
    settle(messages: readonly Message[]): void {
      const left = stillUnsent(drafts.peek(), messages);
      if (left.length < drafts.peek().length) put(left);
    },
    /** Takes up what an earlier page could not send. */
    restore(): void {
      drafts.value = (memory.get().unsent ?? []).map((unsent) => ({ ...unsent, state: "waiting", at: now() }));
    },
    clear(): void {
      era++;
      isSending = false;
      drafts.value = [];
    },
  };
}

const wrap = (error: unknown) =>
  KotaeError.is(error) ? error : new KotaeError("internal", String(error), { cause: error });
