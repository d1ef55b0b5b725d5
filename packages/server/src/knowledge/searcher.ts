import type { Hit } from "@kotae/sdk/schema";
import { excerptOf, type Features, type Found } from "@kotae/sdk/search";
import type { Storage } from "../storage/index.ts";
import { baseLang } from "./address.ts";
import { type IndexClient, startIndex } from "./index-client.ts";
import type { Shelf } from "./index-worker.ts";
import { toSearchArticle } from "./lists.ts";
import * as store from "./store.ts";

export type SearchInput = {
  q: string;
  /** Any language tag; without one the query's script decides. */
  lang?: string | undefined;
  limit?: number | undefined;
  typing?: boolean | undefined;
  /** Agents find internal articles as well. */
  audience: store.Audience;
};

/** A hit with what a decision and an answer need: the passage's whole text and how it was found. */
export type SearchHit = Hit & { lang: string; text: string; features: Features };

export type Searcher = {
  search(input: SearchInput): Promise<SearchHit[]>;
  /** Says that articles changed, so that the index follows at once instead of at its next look. */
  changed(articleIds?: readonly string[]): void;
  /** Resolves once the index holds every change committed before the call. */
  settled(): Promise<void>;
  close(): Promise<void>;
};

export type SearcherOptions = {
  storage: Storage;
  /** The worker's file; another one in a bundle than in the source. */
  workerUrl?: URL;
  /** How often to look whether another process changed articles. */
  pollMillis?: number;
  /** Orama grows with every edit, so after so many the index is built anew. */
  editsBeforeRebuild?: number;
  onError?: (error: unknown) => void;
};

const chunk = 40;
/** A query waits so long for changes it should already see; after that the index answers as it stands. */
const patienceMillis = 400;

