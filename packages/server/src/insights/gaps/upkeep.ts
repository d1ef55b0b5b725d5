import type { Act } from "../../act.ts";
import { dayMillis } from "../../questions/index.ts";
import type { Db } from "../../storage/index.ts";
import { sizeOf } from "./cluster.ts";
import { groupOf, readGaps, readWords } from "./kept.ts";
import * as store from "./store.ts";

/** A gap of one question is forgotten after that long. */
const forgottenMillis = 90 * dayMillis;

/** Makes a gap published when its article is, and open again when its article is gone. */
export async function followArticles(act: Act): Promise<void> {
  for (const { id, ...change } of await articleMoves(act.db, act.now)) await store.update(act.db, id, change);
}

/** What has to change of gaps because of what became of their articles. */
export async function articleMoves(db: Db, now: number) {
  const gaps = await store.linked(db);
  const rows = await store.articles(db, [...new Set(gaps.flatMap((gap) => gap.article_id ?? []))]);
  const articles = new Map(rows.map((row) => [row.id, row]));
  return gaps.flatMap((gap) => {
    const article = articles.get(gap.article_id ?? "");
    const status = article === undefined ? "open" : article.status === "published" ? "published" : "drafted";
    if (status === gap.status) return [];
    const publishedAt = article && status === "published" ? Math.min(article.updated_at, now) : null;
    return [{ id: gap.id, status, article_id: article?.id ?? null, published_at: publishedAt } as const];
  });
}

/** Forgets gaps that one question made long ago. */
export async function forget(act: Act): Promise<void> {
  await store.takeTurn(act.db);
  for (const { id } of await store.forgotten(act.db, act.now - forgottenMillis)) {
    await store.release(act.db, id);
    await store.remove(act.db, id);
  }
}

/** Gaps that were kept before their questions were: they have none to be compared by. */
export const outdated = async (db: Db): Promise<string[]> =>
  (await readGaps(db)).filter(({ group }) => group.samples.length === 0 && sizeOf(group) > 0).map(({ id }) => id);

/** Reads the questions of some gaps anew. */
export async function renew(act: Act, ids: readonly string[]): Promise<void> {
  await store.takeTurn(act.db);
  for (const id of ids) {
    const row = await store.find(act.db, id);
    if (!row) continue;
    const words = { ...readWords(row.words), ...(await groupOf(act.db, id)) };
    await store.update(act.db, id, { words: JSON.stringify(words) });
  }
}
