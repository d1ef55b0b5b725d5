import type { Act } from "../../act.ts";
import type { Storage } from "../../storage/index.ts";
import type { Files } from "../files.ts";
import type { Searcher } from "../searcher.ts";

/** What an import works on. */
export type ImportDeps = {
  storage: Storage;
  files: Pick<Files, "keep">;
  searcher?: Pick<Searcher, "changed"> | undefined;
  act<T>(deed: (act: Act) => Promise<T>): Promise<T>;
};
