import { draftGap, draftSource, getGap, listGaps, outcomeRules, updateGap, writeDraft } from "../../insights/index.ts";
import { presentQuestions } from "../../questions/index.ts";
import type { Handlers } from "../context.ts";
import { fromCursor, toPage } from "../cursor.ts";

type Names = "listGaps" | "getGap" | "updateGap" | "draftGap";

export const gapsHandlers: Pick<Handlers, Names> = {
  async listGaps({ storage, gaps, now }, { limit, cursor, ...filter }) {
    await gaps.follow();
    const found = await listGaps(storage.db, { ...filter, limit: limit + 1, after: fromCursor(cursor) }, now());
    return toPage(found, limit, ({ gap }) => gap);
  },

  async getGap({ storage, gaps, now }, { id }) {
    await gaps.follow();
    const { gap, examples, sources } = await getGap(storage.db, id, now());
    const judge = { rulesOf: await outcomeRules(storage.db), now: now() };
    return { ...gap, examples: await presentQuestions(storage.db, examples, judge), sources };
  },

  async updateGap(context, input) {
    await context.gaps.follow();
    return context.act((act) => updateGap(act, input));
  },

  async draftGap(context, input) {
    const { storage, assistant, gaps, now, step } = context;
    await gaps.follow();
    const source = await draftSource(storage.db, input);
    // a model takes its time, and nothing waits in a transaction
    const written =
      source && (await writeDraft({ db: storage.db, assistant, now, step, signal: context.signal() }, source));
    return context.act((act) => draftGap(act, context.agent, input.id, source, written));
  },
};
