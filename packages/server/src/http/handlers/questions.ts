import { KotaeError } from "@kotae/sdk/errors";
import type { Ranked } from "@kotae/sdk/schema";
import { judgeNow } from "../../assistant/index.ts";
import { since, toMessage } from "../../conversations/index.ts";
import { outcomeRules } from "../../insights/index.ts";
import { asAgent, getArticle } from "../../knowledge/index.ts";
import {
  getQuestion,
  listQuestions,
  presentQuestions,
  type QuestionRow,
  reviewQuestion,
} from "../../questions/index.ts";
import type { Context, Handlers } from "../context.ts";
import { fromCursor, toPage } from "../cursor.ts";
import { depsOf } from "./assistant.ts";

type Names = "listQuestions" | "getQuestion" | "reviewQuestion";

export const questionsHandlers: Pick<Handlers, Names> = {
  async listQuestions(context, { limit, cursor, ...filter }) {
    const { db } = context.storage;
    const rows = await listQuestions(db, { ...filter, limit: limit + 1, after: fromCursor(cursor) });
    const { items, nextCursor } = toPage(
      rows.map((row) => ({ ...row, updated_at: row.created_at })),
      limit,
      (row) => row,
    );
    return { items: await presentQuestions(db, items, await judge(context)), nextCursor };
  },

  async getQuestion(context, { id }) {
    const { db } = context.storage;
    const row = await getQuestion(db, id);
    const [entry] = await since(db, row.conversation_id, row.answer_seq - 1, 1);
    const message = entry && toMessage(entry, "agent");
    const said = message?.kind === "message" ? message : undefined;
    return {
      ...(await present(context, row)),
      answer: said?.body ?? "",
      citations: said?.answer?.citations ?? [],
      threshold: row.threshold,
      ranked: JSON.parse(row.ranked) as Ranked[],
      now: await today(context, row),
    };
  },

  async reviewQuestion(context, input) {
    const { rightArticleId: articleId } = input;
    if (articleId && !(await getArticle(context.storage.db, articleId, asAgent))) {
      throw new KotaeError("invalid_input", "There is no such article.", {
        errors: [{ path: "rightArticleId", message: "is no article" }],
      });
    }
    const by = await judge(context);
    return context.act(async (act) => {
      const [shown] = await presentQuestions(act.db, [await reviewQuestion(act, context.agent, input)], by);
      return shown as NonNullable<typeof shown>;
    });
  },
};

const judge = async ({ storage, now }: Context) => ({ rulesOf: await outcomeRules(storage.db), now: now() });

async function present(context: Context, row: QuestionRow) {
  const [shown] = await presentQuestions(context.storage.db, [row], await judge(context));
  return shown as NonNullable<typeof shown>;
}

/** What the same question would get today. */
async function today(context: Context, row: QuestionRow) {
  const { text, lang, site_id: siteId, conversation_id: conversationId, answer_seq: answerSeq } = row;
  const past = { text, lang, siteId, conversationId, answerSeq };
  const { decision, confidence, ranked } = await judgeNow(depsOf(context), past);
  return { decision, confidence, ranked };
}
