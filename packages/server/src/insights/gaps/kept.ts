import type { Ranked } from "@kotae/sdk/schema";
import type { Act } from "../../act.ts";
import type { Db } from "../../storage/index.ts";
import { emptyGroup, type Group, withQuestion } from "./cluster.ts";
import { partsOf } from "./hand/apart.ts";
import * as changes from "./hand/store.ts";
import type { Asked } from "./sight.ts";
import * as store from "./store.ts";

/** What is kept of a gap beside its columns. */
export type GapWords = Group & {
  /** True once somebody named it: its title stays then. */
  named?: boolean;
  /** How many questions it had when it was dismissed. */
  dismissedAt?: number;
};

/** A gap with what its questions are compared by. */
export type Kept = Omit<store.GapRow, "words"> & { group: GapWords };

type Written = Partial<Omit<GapWords, "langs">> & { langs?: Record<string, number | { size: number }> };

/** What a gap's row keeps; one written before its questions were kept has none until it is made anew. */
export function readWords(json: string): GapWords {
  const { langs = {}, samples = [], named, dismissedAt } = JSON.parse(json) as Written;
  return {
    langs: Object.fromEntries(
      Object.entries(langs).map(([lang, count]) => [lang, typeof count === "number" ? count : count.size]),
    ),
    samples,
    ...(named === undefined ? {} : { named }),
    ...(dismissedAt === undefined ? {} : { dismissedAt }),
  };
}

/** A gap's row as it is compared, and the way back. */
export const toKept = ({ words, ...row }: store.GapRow): Kept => ({ ...row, group: readWords(words) });
export const toRow = ({ group, ...row }: Kept): store.GapRow => ({ ...row, words: JSON.stringify(group) });

/** All gaps, the oldest first. */
export const readGaps = async (db: Db): Promise<Kept[]> => (await store.all(db)).map(toKept);

/** A gap without questions, named after the first it will have. */
export const blank = (act: Act, asked: Asked): Kept => ({
  id: act.newId(),
  title: titleOf(asked.text),
  lang: asked.lang,
  status: "open",
  group: emptyGroup(),
  article_id: null,
  published_at: null,
  created_at: act.now,
  updated_at: act.now,
});

/** Questions as they are compared, with the keys of the articles they led to. */
export async function readAsked(db: Db, rows: readonly store.AskedRow[]): Promise<Asked[]> {
  const ranked = rows.map((row) => (JSON.parse(row.ranked) as Ranked[]).map(({ articleId }) => articleId));
  const articles = await store.articles(db, [...new Set(ranked.flat())]);
  const keys = new Map(articles.map(({ id, key }) => [id, key]));
  return rows.map(({ id, text, lang }, n) => ({
    id,
    text,
    lang,
    articles: [...new Set((ranked[n] ?? []).flatMap((articleId) => keys.get(articleId) ?? []))].slice(0, 3),
  }));
}

/** What a gap's questions make of it, read anew; those that came with a gap somebody put into it are its parts. */
export async function groupOf(db: Db, gapId: string): Promise<Group> {
  const asked = await readAsked(db, await store.questionsOf(db, gapId));
  const partOf = partsOf(await changes.all(db), gapId);
  return asked.reduce((group: Group, each) => withQuestion(group, each, partOf.get(each.id)), emptyGroup());
}

const titleChars = 200;

/** A question as a title: one line, and no longer than that. */
export function titleOf(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  const characters = [...line];
  if (characters.length <= titleChars) return line;
  const cut = characters.slice(0, titleChars - 1).join("");
  return `${cut.trimEnd()}…`;
}
