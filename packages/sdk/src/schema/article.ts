import * as z from "zod";
import { id, languageTag, limits, line, locale, page, paging, text } from "./shared.ts";

export const articleStatus = z.enum(["draft", "published"]);
export const visibility = z.enum(["public", "internal"]);

/**
 * Safe rich text as a tree: a string, or `[tag, attributes, ...children]` with tags and attributes from a short list.
 * Nobody ever has to parse HTML: the server renders pages from it, the panel renders elements from it.
 */
export type Content = string | [tag: string, attributes: Record<string, string>, ...children: Content[]];
export const content: z.ZodType<Content> = z.lazy(() =>
  z.union([z.string(), z.tuple([z.string(), z.record(z.string(), z.string())], content)]),
);

export const articleRow = z.object({
  id: z.string(),
  slug: z.string(),
  /** Links the same article in several languages. */
  key: z.string(),
  lang: z.string(),
  title: z.string(),
  summary: z.string(),
  category: z.string(),
  status: articleStatus,
  visibility,
  url: z.string(),
  updatedAt: z.string(),
});

export const article = articleRow.extend({
  /** Markdown. */
  body: z.string(),
  content: z.array(content),
  keywords: z.array(z.string()),
  translations: z.array(z.object({ id: z.string(), lang: z.string(), url: z.string() })),
});

const fields = {
  title: line(limits.articleTitleChars),
  body: text(limits.articleBodyChars),
  lang: languageTag,
  summary: text(500).trim(),
  category: text(100).trim(),
  slug: line(150).regex(/^[\p{L}\p{N}]+(?:[-_][\p{L}\p{N}]+)*$/u, "must be words joined by hyphens"),
  key: line(150),
  keywords: z.array(line(60)).max(50),
  visibility,
};

export const listArticles = {
  input: z.object({
    lang: languageTag.optional(),
    status: articleStatus.optional(),
    q: text(200).trim().optional(),
    ...paging,
  }),
  output: page(articleRow),
};
export const createArticle = {
  input: z.object({
    title: fields.title,
    body: fields.body,
    lang: fields.lang,
    summary: fields.summary.optional(),
    category: fields.category.optional(),
    slug: fields.slug.optional(),
    key: fields.key.optional(),
    keywords: fields.keywords.optional(),
    visibility: visibility.default("public"),
    status: articleStatus.default("draft"),
  }),
  output: article,
};
export const getArticle = { input: z.object({ id }), output: article };
export const updateArticle = {
  input: z.object({
    id,
    title: fields.title.optional(),
    body: fields.body.optional(),
    lang: fields.lang.optional(),
    summary: fields.summary.optional(),
    category: fields.category.optional(),
    slug: fields.slug.optional(),
    key: fields.key.optional(),
    keywords: fields.keywords.optional(),
    visibility: visibility.optional(),
    status: articleStatus.optional(),
  }),
  output: article,
};
export const deleteArticle = { input: z.object({ id }), output: z.object({}) };
export const publishArticle = { input: z.object({ id }), output: article };

export const hit = z.object({
  articleId: z.string(),
  title: z.string(),
  url: z.string(),
  excerpt: z.string(),
  heading: z.string(),
  score: z.number(),
});
export const search = {
  input: z.object({
    q: text(limits.searchChars).trim(),
    lang: languageTag.optional(),
    limit: z.coerce.number().int().min(1).max(20).default(5),
    /** True while the last word is still being typed. */
    typing: z.stringbool().default(false),
  }),
  output: z.object({ items: z.array(hit), nextCursor: z.string().nullable() }),
};
export const suggestArticles = {
  input: z.object({ ticketId: id, limit: z.coerce.number().int().min(1).max(10).default(5) }),
  output: z.object({ items: z.array(hit), nextCursor: z.string().nullable() }),
};

/** Every published public article of one language, compact: what a device needs to search by itself. */
export const getIndex = {
  input: z.object({ lang: locale.default("en") }),
  output: z.object({
    version: z.number().int(),
    lang: z.string(),
    articles: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        url: z.string(),
        summary: z.string(),
        keywords: z.array(z.string()),
        sections: z.array(z.object({ heading: z.string(), text: z.string() })),
      }),
    ),
  }),
};

export const listSites = {
  input: z.object({}),
  output: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        key: z.string(),
        name: z.string(),
        locale: z.string(),
        accent: z.string().nullable(),
      }),
    ),
    nextCursor: z.string().nullable(),
  }),
};

export type ArticleStatus = z.infer<typeof articleStatus>;
export type Visibility = z.infer<typeof visibility>;
export type ArticleRow = z.infer<typeof articleRow>;
export type Article = z.infer<typeof article>;
export type Hit = z.infer<typeof hit>;
export type IndexSnapshot = z.infer<typeof getIndex.output>;
