import * as z from "zod";
import { question } from "./question.ts";
import { id, line, locale, page, paging } from "./shared.ts";

/** What was asked in a span of so many days, and how much of it was solved without a person. */
const tally = z.object({ asked: z.number().int(), solved: z.number().int(), days: z.number().int() });

/** Questions that mean the same and found no answer. */
const gap = z.object({
  id: z.string(),
  title: z.string(),
  lang: z.string(),
  langs: z.array(z.string()),
  /** `published` once its article is: what that changed is in `after`. */
  status: z.enum(["open", "drafted", "published", "dismissed"]),
  questions: z.number().int(),
  visitors: z.number().int(),
  tickets: z.number().int(),
  /** Agents' minutes its tickets took, from their first assignment to their resolution, at most a day each. */
  minutes: z.number(),
  lastAskedAt: z.string(),
  article: z.object({ id: z.string(), title: z.string(), url: z.string(), status: z.string() }).nullable(),
  /** What was asked before its article came out, and since; `after.days` are those that have passed. */
  before: tally,
  after: tally.nullable(),
  publishedAt: z.string().nullable(),
});

/** Something people put right in a gap, seen from that gap: another one became a part of it, or questions came or went. */
const gapChange = z.object({
  id: z.string(),
  kind: z.enum(["merged", "moved_in", "moved_out"]),
  /** The other gap's name. */
  title: z.string(),
  questions: z.number().int(),
  by: z.string(),
  at: z.string(),
});

export const listGaps = {
  input: z.object({
    status: z.enum(["open", "drafted", "published", "dismissed"]).optional(),
    lang: locale.optional(),
    /** Which open gaps: those several visitors have met, or those only one has. */
    met: z.enum(["several", "once"]).default("several"),
    /** Only gaps whose name holds this. */
    q: line(200).optional(),
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
    /** Other gaps that could be the same, the nearest first. */
    near: z.array(gap),
    /** What people put right in it and can take back, the newest first. */
    changes: z.array(gapChange),
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

/** Puts all of a gap's questions into another one, whose name and article stay; gives that one. */
export const mergeGap = {
  input: z.object({ id, intoId: id }),
  output: z.object({ gap, changeId: z.string() }),
};

/** Moves questions of a gap to another one, or to one of their own; gives both. */
export const moveGapQuestions = {
  input: z.object({ id, questionIds: z.array(id).min(1).max(100), intoId: id.optional() }),
  output: z.object({ gap, into: gap, changeId: z.string() }),
};

/** Takes a merge or a move back; gives the gap it began with. */
export const undoGapChange = { input: z.object({ id }), output: gap };

export type Gap = z.infer<typeof gap>;
export type GapDetail = z.infer<typeof getGap.output>;
