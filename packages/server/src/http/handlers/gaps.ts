import type { Gap } from "@kotae/sdk/schema";
import {
  draftGap,
  draftSource,
  gapsByIds,
  getGap,
  listGaps,
  mergeGap,
  moveQuestions,
  outcomeRules,
  undoChange,
  updateGap,
  writeDraft,
} from "../../insights/index.ts";
import { presentQuestions } from "../../questions/index.ts";
import type { Handlers } from "../context.ts";
import { fromCursor, toPage } from "../cursor.ts";

type Names = "listGaps" | "getGap" | "updateGap" | "draftGap" | "mergeGap" | "moveGapQuestions" | "undoGapChange";

const nearShown = 6;

export const gapsHandlers: Pick<Handlers, Names> = {
  async listGaps({ storage, gaps, now }, { limit, cursor, ...filter }) {
    await gaps.follow();
    const found = await listGaps(storage.db, { ...filter, limit: limit + 1, after: fromCursor(cursor) }, now());
    return toPage(found, limit, ({ gap }) => gap);
  },

  async getGap({ storage, gaps, now }, { id }) {
    await gaps.follow();
    const { gap, examples, ...detail } = await getGap(storage.db, id, now());
    const judge = { rulesOf: await outcomeRules(storage.db), now: now() };
    return {
      ...gap,
      ...detail,
      examples: await presentQuestions(storage.db, examples, judge),
      near: await gapsByIds(storage.db, await gaps.near(id, nearShown), now()),
    };
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

  async mergeGap(context, input) {
    await context.gaps.follow();
    return context.act(async (act) => {
      const changeId = await mergeGap(act, context.agent, input);
      const [gap] = await gapsByIds(act.db, [input.intoId], act.now);
      return { gap: gap as Gap, changeId };
    });
  },

  async moveGapQuestions(context, input) {
    await context.gaps.follow();
    return context.act(async (act) => {
      const { changeId, intoId } = await moveQuestions(act, context.agent, input);
      const [gap, into] = await gapsByIds(act.db, [input.id, intoId], act.now);
      return { gap: gap as Gap, into: into as Gap, changeId };
    });
  },

  async undoGapChange(context, { id }) {
    await context.gaps.follow();
    return context.act(async (act) => {
      const [gap] = await gapsByIds(act.db, [await undoChange(act, id)], act.now);
      return gap as Gap;
    });
  },
};
