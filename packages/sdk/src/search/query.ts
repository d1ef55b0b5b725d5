import type { SearchIndex } from "./build.ts";
import { distances, type Features, queryFeatures } from "./features.ts";
import { type Filter, passes } from "./filter.ts";
import { allShares, shares } from "./formula.ts";
import { gather } from "./gather.ts";
import type { Passage } from "./passages.ts";
import { describe, type Found, type Measured, measure } from "./rank.ts";
import { readAsked, readShreds, withShreds } from "./shreds.ts";
import { withWanted } from "./sight.ts";
import { readQuery } from "./terms.ts";
import { closest, windowsOf } from "./windows.ts";

export type SearchOptions = {
  limit?: number;
  /** The last word is still being typed: what begins like it counts as well. */
  typing?: boolean;
  /** Only articles that are for these; see `Filter`. */
  filter?: Filter;
};

/** A best score below this says little: another language may know better. */
export const weakScore = 0.25;
/** So many of the articles that share words with a query are looked at closely. */
const measured = 50;
/** An article that shares no word with the query must look so much like it at least. */
const misspelt = 0.3;

/**
 * The articles that fit a query, best first; ties go by id, so the same query always gives the same order.
 *
 * @example
 * const index = buildIndex(articles, "en");
 * const [best] = search(index, "install the widget", { limit: 3 });
 */
export function search(index: SearchIndex, text: string, options: SearchOptions = {}): Found[] {
  const { limit = 5, typing = false, filter } = options;
  const { store } = index;
  const query = readQuery(store, text, typing, index.synonyms);
  const accepts = filter && ((number: number) => passes(store.entries[number]?.article, filter));
  const candidates = gather(store, query, Math.max(measured, limit * 2), accepts);
  const asked = readAsked(store, text);
  const same = queryFeatures(store, query);
  return withWanted(store, query, (wanted) => {
    const looked = withShreds(store, wanted, readShreds(store, asked), (inPieces) =>
      candidates.map((each) => measure(store, each, query, wanted, inPieces)),
    );
    looked.sort(byScore);
    const inWindow = windowsOf(store, asked);
    for (const each of looked.slice(0, closest)) each.score += (shares.window * inWindow(each.entry)) / allShares;
    looked.sort(byScore);
    const scores = looked.map(({ score }) => score);
    const found: Found[] = [];
    for (let at = 0; at < looked.length && found.length < limit; at++) {
      const each = looked[at] as Measured;
      const features = { ...describe(each, query, wanted), ...same, ...distances(scores, at) };
      if (features.coverage > 0 || features.shape >= misspelt) found.push(shown(each, features));
    }
    return found;
  });
}

const byScore = (a: Measured, b: Measured) => b.score - a.score || (a.id < b.id ? -1 : 1);

/** What the caller gets of an article: its texts are read only here, because a device has to put them together. */
function shown({ entry, best, score }: Measured, features: Features): Found {
  const { article, passages } = entry;
  const passage = readPassage(passages[best] as Passage);
  return { articleId: article.id, title: article.title, url: article.url, passage, score, features };
}

/** A passage as plain data: on a device its texts were still to be put together. */
const readPassage = ({ articleId, title, url, heading, text }: Passage): Passage => ({
  articleId,
  title,
  url,
  heading,
  text,
});
