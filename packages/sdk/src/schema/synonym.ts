import * as z from "zod";
import { id, line, locale } from "./shared.ts";

/** Words that mean the same in this knowledge base; a suggestion waits for somebody to say so. */
export const synonym = z.object({
  id: z.string(),
  lang: z.string(),
  words: z.array(z.string()),
  status: z.enum(["active", "suggested", "dismissed"]),
  /** Where a suggestion comes from: what was searched in vain, and what helped the same people in the end. */
  evidence: z.array(z.object({ query: z.string(), articleId: z.string(), title: z.string(), times: z.number().int() })),
  createdAt: z.string(),
});

const words = z.array(line(60)).min(2, "must be at least two words").max(20);

export const listSynonyms = {
  input: z.object({ lang: locale.optional(), status: z.enum(["active", "suggested", "dismissed"]).optional() }),
  output: z.object({ items: z.array(synonym), nextCursor: z.string().nullable() }),
};
export const createSynonym = { input: z.object({ lang: locale, words }), output: synonym };
export const updateSynonym = {
  input: z.object({ id, words: words.optional(), status: z.enum(["active", "dismissed"]).optional() }),
  output: synonym,
};
export const deleteSynonym = { input: z.object({ id }), output: z.object({}) };

export type Synonym = z.infer<typeof synonym>;
