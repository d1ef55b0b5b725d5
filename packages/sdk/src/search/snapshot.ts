import type { IndexSnapshot } from "../schema/article.ts";
import { buildIndex, inSlices, put, type SearchIndex, type SliceOptions } from "./build.ts";
import { createReader } from "./reader.ts";
import { streamedArticle, streamedPassages } from "./streamed.ts";

/** The layout of a snapshot; it changes whenever a device that knows an older one could not read it. */
export const snapshotFormat = 2;

/** Whether a snapshot has articles in a layout that is known here; where it has not, the server searches. */
export const isReadable = ({ format, tooLarge }: Pick<IndexSnapshot, "format" | "tooLarge">): boolean =>
  format === snapshotFormat && tooLarge !== true;

/** The index of a snapshot, built here and now; for a large one on a slow device use `openSnapshot`. */
export function fromSnapshot(snapshot: IndexSnapshot): SearchIndex {
  if (!isReadable(snapshot)) throw new TypeError("This snapshot cannot be read here: let the server search.");
  const index = begin(snapshot);
  for (const article of snapshot.articles) addStreams(index, snapshot.surfaces, article);
  index.store.reader = undefined;
  return index;
}

/** The index of a snapshot, built in slices; nothing where the snapshot cannot be read and the server has to search. */
export async function openSnapshot(
  snapshot: IndexSnapshot,
  options: Omit<SliceOptions, "synonyms"> = {},
): Promise<SearchIndex | undefined> {
  if (!isReadable(snapshot)) return;
  const index = begin(snapshot);
  await inSlices(snapshot.articles, (article) => addStreams(index, snapshot.surfaces, article), options);
  index.store.reader = undefined;
  return index;
}

function begin({ lang, synonyms, surfaces }: IndexSnapshot): SearchIndex {
  const index = buildIndex([], lang, { synonyms });
  index.store.reader = createReader(index.store.cutter, surfaces);
  return index;
}

/** Puts an article of a snapshot into the index; its texts stay as they came until somebody reads them. */
function addStreams(index: SearchIndex, surfaces: readonly string[], from: IndexSnapshot["articles"][number]): void {
  put(
    index,
    {
      id: from.id,
      title: from.title,
      keywords: [from.summary, ...from.keywords],
      grams: from.grams === undefined ? [from.title, ...from.keywords] : [from.grams],
      passages: from.passages,
    },
    { article: streamedArticle(surfaces, from), passages: streamedPassages(surfaces, from) },
  );
}
