import type { Ranked } from "@kotae/sdk/schema";
import {
  buildIndex,
  type Coefficients,
  confidenceOf,
  excerptOf,
  type Features,
  type Found,
  type SearchArticle,
  type SearchIndex,
  search,
  weakScore,
} from "@kotae/sdk/search";
import { type Assistant, createAssistant, type Question } from "../assistant/index.ts";
import { fromMarkdown, languageOf, type Searcher, type SearchHit, sections } from "../knowledge/index.ts";
import type { Golden, RawArticle } from "./golden.ts";
import type { Judged } from "./metrics.ts";

/** What is decided about a question, and the ranking that rests on, best first. */
export type Ask = (question: Golden) => Promise<{ decision: Judged["decision"]; ranked: Ranked[] }>;

/** How many articles of a ranking are looked at. */
const rankedAtMost = 10;

/**
 * Asks every question and notes what it got, in the order of the questions; `onProgress` hears how many are done.
 *
 * Confidence is made of `coefficients`, or of the shipped ones.
 */
export async function evaluate(
  questions: readonly Golden[],
  ask: Ask,
  { coefficients, onProgress }: { coefficients?: Coefficients | undefined; onProgress?: (done: number) => void } = {},
): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const question of questions) {
    const { decision, ranked } = await ask(question);
    const hits = ranked.map((hit) => ({ ...hit, features: hit.features as Features }));
    judged.push({
      id: question.id,
      lang: langOf(question),
      kind: question.kind,
      answerable: question.answerable,
      answers: question.answers,
      ranked: hits.map(({ articleId, score }) => ({ articleId, score })),
      // of the ranking itself: a request for a person says nothing of it
      confidence: confidenceOf(hits, coefficients),
      decision,
      ...(hits[0] ? { first: { score: hits[0].score, features: hits[0].features } } : {}),
    });
    onProgress?.(judged.length);
  }
  return judged;
}

/** The language a question is asked in. */
export const langOf = ({ text, lang }: Pick<Golden, "text" | "lang">): string => lang ?? languageOf(text);

/** Asks as a visitor does: the assistant decides, by these settings and for this reader; nothing is written. */
export function askAssistant(
  assistant: Pick<Assistant, "judge">,
  search: Searcher["search"],
  asker: Omit<Question, "question" | "lang" | "search"> = {},
): Ask {
  // it decides by the first few; the figures look further down
  const deep: typeof search = (input) => search({ ...input, limit: rankedAtMost });
  return (question) => assistant.judge({ ...asker, question: question.text, lang: langOf(question), search: deep });
}

/**
 * Asks about articles from a file, with an index for each language, as a site that has set nothing would. Markdown is
 * read as the knowledge room reads it; words that mean the same are those that come with Kotae.
 */
export function findInArticles(articles: readonly RawArticle[], onProgress: (done: number) => void): Ask {
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
  const find = searchIn(indexes);
  return askAssistant(createAssistant({ searcher: { search: find } }), find);
}

/** The search over some indexes, with the order of languages the live one has. */
function searchIn(indexes: ReadonlyMap<string, SearchIndex>): Searcher["search"] {
  return async ({ q, lang = languageOf(q), limit = rankedAtMost }) => {
    const inIndex = (index: SearchIndex) => search(index, q, { limit }).map((hit) => toHit(hit, index.lang, q));
    const base = lang.toLowerCase().split("-")[0] ?? lang;
    const mine = indexes.get(lang) ?? indexes.get(base);
    const own = mine ? inIndex(mine) : [];
    const [best] = own;
    if (best && best.score >= weakScore) return own;
    const better = [...indexes.values()]
      .flatMap((index) => (index === mine ? [] : inIndex(index)))
      .filter(({ score }) => score > (best ? Math.max(best.score, weakScore) : 0))
      .sort((a, b) => b.score - a.score || (a.articleId < b.articleId ? -1 : 1));
    return [...better, ...own].slice(0, limit);
  };
}

const toHit = ({ passage, ...hit }: Found, lang: string, q: string): SearchHit => ({
  ...hit,
  lang,
  heading: passage.heading,
  text: passage.text,
  excerpt: excerptOf(passage.text, q),
});

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
