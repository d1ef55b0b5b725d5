import type { Complaint, Question, QuestionDetail } from "@kotae/sdk/schema";
import { createModel, effect, signal } from "@preact/signals";
import { knowledgeWords } from "../strings/knowledge.ts";
import type { Desk } from "./desk.ts";
import { failureWords, isSessionOver } from "./failure.ts";
import { openReader, openRows } from "./reading.ts";

/** Which questions are listed: what nobody answered, what did not help, where the assistant was unsure, or others. */
export type QuestionView = (typeof questionViews)[number];
export const questionViews = ["unanswered", "unhelpful", "unsure", "reviewed", "all"] as const;
/** What was said against an answer, to list only those. */
export const complaintKinds = ["refused", "rating", "vote"] as const satisfies readonly Complaint["kind"][];
export type QuestionQuery = { view: QuestionView; complaint: Complaint["kind"] | ""; lang: string; gapId: string };

const pageSize = 50;

/** The questions that were asked, the one that is open, and what somebody says of it. */
export const QuestionsModel = createModel(({ client, toasts, words, language }: Desk) => {
  const query = signal<QuestionQuery>({ view: "unanswered", complaint: "", lang: "", gapId: "" });
  const openId = signal("");
  const isSaving = signal(false);
  const rows = openRows<Question>((cursor, called) => {
    const { view, complaint, lang, gapId } = query.peek();
    return client.listQuestions(
      {
        view,
        limit: pageSize,
        ...(complaint === "" ? {} : { complaint }),
        ...(lang === "en" || lang === "ja" ? { lang } : {}),
        ...(gapId === "" ? {} : { gapId }),
        ...cursor,
      },
      { signal: called },
    );
  });
  const detail = openReader<QuestionDetail>((called) => client.getQuestion({ id: openId.peek() }, { signal: called }));
  effect(() => () => {
    rows.close();
    detail.close();
  });

  /** What the list shows of a question after its review; it stays where it is, so that the hand finds it again. */
  const put = (next: Question) =>
    rows.change((all) => all.map((row) => (row.id === next.id ? { ...row, review: next.review } : row)));

  async function review(change: { rightArticleId?: string | null; reviewed?: boolean }): Promise<boolean> {
    const before = detail.peek();
    if (!before || isSaving.peek()) return false;
    isSaving.value = true;
    try {
      const next = await client.reviewQuestion({ id: before.id, ...change });
      put(next);
      const now = detail.peek();
      if (now?.id === next.id) detail.put({ ...now, review: next.review });
      const said = knowledgeWords[language.peek()].questions;
      if (change.reviewed === false) toasts.say(said.reopened);
      else toasts.say(said.reviewed, () => void takeBack(before));
      return true;
    } catch (error) {
      const t = words.peek();
      if (!isSessionOver(error)) toasts.warn(t.toast.notSaved(failureWords(error, t)));
      return false;
    } finally {
      isSaving.value = false;
    }
  }

  async function takeBack(before: QuestionDetail): Promise<void> {
    try {
      const next = await client.reviewQuestion(
        before.review
          ? { id: before.id, rightArticleId: before.review.rightArticleId }
          : { id: before.id, reviewed: false },
      );
      put(next);
      const now = detail.peek();
      if (now?.id === next.id) detail.put({ ...now, review: next.review });
    } catch (error) {
      const t = words.peek();
      toasts.warn(t.toast.notSaved(failureWords(error, t)));
    }
  }

  return {
    rows,
    detail,
    isSaving,
    show(next: QuestionQuery): void {
      query.value = next;
      rows.retry();
    },
    open(id: string): void {
      openId.value = id;
      if (id !== "") detail.retry();
    },
    /** Says which article answers the open question, null for none. */
    answeredBy: (articleId: string | null) => review({ rightArticleId: articleId }),
    /** Says that somebody has looked at it, or takes that back. */
    setReviewed: (reviewed: boolean) => review({ reviewed }),
    /** The question that follows in the list, or undefined at its end. */
    after(id: string, by: 1 | -1 = 1): string | undefined {
      const ids = (rows.peek() ?? []).map((row) => row.id);
      const from = ids.indexOf(id);
      return ids[from === -1 ? 0 : from + by];
    },
  };
});

export type Questions = InstanceType<typeof QuestionsModel>;
