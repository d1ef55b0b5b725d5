import type { IIndex, Orama } from "@orama/orama";
import { documentsStore, internalDocumentIDStore } from "@orama/orama/components";
import { cutGrams, cutWords } from "./cut.ts";
import { gather } from "./gather.ts";
import type { Passage, SearchArticle } from "./passages.ts";
import { readGrams, readWords } from "./reader.ts";
import { createStore, type Entry, file, type Store, segments, unfile } from "./store.ts";
import { readQuery } from "./terms.ts";
import { words } from "./tokenize.ts";

/*
 * Orama keeps the documents, their ids and the order of things; its index component, which holds the words, is ours.
 * `create` of Orama would bring its own index, sorter and stemmers along, 12 kB that nothing here uses, so the instance
 * is put together from its parts instead; a test compares it with what `create` gives.
 */

export const schema = {
  title: "string",
  keywords: "string[]",
  grams: "string[]",
  passages: "string[]",
} as const;

/** What Orama is given of an article; `passages` are their headings and texts in turn. */
export type Document = {
  id: string;
  title: string;
  keywords: string[];
  grams: string[];
  passages: string[];
};

export type KotaeOrama = Orama<typeof schema, IIndex<Store>>;

/** An article as Orama gets it. */
export const toDocument = (article: SearchArticle, passages: readonly Passage[]): Document => ({
  id: article.id,
  title: article.title,
  keywords: [article.summary, ...article.keywords],
  grams: [[article.title, ...article.keywords].join("\n")],
  passages: passages.flatMap(({ heading, text }) => [heading, text]),
});

type Value = string | readonly string[];

/** Cuts what Orama hands over property by property, and files the article with its last one. */
function insertProperty(store: Store, property: string, id: string, number: number, value: Value): void {
  const { cutter, reader } = store;
  if (property === "title") {
    cutter.size = 0;
    store.draft = { ends: [], chars: [] };
  }
  const { ends, chars } = store.draft;
  for (const text of typeof value === "string" ? [value] : value) {
    if (property === "grams") reader ? readGrams(reader, text) : cutGrams(cutter, text);
    else reader ? readWords(reader, text) : cutWords(cutter, text);
    if (property === "passages") {
      ends.push(cutter.size);
      if (ends.length % 2 === 1) chars.push(reader ? reader.chars : text.length);
    }
  }
  if (property !== "passages") {
    ends.push(cutter.size);
    return;
  }
  const gramLength = (ends[segments.grams] as number) - (ends[segments.keywords] as number);
  const entry: Entry = {
    number,
    article: { id } as SearchArticle,
    passages: [],
    chars,
    tokens: cutter.out.slice(0, cutter.size),
    ends: new Int32Array(ends),
    length: cutter.size - gramLength,
    gramLength,
  };
  file(store, entry);
}

/** The whole of an article goes with the first property that Orama takes out. */
function removeProperty(store: Store, number: number): boolean {
  const entry = store.entries[number];
  if (entry) unfile(store, entry);
  return true;
}

const nowhere = () => {
  throw new TypeError("This index is neither filtered nor saved by Orama: see `search` and `toSnapshot`.");
};

/** Orama's index component over our postings. Its `search` is stage 1 only; `search` of this package does both. */
const component = {
  create: createStore,
  insert: (_: unknown, store: Store, property: string, id: string, number: number, value: Value) =>
    insertProperty(store, property, id, number, value),
  remove: (_: unknown, store: Store, __: string, ___: string, number: number) => removeProperty(store, number),
  search: (store: Store, text: string): [number, number][] =>
    gather(store, readQuery(store, text), store.count).map(({ number, score }) => [number, score]),
  getSearchableProperties: () => Object.keys(schema),
  getSearchablePropertiesWithTypes: () => schema,
  searchByWhereClause: nowhere,
  load: nowhere,
  save: nowhere,
};

/** An empty Orama instance whose index is a `Store`. */
export function createOrama(): KotaeOrama {
  const ids = internalDocumentIDStore.createInternalDocumentIDStore();
  const documents = documentsStore.createDocumentsStore();
  const instance = {
    id: "kotae",
    schema,
    caches: {},
    plugins: [],
    tokenizer: { language: "kotae", normalizationCache: new Map(), tokenize: words },
    index: component,
    documentsStore: documents,
    sorter: { getSortableProperties: () => [] },
    pinning: { getMatchingRules: () => [] },
    internalDocumentIDStore: ids,
    data: {
      index: createStore(),
      docs: documents.create(undefined as never, ids),
      sorting: {},
      pinning: { rules: new Map() },
    },
    getDocumentIndexId: ({ id }: Document) => id,
    // a `Document` is flat, and no other is ever inserted
    getDocumentProperties: ({ id: _, ...properties }: Document) => properties,
    validateSchema: () => undefined,
    formatElapsedTime: Number,
    ...Object.fromEntries(hooks.map((hook) => [hook, []])),
  };
  return instance as unknown as KotaeOrama;
}

/** What `insert`, `remove` and `search` of Orama may call: nothing here. */
const hooks = ["beforeInsert", "afterInsert", "beforeRemove", "afterRemove", "beforeSearch", "afterSearch"];
