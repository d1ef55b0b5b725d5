import { buildIndex, confidenceOf, type Found, type SearchArticle, type SearchIndex, search } from "@kotae/sdk/search";
import { decide, type Rules } from "../assistant/index.ts";
import { fromMarkdown, languageOf, type Searcher, sections } from "../knowledge/index.ts";
import type { Golden, RawArticle } from "./golden.ts";
import type { Judged } from "./metrics.ts";

/** What a knowledge base finds for a question, best first. */
export type Find = (question: Golden) => Promise<Pick<Found, "articleId" | "title" | "score" | "features">[]>;

/** How many articles of a ranking are looked at. */
export const rankedAtMost = 10;

/**
 * Asks every question and notes what it got, in the order of the questions; `onProgress` hears how many are done.
 * Without `rules`, answers are decided as for a site that has set nothing.
 */
export async function evaluate(
  questions: readonly Golden[],
  find: Find,
  { rules, onProgress }: { rules?: Rules | undefined; onProgress?: (done: number) => void } = {},
): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const question of questions) {
    const hits = await find(question);
    const { decision } = decide(question.text, hits, rules);
    judged.push({
      id: question.id,
      lang: question.lang ?? languageOf(question.text),
      kind: question.kind,
      answerable: question.answerable,
      answers: question.answers,
      ranked: hits.map(({ articleId, score }) => ({ articleId, score })),
      // of the ranking itself: a request for a person says nothing of it
      confidence: confidenceOf(hits, rules?.coefficients),
      decision,
      ...(hits[0] ? { first: { score: hits[0].score, features: hits[0].features } } : {}),
    });
    onProgress?.(judged.length);
  }
  return judged;
}

/** The search over articles from a file, an index for each language; Markdown is read as the knowledge room reads it. */
export function findInArticles(articles: readonly RawArticle[], onProgress: (done: number) => void): Find {
  const indexes = new Map<string, SearchIndex>();
  let done = 0;
  for (const [lang, group] of Map.groupBy(articles, (article) => article.lang ?? languageOf(article.body))) {
    indexes.set(
      lang,
      buildIndex(
        counted(group, () => onProgress(++done)),
        lang,
      ),
    );
  }
  return async ({ text, lang = languageOf(text) }) => {
    const own = indexes.get(lang);
    const found = own ? search(own, text, { limit: rankedAtMost }) : [];
    if (found.length > 0) return found;
    // as for visitors: another language answers where this one has nothing to say
    return [...indexes.values()]
      .flatMap((index) => (index === own ? [] : search(index, text, { limit: rankedAtMost })))
      .sort((a, b) => b.score - a.score || (a.articleId < b.articleId ? -1 : 1))
      .slice(0, rankedAtMost);
  };
}

function* counted(articles: readonly RawArticle[], next: () => void): Generator<SearchArticle> {
  for (const { id, title, body } of articles) {
    yield {
      id,
      title,
      url: "",
      summary: "",
      keywords: [],
      sections: sections(fromMarkdown(body)).map(({ heading, text }) => ({ heading, text })),
    };
    next();
  }
}

/** The live search, as visitors get it. */
export const findInSearcher =
  (searcher: Pick<Searcher, "search">): Find =>
  ({ text, lang }) =>
    searcher.search({ q: text, lang, limit: rankedAtMost, audience: "visitor" });
