import type { Article, ArticleRow } from "@kotae/sdk/schema";
import { articlesVersion, listPublic, type Reader } from "../../knowledge/index.ts";
import type { Services } from "../../services.ts";
import type { Language } from "../language.ts";

type Link = Pick<ArticleRow, "url" | "title">;

const relatedAtMost = 4;
const kept = 2_000;

/** Finds what is related to an article: what a search for its title finds, else the others of its topic. */
export function createRelated(deps: Pick<Services, "storage" | "searcher">) {
  const { db } = deps.storage;
  /** What was found, until any article changes: the same pages are read again and again. */
  let known = new Map<string, Link[]>();
  let knownVersion = -1;

  async function look(article: Article, lang: Language, reader: Reader): Promise<Link[]> {
    const q = [article.title, ...article.keywords].join(" ").slice(0, 300);
    const hits = await deps.searcher.search({ q, lang, limit: relatedAtMost + 1, ...reader });
    const near = hits.filter((hit) => hit.articleId !== article.id && hit.lang === lang);
    const links =
      near.length > 0 || article.category === "" ? near : beside(article, await listPublic(db, lang, reader));
    return links.slice(0, relatedAtMost).map(({ url, title }) => ({ url, title }));
  }

  return async (article: Article, lang: Language, reader: Reader): Promise<Link[]> => {
    const version = await articlesVersion(db);
    if (version !== knownVersion) {
      known = new Map();
      knownVersion = version;
    }
    const key = JSON.stringify([article.id, reader.siteId, reader.deskId]);
    const before = known.get(key);
    if (before) return before;
    const found = await look(article, lang, reader);
    // what was found while articles changed is not kept under the number from before
    if (knownVersion === version && known.size < kept) known.set(key, found);
    return found;
  };
}

const beside = ({ id, category }: Article, articles: readonly ArticleRow[]) =>
  articles.filter((article) => article.category === category && article.id !== id);
