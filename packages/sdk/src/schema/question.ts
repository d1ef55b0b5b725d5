import * as z from "zod";
import { ranked } from "./assistant.ts";
import { citation, decision } from "./message.ts";
import { id, line, locale, page, paging } from "./shared.ts";

/**
 * How an assisted conversation ended. `confirmed`: its visitor said it was solved. `assumed`: an answer, then silence.
 * `abandoned`: no answer, then silence. `handed_over`: people have it. `returned`: solved, but its visitor came back.
 */
export const outcome = z.enum(["open", "confirmed", "assumed", "abandoned", "handed_over", "returned"]);

/** A question as it was asked, decided and answered. */
export const question = z.object({
  id: z.string(),
  text: z.string(),
  lang: z.string(),
  siteId: z.string(),
  conversationId: z.string(),
  ticketId: z.string().nullable(),
  decision,
  confidence: z.number(),
  reasons: z.array(z.string()),
  generated: z.boolean(),
  /** What the visitor said of the answer. */
  solved: z.boolean().nullable(),
  outcome,
  gapId: z.string().nullable(),
  review: z.object({ rightArticleId: z.string().nullable(), by: z.string(), at: z.string() }).nullable(),
  createdAt: z.string(),
});

export const listQuestions = {
  input: z.object({
    /** What needs somebody's eyes: nobody answered it, it was rated badly, the assistant was unsure; or all. */
    view: z.enum(["unanswered", "unhelpful", "unsure", "reviewed", "all"]).default("unanswered"),
    lang: locale.optional(),
    siteId: id.optional(),
    gapId: id.optional(),
    ...paging,
  }),
  output: page(question),
};

export const getQuestion = {
  input: z.object({ id }),
  output: question.extend({
    answer: z.string(),
    citations: z.array(citation),
    threshold: z.number(),
    /** The ranking the decision was made from. */
    ranked: z.array(ranked),
    /** What the same question would get today. */
    now: z.object({ decision, confidence: z.number(), ranked: z.array(ranked) }),
  }),
};

/** Says which article answers it, or null where none does: the question becomes a golden one. */
export const reviewQuestion = {
  input: z.object({ id, rightArticleId: id.nullable().optional(), reviewed: z.boolean().default(true) }),
  output: question,
};

/** Questions that mean the same and found no answer. */
export const gap = z.object({
  id: z.string(),
  title: z.string(),
  lang: z.string(),
  langs: z.array(z.string()),
  /** `solved` once its article is published and questions reach it. */
  status: z.enum(["open", "drafted", "published", "dismissed"]),
  questions: z.number().int(),
  visitors: z.number().int(),
  tickets: z.number().int(),
  /** Agents' minutes its tickets took, from their first assignment to their resolution, at most a day each. */
  minutes: z.number(),
  lastAskedAt: z.string(),
  article: z.object({ id: z.string(), title: z.string(), url: z.string(), status: z.string() }).nullable(),
  /** Questions asked and solved without a person, in the days before its article came out and since. */
  before: z.object({ asked: z.number().int(), solved: z.number().int() }),
  after: z.object({ asked: z.number().int(), solved: z.number().int() }).nullable(),
  publishedAt: z.string().nullable(),
});

export const listGaps = {
  input: z.object({
    status: z.enum(["open", "drafted", "published", "dismissed"]).optional(),
    lang: locale.optional(),
    ...paging,
  }),
  output: page(gap),
};
export const getGap = {
  input: z.object({ id }),
  output: gap.extend({
    examples: z.array(question),
    /** Resolved tickets a draft could be written from, the best first. */
    sources: z.array(
      z.object({
        ticketId: z.string(),
        number: z.number().int(),
        subject: z.string(),
        rating: z.number().int().nullable(),
      }),
    ),
  }),
};
export const updateGap = {
  input: z.object({
    id,
    title: line(200).optional(),
    status: z.enum(["open", "dismissed"]).optional(),
    /** An article that answers it already. */
    articleId: id.optional(),
  }),
  output: gap,
};
/** Writes a draft article from the best resolved ticket, or from the questions alone where there is none. */
export const draftGap = {
  input: z.object({ id, ticketId: id.optional() }),
  output: z.object({ gap, articleId: z.string(), fromTicket: z.string().nullable(), generated: z.boolean() }),
};

/** Searches made on a device, told in batches; the text is masked before it is kept. */
export const recordSearches = {
  input: z.object({
    /** The key of the site they were made on: most who search have not said a word yet, and have no session. */
    site: line(100),
    items: z
      .array(
        z.object({
          q: line(200),
          lang: locale,
          results: z.number().int().min(0).max(1000),
          /** The article that was opened from its results. */
          opened: id.optional(),
        }),
      )
      .min(1)
      .max(20),
  }),
  output: z.object({}),
};

/** What happened beside a contact form: answers were shown, one was opened, it solved it, or the form was sent. */
export const recordDeflection = {
  input: z.object({
    site: line(100),
    form: line(100),
    /** Chosen by the page for one visit to the form, so that a repeat is not counted twice. */
    visit: line(100),
    event: z.enum(["shown", "opened", "solved", "sent"]),
    articleId: id.optional(),
    q: line(200).optional(),
    lang: locale.optional(),
  }),
  output: z.object({}),
};

export type Outcome = z.infer<typeof outcome>;
export type Question = z.infer<typeof question>;
export type QuestionDetail = z.infer<typeof getQuestion.output>;
export type Gap = z.infer<typeof gap>;
export type GapDetail = z.infer<typeof getGap.output>;
