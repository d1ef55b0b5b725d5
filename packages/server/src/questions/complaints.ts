import type { Complaint } from "@kotae/sdk/schema";
import type { Db } from "../storage/index.ts";
import * as store from "./store.ts";

/** What was said against the answers of questions, by the question; the same that `list` finds them by. */
export async function complaintsOf(
  db: Db,
  rows: readonly store.QuestionRow[],
): Promise<(row: store.QuestionRow) => Complaint[]> {
  const answered = rows.filter(({ decision }) => decision === "answer");
  const ratings = await store.lowRatings(db, [...new Set(answered.flatMap(({ ticket_id }) => ticket_id ?? []))]);
  const votes = Map.groupBy(
    await store.votesAgainst(db, [...new Set(rows.map(({ visitor_id }) => visitor_id))]),
    ({ voice }) => voice,
  );
  return (row) => {
    const rating = row.decision === "answer" ? ratings.get(row.ticket_id ?? "") : undefined;
    const against = (votes.get(`visitor:${row.visitor_id}`) ?? []).filter(
      (vote) => vote.created_at >= row.created_at && row.ranked.includes(vote.article_id),
    );
    return [
      ...(row.solved === 0 ? [{ kind: "refused" as const }] : []),
      ...(rating ? [{ kind: "rating" as const, ...rating }] : []),
      ...against.map(({ article_id: articleId, title, comment }) => ({
        ...{ kind: "vote" as const, articleId, title, comment },
      })),
    ];
  };
}
