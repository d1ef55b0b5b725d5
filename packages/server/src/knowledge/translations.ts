import { KotaeError } from "@kotae/sdk/errors";
import type { Db } from "../storage/index.ts";
import * as store from "./store.ts";

type Place = { id: string; lang: string; slug: string };

/**
 * The key an article gets: one that was asked for, or with null one nobody has; undefined where it keeps its own.
 *
 * Throws `invalid_input` where an article of the same language has that key: a reader could not tell which of the two is
 * meant.
 */
export async function keyFor(db: Db, wanted: string | null | undefined, place: Place): Promise<string | undefined> {
  if (wanted === undefined) return undefined;
  return wanted === null ? freeKey(db, place) : checkKey(db, wanted, place);
}

/** The key of a new article: the one that was asked for, else its slug, or one nobody has where its language has that. */
export async function keyOfNew(db: Db, wanted: string | undefined, place: Place): Promise<string> {
  if (wanted !== undefined) return wanted;
  const isTaken = (await store.ofKey(db, place.slug, place.id)).some(({ lang }) => lang === place.lang);
  return isTaken ? freeKey(db, place) : place.slug;
}

async function freeKey(db: Db, { id, slug }: Place): Promise<string> {
  for (let n = 1; ; n++) {
    const key = n === 1 ? slug : `${slug}-${n}`;
    if ((await store.ofKey(db, key, id)).length === 0) return key;
  }
}

/** The key itself; throws where another article of the language has it. */
async function checkKey(db: Db, key: string, { id, lang }: Pick<Place, "id" | "lang">): Promise<string> {
  const other = (await store.ofKey(db, key, id)).find((row) => row.lang === lang);
  if (!other) return key;
  const message = `is that of “${other.title}”, which is in this language too`;
  throw new KotaeError("invalid_input", `key ${message}.`, { errors: [{ path: "key", message }] });
}
