import * as z from "zod";
import { id, limits, line, paging } from "./shared.ts";
import { toolOffer } from "./tool.ts";

export const authorKind = z.enum(["visitor", "assistant", "agent", "system"]);
export const author = z.object({ kind: authorKind, id: z.string().nullable(), name: z.string().nullable() });

/** A passage an answer rests on. `n` is the number that stands in the answer's text, as in `[1]`. */
export const citation = z.object({
  n: z.number().int(),
  articleId: z.string(),
  title: z.string(),
  url: z.string(),
  /** The heading of the section the passage stands under; empty for the article's beginning. */
  heading: z.string(),
  excerpt: z.string(),
});

export const decision = z.enum(["answer", "clarify", "escalate"]);

/** Everything but words that can happen in a conversation. */
export const change = z.discriminatedUnion("type", [
  z.object({ type: z.literal("escalated"), ticketId: z.string(), number: z.number().int() }),
  z.object({ type: z.literal("assigned"), to: author.nullable(), from: author.nullable(), why: z.string() }),
  z.object({ type: z.literal("status"), from: z.string(), to: z.string(), why: z.string() }),
  z.object({ type: z.literal("priority"), from: z.string(), to: z.string() }),
  z.object({ type: z.literal("subject"), from: z.string(), to: z.string() }),
  z.object({ type: z.literal("outcome"), solved: z.boolean(), rejected: z.array(z.string()) }),
  z.object({ type: z.literal("rating"), score: z.number().int(), comment: z.string().nullable() }),
]);

const common = {
  id: z.string(),
  conversationId: z.string(),
  /** Counts 1, 2, 3, … in its conversation, without gaps. */
  seq: z.number().int(),
  author,
  createdAt: z.string(),
};

/**
 * One entry of a conversation: words (`message`), words among agents (`note`), something that happened (`event`), or
 * the bare number of an entry its reader may not see (`hidden`), so that everybody counts alike.
 */
export const message = z.discriminatedUnion("kind", [
  z.object({
    ...common,
    kind: z.literal("message"),
    body: z.string(),
    clientId: z.string().nullable(),
    /** Only on the assistant's messages. */
    answer: z
      .object({
        decision,
        confidence: z.number(),
        citations: z.array(citation),
        generated: z.boolean(),
        /** What the site's own systems could do about it, if the visitor wants. */
        offers: z.array(toolOffer).optional(),
        /** True where the articles that answer are in another language than the visitor's. */
        foreign: z.boolean().optional(),
        /**
         * Set where the assistant gave up because something failed or took too long: people have a ticket of it, or need to
         * know first how to reach its visitor.
         */
        handOver: z.enum(["ticket", "contact"]).optional(),
      })
      .nullable(),
  }),
  z.object({ ...common, kind: z.literal("note"), body: z.string(), clientId: z.string().nullable() }),
  z.object({ ...common, kind: z.literal("event"), change }),
  z.object({ kind: z.literal("hidden"), conversationId: z.string(), seq: z.number().int() }),
]);

export const listMessages = {
  input: z.object({
    id,
    /** Only entries with a larger `seq`. */
    after: z.coerce.number().int().min(0).default(0),
    /** Seconds to hold the request open while there is nothing new. */
    wait: z.coerce.number().min(0).max(limits.longPollSeconds).default(0),
    limit: z.coerce.number().int().min(1).max(500).default(200),
  }),
  output: z.object({
    items: z.array(message),
    nextCursor: z.string().nullable(),
    /** The `seq` of the conversation's last entry; more is waiting while it is larger than the last item's. */
    lastSeq: z.number().int(),
  }),
};

export const postMessage = {
  input: z.object({
    id,
    /** Chosen by the sender, unique in the conversation: a repeat gives back the first message. */
    clientId: line(100),
    body: line(limits.messageChars),
  }),
  output: message,
};

export const listTicketEvents = {
  input: z.object({
    id,
    after: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(500).default(200),
    cursor: paging.cursor,
  }),
  output: z.object({ items: z.array(message), nextCursor: z.string().nullable(), lastSeq: z.number().int() }),
};

export type Author = z.infer<typeof author>;
export type AuthorKind = z.infer<typeof authorKind>;
export type Citation = z.infer<typeof citation>;
export type Decision = z.infer<typeof decision>;
export type Change = z.infer<typeof change>;
export type Message = z.infer<typeof message>;
export type MessagePage = z.infer<typeof listMessages.output>;
