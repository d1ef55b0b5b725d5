import * as z from "zod";
import { author, decision, message } from "./message.ts";
import { email, id, languageTag, limits, line, page, paging, text } from "./shared.ts";

export const status = z.enum(["new", "open", "pending", "on_hold", "resolved", "closed"]);
export const priority = z.enum(["low", "medium", "high", "critical"]);

/** A ticket as its customer sees it. */
export const visitorTicket = z.object({
  id: z.string(),
  number: z.number().int(),
  subject: z.string(),
  status,
  /** The agent's name once there is one. */
  assignee: z.string().nullable(),
  /** How many are before this one in the queue; null once an agent has it. */
  ahead: z.number().int().nullable(),
  /** True after a resolution that has not been rated yet. */
  canRate: z.boolean(),
});

/** What was tried before a person was asked, oldest first. */
export const tried = z.object({
  /** The same in a few sentences, in the visitor's language; tickets of before it was written have none. */
  summary: z.string().optional(),
  searches: z.array(z.string()),
  questions: z.array(
    z.object({
      text: z.string(),
      decision,
      confidence: z.number(),
      articles: z.array(z.string()),
      solved: z.boolean().nullable(),
    }),
  ),
  articles: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      url: z.string(),
      how: z.enum(["answer", "opened"]),
      rejected: z.boolean(),
    }),
  ),
});

export const customer = z.object({
  id: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  externalId: z.string().nullable(),
  verified: z.boolean(),
  online: z.boolean(),
  attributes: z.record(z.string(), z.unknown()),
});

/** One line of the inbox. */
export const ticketRow = z.object({
  id: z.string(),
  number: z.number().int(),
  conversationId: z.string(),
  subject: z.string(),
  status,
  priority,
  assignee: author.nullable(),
  customer: z.object({ id: z.string(), name: z.string().nullable(), email: z.string().nullable() }),
  locale: z.string(),
  /** The conversation's last `seq`; send it back as `ifSeq`. */
  seq: z.number().int(),
  agentReadSeq: z.number().int(),
  preview: z.string(),
  lastAuthor: z.enum(["visitor", "assistant", "agent", "system"]),
  createdAt: z.string(),
  updatedAt: z.string(),
});

export const ticket = ticketRow.extend({
  customer,
  context: z.object({
    page: z.string().nullable(),
    pageTitle: z.string().nullable(),
    referrer: z.string().nullable(),
    browser: z.string().nullable(),
    os: z.string().nullable(),
    device: z.string().nullable(),
    timeZone: z.string().nullable(),
    screen: z.string().nullable(),
  }),
  tried,
  /** The number of entries that stood in the conversation before it became a ticket. */
  transcriptSeq: z.number().int(),
  visitorReadSeq: z.number().int(),
  rating: z.object({ score: z.number().int(), comment: z.string().nullable() }).nullable(),
  resolvedAt: z.string().nullable(),
});

export const view = z.enum(["mine", "unassigned", "all"]);

export const listTickets = {
  input: z.object({
    view: view.default("all"),
    /** `active` is everything not resolved or closed. */
    status: z.union([status, z.enum(["active", "any"])]).default("active"),
    q: text(200).trim().optional(),
    ...paging,
  }),
  output: page(ticketRow),
};
export const countTickets = {
  input: z.object({}),
  output: z.object({ mine: z.number().int(), unassigned: z.number().int(), all: z.number().int() }),
};
export const createTicket = {
  input: z.object({
    subject: line(limits.subjectChars),
    body: line(limits.messageChars),
    requester: z.object({ name: line(limits.nameChars).optional(), email }),
    priority: priority.default("medium"),
    locale: languageTag.optional(),
  }),
  output: ticket,
};
export const getTicket = { input: z.object({ id }), output: ticket };
export const updateTicket = {
  input: z.object({ id, subject: line(limits.subjectChars).optional(), priority: priority.optional() }),
  output: ticket,
};
export const assignTicket = { input: z.object({ id, agentId: id.nullable() }), output: ticket };
export const setTicketStatus = { input: z.object({ id, status }), output: ticket };
export const postTicketMessage = {
  input: z.object({
    id,
    body: line(limits.messageChars),
    visibility: z.enum(["public", "internal"]),
    clientId: line(100).optional(),
    /** The last `seq` the writer has seen; a thread that has moved on answers 409 `thread_moved` with what was missed. */
    ifSeq: z.number().int().min(0).optional(),
  }),
  output: message,
};

export type Status = z.infer<typeof status>;
export type Priority = z.infer<typeof priority>;
export type VisitorTicket = z.infer<typeof visitorTicket>;
export type Tried = z.infer<typeof tried>;
export type TicketRow = z.infer<typeof ticketRow>;
export type Ticket = z.infer<typeof ticket>;
export type TicketView = z.infer<typeof view>;
export type TicketCounts = z.infer<typeof countTickets.output>;
