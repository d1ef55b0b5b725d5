import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import type { SearchArticle } from "../../packages/sdk/src/search/index.ts";
import { createSearcher, fromMarkdown } from "../../packages/server/src/knowledge/index.ts";
import { bumpVersion } from "../../packages/server/src/knowledge/store.ts";
import { open, type Storage } from "../../packages/server/src/storage/index.ts";
import { quantile, residentMb } from "./load.ts";
import { madeUpArticles, madeUpQueries } from "./made-up.ts";

/** Articles of each language before, and of both together afterwards. */
const articles = Number(process.env.KOTAE_BENCH_ARTICLES ?? 10_000);
const everyMillis = 20;

/** Queries in two languages against a full index while as many articles again are indexed. */
export async function bench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "kotae-search-"));
  const storage = await open(`sqlite:${join(folder, "kotae.db")}`);
  const asked = await langs.reduce<Promise<Asked[]>>(async (all, lang) => {
    const made = madeUpArticles(lang, articles, 1);
    await write(storage, made);
    return [...(await all), ...madeUpQueries(made, 500).map((q) => ({ q, lang, audience: "visitor" as const }))];
  }, Promise.resolve([]));

  const searcher = createSearcher({ storage, pollMillis: 3_600_000, onError: console.error });
  const began = performance.now();
  await searcher.settled();
  console.log(`${articles} en + ${articles} ja articles indexed in ${seconds(performance.now() - began)}`);

  await stalls("with nothing to do", () => new Promise((resolve) => setTimeout(resolve, 3_000)));
  await stalls("when idle", async () => print("idle", await ask(searcher, asked, 200, () => true)));

  await write(storage, madeUpArticles("en", articles / 2, 7));
  await write(storage, madeUpArticles("ja", articles / 2, 7));
  let isIndexing = true;
  const since = performance.now();
  await stalls(`while ${articles} are indexed`, async () => {
    const indexing = searcher.settled().then(() => {
      isIndexing = false;
    });
    const busy = await ask(searcher, asked, Number.POSITIVE_INFINITY, () => isIndexing);
    await indexing;
    print(`while ${articles} more are indexed (${seconds(performance.now() - since)})`, busy);
  });
  console.log(`memory of the whole process: ${residentMb(process.pid).toFixed(0)} MB`);
  await searcher.close();
  await storage.close();
  rmSync(folder, { recursive: true, force: true });
}

type Searcher = ReturnType<typeof createSearcher>;
type Asked = Parameters<Searcher["search"]>[0];

const langs = ["en", "ja"] as const;

/** Measures how long this thread could not do anything else meanwhile. */
async function stalls(when: string, work: () => Promise<unknown>): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work();
  delay.disable();
  const [longest, usual] = [delay.max / 1e6, delay.percentile(99.9) / 1e6];
  console.log(
    `longest stall of the event loop ${when}: ${longest.toFixed(1)} ms, p99.9 ${usual.toFixed(1)} ms (bar 50)`,
  );
}

/** Asks one query after the other, both languages in turn, with a pause between, as long as it goes on. */
async function ask(
  searcher: Searcher,
  asked: readonly Asked[],
  most: number,
  goesOn: () => boolean,
): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>();
  const half = asked.length / langs.length;
  for (let n = 0; n < most && goesOn(); n++) {
    const query = asked[(n % 2) * half + (Math.floor(n / 2) % half)] as Asked;
    const start = performance.now();
    await searcher.search(query);
    const lang = query.lang ?? "";
    times.set(lang, [...(times.get(lang) ?? []), performance.now() - start]);
    await new Promise((resolve) => setTimeout(resolve, everyMillis));
  }
  return times;
}

function print(when: string, times: Map<string, number[]>): void {
  for (const [lang, all] of times) {
    console.log(
      `${lang} ${when}: ${all.length} queries, p50 ${quantile(all, 0.5).toFixed(1)} p99 ${quantile(all, 0.99).toFixed(1)} ms (bar 10), longest ${Math.max(...all).toFixed(1)} ms`,
    );
  }
}

const seconds = (millis: number) => `${(millis / 1000).toFixed(1)} s`;

/** Writes articles as an import would leave them, a few hundred a transaction. */
async function write(storage: Storage, all: readonly SearchArticle[]): Promise<void> {
  for (let at = 0; at < all.length; at += 200) {
    const rows = all.slice(at, at + 200).map((article) => {
      const body = article.sections.map(({ heading, text }) => `## ${heading}\n\n${text}`).join("\n\n");
      return {
        id: article.id,
        slug: article.id,
        key: article.id,
        lang: article.id.slice(0, 2),
        title: article.title,
        summary: article.summary,
        category: "",
        body,
        content: JSON.stringify(fromMarkdown(body)),
        keywords: JSON.stringify(article.keywords),
        status: "published" as const,
        visibility: "public" as const,
        popular: 0,
        position: 0,
        created_at: 1,
        updated_at: 1,
      };
    });
    await storage.write(async ({ db }) => {
      await db.insertInto("articles").values(rows).execute();
      await bumpVersion(db);
    });
  }
}

if (import.meta.main) await bench();
