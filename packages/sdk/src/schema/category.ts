import * as z from "zod";
import { languageTag, line } from "./shared.ts";

/** A topic that articles of one language are under. */
export const category = z.object({
  name: z.string(),
  /** Its articles, those among them that are published and for everybody to read. */
  articles: z.number().int(),
  published: z.number().int(),
});

const name = line(100);

/** The topics of a language in the order the help centre shows them, without those of articles that have none. */
export const listCategories = {
  input: z.object({ lang: languageTag }),
  output: z.object({ items: z.array(category), nextCursor: z.string().nullable() }),
};
/** Gives a topic another name on all of its articles; where there is one of that name, the two become one. */
export const renameCategory = {
  input: z.object({ lang: languageTag, name, to: name }),
  output: z.object({ moved: z.number().int() }),
};
/** The order in which the help centre shows a language's topics; those that are not named come after them. */
export const orderCategories = {
  input: z.object({ lang: languageTag, names: z.array(name).max(500) }),
  output: listCategories.output,
};

export type Category = z.infer<typeof category>;
