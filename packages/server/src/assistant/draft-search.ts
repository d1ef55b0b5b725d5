import { buildIndex, search as find, type SearchArticle } from "@kotae/sdk/search";
import type { Searcher, SearchHit } from "../knowledge/index.ts";

/** A text that takes part in a search as if it were published. */
export type Draft = { article: SearchArticle; lang: string };

/** So many of the live articles a draft is compared with. */
const beside = 15;

/**
 * The live search with a draft in it, in the place of the article it is a draft of.
 *
 * A score depends on how rare each word is among all articles, so the draft's score in an index of its own would say
 * nothing. It is measured in a small index beside the best live articles, and its score there is carried over by how
 * much those articles' live scores differ from their scores in the same small index.
 */
export function withDraft(
  live: Searcher["search"],
  draft: Draft,
  read: (id: string) => Promise<SearchArticle | undefined>,
): Searcher["search"] {
  return async (input) => {
    const limit = input.limit ?? 5;
    const hits = (await live({ ...input, limit: beside })).filter(({ articleId }) => articleId !== draft.article.id);
    if (input.lang !== undefined && input.lang.split("-")[0]?.toLowerCase() !== draft.lang) return hits.slice(0, limit);
    const own = hits.filter(({ lang }) => lang === draft.lang);
    const articles = (await Promise.all(own.map(({ articleId }) => read(articleId)))).filter(
      (each) => each !== undefined,
    );
    const index = buildIndex([draft.article, ...articles], draft.lang);
    const measured = find(index, input.q, { limit: beside + 1 });
    const drafted = measured.find(({ articleId }) => articleId === draft.article.id);
    if (!drafted) return hits.slice(0, limit);
    const ratios = own.flatMap(({ articleId, score }) => {
      const small = measured.find((each) => each.articleId === articleId);
      return small && small.score > 0 ? [score / small.score] : [];
    });
    const scale = ratios.length > 0 ? ratios.reduce((sum, each) => sum + each, 0) / ratios.length : 1;
    const { articleId, title, url, passage, features } = drafted;
    const hit: SearchHit = {
      ...{
        articleId,
        title,
        url,
        heading: passage.heading,
        text: passage.text,
        excerpt: passage.text,
        lang: draft.lang,
      },
      score: Math.min(1, drafted.score * scale),
      // a word may stand in articles that are not among these few
      features: { ...features, known: Math.max(features.known, own[0]?.features.known ?? 0) },
    };
    const sorted = [...own, hit].sort((a, b) => b.score - a.score || (a.articleId < b.articleId ? -1 : 1));
    const ranked = sorted.map((each, at) => ({
      ...each,
      features: { ...each.features, ...distances(sorted, at) },
    }));
    // other languages were asked only because this one had nothing to say: now it may have
    const others = hits.filter(({ lang, score }) => lang !== draft.lang && score > (ranked[0]?.score ?? 0));
    return [...others, ...ranked].slice(0, limit);
  };
}

/** How far each score is above the next one, and above the mean of the nine that follow: as the ranking measures it. */
function distances(sorted: readonly { score: number }[], at: number): { margin: number; lead: number } {
  const own = sorted[at]?.score ?? 0;
  const after = sorted.slice(at + 1, at + 10).reduce((sum, { score }) => sum + score, 0);
  return { margin: own - (sorted[at + 1]?.score ?? 0), lead: own - after / 9 };
}
