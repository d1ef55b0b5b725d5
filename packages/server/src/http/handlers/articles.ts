import { KotaeError } from "@kotae/sdk/errors";
import { mask } from "../../assistant/index.ts";
import { since } from "../../conversations/index.ts";
import { searchedHere } from "../../insights/index.ts";
import {
  createArticle,
  dayOf,
  deleteArticle,
  getArticle,
  languageOf,
  listArticles,
  previewContent,
  publishArticle,
  readerOf,
  type SearchHit,
  suggestArticles,
  updateArticle,
  voiceOf,
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
  | "publishArticle"
  | "previewArticle";

export const articleHandlers: Pick<Handlers, Names> = {
  async search({ storage, searcher, searches, actor }, { q, lang, limit, typing, site }) {
    if (q === "") return { items: [], nextCursor: null };
    const reader = await readerOf(storage.db, actor, site);
    const hits = await searcher.search({ q, lang, limit, typing, ...reader });
    if (!typing && actor.kind !== "agent") {
      searches.note([
        searchedHere(hits, {
          siteId: reader.siteId ?? "",
          lang: lang === undefined ? languageOf(q) : (lang.toLowerCase().split("-")[0] ?? lang),
          q: mask(q),
          visitorId: actor.kind === "visitor" ? actor.id : undefined,
        }),
      ]);
    }
    return { items: hits.map(toHit), nextCursor: null };
  },

  async getIndex(context, { lang, site }) {
    // whoever asks: the address alone says what is in it, so that any cache between may keep it
    const { etag, bytes } = await context.searcher.snapshot(
      lang,
      await readerOf(context.storage.db, { kind: "public" }, site),
    );
    context.header("etag", etag);
    // kept, and asked about each time: an article that was taken back is nowhere any more
    context.header("cache-control", "public, no-cache");
    context.instead({ type: "application/json", brotli: bytes });
    return unread;
  },

  listArticles: ({ storage, now }, input) => listArticles(storage.db, input, now()),

  async getArticle(context, { id, site }) {
    const { storage, actor, userAgent, config } = context;
    const article = await getArticle(storage.db, id, await readerOf(storage.db, actor, site));
    if (!article) throw new KotaeError("not_found", "There is no such article.");
    if (actor.kind !== "agent") {
      const from = { address: context.address(), userAgent, day: dayOf(context.now()) };
      if (actor.kind === "visitor") context.searches.helped(actor.id, id);
      context.views.opened(id, { voice: voiceOf(actor, from, config.secret), userAgent });
    }
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

  previewArticle: ({ storage }, input) => previewContent(storage.db, input),

  createArticle: (context, input) =>
    thenIndexed(context, () => context.act((act) => createArticle(act, input, context.agent))),
  updateArticle: (context, { id, ...patch }) =>
    thenIndexed(context, () => context.act((act) => updateArticle(act, id, patch, context.agent))),
  deleteArticle: (context, { id }) => thenIndexed(context, () => context.act((act) => deleteArticle(act, id))),
  publishArticle: (context, { id }) =>
    thenIndexed(context, () => context.act((act) => publishArticle(act, id, context.agent))),
};

/** The deed's result; the index is told once it is durable. */
async function thenIndexed<T>(context: Context, deed: () => Promise<T>): Promise<T> {
  const result = await deed();
  context.searcher.changed();
  return result;
}

/** The snapshot goes out as the bytes its thread has packed; nobody reads this. */
const unread = { format: 0, version: 0, lang: "", surfaces: [], articles: [] };

const toHit = ({ articleId, title, url, excerpt, heading, score }: SearchHit) => ({
  articleId,
  title,
  url,
  excerpt,
  heading,
  score,
});
