import type { Ranked } from "@kotae/sdk/schema";
import type { Act } from "../../act.ts";
import { dayMillis } from "../../questions/index.ts";
import type { Db } from "../../storage/index.ts";
import {
  type Asked,
  central,
  closest,
  emptyProfile,
  isSame,
  merged,
  type Profile,
  type Rarity,
  sizeOf,
  withQuestion,
  wordsOf,
} from "./cluster.ts";
import * as store from "./store.ts";

/** What is kept of a gap beside its columns. */
export type GapWords = Profile & {
  /** True once somebody named it: its title stays then. */
  named?: boolean;
  /** How many questions it had when it was dismissed. */
  dismissedAt?: number;
};

type Gap = Omit<store.GapRow, "words"> & { profile: GapWords };
type Row = { id: string; text: string; lang: string; ranked: string };

export const readWords = (json: string): GapWords => JSON.parse(json) as GapWords;

/** A dismissed gap is open again once it has grown to so many times its size. */
const regrowth = 1.5;
const titleFrom = 50;
const titleChars = 200;
/** A gap of one question is forgotten after that long. */
const forgottenMillis = 90 * dayMillis;

/** Puts unsolved questions into the gaps they belong to, new ones where there is none. Gives how many there were. */
export async function sortUnsolved(
  act: Act,
  { since, limit, rarity }: { since: number; limit: number; rarity: Rarity },
): Promise<number> {
  await store.takeTurn(act.db);
  const rows = await store.unsolved(act.db, { since, now: act.now, limit });
  const gaps = await readGaps(act);
  const touched = new Set<Gap>();
  for (const asked of await read(act, rows)) {
    let gap = closest(asked, gaps, rarity)?.candidate;
    if (!gap) {
      gap = blank(act, asked);
      await store.insert(act.db, toRow(gap));
      gaps.push(gap);
    }
    gap.profile = { ...gap.profile, ...withQuestion(gap.profile, asked) };
    await store.place(act.db, asked.id, gap.id);
    touched.add(gap);
  }
  for (const gap of await joinSame(act, gaps, touched, rarity)) await keep(act, gap, rarity);
  return rows.length;
}

/**
 * Puts answered questions beside the unsolved ones they are like, or whose article answered them: they show what has
 * changed.
 */
export async function sortAnswered(act: Act, rows: readonly Row[], rarity: Rarity): Promise<void> {
  const gaps = await readGaps(act);
  if (gaps.length === 0) return;
  const filled = new Map(gaps.flatMap((gap) => (gap.article_id === null ? [] : [[gap.article_id, gap] as const])));
  const first = new Map(rows.map(({ id, ranked }) => [id, (JSON.parse(ranked) as Ranked[])[0]?.articleId ?? ""]));
  for (const asked of await read(act, rows)) {
    const gap = filled.get(first.get(asked.id) ?? "") ?? closest(asked, gaps, rarity)?.candidate;
    if (gap) await store.place(act.db, asked.id, gap.id);
  }
}

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

/** Joins the touched gaps with others that turn out to be the same; gives those that are left of the touched. */
async function joinSame(act: Act, gaps: readonly Gap[], touched: ReadonlySet<Gap>, rarity: Rarity): Promise<Gap[]> {
  const gone = new Set<Gap>();
  const left = new Set(touched);
  for (const gap of touched) {
    if (gone.has(gap)) continue;
    for (const other of gaps) {
      if (other === gap || gone.has(other) || other.status === "dismissed" || gap.status === "dismissed") continue;
      // two that have an article each were told apart by somebody
      if (gap.article_id !== null && other.article_id !== null) continue;
      if (!isSame(gap.profile, other.profile, rarity)) continue;
      const [stays, goes] = precedes(other, gap) ? [other, gap] : [gap, other];
      stays.profile = { ...stays.profile, ...merged(stays.profile, goes.profile) };
      await store.moveAll(act.db, goes.id, stays.id);
      await store.remove(act.db, goes.id);
      gone.add(goes);
      left.delete(goes);
      left.add(stays);
      if (goes === gap) break;
    }
  }
  return [...left];
}

/** Which of two stays: the one with an article, the one somebody named, the older one. */
function precedes(one: Gap, other: Gap): boolean {
  if ((one.article_id === null) !== (other.article_id === null)) return one.article_id !== null;
  if ((one.profile.named ?? false) !== (other.profile.named ?? false)) return one.profile.named === true;
  return one.created_at < other.created_at || (one.created_at === other.created_at && one.id < other.id);
}

async function keep(act: Act, gap: Gap, rarity: Rarity): Promise<void> {
  const { profile } = gap;
  if (gap.status === "dismissed" && sizeOf(profile) >= Math.ceil((profile.dismissedAt ?? 0) * regrowth)) {
    gap.status = "open";
  }
  gap.lang =
    Object.entries(profile.langs).sort(([a, x], [b, y]) => y.size - x.size || (a < b ? -1 : 1))[0]?.[0] ?? gap.lang;
  if (profile.named !== true) {
    const questions = await read(act, await store.examples(act.db, gap.id, titleFrom));
    const middle = central(questions.reverse(), rarity);
    if (middle) gap.title = titleOf(middle.text);
  }
  const { status, lang, title } = gap;
  await store.update(act.db, gap.id, { status, lang, title, words: JSON.stringify(profile), updated_at: act.now });
}

const readGaps = async (act: Act): Promise<Gap[]> =>
  (await store.all(act.db)).map(({ words, ...row }) => ({ ...row, profile: readWords(words) }));

const blank = (act: Act, asked: Asked): Gap => ({
  id: act.newId(),
  title: titleOf(asked.text),
  lang: asked.lang,
  status: "open",
  profile: emptyProfile(),
  article_id: null,
  published_at: null,
  created_at: act.now,
  updated_at: act.now,
});

const toRow = ({ profile, ...row }: Gap): store.GapRow => ({ ...row, words: JSON.stringify(profile) });

/** Questions with their words and the keys of the articles they led to. */
async function read(act: Act, rows: readonly Row[]): Promise<Asked[]> {
  const ranked = rows.map((row) => (JSON.parse(row.ranked) as Ranked[]).map(({ articleId }) => articleId));
  const articles = await store.articles(act.db, [...new Set(ranked.flat())]);
  const keys = new Map(articles.map(({ id, key }) => [id, key]));
  return rows.map(({ id, text, lang }, n) => ({
    id,
    text,
    lang,
    words: wordsOf(text),
    articles: [...new Set((ranked[n] ?? []).flatMap((articleId) => keys.get(articleId) ?? []))],
  }));
}

function titleOf(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  const characters = [...line];
  return characters.length > titleChars
    ? `${characters
        .slice(0, titleChars - 1)
        .join("")
        .trimEnd()}…`
    : line;
}
