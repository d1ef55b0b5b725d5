import { insert, remove } from "@orama/orama";
import { shelvesOf } from "./lookup.ts";
import { createOrama, type Document, type KotaeOrama, toDocument } from "./orama-index.ts";
import { passagesOf, type SearchArticle } from "./passages.ts";
import type { Entry, Store } from "./store.ts";
import { readSynonyms, type Synonyms } from "./synonyms.ts";

/** An index of the articles of one language: Orama holds the documents, `store` is its index component's. */
export type SearchIndex = {
  lang: string;
  orama: KotaeOrama;
  store: Store;
  articles: Map<string, Entry>;
  synonyms: Synonyms;
};

export type BuildOptions = {
  /** Groups of words or short phrases that mean the same. */
  synonyms?: readonly (readonly string[])[] | undefined;
};

/** Builds the index of the articles of one language, in one go; see `buildIndexInSlices`. */
export function buildIndex(
  articles: Iterable<SearchArticle>,
  lang: string,
  { synonyms = [] }: BuildOptions = {},
): SearchIndex {
  const orama = createOrama();
  const index: SearchIndex = {
    lang,
    orama,
    store: orama.data.index,
    articles: new Map(),
    synonyms: readSynonyms(synonyms),
  };
  for (const article of articles) addArticle(index, article);
  return index;
}

export type SliceOptions = BuildOptions & {
  /** How long a slice may take, in milliseconds; one article more than fits. */
  budgetMillis?: number;
  /** What to wait for between slices: an idle callback, a timer; by default a macrotask. */
  yieldTo?: () => PromiseLike<unknown>;
};

/** Builds an index while others get their turn: works for `budgetMillis`, waits for `yieldTo`, and so on. */
export async function buildIndexInSlices(
  articles: Iterable<SearchArticle>,
  lang: string,
  options: SliceOptions = {},
): Promise<SearchIndex> {
  const index = buildIndex([], lang, options);
  await inSlices(articles, (article) => addArticle(index, article), options);
  return index;
}

/** Does something with every item, in slices of time. */
export async function inSlices<T>(
  items: Iterable<T>,
  each: (item: T) => void,
  { budgetMillis = 8, yieldTo = () => new Promise((resolve) => setTimeout(resolve)) }: SliceOptions,
): Promise<void> {
  let until = performance.now() + budgetMillis;
  for (const item of items) {
    each(item);
    if (performance.now() < until) continue;
    await yieldTo();
    until = performance.now() + budgetMillis;
  }
}

/** Puts an article into the index, in the place of the one with the same id. */
export function addArticle(index: SearchIndex, article: SearchArticle): void {
  const passages = passagesOf(article);
  put(index, toDocument(article, passages), { article, passages });
}

/** Gives Orama a document, and its entry what Orama does not know of it. */
export function put(
  { orama, store, articles }: SearchIndex,
  document: Document,
  rest: Pick<Entry, "article" | "passages">,
): void {
  const { id } = document;
  if (articles.has(id)) void remove(orama, id);
  void insert(orama, document);
  const entry = store.entries[orama.internalDocumentIDStore.idToInternalId.get(id) ?? 0] as Entry;
  articles.set(id, Object.assign(entry, rest));
  shelvesOf(store);
}

/** Takes an article out of the index; nothing happens where it is not in it. */
export function removeArticle(index: SearchIndex, articleId: string): void {
  if (index.articles.delete(articleId)) void remove(index.orama, articleId);
}
