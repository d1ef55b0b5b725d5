import { KotaeError } from "@kotae/sdk/errors";
import type { Parsed, Vote } from "@kotae/sdk/schema";
import type { Act } from "../../act.ts";
import { listAgents } from "../../identity/index.ts";
import type { Db } from "../../storage/index.ts";
import { baseLang } from "../address.ts";
import { readTimeCursor, timeCursor } from "../cursor.ts";
import * as store from "./store.ts";

/** A page of what readers found not helpful, newest first. */
export async function listVotes(
  db: Db,
  { view, lang, limit, cursor }: Parsed<"listVotes">,
): Promise<{ items: Vote[]; nextCursor: string | null }> {
  const rows = await store.votes(db, {
    view,
    lang: lang === undefined ? undefined : baseLang(lang),
    limit: limit + 1,
    before: cursor === undefined ? undefined : readTimeCursor(cursor),
  });
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items: await presentVotes(db, items),
    nextCursor: rows.length > limit && last ? timeCursor(last.created_at, last.id) : null,
  };
}

/** Says that an agent has looked at a vote, or takes that back; throws `not_found`. */
export async function reviewVote(
  act: Act,
  agent: { id: string },
  { id, reviewed }: Parsed<"reviewVote">,
): Promise<Vote> {
  await store.markVote(act.db, id, reviewed ? { by: agent.id, at: act.now } : null);
  const row = await store.findVote(act.db, id);
  const [vote] = row ? await presentVotes(act.db, [row]) : [];
  if (!vote) throw new KotaeError("not_found", "There is no such vote.");
  return vote;
}

async function presentVotes(db: Db, rows: readonly store.VoteRow[]): Promise<Vote[]> {
  const isReviewed = rows.some(({ reviewed_by }) => reviewed_by !== null);
  const names = new Map(isReviewed ? (await listAgents(db)).map(({ id, name }) => [id, name]) : []);
  return rows.map((row) => ({
    id: row.id,
    article: { id: row.article_id, title: row.title, lang: row.lang, version: row.article_version },
    version: row.version,
    comment: row.comment,
    review:
      row.reviewed_at === null
        ? null
        : { by: names.get(row.reviewed_by ?? "") ?? "", at: new Date(row.reviewed_at).toISOString() },
    createdAt: new Date(row.created_at).toISOString(),
  }));
}
