import { createHash } from "node:crypto";
import { KotaeError } from "@kotae/sdk/errors";
import type { Passage } from "@kotae/sdk/search";
import type { Storage } from "../../storage/index.ts";
import type { Embedder } from "./embedder.ts";
import { forget, sweep } from "./forget.ts";
import { createInUse } from "./in-use.ts";
import { createSieve } from "./sieve.ts";
import * as store from "./store.ts";

/** Gives every passage its vector, once, and hands them to the index; search goes on as it is meanwhile. */
export type VectorKeeper = {
  /** Says which passages an article has now. */
  put(articleId: string, passages: readonly Passage[]): void;
  /** Says that articles are gone. */
  drop(articleIds: readonly string[]): void;
  /** Says that every article there is was put: vectors of other texts and other models can be forgotten. */
  complete(): void;
  /** The vector of a query, or undefined where the model does not answer in time. */
  ofQuery(query: string): Promise<Float32Array | undefined>;
  /** Resolves once nothing is left to do, or with false once the endpoint is being left alone for a while. */
  idle(): Promise<boolean>;
  close(): void;
};

export type KeeperOptions = {
  storage: Pick<Storage, "db" | "write">;
  embedder: Embedder;
  now: () => number;
  /** Takes the vectors of an article, in the order of its passages; an empty one where the model takes no such text. */
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

type Text = { hash: string; text: string };

export function createVectorKeeper(options: KeeperOptions): VectorKeeper {
  const { storage, embedder, now, deliver, onError = () => undefined, firstPause = 1_000 } = options;
  const { model } = embedder;
  const sieve = createSieve(embedder);
  const inUse = createInUse();
  const waiting = new Map<string, Text[]>();
  const queries = new Map<string, Float32Array | undefined>();
  /** Texts the server fails over: they are tried again by the next process. */
  const setAside = new Set<string>();
  let pause = firstPause;
  let restsUntil = 0;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  /** Not known before all articles were put; once is enough, because what goes later is known. */
  let isSweepDue: boolean | undefined;
  let closed = false;

  function run(): Promise<void> {
    running ??= work().finally(() => {
      running = undefined;
    });
    return running;
  }

  const mayAsk = () => !closed && waiting.size > 0 && now() >= restsUntil;

  async function work(): Promise<void> {
    do {
      while (mayAsk()) await embedSome();
      await tidy().catch(onError);
    } while (mayAsk() || (!closed && inUse.released > 0));
  }

  /** The endpoint is left alone for a while, longer each time until it answers again. */
  function rest(): void {
    restsUntil = now() + pause;
    if (waiting.size > 0) {
      clearTimeout(timer);
      timer = setTimeout(() => void run(), pause).unref();
    }
    pause = Math.min(pause * 2, longestPause);
  }

  async function embedSome(): Promise<void> {
    const some = nextArticles();
    try {
      const vectors = await vectorsOf(some.flatMap(([, texts]) => texts));
      pause = firstPause;
      if (closed) return;
      for (const [articleId, texts] of some) {
        // it may have been changed while its vectors were made
        if (waiting.get(articleId) !== texts) continue;
        waiting.delete(articleId);
        deliver(
          articleId,
          texts.map(({ hash }) => vectors.get(hash) ?? none),
        );
      }
    } catch (error) {
      onError(error);
      rest();
    }
  }

  /** As many articles as fill a request, and one at least. */
  function nextArticles(): [string, Text[]][] {
    const some: [string, Text[]][] = [];
    let texts = 0;
    for (const entry of waiting) {
      if (texts > 0 && texts + entry[1].length > batch) break;
      some.push(entry);
      texts += entry[1].length;
    }
    return some;
  }

  async function vectorsOf(texts: readonly Text[]): Promise<Map<string, Float32Array>> {
    const byHash = new Map(texts.map(({ hash, text }) => [hash, text]));
    const vectors = new Map<string, Float32Array>();
    if (byHash.size === 0) return vectors;
    for (const { hash, vector } of await store.known(storage.db, model, [...byHash.keys()])) {
      vectors.set(hash, fromText(vector));
    }
    const missing = [...byHash].filter(([hash]) => !vectors.has(hash) && !setAside.has(hash));
    for (let at = 0; at < missing.length; at += batch) {
      const some = missing.slice(at, at + batch);
      const made = await sieve(
        some.map(([, text]) => text),
        batchMillis,
      );
      const entries: [hash: string, vector: Float32Array][] = [];
      for (const [n, [hash]] of some.entries()) {
        const one = made[n];
        if (one === "failing") setAside.add(hash);
        // what a model refused once it refuses until the text is another one
        else entries.push([hash, one === "refused" || one === undefined ? none : one]);
      }
      const refused = made.filter((one) => typeof one === "string").length;
      if (refused > 0) onError(untaken(refused));
      if (entries.length === 0) continue;
      await storage.write(({ db }) => store.keep(db, entries.map(toRow)));
      for (const [hash, vector] of entries) vectors.set(hash, vector);
    }
    return vectors;
  }

  const toRow = ([hash, vector]: [string, Float32Array]) => ({
    hash,
    model,
    dimensions: vector.length,
    vector: toText(vector),
    created_at: now(),
  });

  /** Deletes what no article needs any more, and once what was left from before. */
  async function tidy(): Promise<void> {
    await forget(storage, model, inUse.takeReleased());
    if (isSweepDue !== true || closed) return;
    isSweepDue = false;
    await sweep(storage, model, inUse.has, () => !closed);
  }

  return {
    put(articleId, passages) {
      const texts = passages.map(textOf).map((text) => ({ hash: hashOf(text), text }));
      inUse.set(
        articleId,
        texts.map(({ hash }) => hash),
      );
      waiting.set(articleId, texts);
      void run();
    },
    drop(articleIds) {
      for (const id of articleIds) {
        waiting.delete(id);
        inUse.set(id, []);
      }
      void run();
    },
    complete() {
      isSweepDue ??= true;
      void run();
    },
    async ofQuery(query) {
      if (queries.has(query)) return queries.get(query);
      // while passages cannot be embedded, queries cannot either, and nobody should wait to find out
      if (closed || now() < restsUntil) return undefined;
      try {
        const [vector] = await embedder.embed([query.slice(0, textChars).toWellFormed()], queryMillis);
        pause = firstPause;
        remember(query, vector);
        return vector;
      } catch (error) {
        // one that the model does not take says nothing about the others
        if (KotaeError.is(error) && error.code === "invalid_input") {
          remember(query, undefined);
          return undefined;
        }
        onError(error);
        rest();
        return undefined;
      }
    },
    idle: async () => {
      await run();
      return waiting.size === 0;
    },
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };

  function remember(query: string, vector: Float32Array | undefined): void {
    if (queries.size >= queriesKept) queries.delete(queries.keys().next().value ?? "");
    queries.set(query, vector);
  }
}

/** In the place of a vector where there is none: it is of no length that a query's could have. */
const none = new Float32Array(0);

const untaken = (count: number) =>
  new KotaeError("unavailable", `The embedding model does not take some passages (${count}): words alone find them.`);

const hashOf = (text: string) => createHash("sha256").update(text).digest("base64url");

const textOf = ({ title, heading, text }: Passage) =>
  [title, heading, text].filter(Boolean).join("\n").slice(0, textChars).toWellFormed();

const toText = (vector: Float32Array) =>
  Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString("base64");

function fromText(text: string): Float32Array {
  const bytes = Buffer.from(text, "base64");
  // copied, because a pooled buffer need not begin where floats may
  return new Float32Array(Uint8Array.from(bytes).buffer);
}
