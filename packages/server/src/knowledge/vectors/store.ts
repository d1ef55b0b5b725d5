import type { Insertable } from "kysely";
import type { Db, Tables } from "../../storage/index.ts";

/** Vectors that a model has given for these texts already; an empty one where it refused the text. */
export const known = (db: Db, model: string, hashes: readonly string[]) =>
  db
    .selectFrom("passage_vectors")
    .select(["hash", "vector"])
    .where("model", "=", model)
    .where("hash", "in", hashes)
    .execute();

/** Keeps vectors; one that is there already stays. */
export const keep = (db: Db, rows: readonly Insertable<Tables["passage_vectors"]>[]) =>
  db
    .insertInto("passage_vectors")
    .values([...rows])
    .onConflict((conflict) => conflict.columns(["hash", "model"]).doNothing())
    .execute();

/** Texts a model's vectors are kept for, in an order of their own. */
export const hashesAfter = (db: Db, model: string, after: string, limit: number) =>
  db
    .selectFrom("passage_vectors")
    .select("hash")
    .where("model", "=", model)
    .where("hash", ">", after)
    .orderBy("hash")
    .limit(limit)
    .execute();

/** Texts that other models' vectors are kept for. */
export const hashesOfOthers = (db: Db, model: string, limit: number) =>
  db.selectFrom("passage_vectors").select("hash").where("model", "!=", model).limit(limit).execute();

/** Forgets a model's vectors of these texts. */
export const remove = (db: Db, model: string, hashes: readonly string[]) =>
  db.deleteFrom("passage_vectors").where("model", "=", model).where("hash", "in", hashes).execute();

/** Forgets other models' vectors of these texts. */
export const removeOthers = (db: Db, model: string, hashes: readonly string[]) =>
  db.deleteFrom("passage_vectors").where("model", "!=", model).where("hash", "in", hashes).execute();
