import * as z from "zod";
import { ranked } from "./assistant.ts";
import { citation, decision } from "./message.ts";
import { id, line, locale, page, paging } from "./shared.ts";

/**
 * How an assisted conversation ended. `confirmed`: its visitor said it was solved. `assumed`: an answer, then silence.
 * `abandoned`: no answer, then silence. `handed_over`: people have it. `returned`: solved, but its visitor came back.
 */
export const outcome = z.enum(["open", "confirmed", "assumed", "abandoned", "handed_over", "returned"]);

/**
 * What was said against a question's answer: its visitor refused it, rated the ticket that came of the conversation low,
 * or found an article it led to not helpful.
 */
export const complaint = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("refused") }),
  z.object({ kind: z.literal("rating"), score: z.number().int(), comment: z.string().nullable() }),
  z.object({ kind: z.literal("vote"), articleId: z.string(), title: z.string(), comment: z.string().nullable() }),
]);
const complaintKind = z.enum(["refused", "rating", "vote"]);

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
  complaints: z.array(complaint),
  outcome,
  gapId: z.string().nullable(),
  review: z.object({ rightArticleId: z.string().nullable(), by: z.string(), at: z.string() }).nullable(),
  createdAt: z.string(),
});

export const listQuestions = {
  input: z.object({
    /** What needs somebody's eyes: nobody answered it, it was rated badly, the assistant was unsure; or all. */
    view: z.enum(["unanswered", "unhelpful", "unsure", "reviewed", "all"]).default("unanswered"),
    /** Only those of which this was said. */
    complaint: complaintKind.optional(),
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
    /** What the same question, after what had been said before it, would get today. */
    now: z.object({ decision, confidence: z.number(), ranked: z.array(ranked) }),
  }),
};

/** Says which article answers it, or null where none does: the question becomes a golden one. */
export const reviewQuestion = {
  input: z.object({ id, rightArticleId: id.nullable().optional(), reviewed: z.boolean().default(true) }),
  output: question,
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
          /** Of the best result: with a low one, nothing was found that has to do with it. */
          score: z.number().min(0).max(1).optional(),
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
export type Complaint = z.infer<typeof complaint>;
export type Question = z.infer<typeof question>;
export type QuestionDetail = z.infer<typeof getQuestion.output>;
