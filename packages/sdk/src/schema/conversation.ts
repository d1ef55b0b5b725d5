import * as z from "zod";
import { citation, decision, message } from "./message.ts";
import { email, httpUrl, id, languageTag, limits, line, page, paging, text } from "./shared.ts";
import { visitorTicket } from "./ticket.ts";

/** Where on the web the visitor is, as its browser tells it. */
export const pageContext = z.object({
  url: httpUrl.optional(),
  title: text(300).optional(),
  referrer: z.union([httpUrl, z.literal("")]).optional(),
  timeZone: line(60).optional(),
  screen: line(20).optional(),
});

/** Who looks after a conversation: there is always somebody. */
export const owner = z.enum(["assistant", "queue", "agent"]);

export const conversation = z.object({
  id: z.string(),
  locale: z.string(),
  owner,
  lastSeq: z.number().int(),
  /** How far each side has read. */
  visitorReadSeq: z.number().int(),
  agentReadSeq: z.number().int(),
  /** First words of the newest message, for lists. */
  preview: z.string(),
  ticket: visitorTicket.nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
});

export const createConversation = {
  input: z.object({ locale: languageTag.optional(), page: pageContext.optional() }),
  output: conversation,
};
export const listConversations = { input: z.object({ ...paging }), output: page(conversation) };
export const getConversation = { input: z.object({ id }), output: conversation };

export const markRead = {
  input: z.object({ id, seq: z.number().int().min(0) }),
  output: z.object({ seq: z.number().int() }),
};

/** What a visitor did before asking for a person, kept by the panel in memory until then. */
export const trail = z.object({
  searches: z.array(text(limits.searchChars)).max(20).default([]),
  articles: z
    .array(z.object({ id, solved: z.boolean().optional() }))
    .max(20)
    .default([]),
});

export const escalate = {
  input: z.object({
    id,
    /** What the visitor still wants to say; becomes its message in the same transaction. */
    body: line(limits.messageChars).optional(),
    clientId: line(100).optional(),
    subject: line(limits.subjectChars).optional(),
    name: line(limits.nameChars).optional(),
    email: email.optional(),
    page: pageContext.optional(),
    trail: trail.optional(),
  }),
  output: visitorTicket,
};

export const recordOutcome = {
  input: z.object({ id, solved: z.boolean(), articleId: id.optional() }),
  output: conversation,
};

export const rate = {
  input: z.object({ id, score: z.number().int().min(1).max(5), comment: text(limits.commentChars).trim().optional() }),
  output: message,
};

export const ask = {
  input: z.object({
    question: line(limits.questionChars),
    conversationId: id.optional(),
    lang: languageTag.optional(),
    page: pageContext.optional(),
    /** Makes the question repeatable, like a message's. */
    clientId: line(100).optional(),
  }),
  output: z.object({
    decision,
    answer: z.string(),
    citations: z.array(citation),
    /** 0 to 1: how sure the assistant is that this answers the question. */
    confidence: z.number(),
    conversationId: z.string(),
    generated: z.boolean(),
    /** The answer as it stands in the conversation. */
    message,
    /** The question as it stands in the conversation. */
    question: message,
  }),
};

export type PageContext = z.infer<typeof pageContext>;
export type Owner = z.infer<typeof owner>;
export type Conversation = z.infer<typeof conversation>;
export type Trail = z.infer<typeof trail>;
export type Answer = z.infer<typeof ask.output>;
