import type { Content } from "@kotae/sdk/schema";
import {
  addArticle,
  buildIndex,
  createSnapshotWriter,
  excerptOf,
  type Features,
  type Filter,
  type Found,
  holds,
  type Passage,
  passes,
  removeArticle,
  type SearchArticle,
  type SearchIndex,
  search,
  setSynonyms,
} from "@kotae/sdk/search";
import { articleUrl } from "./address.ts";
import { sections } from "./content-text.ts";
import { admit, buildFor, dismiss, indexFor, ownIndexes } from "./index-worker-scopes.ts";
import { floorOf, fuse, nearest, tellingPassages, type Vectors } from "./vectors/nearest.ts";

/** Which index: its language, and whether it holds public articles or internal ones. */
export type Shelf = `${string}:${"public" | "internal"}`;

/** What is searched of an article, as it stands in the database. */
export type SearchableRow = {
  id: string;
  lang: string;
  slug: string;
  title: string;
  summary: string;
  keywords: string;
  content: string;
  visibility: "public" | "internal";
  site_id: string | null;
  desk_id: string | null;
};

export type SearchRequest = {
  shelves: Shelf[];
  query: string;
  limit: number;
  typing: boolean;
  filter?: Filter;
  /** Where the query points, if an embedding model has said so. */
  vector?: Float32Array;
};
export type ShelfHit = Found & { lang: string; excerpt: string };

const shelves = new Map<Shelf, SearchIndex>();
let synonyms: Record<string, string[][]> = {};
const vectors: Vectors = new Map();

/** Puts an article where it belongs, and away from where it stood before. */
export function shelve(row: SearchableRow): void {
  const shelf: Shelf = `${row.lang}:${row.visibility}`;
  // it may have changed its language or its audience
  for (const [other, index] of shelves) if (other !== shelf) removeArticle(index, row.id);
  const index = shelves.get(shelf) ?? buildIndex([], row.lang, { synonyms: synonyms[row.lang] });
  shelves.set(shelf, index);
  const article = toSearchArticle(row);
  addArticle(index, article);
  if (row.visibility === "public") admit(row.lang, article);
  else dismiss(row.id);
  vectors.delete(row.id);
}

/** The passages of an article as it is searched, or none where it is on no shelf. */
export function passagesIn(id: string): Passage[] {
  for (const index of shelves.values()) {
    const entry = index.articles.get(id);
    if (entry)
      return entry.passages.map(({ articleId, title, url, heading, text }) => ({
        articleId,
        title,
        url,
        heading,
        text,
      }));
  }
  return [];
}

/** Keeps where the passages of an article point, in their order; forgotten when it changes. */
export function pointTo(id: string, of: Float32Array[]): void {
  if (passagesIn(id).length === of.length) vectors.set(id, of);
}

const toSearchArticle = (row: SearchableRow): SearchArticle => ({
  id: row.id,
  title: row.title,
  url: articleUrl(row),
  summary: row.summary,
  keywords: JSON.parse(row.keywords) as string[],
  sections: sections(JSON.parse(row.content) as Content[]).map(({ heading, text }) => ({ heading, text })),
  siteId: row.site_id,
  deskId: row.desk_id,
});

/** Takes an article away, wherever it is. */
export function unshelve(id: string): void {
  for (const index of shelves.values()) removeArticle(index, id);
  dismiss(id);
  vectors.delete(id);
}

/** Replaces the groups of words that mean the same, by language. */
export function useSynonyms(groups: Record<string, string[][]>): void {
  synonyms = groups;
  for (const index of [...shelves.values(), ...ownIndexes()]) setSynonyms(index, groups[index.lang] ?? []);
}

/** Those of some words that no public article holds, in any language. */
export function missing(words: readonly string[]): string[] {
  const open = [...shelves].flatMap(([shelf, index]) => (shelf.endsWith(":public") ? [index] : []));
  return words.filter((word) => !open.some((index) => holds(index, word)));
}