/** The search over published articles, in a thread of its own and in step with the database. */
export function createSearcher(options: SearcherOptions): Searcher {
  const { storage, editsBeforeRebuild = 500 } = options;
  const workerUrl = options.workerUrl ?? new URL("./index-worker.ts", import.meta.url);
  /** What the index holds: when each article was changed, and where it stands. */
  type Known = { version: number; articles: Map<string, { updatedAt: number; shelf: Shelf }>; edits: number };
  const nothing = (): Known => ({ version: -1, articles: new Map(), edits: 0 });
  let client: IndexClient = startIndex(workerUrl);
  let known = nothing();
  let running: Promise<void> | undefined;
  let closed = false;
  const onError = (error: unknown) => {
    // what was under way when it was closed had to fail
    if (!closed) options.onError?.(error);
  };

  /** Brings the index up to the database; calls while it runs share the run. */
  function sync(): Promise<void> {
    running ??= catchUp().finally(() => {
      running = undefined;
    });
    return running;
  }

  async function catchUp(): Promise<void> {
    if (closed) return;
    const version = await store.version(storage.db);
    if (version === known.version && !client.ended) return;
    const rows = await store.published(storage.db);
    const fresh = client.ended || (known.version >= 0 && known.edits > Math.max(editsBeforeRebuild, rows.length));
    const before = fresh ? nothing() : known;
    const target = fresh ? startIndex(workerUrl) : client;
    const now = new Map(
      rows.map((row) => {
        const shelf: Shelf = `${row.lang}:${row.visibility}`;
        return [row.id, { updatedAt: row.updated_at, shelf }];
      }),
    );
    const missed = [...now].filter(([id, at]) => before.articles.get(id)?.updatedAt !== at.updatedAt).map(([id]) => id);
    const gone = [...before.articles.keys()].filter((id) => !now.has(id));
    if (gone.length > 0) await target.ask({ op: "drop", ids: gone });
    for (let at = 0; at < missed.length && !closed; at += chunk) {
      const found = await store.searchable(storage.db, missed.slice(at, at + chunk));
      const articles = found.map((row) => {
        const shelf: Shelf = `${row.lang}:${row.visibility}`;
        return { shelf, article: toSearchArticle(row) };
      });
      await target.ask({ op: "put", articles });
    }
    if (closed) {
      if (target !== client) await target.close();
      return;
    }
    known = { version, articles: now, edits: before.version < 0 ? 0 : before.edits + missed.length + gone.length };
    if (target !== client) {
      const old = client;
      client = target;
      await old.close();
    }
  }

  /** Waits for what a query should already see, without making it wait for a whole rebuild. */
  async function inStep(): Promise<void> {
    // before there is anything to answer from, waiting is better than a wrong "nothing found"
    if (known.articles.size === 0 || client.ended) return settled();
    if ((await store.version(storage.db)) === known.version) return;
    const following = settled().catch(onError);
    await Promise.race([following, new Promise((resolve) => setTimeout(resolve, patienceMillis).unref())]);
  }

  async function settled(): Promise<void> {
    // the run under way may have begun before the change this call is about
    await running?.catch(() => undefined);
    await sync();
  }

  const shelvesOf = (langs: Iterable<string>, audience: store.Audience): Shelf[] =>
    [...langs].flatMap((lang): Shelf[] =>
      audience === "agent" ? [`${lang}:public`, `${lang}:internal`] : [`${lang}:public`],
    );

  async function ask(input: SearchInput, langs: Iterable<string>): Promise<(Found & { lang: string })[]> {
    const shelves = shelvesOf(langs, input.audience);
    if (shelves.length === 0) return [];
    const limit = input.limit ?? 5;
    const request = { op: "search", shelves, query: input.q, limit, typing: input.typing ?? false } as const;
    const { found = [] } = await client.ask(request).catch(async (error: unknown) => {
      // the thread was replaced or had an accident: the next one knows the same
      if (closed) throw error;
      await settled();
      return client.ask(request);
    });
    return found.sort(byScore).slice(0, limit);
  }

  async function search(input: SearchInput): Promise<SearchHit[]> {
    await inStep();
    const lang = input.lang === undefined ? languageOf(input.q) : baseLang(input.lang);
    const langs = new Set([...known.articles.values()].map(({ shelf }) => shelf.split(":")[0] ?? ""));
    const own = langs.delete(lang) ? await ask(input, [lang]) : [];
    const best = own[0];
    // another language answers only where this one has nothing to say
    const others = langs.size > 0 && (!best || best.score < weak) ? await ask(input, langs) : [];
    const better = others.filter((hit) => hit.score > (best ? Math.max(best.score, weak) : 0));
    const found = [...better, ...own].slice(0, input.limit ?? 5);
    return (await stillVisible(found, input.audience)).map((hit) => toHit(hit, input.q));
  }

  /** What was taken back a moment ago may still be in the index, but no visitor gets to see it. */
  async function stillVisible<T extends Found>(found: T[], audience: store.Audience): Promise<T[]> {
    if (audience === "agent" || found.length === 0) return found;
    const rows = await store.titles(
      storage.db,
      found.map(({ articleId }) => articleId),
    );
    const visible = new Set(rows.map(({ id }) => id));
    return found.filter(({ articleId }) => visible.has(articleId));
  }

  const timer = setInterval(() => sync().catch(onError), options.pollMillis ?? 2_000);
  timer.unref();
  sync().catch(onError);

  return {
    search,
    changed: () => {
      settled().catch(onError);
    },
    settled,
    close: async () => {
      closed = true;
      clearInterval(timer);
      await client.close();
      await running?.catch(() => undefined);
    },
  };
}

const weak = 0.25;

const byScore = (a: Found, b: Found) => b.score - a.score || (a.articleId < b.articleId ? -1 : 1);

/** The language a text is probably written in, judged by its script. */
export const languageOf = (text: string): "ja" | "en" =>
  /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u.test(text) ? "ja" : "en";

function toHit(found: Found & { lang: string }, query: string): SearchHit {
  const { articleId, title, url, score, features, lang, passage } = found;
  const { heading, text } = passage;
  return { articleId, title, url, excerpt: excerptOf(text, query), heading, score, lang, text, features };
}

/** Articles that may help with a ticket: those its subject and the customer's words lead to. */
export async function suggestArticles(
  searcher: Searcher,
  { words, lang, limit }: { words: string; lang: string; limit: number },
): Promise<SearchHit[]> {
  if (words.trim() === "") return [];
  return searcher.search({ q: words.slice(0, 1_000), lang, limit, audience: "agent" });
}
