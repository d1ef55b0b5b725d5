import type { Handlers } from "../context.ts";
import { notBuilt } from "./not-built.ts";

type Names = "listArticleVersions" | "getArticleVersion" | "restoreArticleVersion" | "giveFeedback" | "listFeedback";

export const articleHistoryHandlers: Pick<Handlers, Names> = {
  listArticleVersions: notBuilt,
  getArticleVersion: notBuilt,
  restoreArticleVersion: notBuilt,
  giveFeedback: notBuilt,
  listFeedback: notBuilt,
};
