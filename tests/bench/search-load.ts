import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import type { SearchArticle } from "../../packages/sdk/src/search/index.ts";
import { createSearcher, fromMarkdown } from "../../packages/server/src/knowledge/index.ts";
import { bumpVersion } from "../../packages/server/src/knowledge/store.ts";
import { open, type Storage } from "../../packages/server/src/storage/index.ts";
import { quantile, residentMb } from "./load.ts";
import { corpusOf } from "./real-text.ts";

/** Articles of each language before, and of both together afterwards. */
const articles = Number(process.env.KOTAE_BENCH_ARTICLES ?? 10_000);
const everyMillis = 3;

/** Queries in two languages against a full index while as many articles again are indexed. */
export async function bench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "kotae-search-"));
  const storage = await open(`sqlite:${join(folder, "kotae.db")}`);
  const asked: Asked[][] = [];
  const later: SearchArticle[] = [];
  for (const lang of langs) {
    const corpus = corpusOf(lang, articles * 1.5);
    await write(storage, corpus.articles.slice(0, articles));
    later.push(...corpus.articles.slice(articles));
    asked.push(corpus.queries.map((q) => ({ q, lang, audience: "visitor" as const })));
  }

  const searcher = createSearcher({ storage, pollMillis: 3_600_000, onError: console.error });
  const began = performance.now();
  await searcher.settled();
  console.log(
    `${corpusOf("en", 1).from}: ${articles} en + ${articles} ja articles indexed in ${seconds(performance.now() - began)}`,
  );

  await stalls("with nothing to do", () => new Promise((resolve) => setTimeout(resolve, 3_000)));
  // what a server says first is compiled on the way
  await ask(
    searcher,
    asked.map((own) => own.toReversed()),
    40,
    () => true,
  );
  await stalls("when idle", async () => print("idle", await ask(searcher, asked, 800, () => true)));

  await write(storage, later);
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
  asked: readonly Asked[][],
  most: number,
  goesOn: () => boolean,
): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>();
  for (let n = 0; n < most && goesOn(); n++) {
    const own = asked[n % asked.length] as Asked[];
    const query = own[Math.floor(n / asked.length) % own.length] as Asked;
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
