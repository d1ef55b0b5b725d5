import { createHash } from "node:crypto";
import type { Passage } from "@kotae/sdk/search";
import type { Storage } from "../../storage/index.ts";
import type { Embedder } from "./embedder.ts";
import * as store from "./store.ts";

/** Gives every passage its vector, once, and hands them to the index; search goes on as it is meanwhile. */
export type VectorKeeper = {
  /** Says which passages an article has now. */
  put(articleId: string, passages: readonly Passage[]): void;
  /** The vector of a query, or undefined where the model does not answer in time. */
  ofQuery(query: string): Promise<Float32Array | undefined>;
  /** Resolves once nothing is left to do, or the endpoint is being left alone for a while. */
  idle(): Promise<void>;
  close(): void;
};

export type KeeperOptions = {
  storage: Pick<Storage, "db" | "write">;
  embedder: Embedder;
  now: () => number;
  /** Takes the vectors of an article, in the order of its passages. */
  deliver(articleId: string, vectors: Float32Array[]): void;
  onError?: (error: unknown) => void;
  /** Milliseconds until the next try after a failure; doubled with each, up to five minutes. */
  firstPause?: number;
};

const batch = 32;
/** An article rarely says anything new after that, and every model cuts somewhere. */
const textChars = 2_000;
const batchMillis = 30_000;
/** A visitor waits so long for a better order, and no longer. */
const queryMillis = 800;
const longestPause = 300_000;
const queriesKept = 500;

export function createVectorKeeper(options: KeeperOptions): VectorKeeper {
  const { storage, embedder, now, deliver, onError = () => undefined, firstPause = 1_000 } = options;
  const waiting = new Map<string, string[]>();
  const queries = new Map<string, Float32Array>();
  let pause = firstPause;
  let restsUntil = 0;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let closed = false;

  function run(): Promise<void> {
    running ??= work().finally(() => {
      running = undefined;
    });
    return running;
  }

  async function work(): Promise<void> {
    while (!closed && waiting.size > 0 && now() >= restsUntil) {
      const some = nextArticles();
      try {
        const vectors = await vectorsOf(some.flatMap(([, texts]) => texts));
        pause = firstPause;
        if (closed) return;
        let at = 0;
        for (const [articleId, texts] of some) {
          const own = vectors.slice(at, at + texts.length);
          at += texts.length;
          // it may have been changed while its vectors were made
          if (waiting.get(articleId) !== texts) continue;
          waiting.delete(articleId);
          deliver(articleId, own);
        }
      } catch (error) {
        onError(error);
        restsUntil = now() + pause;
        timer = setTimeout(() => void run(), pause).unref();
        pause = Math.min(pause * 2, longestPause);
      }
    }
  }

  /** As many articles as fill a request, and one at least. */
  function nextArticles(): [string, string[]][] {
    const some: [string, string[]][] = [];
    let texts = 0;
    for (const entry of waiting) {
      if (texts > 0 && texts + entry[1].length > batch) break;
      some.push(entry);
      texts += entry[1].length;
    }
    return some;
  }

  async function vectorsOf(texts: string[]): Promise<Float32Array[]> {
    const hashes = texts.map((text) => createHash("sha256").update(text).digest("base64url"));
    const rows = await store.known(storage.db, embedder.model, [...new Set(hashes)]);
    const vectors = new Map(rows.map(({ hash, vector }) => [hash, fromText(vector)]));
    const missing = [...new Map(hashes.map((hash, n) => [hash, texts[n] ?? ""]))].filter(
      ([hash]) => !vectors.has(hash),
    );
    for (let at = 0; at < missing.length; at += batch) {
      const some = missing.slice(at, at + batch);
      const made = await embedder.embed(
        some.map(([, text]) => text),
        batchMillis,
      );
      const entries = some.map(([hash], n) => [hash, made[n] as Float32Array] as const);
      await storage.write(({ db }) =>
        store.keep(
          db,
          entries.map(([hash, vector]) => ({
            hash,
            model: embedder.model,
            dimensions: vector.length,
            vector: toText(vector),
            created_at: now(),
          })),
        ),
      );
      for (const [hash, vector] of entries) vectors.set(hash, vector);
    }
    return hashes.map((hash) => vectors.get(hash) as Float32Array);
  }

  return {
    put(articleId, passages) {
      waiting.set(articleId, passages.map(textOf));
      void run();
    },
    async ofQuery(query) {
      const before = queries.get(query);
      if (before) return before;
      // while passages cannot be embedded, queries cannot either, and nobody should wait to find out
      if (closed || now() < restsUntil) return undefined;
      try {
        const [vector] = await embedder.embed([query.slice(0, textChars)], queryMillis);
        if (queries.size >= queriesKept) queries.delete(queries.keys().next().value ?? "");
        if (vector) queries.set(query, vector);
        return vector;
      } catch (error) {
        onError(error);
        restsUntil = now() + pause;
        pause = Math.min(pause * 2, longestPause);
        if (waiting.size > 0) timer = setTimeout(() => void run(), restsUntil - now()).unref();
        return undefined;
      }
    },
    idle: () => run(),
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}

const textOf = ({ title, heading, text }: Passage) =>
  [title, heading, text].filter(Boolean).join("\n").slice(0, textChars).toWellFormed();

const toText = (vector: Float32Array) =>
  Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString("base64");

function fromText(text: string): Float32Array {
  const bytes = Buffer.from(text, "base64");
  // copied, because a pooled buffer need not begin where floats may
  return new Float32Array(Uint8Array.from(bytes).buffer);
}
