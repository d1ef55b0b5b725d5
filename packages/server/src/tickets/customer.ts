import { KotaeError } from "@kotae/sdk/errors";
import type { Message, Parsed, Status } from "@kotae/sdk/schema";
import type { Act } from "../act.ts";
import { type Appended, append, find, since, toMessage } from "../conversations/index.ts";
import { type VisitorActor, visitorById } from "../identity/index.ts";
import { recordReturn, recordVerdict } from "../questions/index.ts";
import { announce, announceToAgents, get } from "./announce.ts";
import { afterCustomerReply } from "./lifecycle.ts";
import * as store from "./store.ts";

/** Stores a visitor's message; where there is a ticket, it learns of it, and one that waited or was over is open again. */
export async function appendFromCustomer(
  act: Act,
  visitor: VisitorActor,
  input: { id: string; body: string; clientId?: string | undefined },
): Promise<Appended> {
  const appended = await append(act, {
    kind: "message",
    conversationId: input.id,
    visitorId: visitor.id,
    author: { kind: "visitor", id: visitor.id, name: null },
    body: input.body,
    clientId: input.clientId,
  });
  await recordReturn(act, visitor.id, input.id);
  if (appended.ticketId !== null) await hearCustomer(act, appended.ticketId);
  return appended;
}

async function hearCustomer(act: Act, ticketId: string): Promise<void> {
  const row = await get(act.db, ticketId);
  const from = row.status as Status;
  const to = afterCustomerReply(from);
  if (to === from) {
    await store.touch(act.db, { id: ticketId, now: act.now });
    // how the ticket stands for its customer is as before: only the inbox has news
    announceToAgents(act, { ...row, updated_at: act.now });
    return;
  }
  await store.update(act.db, ticketId, { updated_at: act.now, status: to, resolved_at: null });
  await append(act, {
    kind: "event",
    conversationId: row.conversation_id,
    author: { kind: "visitor", id: row.visitor_id, name: row.visitor_name },
    audience: "everyone",
    change: { type: "status", from, to, why: "the customer replied" },
  });
  await announce(act, await get(act.db, ticketId));
}

/** Notes whether the assistant's last answer solved it; a "no" rejects the articles it rested on. */
export async function recordOutcome(act: Act, visitor: VisitorActor, input: Parsed<"recordOutcome">): Promise<void> {
  const conversation = await find(act.db, input.id, visitor.id);
  if (!conversation) throw new KotaeError("not_found", "There is no such conversation.");
  const log = (await since(act.db, input.id, Math.max(0, conversation.last_seq - 50), 50)).map((row) =>
    toMessage(row, "agent"),
  );
  const answer = log.findLast((entry) => entry.kind === "message" && entry.answer !== null);
  const quoted = answer?.kind === "message" ? (answer.answer?.citations ?? []).map(({ articleId }) => articleId) : [];
  const rejected = input.solved ? [] : input.articleId ? [input.articleId] : [...new Set(quoted)];
  await append(act, {
    kind: "event",
    conversationId: input.id,
    visitorId: visitor.id,
    author: { kind: "visitor", id: visitor.id, name: null },
    audience: "everyone",
    change: { type: "outcome", solved: input.solved, rejected },
  });
  await recordVerdict(act, input.id, input.solved);
}

/** Keeps a customer's rating: one for each resolution. */
export async function rate(act: Act, visitor: VisitorActor, input: Parsed<"rate">): Promise<Message> {
  const conversation = await find(act.db, input.id, visitor.id);
  if (!conversation) throw new KotaeError("not_found", "There is no such conversation.");
  if (conversation.ticket_id === null)
    throw new KotaeError("not_escalated", "There is nothing to rate: no person was asked yet.");
  const row = await get(act.db, conversation.ticket_id);
  if (row.resolved_at === null) throw new KotaeError("not_resolved", "This can be rated once it is resolved.");
  if (row.rated_resolution_at === row.resolved_at)
    throw new KotaeError("already_rated", "This was rated already. Thank you.");
  const comment = input.comment || null;
  await store.update(act.db, row.id, {
    rating_score: input.score,
    rating_comment: comment,
    rated_resolution_at: row.resolved_at,
    updated_at: act.now,
  });
  const visitorRow = await visitorById(act.db, visitor.id);
  const { message } = await append(act, {
    kind: "event",
    conversationId: input.id,
    author: { kind: "visitor", id: visitor.id, name: visitorRow?.name ?? null },
    audience: "everyone",
    change: { type: "rating", score: input.score, comment },
  });
  await announce(act, await get(act.db, row.id));
  return message;
}
