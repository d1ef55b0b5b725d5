import { create, insert, type Orama, remove } from "@orama/orama";
import { type Passage, passagesOf, type SearchArticle } from "./passages.ts";
import { grams, words } from "./tokenize.ts";

const schema = { title: "string", heading: "string", keywords: "string", text: "string", grams: "string" } as const;

export type Field = keyof typeof schema;

export type Entry = {
  article: SearchArticle;
  passages: (Passage & { id: string })[];
  /** Words in all of it, title and keywords counted once. */
  length: number;
  gramLength: number;
};

/** An index of the articles of one language: Orama holds the passages, the rest is what ranking needs beside them. */
export type SearchIndex = {
  lang: string;
  orama: Orama<typeof schema>;
  articles: Map<string, Entry>;
  /** In how many articles a word stands. */
  frequency: Map<string, number>;
  gramFrequency: Map<string, number>;
  length: number;
  gramLength: number;
};

/** Builds the index of the articles of one language; see `addArticle` for building it in slices. */
export function buildIndex(articles: Iterable<SearchArticle>, lang: string): SearchIndex {
  const index: SearchIndex = {
    lang,
    orama: create({
      schema,
      sort: { enabled: false },
      components: {
        tokenizer: {
          language: "kotae",
          normalizationCache: new Map(),
          // a query names no field: it comes as tokens already, because it may mix words and grams
          tokenize: (raw: string, _lang?: string, field?: string) =>
            field === undefined ? raw.split(" ").filter(Boolean) : field === "grams" ? grams(raw) : words(raw),
        },
      },
    }),
    articles: new Map(),
    frequency: new Map(),
    gramFrequency: new Map(),
    length: 0,
    gramLength: 0,
  };
  for (const article of articles) addArticle(index, article);
  return index;
}

/** Puts an article into the index, in the place of the one with the same id. */
export function addArticle(index: SearchIndex, article: SearchArticle): void {
  removeArticle(index, article.id);
  const passages = passagesOf(article).map((passage, n) => ({ ...passage, id: `${article.id}#${n}` }));
  const keywords = [article.summary, ...article.keywords].join("\n");
  const entry: Entry = { article, passages, length: 0, gramLength: 0 };
  passages.forEach(({ id, title, heading, text }, n) => {
    // what belongs to the whole article stands in its first passage only, so that it is counted once
    const whole = n === 0 ? { title, keywords, grams: [title, ...article.keywords].join("\n") } : {};
    void insert(index.orama, { id, heading, text, ...whole });
  });
  index.articles.set(article.id, entry);
  tally(index, entry, 1);
}

/** Takes an article out of the index; nothing happens where it is not in it. */
export function removeArticle(index: SearchIndex, articleId: string): void {
  const entry = index.articles.get(articleId);
  if (!entry) return;
  tally(index, entry, -1);
  for (const { id } of entry.passages) void remove(index.orama, id);
  index.articles.delete(articleId);
}

/** Counts an article's words in or out, as Orama has just cut them. */
function tally(index: SearchIndex, entry: Entry, step: 1 | -1): void {
  const seen = new Set<string>();
  const seenGrams = new Set<string>();
  if (step === 1) entry.length = entry.gramLength = 0;
  for (const { id } of entry.passages) {
    for (const field of ["title", "heading", "keywords", "text"] as const) {
      for (const token of tokensOf(index, id, field)) seen.add(token);
      if (step === 1) entry.length += lengthOf(index, id, field);
    }
    for (const token of tokensOf(index, id, "grams")) seenGrams.add(token);
    if (step === 1) entry.gramLength += lengthOf(index, id, "grams");
  }
  for (const token of seen) count(index.frequency, token, step);
  for (const token of seenGrams) count(index.gramFrequency, token, step);
  index.length += step * entry.length;
  index.gramLength += step * entry.gramLength;
}

function count(counts: Map<string, number>, token: string, step: number): void {
  const sum = (counts.get(token) ?? 0) + step;
  if (sum > 0) counts.set(token, sum);
  else counts.delete(token);
}

const inside = (index: SearchIndex, passageId: string) =>
  index.orama.internalDocumentIDStore.idToInternalId.get(passageId);

function tokensOf(index: SearchIndex, passageId: string, field: Field): string[] {
  const internal = inside(index, passageId);
  return internal === undefined ? [] : Object.keys(index.orama.data.index.frequencies[field]?.[internal] ?? {});
}

function lengthOf(index: SearchIndex, passageId: string, field: Field): number {
  const internal = inside(index, passageId);
  return (internal !== undefined && index.orama.data.index.fieldLengths[field]?.[internal]) || 0;
}

/** How often a token stands in a field of a passage: Orama keeps it as a share of the field's length. */
export function occurrences(index: SearchIndex, passageId: string, field: Field, token: string): number {
  const internal = inside(index, passageId);
  if (internal === undefined) return 0;
  const { frequencies, fieldLengths } = index.orama.data.index;
  return (frequencies[field]?.[internal]?.[token] ?? 0) * (fieldLengths[field]?.[internal] ?? 0);
}
