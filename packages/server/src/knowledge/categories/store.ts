import type { Db } from "../../storage/index.ts";

/** The topics of a language's articles, an article a row, in the order the help centre shows articles. */
export const ofArticles = (db: Db, lang: string) =>
  db
    .selectFrom("articles")
    .select(["category", "status", "visibility"])
    .where("lang", "=", lang)
    .where("category", "!=", "")
    .orderBy("position")
    .orderBy("title")
    .orderBy("id")
    .execute();

/** The topics of a language that have a place, in their order. */
export const places = (db: Db, lang: string) =>
  db.selectFrom("category_places").select("name").where("lang", "=", lang).orderBy("position").execute();

/** Puts every article of one topic under another; gives how many there were. */
export async function move(db: Db, lang: string, name: string, to: string): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable("articles")
    .set({ category: to })
    .where("lang", "=", lang)
    .where("category", "=", name)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Gives a topic's place to another one, which keeps its own where it has one. */
export async function movePlace(db: Db, lang: string, name: string, to: string): Promise<void> {
  const taken = await db
    .selectFrom("category_places")
    .select("name")
    .where("lang", "=", lang)
    .where("name", "=", to)
    .executeTakeFirst();
  const place = <T extends { where(column: "lang" | "name", op: "=", value: string): T }>(query: T) =>
    query.where("lang", "=", lang).where("name", "=", name);
  if (taken) await place(db.deleteFrom("category_places")).execute();
  else await place(db.updateTable("category_places").set({ name: to })).execute();
}

/** Puts these topics in this order, and forgets the places of all others of the language. */
export async function order(db: Db, lang: string, names: readonly string[]): Promise<void> {
  await db.deleteFrom("category_places").where("lang", "=", lang).execute();
  if (names.length === 0) return;
  await db
    .insertInto("category_places")
    .values(names.map((name, position) => ({ lang, name, position })))
    // somebody else put them in an order at the same moment: the last one counts
    .onConflict((conflict) =>
      conflict.columns(["lang", "name"]).doUpdateSet((eb) => ({ position: eb.ref("excluded.position") })),
    )
    .execute();
}