/** What the shelves have for a query, best first, with the words to show of each. */
export function find({ shelves: asked, query, limit, typing, filter, vector }: SearchRequest): ShelfHit[] {
  const options = { limit: vector ? Math.max(limit, fused) : limit, typing, ...(filter ? { filter } : {}) };
  const found = asked
    .flatMap((shelf) => {
      const whole = shelves.get(shelf);
      // until theirs is built, the whole shelf has the same articles for them
      const index = whole && (indexFor(whole, filter ?? {}) ?? whole);
      return index ? search(index, query, options).map((hit) => ({ ...hit, lang: index.lang })) : [];
    })
    .sort((a, b) => b.score - a.score || (a.articleId < b.articleId ? -1 : 1));
  const best = vector ? withNearest(found, asked, vector, filter) : found;
  return best.slice(0, limit).map((hit) => ({ ...hit, excerpt: excerptOf(hit.passage.text, query) }));
}

/** So many of each ranking have a part in the common one. */
const fused = 30;
type Hit = Omit<ShelfHit, "excerpt">;

/** What was found by its words, in one ranking with what points the same way; that alone is enough where it is near. */
function withNearest(found: readonly Hit[], asked: Shelf[], vector: Float32Array, filter: Filter = {}): Hit[] {
  const entryIn = (where: readonly Shelf[], id: string) => {
    for (const shelf of where) {
      const entry = shelves.get(shelf)?.articles.get(id);
      if (entry && passes(entry.article, filter)) return { entry, lang: shelf.split(":")[0] ?? "" };
    }
    return undefined;
  };
  const hits = new Map(found.map((hit) => [hit.articleId, hit]));
  const { near, cosines } = nearest(vectors, vector, fused, (id) => entryIn(asked, id) !== undefined);
  if (cosines.length < tellingPassages) {
    // a language with little in it is compared with all that its reader may see
    const kinds = new Set(asked.map((shelf) => shelf.split(":")[1]));
    const others = [...shelves.keys()].filter((shelf) => !asked.includes(shelf) && kinds.has(shelf.split(":")[1]));
    cosines.push(...nearest(vectors, vector, 0, (id) => entryIn(others, id) !== undefined).cosines);
  }
  const floor = floorOf(cosines);
  for (const { articleId, passage, cosine } of near) {
    const { entry, lang } = entryIn(asked, articleId) ?? {};
    const words = entry?.passages[passage];
    if (hits.has(articleId) || cosine <= floor || !entry || !words || lang === undefined) continue;
    const { title, url } = entry.article;
    const { heading, text } = words;
    // none of the query's words is in it: by words alone it would not have been found
    hits.set(articleId, {
      articleId,
      title,
      url,
      passage: { articleId, title, url, heading, text },
      score: 0,
      features: wordless,
      lang,
    });
  }
  const order = fuse(
    found.map(({ articleId }) => articleId),
    near.map(({ articleId }) => articleId).filter((id) => hits.has(id)),
  );
  return order.flatMap((id) => hits.get(id) ?? []);
}

const wordless: Features = {
  coverage: 0,
  passageCoverage: 0,
  titleCoverage: 0,
  shape: 0,
  known: 0,
  margin: 0,
  terms: 0,
};

/** Builds, one article a step, the indexes that whoever asked has to themselves and that are not there yet. */
export function* prepare({ shelves: asked, filter = {} }: Pick<SearchRequest, "shelves" | "filter">) {
  for (const name of asked) {
    const shelf = shelves.get(name);
    if (shelf && !indexFor(shelf, filter)) yield* buildFor(shelf, filter, synonyms[shelf.lang]);
  }
}

/** Whether `prepare` has anything to do. */
export const isPrepared = ({ shelves: asked, filter = {} }: SearchRequest): boolean =>
  asked.every((name) => {
    const shelf = shelves.get(name);
    return !shelf || indexFor(shelf, filter) !== undefined;
  });

/**
 * Writes the snapshot of a language's public articles that a reader may see, one article a step; the last step gives
 * it. Nothing where there are more than `most`. Internal articles stand on another shelf and drafts on none.
 */
export function* writeSnapshot(lang: string, filter: Filter, version: number, most: number) {
  const shelf = shelves.get(`${lang}:public`);
  const writer = createSnapshotWriter();
  const seen = [...(shelf?.articles.values() ?? [])].filter(({ article }) => passes(article, filter));
  if (seen.length > most) return undefined;
  for (const { article } of seen) {
    const { siteId: _, deskId: __, ...open } = article;
    writer.add(open);
    yield;
  }
  // the server shall rank for them as their device will
  if (shelf) yield* prepare({ shelves: [`${lang}:public`], filter });
  const groups = synonyms[lang] ?? [];
  return writer.finish(version, lang, groups.length > 0 ? { synonyms: groups } : {});
}
