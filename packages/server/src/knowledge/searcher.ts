import { createHash } from "node:crypto";
import type { Hit } from "@kotae/sdk/schema";
import { type Features, type Filter, snapshotFormat, weakScore } from "@kotae/sdk/search";
import type { Storage } from "../storage/index.ts";
import { baseLang } from "./address.ts";
import { type IndexClient, startIndex } from "./index-client.ts";
import type { Shelf, ShelfHit } from "./index-worker.ts";
import type { Reader } from "./reader.ts";
import * as store from "./store.ts";
import { activeSynonyms } from "./synonyms/synonyms.ts";
import type { Embedder } from "./vectors/embedder.ts";
import { createVectorKeeper } from "./vectors/keeper.ts";

export type SearchInput = {
  q: string;
  /** Any language tag; without one the query's script decides. */
  lang?: string | undefined;
  limit?: number | undefined;
  typing?: boolean | undefined;
} & Reader;

/** A hit with what a decision and an answer need: the passage's whole text and how it was found. */
export type SearchHit = Hit & { lang: string; text: string; features: Features };

/** A snapshot in brotli, and a name that changes with what is in it. */
export type PackedSnapshot = { etag: string; bytes: Uint8Array };

export type Searcher = {
  search(input: SearchInput): Promise<SearchHit[]>;
  /** What a visitor's device needs to search a language by itself, of the articles as they are now. */
  snapshot(lang: string, reader?: Omit<Reader, "audience">): Promise<PackedSnapshot>;
  /** Those of some words, as `words` of `@kotae/sdk/search` cuts them, that no public article holds. */
  missing(words: readonly string[]): Promise<string[]>;
  /** Says that articles changed, so that the index follows at once instead of at its next look. */
  changed(articleIds?: readonly string[]): void;
  /** Resolves once the index holds every change committed before the call. */
  settled(): Promise<void>;
  /** Resolves once the passages it holds have their vectors, where it goes by meaning too; with false if they cannot be had. */
  embedded(): Promise<boolean>;
  close(): Promise<void>;
};

export type SearcherOptions = {
  storage: Storage;
  /** The worker's file; another one in a bundle than in the source. */
  workerUrl?: URL;
  /** How often to look whether another process changed articles. */
  pollMillis?: number;
  /** Makes vectors of passages and queries; without one, words alone decide. */
  embedder?: Embedder | undefined;
  now?: () => number;
  onError?: (error: unknown) => void;
};

/** Articles read and sent to the thread at a time: they are parsed there, so this is a millisecond or two here. */
const chunk = 8;
/** Rows looked through at a time, to find out which articles changed. */
const page = 1_000;
/** A query waits so long for changes it should already see; after that the index answers as it stands. */
const patienceMillis = 400;
/** No query waits for more articles than these, nor until so many were looked through: both take longer than a search. */
const soon = 100;
const scannedSoon = 3_000;

/** What the index holds: when each article was changed, and in which languages there are any. */
type Known = { version: number; articles: Map<string, number>; langs: Set<string> };
const nothing = (): Known => ({ version: -1, articles: new Map(), langs: new Set() });

