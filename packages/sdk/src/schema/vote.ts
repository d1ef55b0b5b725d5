import * as z from "zod";
import { id, languageTag, page, paging } from "./shared.ts";

/** A reader's "not helpful" on an article. */
export const vote = z.object({
  id: z.string(),
  article: z.object({ id: z.string(), title: z.string(), lang: z.string(), version: z.number().int() }),
  /** The version it was said of: a newer one may have answered it. */
  version: z.number().int(),
  comment: z.string().nullable(),
  review: z.object({ by: z.string(), at: z.string() }).nullable(),
  createdAt: z.string(),
});

export const listVotes = {
  input: z.object({
    /** `open` are those of texts that still stand and that nobody has looked at. */
    view: z.enum(["open", "reviewed", "all"]).default("open"),
    lang: languageTag.optional(),
    ...paging,
  }),
  output: page(vote),
};
/** Says that somebody has looked at it, or takes that back. */
export const reviewVote = { input: z.object({ id, reviewed: z.boolean().default(true) }), output: vote };

export type Vote = z.infer<typeof vote>;
