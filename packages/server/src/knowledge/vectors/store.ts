import type { Insertable } from "kysely";
import type { Db, Tables } from "../../storage/index.ts";

/** Vectors that a model has given for these texts already. */
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
