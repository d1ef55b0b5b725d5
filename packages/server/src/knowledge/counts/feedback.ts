import { KotaeError } from "@kotae/sdk/errors";
import type { ArticleFeedback, Parsed } from "@kotae/sdk/schema";
import type { Act } from "../../act.ts";
import type { Db } from "../../storage/index.ts";
import { readTimeCursor, timeCursor } from "../cursor.ts";
import type { Reader } from "../reader.ts";
import { find } from "../store.ts";
import { dayOf } from "./counts.ts";
import * as store from "./store.ts";

/**
 * Keeps what a reader says of an article: one voice a day, and the last thing it said counts.
 *
 * Throws `not_found` where the reader may not see the article.
 */
export async function giveFeedback(
  act: Act,
  { id, helpful, comment }: Omit<Parsed<"giveFeedback">, "site">,
  { voice, reader }: { voice: string; reader: Reader },
): Promise<Record<string, never>> {
  const article = await find(act.db, id, reader);
  if (!article) throw new KotaeError("not_found", "There is no such article.");
  const { version } = article;
  const day = dayOf(act.now);
  const place = { article_id: id, voice, day };
  const words = comment === undefined || comment === "" ? null : comment;
  const said = { helpful: helpful ? 1 : 0, comment: words, version };
  const [now, before] = helpful ? (["helpful", "unhelpful"] as const) : (["unhelpful", "helpful"] as const);
  const isFirst = await store.insertVoice(act.db, {
    ...{ id: act.newId(), ...place, ...said },
    ...{ reviewed_by: null, reviewed_at: null, created_at: act.now },
  });
  if (isFirst) {
    await store.countUp(act.db, [id], day, now);
  } else if (await store.turnVoice(act.db, place, said)) {
    await store.countDown(act.db, id, day, before);
    await store.countUp(act.db, [id], day, now);
    // the same again with words adds the words; without any it adds nothing
  } else if (words !== null) await store.commentVoice(act.db, place, { comment: words, version });
  return {};
}

/** Gives what one visitor said of articles to another, who turned out to be the same person. */
export const adoptVotes = (db: Db, from: string, to: string) =>
  store.adoptVoice(db, `visitor:${from}`, `visitor:${to}`);

/** A page of what readers said, newest first, and every count of the article; throws `not_found`. */
export async function listFeedback(db: Db, { id, limit, cursor }: Parsed<"listFeedback">): Promise<ArticleFeedback> {
  if (!(await find(db, id, { audience: "agent" }))) throw new KotaeError("not_found", "There is no such article.");
  const rows = await store.listVoices(db, id, limit + 1, cursor === undefined ? undefined : readTimeCursor(cursor));
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const sums = await store.sums(db, id);
  const count = (value: string | number | bigint | null | undefined) => Number(value ?? 0);
  return {
    items: items.map((row) => ({
      helpful: row.helpful === 1,
      comment: row.comment,
      version: row.version,
      createdAt: new Date(row.created_at).toISOString(),
    })),
    nextCursor: rows.length > limit && last ? timeCursor(last.created_at, last.id) : null,
    counts: {
      views: count(sums?.views),
      shown: count(sums?.shown),
      helpful: count(sums?.helpful),
      unhelpful: count(sums?.unhelpful),
      tickets: count(sums?.tickets),
    },
  };
}
