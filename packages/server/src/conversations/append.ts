import { KotaeError } from "@kotae/sdk/errors";
import type { Author, Change, Message, Owner } from "@kotae/sdk/schema";
import type { Act } from "../act.ts";
import { isDuplicate } from "../storage/index.ts";
import * as store from "./store.ts";

export type Draft = {
  conversationId: string;
  /** Where a visitor writes: the conversation must be theirs. */
  visitorId?: string;
  author: Author;
} & (
  | { kind: "message"; body: string; clientId?: string | undefined; answer?: store.AnswerData }
  | { kind: "note"; body: string; clientId?: string | undefined }
  | { kind: "event"; change: Change; audience: "everyone" | "agents" }
);

export type Appended = {
  message: Message;
  visitorId: string;
  ticketId: string | null;
  owner: Owner;
  locale: string;
};

/** Thrown inside the transaction where a `clientId` was used before: everything is taken back, and the first one read. */
export class Repeated extends Error {
  readonly conversationId: string;
  readonly clientId: string;
  constructor(conversationId: string, clientId: string) {
    super("This clientId was used before.");
    this.conversationId = conversationId;
    this.clientId = clientId;
  }
}

/**
 * Writes one entry under the next number of its conversation and tells whoever listens once it is durable.
 *
 * Throws `not_found` where the conversation is not there or not the visitor's, `Repeated` for a used `clientId`.
 */
export async function append(act: Act, draft: Draft): Promise<Appended> {
  const spoken = draft.kind === "message";
  const place = await store.takeNumber(act.db, {
    id: draft.conversationId,
    visitorId: draft.visitorId ?? null,
    now: act.now,
    preview: spoken ? store.previewOf(draft.body) : null,
    author: draft.author.kind,
  });
  if (!place) throw new KotaeError("not_found", "There is no such conversation.");
  const isPublic = spoken || (draft.kind === "event" && draft.audience === "everyone");
  const clientId = draft.kind === "event" ? null : (draft.clientId ?? null);
  const row: store.MessageRow = {
    id: act.newId(),
    conversation_id: draft.conversationId,
    seq: place.last_seq,
    kind: draft.kind,
    public: isPublic ? 1 : 0,
    author_kind: draft.author.kind,
    author_id: draft.author.id,
    author_name: draft.author.name,
    client_id: clientId,
    body: draft.kind === "event" ? "" : draft.body,
    data: dataOf(draft),
    created_at: act.now,
  };
  try {
    await store.insertMessage(act.db, row);
  } catch (error) {
    if (clientId !== null && isDuplicate(error)) throw new Repeated(draft.conversationId, clientId);
    throw error;
  }
  const message = store.toMessage(row, "agent");
  act.publish(isPublic ? `conversation:${draft.conversationId}` : `notes:${draft.conversationId}`, {
    t: "message",
    conversationId: draft.conversationId,
    message,
  });
  const { visitor_id: visitorId, ticket_id: ticketId, owner, locale } = place;
  return { message, visitorId, ticketId, owner, locale };
}

function dataOf(draft: Draft): string | null {
  if (draft.kind === "event") return JSON.stringify(draft.change);
  return draft.kind === "message" && draft.answer ? JSON.stringify(draft.answer) : null;
}
