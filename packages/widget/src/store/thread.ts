import type { Message, VisitorTicket } from "@kotae/sdk/schema";
import type { Unsent } from "./memory.ts";

/** Words, as they stand in a conversation. */
export type Said = Extract<Message, { kind: "message" }>;
export type Happened = Extract<Message, { kind: "event" }>;

/** `waiting`: no connection, it goes by itself later; `failed`: refused, and kept for another try. */
export type Draft = Unsent & { state: "sending" | "waiting" | "failed"; at: number };

/** Whether an article or answer helped: not asked, asked, or what was said. */
export type Outcome = "none" | "ask" | "solved" | "unsolved";

/** Adds entries to a conversation: each number once, in order, whatever came twice or late. */
export function merge(known: readonly Message[], arrived: readonly Message[]): Message[] {
  const bySeq = new Map([...known, ...arrived].map((message) => [message.seq, message]));
  return [...bySeq.values()].sort((one, other) => one.seq - other.seq);
}

/** The drafts that have not become messages yet. */
export function stillUnsent(drafts: readonly Draft[], messages: readonly Message[]): Draft[] {
  const arrived = new Set(messages.map((message) => ("clientId" in message ? message.clientId : null)));
  return drafts.filter((draft) => !arrived.has(draft.clientId));
}

/** How many messages of ours the visitor has not seen. */
export function countUnread(messages: readonly Message[], readSeq: number): number {
  return messages.filter((message) => message.seq > readSeq && isOurs(message)).length;
}

export const isOurs = (message: Message): message is Said =>
  message.kind === "message" && (message.author.kind === "agent" || message.author.kind === "assistant");

/** To whom the assistant gave up its last question, where it did because something failed or took too long. */
export function gaveUp(messages: readonly Message[]): "ticket" | "contact" | undefined {
  const last = messages.findLast((message) => message.kind === "message");
  return last?.kind === "message" ? last.answer?.handOver : undefined;
}

/** What the visitor said of the assistant's last answer; asked only while the assistant is the one to ask. */
export function outcomeOf(messages: readonly Message[], ticket: VisitorTicket | null): Outcome {
  const about = messages.findLast(
    (message) =>
      (message.kind === "message" && message.answer) || (message.kind === "event" && message.change.type === "outcome"),
  );
  if (about?.kind === "event") return about.change.type === "outcome" && about.change.solved ? "solved" : "unsolved";
  return about?.kind === "message" && about.answer?.decision === "answer" && !ticket ? "ask" : "none";
}