/** The search over published articles, in a thread of its own and in step with the database. */
export function createSearcher(options: SearcherOptions): Searcher {
  const { storage } = options;
  const workerUrl = options.workerUrl ?? new URL("./index-worker.ts", import.meta.url);
  let client: IndexClient = startIndex(workerUrl);
  let known = nothing();
  let running: Promise<void> | undefined;
  /** Resolves when the run under way turns out to be a long one. */
  let longRun = Promise.withResolvers<void>();
  let closed = false;
  const packed = new Map<string, { version: number; snapshot: Promise<PackedSnapshot> }>();
  const onError = (error: unknown) => {
    // what was under way when it was closed had to fail
    if (!closed) options.onError?.(error);
  };
  const vectors =
    options.embedder &&
    createVectorKeeper({
      storage,
      embedder: options.embedder,
      now: options.now ?? Date.now,
      onError,
      deliver: (articleId, of) => {
        client.ask({ op: "point", articleId, vectors: of }).catch(onError);
      },
    });

  /** Brings the index up to the database; calls while it runs share the run. */
  function sync(): Promise<void> {
    running ??= catchUp().finally(() => {
      running = undefined;
      longRun = Promise.withResolvers();
    });
    return running;
  }

  async function catchUp(): Promise<void> {
    if (closed) return;
    const version = await store.version(storage.db);
    if (version === known.version && !client.ended) return;
    if (client.ended) [client, known] = [startIndex(workerUrl), nothing()];
    const target = client;
    const now = nothing();
    const missed: string[] = [];
    for (let after = "", isMore = true; isMore && !closed; ) {
      const rows = await store.published(storage.db, after, page);
      for (const { id, lang, updated_at: updatedAt } of rows) {
        now.articles.set(id, updatedAt);
        // here, once: a query that went through all articles for it would keep everybody else waiting
        now.langs.add(lang);
        if (known.articles.get(id) !== updatedAt) missed.push(id);
      }
      after = rows.at(-1)?.id ?? "";
      isMore = rows.length === page;
      if (isMore && now.articles.size >= scannedSoon) longRun.resolve();
      // the database may answer without ever letting go of this thread
      if (isMore) await new Promise((resolve) => setImmediate(resolve));
    }
    if (missed.length > soon) longRun.resolve();
    await target.ask({ op: "synonyms", groups: Object.fromEntries(await activeSynonyms(storage.db)) });
    const gone = [...known.articles.keys()].filter((id) => !now.articles.has(id));
    if (gone.length > 0) await target.ask({ op: "drop", ids: gone });
    vectors?.drop(gone);
    for (let at = 0; at < missed.length && !closed; at += chunk) {
      const rows = await store.searchable(storage.db, missed.slice(at, at + chunk));
      const { passages = [] } = await target.ask({ op: "put", rows, tellPassages: vectors !== undefined });
      for (const [id, of] of passages) vectors?.put(id, of);
    }
    if (closed) return;
    known = { ...now, version };
    vectors?.complete();
  }

  /** Waits for what a query should already see, without making it wait for a whole rebuild. */
  async function inStep(): Promise<void> {
    // before there is anything to answer from, waiting is better than a wrong "nothing found"
    if (known.articles.size === 0 || client.ended) return settled();
    if ((await store.version(storage.db)) === known.version) return;
    const following = settled().catch(onError);
    const patience = new Promise((resolve) => setTimeout(resolve, patienceMillis).unref());
    await Promise.race([following, patience, longRun.promise]);
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

  async function ask(
    input: SearchInput,
    langs: Iterable<string>,
    vector: Float32Array | undefined,
  ): Promise<ShelfHit[]> {
    const shelves = shelvesOf(langs, input.audience);
    if (shelves.length === 0) return [];
    const limit = input.limit ?? 5;
    const { q: query, typing = false } = input;
    const filter = input.audience === "agent" ? {} : filterOf(input);
    const request = { op: "search", shelves, query, limit, typing, filter, ...(vector ? { vector } : {}) } as const;
    const { found = [] } = await client.ask(request).catch(async (error: unknown) => {
      // the thread was replaced or had an accident: the next one knows the same
      if (closed) throw error;
      await settled();
      return client.ask(request);
    });
    return found;
  }

  async function search(input: SearchInput): Promise<SearchHit[]> {
    // a word that is still being typed points nowhere
    const [vector] = await Promise.all([input.typing ? undefined : vectors?.ofQuery(input.q), inStep()]);
    const lang = input.lang === undefined ? languageOf(input.q) : baseLang(input.lang);
    const langs = new Set(known.langs);
    const own = langs.delete(lang) ? await ask(input, [lang], vector) : [];
    // what only its meaning found has no score, wherever it stands
    const most = own.reduce((best, { score }) => Math.max(best, score), 0);
    // another language answers only where this one has nothing to say
    const others = langs.size > 0 && most < weakScore ? await ask(input, langs, vector) : [];
    const better = own.length === 0 ? others : others.filter(({ score }) => score > Math.max(most, weakScore));
    const found = [...better, ...own].slice(0, input.limit ?? 5);
    return (await stillVisible(found, input)).map(toHit);
  }

  /** What was taken back a moment ago may still be in the index, but no visitor gets to see it. */
  async function stillVisible(found: ShelfHit[], reader: Reader): Promise<ShelfHit[]> {
    if (reader.audience === "agent" || found.length === 0) return found;
    const ids = found.map(({ articleId }) => articleId);
    const rows = await store.titles(storage.db, ids, reader);
    const visible = new Set(rows.map(({ id }) => id));
    return found.filter(({ articleId }) => visible.has(articleId));
  }

  async function snapshot(tag: string, reader: Omit<Reader, "audience"> = {}): Promise<PackedSnapshot> {
    const lang = baseLang(tag);
    const scope = JSON.stringify([lang, reader.siteId ?? "", reader.deskId ?? ""]);
    // no patience here: what was taken back may not go out again, and until then the server searches
    while ((await store.version(storage.db)) !== known.version || client.ended) {
      if (closed) throw new Error("The search has stopped.");
      await settled();
    }
    const { version } = known;
    const before = packed.get(scope);
    if (before?.version === version) return before.snapshot;
    const writing = client.ask({ op: "snapshot", lang, filter: filterOf(reader), version }).then(({ bytes }) => {
      if (!bytes) throw new Error("The search index wrote no snapshot.");
      const name = createHash("sha256").update(bytes).digest("base64url").slice(0, 22);
      return { etag: `"${snapshotFormat}-${name}"`, bytes };
    });
    packed.delete(scope);
    packed.set(scope, { version, snapshot: writing });
    if (packed.size > scopesKept) packed.delete(packed.keys().next().value ?? "");
    writing.catch(() => {
      if (packed.get(scope)?.snapshot === writing) packed.delete(scope);
    });
    return writing;
  }

  const timer = setInterval(() => sync().catch(onError), options.pollMillis ?? 2_000);
  timer.unref();
  sync().catch(onError);

  return {
    search,
    snapshot,
    async missing(words) {
      await inStep();
      return (await client.ask({ op: "missing", words: [...words] })).missing ?? [];
    },
    changed: () => {
      settled().catch(onError);
    },
    settled,
    async embedded() {
      if (!vectors) return true;
      const areAllThere = await vectors.idle();
      // it takes them in its turn, and answers this after them
      await client.ask({ op: "missing", words: [] });
      return areAllThere;
    },
    close: async () => {
      closed = true;
      clearInterval(timer);
      vectors?.close();
      await client.close();
      await running?.catch(() => undefined);
    },
  };
}

/** Languages and sites whose snapshots are kept. */
const scopesKept = 64;

/** A visitor without a site sees what is for everybody; no article is for the site with the empty name. */
const filterOf = ({ siteId, deskId }: Omit<Reader, "audience">): Filter => ({
  siteId: siteId ?? "",
  deskId: deskId ?? "",
});

/** The language a text is probably written in, judged by its script. */
export const languageOf = (text: string): "ja" | "en" =>
  /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u.test(text) ? "ja" : "en";

function toHit({ articleId, title, url, score, features, lang, passage, excerpt }: ShelfHit): SearchHit {
  const { heading, text } = passage;
  return { articleId, title, url, excerpt, heading, score, lang, text, features };
}

/** Articles that may help with a ticket: those its subject and the customer's words lead to. */
export async function suggestArticles(
  searcher: Searcher,
  { words, lang, limit }: { words: string; lang: string; limit: number },
): Promise<SearchHit[]> {
  if (words.trim() === "") return [];
  return searcher.search({ q: words.slice(0, 1_000), lang, limit, audience: "agent" });
}
