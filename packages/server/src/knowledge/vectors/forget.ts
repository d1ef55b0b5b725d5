import type { Storage } from "../../storage/index.ts";
import * as store from "./store.ts";

/** Rows looked through or deleted at a time. */
const page = 500;

type Database = Pick<Storage, "db" | "write">;

/** Deletes a model's vectors of these texts. */
export async function forget({ write }: Database, model: string, hashes: readonly string[]): Promise<void> {
  for (let at = 0; at < hashes.length; at += page) {
    await write(({ db }) => store.remove(db, model, hashes.slice(at, at + page)));
  }
}

/** Deletes the vectors of all other models, and those of texts that are not used; `goesOn` is asked in between. */
export async function sweep(
  storage: Database,
  model: string,
  isUsed: (hash: string) => boolean,
  goesOn: () => boolean,
): Promise<void> {
  while (goesOn()) {
    const others = (await store.hashesOfOthers(storage.db, model, page)).map(({ hash }) => hash);
    if (others.length === 0) break;
    await storage.write(({ db }) => store.removeOthers(db, model, others));
  }
  for (let after: string | undefined = ""; after !== undefined && goesOn(); ) {
    const hashes: string[] = (await store.hashesAfter(storage.db, model, after, page)).map(({ hash }) => hash);
    await forget(
      storage,
      model,
      hashes.filter((hash) => !isUsed(hash)),
    );
    after = hashes.at(-1);
  }
}
