import { KotaeError } from "@kotae/sdk/errors";

/** Stands in for a handler until its room is finished; nothing may import it in the end. */
export const notBuilt = async (): Promise<never> => {
  throw new KotaeError("internal", "This is not built yet.");
};
