import { KotaeError } from "@kotae/sdk/errors";
import { since } from "../../conversations/index.ts";
import {
  articlesVersion,
  createArticle,
  deleteArticle,
  getArticle,
  indexSnapshot,
  listArticles,
  publishArticle,
  type SearchHit,
  suggestArticles,
  updateArticle,
} from "../../knowledge/index.ts";
import { get } from "../../tickets/index.ts";
import type { Context, Handlers } from "../context.ts";

type Names =
  | "search"
  | "getIndex"
  | "listArticles"
  | "createArticle"
  | "suggestArticles"
  | "getArticle"
  | "updateArticle"
  | "deleteArticle"
  | "publishArticle";

export const articleHandlers: Pick<Handlers, Names> = {
  async search({ searcher, actor }, { q, lang, limit, typing }) {
    if (q === "") return { items: [], nextCursor: null };
    const hits = await searcher.search({
      q,
      lang,
      limit,
      typing,
      audience: actor.kind === "agent" ? "agent" : "visitor",
    });
    return { items: hits.map(toHit), nextCursor: null };
  },

  async getIndex(context, { lang }) {
    context.header("etag", `"${await articlesVersion(context.storage.db)}-${lang}"`);
    context.header("cache-control", "public, max-age=60, stale-while-revalidate=86400");
    return indexSnapshot(context.storage.db, lang);
  },

  listArticles: ({ storage }, input) => listArticles(storage.db, input),

  async getArticle({ storage, actor }, { id }) {
    const article = await getArticle(storage.db, id, { audience: actor.kind === "agent" ? "agent" : "visitor" });
    if (!article) throw new KotaeError("not_found", "There is no such article.");
    return article;
  },

  async suggestArticles({ storage, searcher }, { ticketId, limit }) {
    const ticket = await get(storage.db, ticketId);
    const log = await since(storage.db, ticket.conversation_id, Math.max(0, ticket.last_seq - 50), 50);
    const asked = log.filter(({ kind, author_kind }) => kind === "message" && author_kind === "visitor").slice(-3);
    const words = [ticket.subject, ...asked.map(({ body }) => body)].join("\n");
    return {
      items: (await suggestArticles(searcher, { words, lang: ticket.locale, limit })).map(toHit),
      nextCursor: null,
    };
  },

  createArticle: (context, input) => thenIndexed(context, () => context.act((act) => createArticle(act, input))),
  updateArticle: (context, { id, ...patch }) =>
    thenIndexed(context, () => context.act((act) => updateArticle(act, id, patch))),
  deleteArticle: (context, { id }) => thenIndexed(context, () => context.act((act) => deleteArticle(act, id))),
  publishArticle: (context, { id }) => thenIndexed(context, () => context.act((act) => publishArticle(act, id))),
};

/** The deed's result; the index is told once it is durable. */
async function thenIndexed<T>(context: Context, deed: () => Promise<T>): Promise<T> {
  const result = await deed();
  context.searcher.changed();
  return result;
}

const toHit = ({ articleId, title, url, excerpt, heading, score }: SearchHit) => ({
  articleId,
  title,
  url,
  excerpt,
  heading,
  score,
});
