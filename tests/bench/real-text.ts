import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { SearchArticle } from "../../packages/sdk/src/search/index.ts";
import { madeUpArticles, madeUpQueries } from "./made-up.ts";
import { dataFolder, type RawArticle, toSearchArticle } from "./search.ts";

/** Articles and what is asked about them, and where both are from. */
export type Corpus = { from: string; articles: SearchArticle[]; queries: string[] };

/**
 * So many articles of real text: those of the public sets in turn, and once they are used up, new ones out of a section
 * or two of two of them. Without the sets, and with `KOTAE_BENCH_TEXT=made-up`, they are made up out of so few words that
 * every one stands in many articles: several times the work for a search.
 */
export function corpusOf(lang: "en" | "ja", count: number): Corpus {
  const isReal = process.env.KOTAE_BENCH_TEXT !== "made-up" && existsSync(dataFolder);
  const sets = isReal ? readdirSync(dataFolder).filter((name) => name.startsWith(`${lang}-`)) : [];
  const texts = sets.map((set) => lines<RawArticle>(set, "articles").map((raw) => ({ set, ...toSearchArticle(raw) })));
  const all = inTurn(texts);
  if (all.length === 0) {
    const articles = madeUpArticles(lang, count);
    return { from: "made-up text", articles, queries: madeUpQueries(articles, 500) };
  }
  const articles = Array.from({ length: count }, (_, n): SearchArticle => {
    const own = all[n % all.length] as (typeof all)[number];
    const round = Math.floor(n / all.length);
    const other = all[(n * 7 + 13 * round) % all.length] as (typeof all)[number];
    const { set, ...article } = own;
    return {
      ...article,
      id: `${lang}-${round}-${set}-${own.id}`,
      ...(round === 0 ? {} : { sections: [...own.sections.slice(0, 2), ...other.sections.slice(0, 2)] }),
    };
  });
  const asked = sets.map((set) => lines<{ text: string }>(set, "questions").slice(0, 150));
  return { from: "text of the public sets", articles, queries: inTurn(asked).map(({ text }) => text) };
}

function lines<T>(set: string, what: string): T[] {
  const file = `${dataFolder}/${set}/${what}.jsonl`;
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);
}

/** One of each in turn, until all are used up. */
function inTurn<T>(lists: readonly T[][]): T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, n) => lists.flatMap((list) => list.slice(n, n + 1))).flat();
}
