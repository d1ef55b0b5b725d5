import type { Ranked } from "@kotae/sdk/schema";
import type { Act } from "../../act.ts";
import type { Measure } from "./alike.ts";
import { central, closest, isSame, merged, sizeOf, withQuestion } from "./cluster.ts";
import { apartOf } from "./hand/apart.ts";
import * as changes from "./hand/store.ts";
import { blank, type Kept, readAsked, readGaps, titleOf, toRow } from "./kept.ts";
import * as store from "./store.ts";

/** A dismissed gap is open again once it has grown to so many times its size. */
const regrowth = 1.5;
const titleFrom = 50;

/** Puts unsolved questions into the gaps they belong to, new ones where there is none. Gives how many there were. */
export async function sortUnsolved(
  act: Act,
  { since, limit, measure }: { since: number; limit: number; measure: Measure },
): Promise<number> {
  await store.takeTurn(act.db);
  const rows = await store.unsolved(act.db, { since, now: act.now, limit });
  const gaps = await readGaps(act.db);
  const touched = new Set<Kept>();
  for (const asked of await readAsked(act.db, rows)) {
    const found = closest(asked, gaps, measure);
    const gap = found?.candidate ?? blank(act, asked);
    if (!found) {
      await store.insert(act.db, toRow(gap));
      gaps.push(gap);
    }
    gap.group = { ...gap.group, ...withQuestion(gap.group, asked, found?.part) };
    await store.place(act.db, [asked.id], gap.id);
    touched.add(gap);
  }
  for (const gap of await joinSame(act, gaps, touched, measure)) await keep(act, gap, measure);
  return rows.length;
}

/** Joins gaps that turn out to be the same: what was learned since they were made may say so. */
export async function joinAll(act: Act, ids: ReadonlySet<string>, measure: Measure): Promise<void> {
  await store.takeTurn(act.db);
  const gaps = await readGaps(act.db);
  const looked = new Set(gaps.filter(({ id }) => ids.has(id)));
  const sizes = new Map([...looked].map((gap) => [gap, sizeOf(gap.group)]));
  for (const gap of await joinSame(act, gaps, looked, measure)) {
    if (sizes.get(gap) !== sizeOf(gap.group)) await keep(act, gap, measure);
  }
}

/** Those of some gaps that are the same as another one, by what they keep. */
export async function likelyPairs(gaps: readonly Kept[], measure: Measure): Promise<Set<string>> {
  const found = new Set<string>();
  for (const [n, gap] of gaps.entries()) {
    // a thousand gaps have half a million pairs, and others wait for this thread
    if (n % 16 === 15) await new Promise((resolve) => setImmediate(resolve));
    for (const other of gaps.slice(n + 1)) {
      if (mayJoin(gap, other) && isSame(gap.group, other.group, measure)) found.add(gap.id).add(other.id);
    }
  }
  return found;
}

/**
 * Puts answered questions beside the unsolved ones they are like: they show what has changed.
 *
 * A question belongs where its words say so, whatever answered it, as it would if nothing had: an article that answers
 * more than one gap asks for counts for a gap only with questions that are near it.
 */
export async function sortAnswered(act: Act, rows: readonly store.AskedRow[], measure: Measure): Promise<void> {
  const gaps = await readGaps(act.db);
  if (gaps.length === 0) return;
  const byArticle = Map.groupBy(gaps, ({ article_id }) => article_id ?? "");
  const first = new Map(rows.map(({ id, ranked }) => [id, (JSON.parse(ranked) as Ranked[])[0]?.articleId]));
  for (const asked of await readAsked(act.db, rows)) {
    const filled = byArticle.get(first.get(asked.id) ?? "none") ?? [];
    const gap = (closest(asked, filled, measure) ?? closest(asked, gaps, measure))?.candidate;
    if (gap) await store.place(act.db, [asked.id], gap.id);
  }
}

/** Whether nobody has said that two gaps are two: each has an article, or was put aside. */
const mayJoin = (one: Kept, other: Kept): boolean =>
  one !== other &&
  one.status !== "dismissed" &&
  other.status !== "dismissed" &&
  (one.article_id === null || other.article_id === null);

/** Joins the touched gaps with others that turn out to be the same; gives those that are left of the touched. */
async function joinSame(
  act: Act,
  gaps: readonly Kept[],
  touched: ReadonlySet<Kept>,
  measure: Measure,
): Promise<Set<Kept>> {
  const areApart = apartOf(await changes.all(act.db));
  const gone = new Set<Kept>();
  const left = new Set(touched);
  for (const gap of touched) {
    if (gone.has(gap)) continue;
    for (const other of gaps) {
      if (gone.has(other) || !mayJoin(gap, other) || areApart(gap.id, other.id)) continue;
      if (!isSame(gap.group, other.group, measure)) continue;
      const [stays, goes] = precedes(other, gap) ? [other, gap] : [gap, other];
      stays.group = { ...stays.group, ...merged(stays.group, goes.group) };
      await store.moveAll(act.db, goes.id, stays.id);
      await changes.repoint(act.db, goes.id, stays.id);
      await store.remove(act.db, goes.id);
      gone.add(goes);
      left.delete(goes);
      left.add(stays);
      if (goes === gap) break;
    }
  }
  return left;
}

/** Which of two stays: the one with an article, the one somebody named, the older one. */
function precedes(one: Kept, other: Kept): boolean {
  if ((one.article_id === null) !== (other.article_id === null)) return one.article_id !== null;
  if ((one.group.named ?? false) !== (other.group.named ?? false)) return one.group.named === true;
  return one.created_at < other.created_at || (one.created_at === other.created_at && one.id < other.id);
}

/** Writes a gap down as its questions make it: its language, its name, and whether it is open again. */
export async function keep(act: Act, gap: Kept, measure: Measure): Promise<void> {
  const { group } = gap;
  if (gap.status === "dismissed" && sizeOf(group) >= Math.ceil((group.dismissedAt ?? 0) * regrowth)) {
    gap.status = "open";
  }
  gap.lang = Object.entries(group.langs).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0] ?? gap.lang;
  if (group.named !== true) {
    const questions = await readAsked(act.db, await store.examples(act.db, gap.id, titleFrom));
    const middle = central(questions.reverse(), measure);
    if (middle) gap.title = titleOf(middle.text);
  }
  const { status, lang, title } = gap;
  await store.update(act.db, gap.id, { status, lang, title, words: JSON.stringify(group), updated_at: act.now });
}
