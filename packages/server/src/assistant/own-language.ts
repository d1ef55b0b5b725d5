import type { Article } from "@kotae/sdk/schema";
import { passagesOf, type SearchArticle } from "@kotae/sdk/search";
import { type Reader, type SearchHit, sections } from "../knowledge/index.ts";

/** Reads an article a visitor may read, or gives undefined. */
export type ReadArticle = (id: string, reader: Reader) => Promise<Article | undefined>;

/**
 * The same passages in the visitor's language, where their articles exist in it.
 *
 * `foreign` is true where the best one does not: then all stay as they are. Passages that have no translation are left
 * out beside one that has.
 */
export async function inOwnLanguage(
  hits: readonly SearchHit[],
  lang: string,
  read: (id: string) => Promise<Article | undefined>,
): Promise<{ hits: SearchHit[]; foreign: boolean }> {
  const found: SearchHit[] = [];
  for (const [at, hit] of hits.entries()) {
    const own = hit.lang === lang ? hit : await translated(hit, lang, read);
    if (own && !found.some((each) => each.articleId === own.articleId)) found.push(own);
    else if (!own && at === 0) return { hits: [...hits], foreign: true };
  }
  return { hits: found, foreign: false };
}

async function translated(
  hit: SearchHit,
  lang: string,
  read: (id: string) => Promise<Article | undefined>,
): Promise<SearchHit | undefined> {
  const original = await read(hit.articleId);
  const other = original?.translations.find((each) => each.lang === lang);
  const own = other && (await read(other.id));
  if (!original || !own) return undefined;
  const [from, to] = [passagesIn(original), passagesIn(own)];
  const at = from.findIndex(({ heading, text }) => heading === hit.heading && text === hit.text);
  const section = [...new Set(from.map(({ heading }) => heading))].indexOf(hit.heading);
  const headings = [...new Set(to.map(({ heading }) => heading))];
  // translations keep the order of their original; where they do not, the beginning is the safest place
  const inSection = to.find(({ heading }) => heading === headings[section]);
  const passage = (from.length === to.length ? to[at] : undefined) ?? inSection ?? to[0];
  return { ...hit, articleId: own.id, title: own.title, url: own.url, lang, ...pick(passage) };
}

const passagesIn = (article: Article) => passagesOf(toSearchArticle(article));

/** What is searched of an article. */
export const toSearchArticle = ({ id, title, url, summary, keywords, content }: Article): SearchArticle => ({
  ...{ id, title, url, summary, keywords },
  sections: sections(content).map(({ heading, text }) => ({ heading, text })),
});

const pick = (passage: { heading: string; text: string } | undefined) => ({
  heading: passage?.heading ?? "",
  text: passage?.text ?? "",
  excerpt: passage?.text ?? "",
});
