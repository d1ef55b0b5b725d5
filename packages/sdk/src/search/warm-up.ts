import type { IndexSnapshot } from "../schema/article.ts";
import type { SliceOptions } from "./build.ts";
import { inSlices } from "./build.ts";
import { excerptOf } from "./excerpt.ts";
import { search } from "./query.ts";
import { writeStream } from "./reader.ts";
import { openSnapshot, snapshotFormat } from "./snapshot.ts";

const articles = 60;
const queries = 12;

/**
 * Has an engine compile the search before anybody needs it: opens a snapshot of nothing in particular and searches it,
 * in slices. A page does it when it has nothing else to do; everything a phone does for the first time takes it several
 * times as long.
 */
export async function warmUp(lang: string, options: Omit<SliceOptions, "synonyms"> = {}): Promise<void> {
  const surfaces = (lang === "ja" ? japanese : english).split("|");
  const index = await openSnapshot(madeUp(lang, surfaces), options);
  if (!index) return;
  await inSlices(
    [...index.articles.values()].slice(0, queries),
    ({ article: { title } }) => {
      const query = `${title.slice(0, 24)} ${title.slice(2, 8)}`;
      for (const { passage } of search(index, query, { typing: true })) excerptOf(passage.text, query);
    },
    { ...options, budgetMillis: 0 },
  );
}

const english =
  "order| |account|. |address|password|refund|change|, |deliver|cancel|invoice|the|payment|return|ship|Settings|open|page|to";
const japanese =
  "注文|の|会員|。|住所|パスワード|を|変更|、|配送|返金|請求書|できます|支払い|返品|アカウント|設定|画面|API|が";

/** Articles whose words stand in every order, so that they differ as real ones do. */
function madeUp(lang: string, surfaces: string[]): IndexSnapshot {
  const row = (from: number, length: number) =>
    writeStream(Array.from({ length }, (_, n) => (from * 7 + n * n + n * from) % surfaces.length));
  return {
    format: snapshotFormat,
    version: 0,
    lang,
    surfaces,
    articles: Array.from({ length: articles }, (_, n) => ({
      id: `${n}`,
      url: "",
      title: row(n, 9),
      summary: row(n + 1, 20),
      keywords: [row(n + 2, 3)],
      passages: [row(n + 3, 5), row(n + 4, 200), row(n + 5, 5), row(n + 6, 200)],
    })),
  };
}
