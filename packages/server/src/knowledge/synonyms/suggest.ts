import { wordsOf } from "./words-of.ts";

/** A search in vain and the article that helped the same person afterwards; each person and day is one. */
export type Trail = { id: string; lang: string; q: string; articleId: string };
export type Titled = { id: string; lang: string; title: string };
export type Suggestion = {
  lang: string;
  words: [failed: string, known: string];
  evidence: { query: string; articleId: string; title: string; times: number }[];
};

/** So many different people or days have to support a suggestion. */
const supportLeast = 3;
/** Such a share of the searches with the failed word has to lead to the known one, or it means something else. */
const shareLeast = 2 / 3;

/**
 * Pairs of a word that was searched in vain and a word of the titles that helped instead, the best supported first.
 *
 * A word that stands in some title is no failed one; of the words of the titles it goes with, the one most searches
 * lead to is taken, and of those the most telling.
 */
export function suggest(trails: readonly Trail[], articles: readonly Titled[]): Suggestion[] {
  const byId = new Map(articles.map((article) => [article.id, article]));
  const known = new Map(articles.map((article) => [article.id, wordsOf(article.title)]));
  const frequency = new Map<string, number>();
  for (const [id, found] of known) {
    for (const key of found.keys()) count(frequency, `${byId.get(id)?.lang} ${key}`);
  }

  const failures = new Map<string, Trail[]>();
  for (const trail of unique(trails)) {
    if (byId.get(trail.articleId)?.lang !== trail.lang) continue;
    for (const [key, written] of wordsOf(trail.q)) {
      if (frequency.has(`${trail.lang} ${key}`)) continue;
      const name = JSON.stringify([trail.lang, written]);
      failures.set(name, [...(failures.get(name) ?? []), trail]);
    }
  }

  const found: (Suggestion & { support: number })[] = [];
  for (const [name, trailed] of failures) {
    const [lang, failed] = JSON.parse(name) as [string, string];
    const support = new Map<string, { written: string; trails: Trail[] }>();
    for (const trail of trailed) {
      const asked = wordsOf(trail.q);
      for (const [key, written] of known.get(trail.articleId) ?? []) {
        if (asked.has(key)) continue;
        const entry = support.get(key) ?? { written, trails: [] };
        entry.trails.push(trail);
        support.set(key, entry);
      }
    }
    const [best] = [...support]
      .filter(([, { trails }]) => trails.length >= supportLeast && trails.length >= trailed.length * shareLeast)
      .map(([key, entry]) => ({ ...entry, frequency: frequency.get(`${lang} ${key}`) ?? 0 }))
      .sort(
        (a, b) =>
          b.trails.length - a.trails.length ||
          // ごみ is ゴミ before it is anything else
          Number(sound(b.written) === sound(failed)) - Number(sound(a.written) === sound(failed)) ||
          a.frequency - b.frequency ||
          b.written.length - a.written.length ||
          (a.written < b.written ? -1 : 1),
      );
    if (best) {
      const evidence = evidenceOf(best.trails, byId);
      found.push({ lang, words: [failed, best.written], evidence, support: best.trails.length });
    }
  }
  return found
    .sort((a, b) => b.support - a.support || (a.words[0] < b.words[0] ? -1 : 1))
    .map(({ support: _, ...suggestion }) => suggestion);
}

function evidenceOf(trails: readonly Trail[], byId: ReadonlyMap<string, Titled>): Suggestion["evidence"] {
  const times = new Map<string, number>();
  for (const { q, articleId } of trails) count(times, JSON.stringify([q, articleId]));
  return [...times]
    .map(([key, times]) => {
      const [query, articleId] = JSON.parse(key) as [string, string];
      return { query, articleId, title: byId.get(articleId)?.title ?? "", times };
    })
    .sort((a, b) => b.times - a.times || (a.query < b.query ? -1 : 1))
    .slice(0, 10);
}

/** A word in the one of the two syllabaries. */
const sound = (word: string) =>
  word.replace(/[ぁ-ゖ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60)).toLowerCase();

const unique = (trails: readonly Trail[]) => [...new Map(trails.map((trail) => [trail.id, trail])).values()];

const count = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
