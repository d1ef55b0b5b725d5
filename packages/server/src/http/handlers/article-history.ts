import {
  dayOf,
  getVersion,
  giveFeedback,
  listFeedback,
  listVersions,
  listVotes,
  readerOf,
  restoreVersion,
  reviewVote,
  voiceOf,
} from "../../knowledge/index.ts";
import type { Handlers } from "../context.ts";

type Names =
  | "listArticleVersions"
  | "getArticleVersion"
  | "restoreArticleVersion"
  | "giveFeedback"
  | "listFeedback"
  | "listVotes"
  | "reviewVote";

export const articleHistoryHandlers: Pick<Handlers, Names> = {
  listArticleVersions: ({ storage }, input) => listVersions(storage.db, input),
  getArticleVersion: ({ storage }, input) => getVersion(storage.db, input),

  async restoreArticleVersion({ act, agent, searcher }, input) {
    const article = await act((deed) => restoreVersion(deed, input, agent));
    searcher.changed([article.id]);
    return article;
  },

  async giveFeedback(context, { site, ...input }) {
    const { actor, userAgent } = context;
    const from = { address: context.address(), userAgent, day: dayOf(context.now()) };
    const voice = voiceOf(actor, from, context.config.secret);
    return context.act(async (deed) =>
      giveFeedback(deed, input, { voice, reader: await readerOf(deed.db, actor, site) }),
    );
  },

  async listFeedback({ storage, views }, input) {
    // what was opened a moment ago counts as well
    await views.flush();
    return listFeedback(storage.db, input);
  },

  listVotes: ({ storage }, input) => listVotes(storage.db, input),
  reviewVote: ({ act, agent }, input) => act((deed) => reviewVote(deed, agent, input)),
};
