import type { Handlers } from "../context.ts";
import { notBuilt } from "./not-built.ts";

type Names = "listSynonyms" | "createSynonym" | "updateSynonym" | "deleteSynonym" | "recordSearches";

export const synonymsHandlers: Pick<Handlers, Names> = {
  listSynonyms: notBuilt,
  createSynonym: notBuilt,
  updateSynonym: notBuilt,
  deleteSynonym: notBuilt,
  recordSearches: notBuilt,
};
