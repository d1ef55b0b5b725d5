import { KotaeError } from "@kotae/sdk/errors";
import type { Decision, Parsed, Question, Ranked } from "@kotae/sdk/schema";
import type { Act } from "../act.ts";
import { type AgentActor, agentById } from "../identity/index.ts";
import type { Db } from "../storage/index.ts";
import { complaintsOf } from "./complaints.ts";
import { type OutcomeRules, outcomeOf } from "./outcome.ts";
import * as store from "./store.ts";

/** A question of the past as far as deciding it again needs it. */
export type PastQuestion = {
  id: string;
  conversationId: string;
  siteId: string;
  text: string;
  lang: string;
  decision: Decision;
  confidence: number;
  threshold: number;
  reasons: string[];
  ranked: Ranked[];
  /** What the visitor said of the answer. */
  solved: boolean | null;
  ticketId: string | null;
  /** Whether somebody looked at it, and which article they say answers it; null for none. */
  reviewed: boolean;
  rightArticleId: string | null;
  createdAt: number;
};

/** What was asked since then, newest first, without those who were held out. */
export async function pastQuestions(db: Db, filter: store.PastFilter): Promise<PastQuestion[]> {
  return (await store.past(db, filter)).map(toPast);
}

const toPast = (row: store.QuestionRow): PastQuestion => ({
  id: row.id,
  conversationId: row.conversation_id,
  siteId: row.site_id,
  text: row.text,
  lang: row.lang,
  decision: row.decision,
  confidence: row.confidence,
  threshold: row.threshold,
  reasons: JSON.parse(row.reasons) as string[],
  ranked: JSON.parse(row.ranked) as Ranked[],
  solved: row.solved === null ? null : row.solved === 1,
  ticketId: row.ticket_id,
  reviewed: row.reviewed === 1,
  rightArticleId: row.right_article_id,
  createdAt: row.created_at,
});

/** What is needed to say how a question's conversation ended. */
export type Judge = { rulesOf(siteId: string): OutcomeRules; now: number };

/** One page of questions, one more than `limit` where there are more; newest first. */
export const listQuestions = (db: Db, filter: store.ListFilter) => store.list(db, filter);

/** One question as it was kept; throws `not_found`. */
export async function getQuestion(db: Db, id: string): Promise<store.QuestionRow> {
  const row = await store.find(db, id);
  if (!row) throw new KotaeError("not_found", "There is no such question.");
  return row;
}

/** Says which article answers a question, or that somebody has looked at it; with `reviewed` false, that nobody has. */
export async function reviewQuestion(
  act: Act,
  agent: AgentActor,
  { id, rightArticleId, reviewed }: Parsed<"reviewQuestion">,
): Promise<store.QuestionRow> {
  await getQuestion(act.db, id);
  const row = await store.update(
    act.db,
    id,
    reviewed
      ? {
          reviewed: 1,
          reviewed_by: agent.id,
          reviewed_at: act.now,
          ...(rightArticleId === undefined ? {} : { right_article_id: rightArticleId }),
        }
      : { reviewed: 0, right_article_id: null, reviewed_by: null, reviewed_at: null },
  );
  if (!row) throw new KotaeError("not_found", "There is no such question.");
  return row;
}

/** Questions as agents see them, each with how its conversation ended. */
export async function presentQuestions(
  db: Db,
  rows: readonly store.QuestionRow[],
  { rulesOf, now }: Judge,
): Promise<Question[]> {
  const assisted = await store.assistedMany(db, [...new Set(rows.map((row) => row.conversation_id))]);
  const courses = new Map(assisted.map((row) => [row.conversation_id, row]));
  const reviewers = [...new Set(rows.flatMap((row) => row.reviewed_by ?? []))];
  const names = new Map(await Promise.all(reviewers.map(async (id) => [id, (await agentById(db, id))?.name] as const)));
  const complaints = await complaintsOf(db, rows);
  return rows.map((row): Question => {
    const course = courses.get(row.conversation_id);
    return {
      id: row.id,
      text: row.text,
      lang: row.lang,
      siteId: row.site_id,
      conversationId: row.conversation_id,
      ticketId: row.ticket_id,
      decision: row.decision,
      confidence: row.confidence,
      reasons: JSON.parse(row.reasons) as string[],
      generated: row.generated === 1,
      solved: row.solved === null ? null : row.solved === 1,
      complaints: complaints(row),
      outcome: course ? outcomeOf(course, rulesOf(row.site_id), now) : "open",
      gapId: row.gap_id,
      review:
        row.reviewed === 1 && row.reviewed_at !== null
          ? {
              rightArticleId: row.right_article_id,
              by: names.get(row.reviewed_by ?? "") ?? "",
              at: new Date(row.reviewed_at).toISOString(),
            }
          : null,
      createdAt: new Date(row.created_at).toISOString(),
    };
  });
}
