import * as z from "zod";
import { id, languageTag, limits, line, locale, page, paging, text } from "./shared.ts";

/** A draft with a `publishAt` is scheduled; an archived one has had its day and is kept for its history. */
export const articleStatus = z.enum(["draft", "published", "archived"]);
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
  /** Counts up with every change of its text; send it back as `ifVersion`. */
  version: z.number().int(),
  publishAt: z.string().nullable(),
  expiresAt: z.string().nullable(),
  reviewAt: z.string().nullable(),
  owner: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** The one site, the one desk it is for; null for all of them. */
  siteId: z.string().nullable(),
  deskId: z.string().nullable(),
  popular: z.boolean(),
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
  /** When it goes out by itself, when it is taken back, and when somebody should read it again. */
  publishAt: z.iso.datetime({ offset: true }).nullable(),
  expiresAt: z.iso.datetime({ offset: true }).nullable(),
  reviewAt: z.iso.datetime({ offset: true }).nullable(),
  ownerId: id.nullable(),
  siteId: id.nullable(),
  deskId: id.nullable(),
  popular: z.boolean(),
};

const planned = {
  publishAt: fields.publishAt.optional(),
  expiresAt: fields.expiresAt.optional(),
  reviewAt: fields.reviewAt.optional(),
  ownerId: fields.ownerId.optional(),
  siteId: fields.siteId.optional(),
  deskId: fields.deskId.optional(),
  popular: fields.popular.optional(),
};

export const listArticles = {
  input: z.object({
    lang: languageTag.optional(),
    status: articleStatus.optional(),
    q: text(200).trim().optional(),
    /** Articles whose day to be read again has come, that wait for their day, or that readers found unhelpful. */
    due: z.enum(["review", "publish", "unhelpful"]).optional(),
    ...paging,
  }),
  /** `langs` are those the article exists in, its own among them. */
  output: page(articleRow.extend({ langs: z.array(z.string()) })),
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
    ...planned,
  }),
  output: article,
};
/**
 * The key of the site a page belongs to, for whoever has no session there yet: what they may read is what that site's
 * visitors may. Without it, that is what the help centre shows; a visitor's token says it already.
 */
const onSite = line(100).optional();

export const getArticle = { input: z.object({ id, site: onSite }), output: article };
export const updateArticle = {
  input: z.object({
    id,
    title: fields.title.optional(),
    body: fields.body.optional(),
    lang: fields.lang.optional(),
    summary: fields.summary.optional(),
    category: fields.category.optional(),
    slug: fields.slug.optional(),
    /** Another article's `key` makes this its translation; null makes it nobody's. */
    key: fields.key.nullable().optional(),
    keywords: fields.keywords.optional(),
    visibility: visibility.optional(),
    status: articleStatus.optional(),
    ...planned,
    /** The `version` the writer began from; an article that has moved on answers 409 `conflict`. */
    ifVersion: z.number().int().optional(),
    /** Why, in a few words, for the list of versions. */
    note: text(300).trim().optional(),
  }),
  output: article,
};
export const deleteArticle = { input: z.object({ id }), output: z.object({}) };
export const publishArticle = { input: z.object({ id }), output: article };
/** What a text would look like; nothing is kept. With an `id`, the images that article was imported with are shown. */
export const previewArticle = {
  input: z.object({ id: id.optional(), body: fields.body, lang: fields.lang }),
  output: z.object({ content: z.array(content) }),
};

const versionNumber = z.coerce.number().int().min(1);
export const articleVersion = z.object({
  version: z.number().int(),
  title: z.string(),
  author: z.object({ id: z.string(), name: z.string() }).nullable(),
  note: z.string(),
  createdAt: z.string(),
  /** Lines that were added and taken away since the version before. */
  added: z.number().int(),
  removed: z.number().int(),
});
export const listArticleVersions = { input: z.object({ id, ...paging }), output: page(articleVersion) };
export const getArticleVersion = {
  input: z.object({
    id,
    version: versionNumber,
    /** The version to compare with; by default the one before. */
    against: versionNumber.optional(),
  }),
  output: articleVersion.extend({
    body: z.string(),
    summary: z.string(),
    keywords: z.array(z.string()),
    /** What changed, line by line, in the order of reading. */
    difference: z.array(
      z.object({ field: z.string(), kind: z.enum(["same", "added", "removed"]), lines: z.array(z.string()) }),
    ),
  }),
};
export const restoreArticleVersion = { input: z.object({ id, version: versionNumber }), output: article };

export const giveFeedback = {
  input: z.object({ id, helpful: z.boolean(), comment: text(limits.commentChars).trim().optional(), site: onSite }),
  output: z.object({}),
};
export const listFeedback = {
  input: z.object({ id, ...paging }),
  output: z.object({
    items: z.array(
      z.object({
        helpful: z.boolean(),
        comment: z.string().nullable(),
        version: z.number().int(),
        createdAt: z.string(),
      }),
    ),
    nextCursor: z.string().nullable(),
    /** Counts since the article exists. */
    counts: z.object({
      views: z.number().int(),
      shown: z.number().int(),
      helpful: z.number().int(),
      unhelpful: z.number().int(),
      /** Conversations that ended as tickets although it was shown or opened. */
      tickets: z.number().int(),
    }),
  }),
};

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
    site: onSite,
  }),
  output: z.object({ items: z.array(hit), nextCursor: z.string().nullable() }),
};
export const suggestArticles = {
  input: z.object({ ticketId: id, limit: z.coerce.number().int().min(1).max(10).default(5) }),
  output: z.object({ items: z.array(hit), nextCursor: z.string().nullable() }),
};

/** Every published public article of one language, compact: what a device needs to search by itself. */
export const getIndex = {
  input: z.object({ lang: locale.default("en"), site: onSite }),
  output: z.object({
    /** The layout; a device that does not know it lets the server search. */
    format: z.number().int(),
    /** Counts up with every change of any article. */
    version: z.number().int(),
    lang: z.string(),
    /** There are so many articles that the server searches them better; none of them is here. */
    tooLarge: z.boolean().optional(),
    /** Groups of words that mean the same. */
    synonyms: z.array(z.array(z.string())).optional(),
    /** What the texts are made of: words, and what stands between them. */
    surfaces: z.array(z.string()),
    /** Texts are numbers of surfaces, a character each, or as they are behind a space: see `sdk/search/reader.ts`. */
    articles: z.array(
      z.object({
        id: z.string(),
        url: z.string(),
        title: z.string(),
        summary: z.string(),
        keywords: z.array(z.string()),
        /** Headings and texts in turn. */
        passages: z.array(z.string()),
        /** Title and keywords once more, where courtesies in them count for what is misspelt. */
        grams: z.string().optional(),
        audience: z.enum(["public", "internal"]).optional(),
        siteId: z.string().nullable().optional(),
        deskId: z.string().nullable().optional(),
      }),
    ),
  }),
};

export type ArticleStatus = z.infer<typeof articleStatus>;
export type Visibility = z.infer<typeof visibility>;
export type ArticleRow = z.infer<typeof articleRow>;
export type ListedArticle = z.infer<typeof listArticles.output>["items"][number];
export type Article = z.infer<typeof article>;
export type ArticleVersion = z.infer<typeof articleVersion>;
export type ArticleVersionDetail = z.infer<typeof getArticleVersion.output>;
export type ArticleFeedback = z.infer<typeof listFeedback.output>;
export type Hit = z.infer<typeof hit>;
export type IndexSnapshot = z.infer<typeof getIndex.output>;
