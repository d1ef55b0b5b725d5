import { KotaeError } from "@kotae/sdk/errors";
import type { Category, Parsed } from "@kotae/sdk/schema";
import type { Act } from "../../act.ts";
import type { Db } from "../../storage/index.ts";
import { baseLang } from "../address.ts";
import { bumpVersion } from "../store.ts";
import * as store from "./store.ts";

/** The topics of a language in the order the help centre shows them; those it does not show yet come last. */
export async function listCategories(db: Db, lang: string): Promise<Category[]> {
  const language = baseLang(lang);
  const rows = await store.ofArticles(db, language);
  const isShown = ({ status, visibility }: (typeof rows)[number]) => status === "published" && visibility === "public";
  const shown = Map.groupBy(rows.filter(isShown), ({ category }) => category);
  const all = Map.groupBy(rows, ({ category }) => category);
  const names = [...new Set([...shown.keys(), ...all.keys()])];
  return inOrder(names, await categoryOrder(db, language)).map((name) => ({
    name,
    articles: all.get(name)?.length ?? 0,
    published: shown.get(name)?.length ?? 0,
  }));
}

/** Names in a wanted order; those it does not know come after, as they stood. */
export function inOrder(names: readonly string[], order: readonly string[]): string[] {
  const known = new Set(names);
  const first = order.filter((name) => known.has(name));
  const placed = new Set(first);
  return [...first, ...names.filter((name) => !placed.has(name))];
}

/** The topics of a language that were put in an order, in that order: what the help centre begins with. */
export const categoryOrder = async (db: Db, lang: string): Promise<string[]> =>
  (await store.places(db, baseLang(lang))).map(({ name }) => name);

/**
 * Gives a topic another name on all of its articles, and gives how many those are; throws `not_found` where no article
 * has it.
 *
 * No text changes, so that no article is newer for it.
 */
export async function renameCategory(act: Act, { lang, name, to }: Parsed<"renameCategory">): Promise<number> {
  const language = baseLang(lang);
  const moved = await store.move(act.db, language, name, to);
  if (moved === 0) throw new KotaeError("not_found", "No article is under this topic.");
  if (to !== name) await store.movePlace(act.db, language, name, to);
  await bumpVersion(act.db);
  return moved;
}

/** Puts topics in the order in which the help centre shows them, each once; gives them all as they then stand. */
export async function orderCategories(act: Act, { lang, names }: Parsed<"orderCategories">): Promise<Category[]> {
  const language = baseLang(lang);
  await store.order(act.db, language, [...new Set(names)]);
  return listCategories(act.db, language);
}
