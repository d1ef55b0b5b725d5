import type { Handlers } from "../context.ts";
import { notBuilt } from "./not-built.ts";

type Names = "listGaps" | "getGap" | "updateGap" | "draftGap";

export const gapsHandlers: Pick<Handlers, Names> = {
  listGaps: notBuilt,
  getGap: notBuilt,
  updateGap: notBuilt,
  draftGap: notBuilt,
};
