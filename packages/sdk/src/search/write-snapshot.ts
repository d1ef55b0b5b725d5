import type { IndexSnapshot } from "../schema/article.ts";
import { createCutter, cutGrams, cutWords } from "./cut.ts";
import { passagesOf, type SearchArticle } from "./passages.ts";
import { createReader, readGrams, readWords, writeLiteral, writeStream } from "./reader.ts";
import { snapshotFormat } from "./snapshot.ts";
import { surfacesOf } from "./surfaces.ts";
import { createVocabulary } from "./vocabulary.ts";

/** The snapshot of articles: what a device needs to search one language by itself. */
export function toSnapshot(
  version: number,
  lang: string,
  articles: Iterable<SearchArticle>,
  more: Pick<IndexSnapshot, "synonyms"> = {},
): IndexSnapshot {
  const writer = createSnapshotWriter();
  for (const article of articles) writer.add(article);
  return writer.finish(version, lang, more);
}

/** A text as numbers of surfaces, or as it is where it has none. */
type Written = readonly number[] | string;

/**
 * Writes a snapshot article by article, for whoever has to do other things in between. Every text is read again as a
 * device will read it, and travels as it is where that does not give exactly the words the index has for it.
 */
export function createSnapshotWriter(): {
  add(article: SearchArticle): void;
  finish(version: number, lang: string, more?: Pick<IndexSnapshot, "synonyms">): IndexSnapshot;
} {
  const surfaces: string[] = [];
  const numbers = new Map<string, number>();
  const uses: number[] = [];
  const cutter = createCutter(createVocabulary());
  const reader = createReader(cutter, surfaces);
  const written: { article: SearchArticle; texts: Written[]; grams: Written | undefined }[] = [];

  const wordsBy = (read: () => void): Int32Array => {
    cutter.size = 0;
    read();
    return cutter.out.slice(0, cutter.size);
  };
  const stream = (text: Written) => (typeof text === "string" ? writeLiteral(text) : writeStream(text));

  function write(text: string, cut: typeof cutWords, read: typeof readWords, isCourteous = true): Written {
    const found = surfacesOf(text, isCourteous);
    if (!found) return text;
    const row = found.map((surface) => {
      let number = numbers.get(surface);
      if (number === undefined) {
        number = surfaces.push(surface) - 1;
        numbers.set(surface, number);
      }
      return number;
    });
    const meant = wordsBy(() => cut(cutter, text));
    return isEqual(
      meant,
      wordsBy(() => read(reader, writeStream(row))),
    )
      ? row
      : text;
  }

  return {
    add(article) {
      const { title, summary, keywords } = article;
      const passages = passagesOf(article).flatMap(({ heading, text }) => [heading, text]);
      const texts = [title, summary, ...keywords, ...passages].map((text) => write(text, cutWords, readWords));
      // in titles courtesies count for the character pieces, so where there are some they travel twice
      const whole = [title, ...keywords].join("\n");
      const meant = wordsBy(() => cutGrams(cutter, whole));
      const both = [texts[0] ?? "", ...texts.slice(2, 2 + keywords.length)];
      const got = wordsBy(() => {
        for (const text of both) readGrams(reader, stream(text));
      });
      const grams = isEqual(meant, got) ? undefined : write(whole, cutGrams, readGrams, false);
      written.push({ article, texts, grams });
      for (const text of [...texts, grams ?? ""]) {
        if (typeof text !== "string") for (const number of text) uses[number] = (uses[number] ?? 0) + 1;
      }
    },
    finish(version, lang, more = {}) {
      // the most frequent ones first: their characters are the shortest
      const order = [...surfaces.keys()]
        .filter((number) => uses[number] !== undefined)
        .sort((a, b) => (uses[b] as number) - (uses[a] as number) || a - b);
      const places: number[] = [];
      order.forEach((number, place) => {
        places[number] = place;
      });
      const final = (text: Written) =>
        stream(typeof text === "string" ? text : text.map((number) => places[number] as number));
      written.sort((a, b) => (a.article.id < b.article.id ? -1 : 1));
      return {
        format: snapshotFormat,
        version,
        lang,
        ...more,
        surfaces: order.map((number) => surfaces[number] as string),
        articles: written.map(({ article: { id, url, keywords, audience, siteId, deskId }, texts, grams }) => {
          const [title = "", summary = "", ...rest] = texts.map(final);
          return {
            id,
            url,
            title,
            summary,
            keywords: rest.slice(0, keywords.length),
            passages: rest.slice(keywords.length),
            ...(grams === undefined ? {} : { grams: final(grams) }),
            ...(audience === undefined ? {} : { audience }),
            ...(siteId == null ? {} : { siteId }),
            ...(deskId == null ? {} : { deskId }),
          };
        }),
      };
    },
  };
}

const isEqual = (a: Int32Array, b: Int32Array) => a.length === b.length && a.every((number, at) => number === b[at]);
