import MiniSearch from "minisearch";
import {
  create,
  insertMultiple,
  search as oramaSearch,
} from "../../packages/sdk/node_modules/@orama/orama/dist/esm/index.js";
import { words } from "../../packages/sdk/src/search/index.ts";
import { bm25 } from "./bm25.ts";
import type { System } from "./search.ts";

/** Orama with its own tokenizer for the language; the Japanese one is this much and no more. */
export const oramaAsItComes: System = ({ raw, lang }) => {
  const segmenter = new Intl.Segmenter("ja", { granularity: "word" });
  const japanese = {
    language: "japanese",
    normalizationCache: new Map<string, string>(),
    tokenize: (text: string) =>
      Array.from(segmenter.segment(text))
        .filter(({ isWordLike }) => isWordLike)
        .map(({ segment }) => segment),
  };
  const schema = { title: "string", body: "string" } as const;
  const db = lang === "ja" ? create({ schema, components: { tokenizer: japanese } }) : create({ schema });
  void insertMultiple(
    db,
    raw.map(({ id, title, body }) => ({ id, title, body })),
  );
  return (question) => {
    const { hits } = oramaSearch(db, { term: question, limit: 3 }) as { hits: { id: string; score: number }[] };
    return { ids: hits.map(({ id }) => id), confidence: hits[0]?.score ?? 0 };
  };
};

/** MiniSearch with our words, which suit it better than its own: BM25+ over title and body. */
export const miniSearch: System = ({ raw }) => {
  const index = new MiniSearch({ fields: ["title", "body"], tokenize: words, processTerm: (term) => term });
  index.addAll(raw);
  return (question) => {
    const found = index.search(question);
    return { ids: found.slice(0, 3).map(({ id }) => id as string), confidence: found[0]?.score ?? 0 };
  };
};

/** BM25 as the textbook has it, with our words. */
export const textbook: System = ({ raw }) => {
  const find = bm25(
    raw.map(({ id, title, body }) => ({ id, text: `${title}\n${body}` })),
    words,
  );
  return (question) => {
    const found = find(question);
    return { ids: found.slice(0, 3).map(({ id }) => id), confidence: found[0]?.score ?? 0 };
  };
};
