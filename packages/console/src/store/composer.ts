import type { Hit, Message } from "@kotae/sdk/schema";
import { computed, createModel, effect, signal } from "@preact/signals";
import { debounced } from "./clock.ts";
import type { Desk } from "./desk.ts";
import type { DraftKind } from "./drafts.ts";
import type { SendResult } from "./outbox.ts";
import type { Thread } from "./thread.ts";

/** The longest message the server takes; `composer.test.ts` compares it with the schema's. */
export const messageChars = 10_000;

export type Suggestions = { step: "idle" | "loading" | "failed" } | { step: "ready"; items: readonly Hit[] };

const typingEveryMs = 3_000;
const idleMs = 5_000;

/** What is being written on one ticket: a reply and a note side by side, each with its own draft. */
export const ComposerModel = createModel((desk: Desk, ticketId: string, thread: Thread) => {
  const { live, clock, drafts, client } = desk;
  const kind = signal<DraftKind>("reply");
  const texts = {
    reply: signal(drafts.read(ticketId, "reply")),
    note: signal(drafts.read(ticketId, "note")),
  };
  /** What came in while the message was written, and stopped it. */
  const moved = signal<{ missed: readonly Message[]; kind: DraftKind; resolves: boolean } | undefined>(undefined);
  const suggestions = signal<Suggestions>({ step: "idle" });
  const text = computed(() => texts[kind.value].value);
  let toldAt = Number.NEGATIVE_INFINITY;

  const idle = debounced(clock, idleMs, quiet);
  function quiet(): void {
    idle.cancel();
    thread.isWriting.value = false;
    if (toldAt === Number.NEGATIVE_INFINITY) return;
    toldAt = Number.NEGATIVE_INFINITY;
    tellVisitor(false);
  }
  function tellVisitor(on: boolean): void {
    const conversationId = thread.ticket.peek()?.conversationId;
    if (conversationId !== undefined) live.send({ t: "typing", conversationId, on });
  }

  function put(which: DraftKind, value: string): void {
    texts[which].value = value;
    drafts.write(ticketId, which, value);
  }

  /** Gives words back to the composer, before whatever was begun there since. */
  function giveBack(which: DraftKind, body: string): void {
    const begun = texts[which].peek().trim();
    put(which, begun === "" ? body : `${body}\n\n${begun}`);
    kind.value = which;
  }

  async function finish(which: DraftKind, body: string, resolves: boolean, sent: Promise<SendResult>): Promise<void> {
    const result = await sent;
    if (result.end === "moved") {
      giveBack(which, body);
      moved.value = { missed: result.missed, kind: which, resolves };
    }
    if (result.end === "sent" && resolves) await thread.deeds.setStatus("resolved");
  }

  async function send(resolves = false): Promise<void> {
    const which = kind.peek();
    const body = texts[which].peek().trim();
    if (body === "" || body.length > messageChars) return;
    put(which, "");
    moved.value = undefined;
    quiet();
    await finish(which, body, resolves, thread.outbox.send(which, body));
  }

  effect(() => quiet);

  return {
    kind,
    text,
    moved,
    suggestions,
    hasDraft: { reply: computed(() => texts.reply.value !== ""), note: computed(() => texts.note.value !== "") },
    canSend: computed(() => text.value.trim() !== "" && text.value.trim().length <= messageChars),
    write(value: string): void {
      put(kind.peek(), value);
      if (value.trim() === "") {
        quiet();
        return;
      }
      thread.isWriting.value = true;
      idle.poke();
      // a note is nobody else's business: the visitor must not see somebody typing
      if (kind.peek() === "note" || clock.now() - toldAt < typingEveryMs) return;
      toldAt = clock.now();
      tellVisitor(true);
    },
    choose(next: DraftKind): void {
      if (next !== kind.peek()) quiet();
      kind.value = next;
    },
    send,
    /** Sends what was stopped; by now its writer has seen what came in. */
    async sendAnyway(): Promise<void> {
      const stopped = moved.peek();
      if (!stopped) return;
      kind.value = stopped.kind;
      thread.markSeen();
      await send(stopped.resolves);
    },
    keepEditing(): void {
      moved.value = undefined;
      thread.markSeen();
    },
    async retry(clientId: string): Promise<void> {
      const item = thread.outbox.items.peek().find((other) => other.clientId === clientId);
      if (item) await finish(item.kind, item.body, false, thread.outbox.retry(clientId));
    },
    edit(clientId: string): void {
      const item = thread.outbox.take(clientId);
      if (item) giveBack(item.kind, item.body);
    },
    async suggest(): Promise<void> {
      if (suggestions.peek().step === "ready" || suggestions.peek().step === "loading") return;
      suggestions.value = { step: "loading" };
      try {
        suggestions.value = { step: "ready", items: (await client.suggestArticles({ ticketId, limit: 5 })).items };
      } catch {
        suggestions.value = { step: "failed" };
      }
    },
  };
});

export type Composer = InstanceType<typeof ComposerModel>;
