import { mask } from "../../assistant/index.ts";
import { findSite } from "../../identity/index.ts";
import { createSynonym, deleteSynonym, listSynonyms, suggestSynonyms, updateSynonym } from "../../knowledge/index.ts";
import type { Context, Handlers } from "../context.ts";

type Names = "listSynonyms" | "createSynonym" | "updateSynonym" | "deleteSynonym" | "recordSearches";

export const synonymsHandlers: Pick<Handlers, Names> = {
  async listSynonyms(context, filter) {
    // what was searched until now is part of what is suggested
    await context.searches.flush();
    await context.step(suggestSynonyms);
    return { items: await listSynonyms(context.storage.db, filter), nextCursor: null };
  },
  createSynonym: (context, input) => thenIndexed(context, () => context.act((act) => createSynonym(act, input))),
  updateSynonym: (context, input) => thenIndexed(context, () => context.act((act) => updateSynonym(act, input))),
  deleteSynonym: (context, { id }) => thenIndexed(context, () => context.act((act) => deleteSynonym(act, id))),

  async recordSearches(context, { site: key, items }) {
    const site = await findSite(context.storage.db, key);
    const { actor } = context;
    // a repeat of the same request is answered from what is kept under its key, and counted no second time
    if (context.idempotencyKey !== undefined) await context.act(async () => ({}));
    const visitorId = actor.kind === "visitor" && actor.siteId === site.id ? actor.id : undefined;
    context.searches.note(
      items.map(({ q, lang, results, score, opened }) => ({
        siteId: site.id,
        lang,
        q: mask(q),
        results,
        score,
        opened: opened ?? null,
        visitorId,
      })),
    );
    return {};
  },
};

/** The deed's result; the index is told once it is durable. */
async function thenIndexed<T>(context: Context, deed: () => Promise<T>): Promise<T> {
  const result = await deed();
  context.searcher.changed();
  return result;
}
