import { promisify } from "node:util";
import { parentPort } from "node:worker_threads";
import { brotliCompress, constants } from "node:zlib";
import type { IndexSnapshot } from "@kotae/sdk/schema";
import { type Filter, type Passage, snapshotFormat, warmUp } from "@kotae/sdk/search";
import {
  find,
  isPrepared,
  missing,
  passagesIn,
  pointTo,
  prepare,
  type SearchableRow,
  type SearchRequest,
  type Shelf,
  type ShelfHit,
  shelve,
  unshelve,
  useSynonyms,
  writeSnapshot,
} from "./index-worker-shelves.ts";

export type { SearchableRow, Shelf, ShelfHit };

/** What the worker is asked; every message is answered by one `Reply` with its number. */
export type Request = { n: number } & (
  | { op: "put"; rows: SearchableRow[]; tellPassages?: boolean }
  | { op: "point"; articleId: string; vectors: Float32Array[] }
  | { op: "drop"; ids: string[] }
  | { op: "synonyms"; groups: Record<string, string[][]> }
  | ({ op: "search" } & SearchRequest)
  | { op: "missing"; words: string[] }
  | { op: "snapshot"; lang: string; filter: Filter; version: number }
);
export type Reply = {
  n: number;
  found?: ShelfHit[];
  missing?: string[];
  passages?: [articleId: string, Passage[]][];
  bytes?: Uint8Array;
  error?: string;
};

/**
 * A snapshot may hold so many articles, and so many bytes once it is compressed: it is what one search on a phone should
 * cost at most, in the time of building the index and in somebody's data plan. Beyond it the server searches.
 */
const snapshotArticles = 3_000;
const snapshotBytes = 1_500_000;

/** Milliseconds that indexing may keep a query waiting, and the article at hand. */
const sliceMillis = 0.5;

const compress = promisify(brotliCompress);

/** What changes the shelves, in its order, done in slices; queries are answered between them. */
const waiting: { n: number; steps: Iterator<undefined, Reply | Promise<Reply> | undefined> }[] = [];
/** In the place of a number: nobody waits for it. */
const unasked = 0;

function* steps(request: Request): Generator<undefined, Reply | Promise<Reply>> {
  const { n } = request;
  if (request.op === "put") {
    for (const row of request.rows) {
      shelve(row);
      yield;
    }
    if (request.tellPassages) return { n, passages: request.rows.map(({ id }) => [id, passagesIn(id)]) };
  } else if (request.op === "drop") {
    for (const id of request.ids) {
      unshelve(id);
      yield;
    }
  } else if (request.op === "point") pointTo(request.articleId, request.vectors);
  else if (request.op === "missing") return { n, missing: missing(request.words) };
  else if (request.op === "synonyms") useSynonyms(request.groups);
  else if (request.op === "snapshot") {
    const { lang, version, filter } = request;
    const snapshot = yield* writeSnapshot(lang, filter, version, snapshotArticles);
    return pack(snapshot, lang, version).then((bytes) => ({ n, bytes }));
  }
  return { n };
}

/** A snapshot as it goes over the wire; one that is too large says so, and nothing else. */
async function pack(snapshot: IndexSnapshot | undefined, lang: string, version: number): Promise<Uint8Array> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_LGWIN]: 22 };
  const packed = async (value: IndexSnapshot) => compress(JSON.stringify(value), { params });
  const bytes = snapshot && (await packed(snapshot));
  if (bytes && bytes.length <= snapshotBytes) return bytes;
  return packed({ format: snapshotFormat, version, lang, tooLarge: true, surfaces: [], articles: [] });
}

const send = (reply: Reply) => parentPort?.postMessage(reply);
const failed = (n: number) => (error: unknown) =>
  send({ n, error: error instanceof Error ? error.message : String(error) });

// nobody who asks early on shall wait for the search to be compiled
const yieldTo = () => new Promise((resolve) => setImmediate(resolve));
for (const lang of ["en", "ja"]) warmUp(lang, { budgetMillis: sliceMillis, yieldTo }).catch(() => undefined);

let isWorking = false;

function work(): void {
  const until = performance.now() + sliceMillis;
  isWorking = true;
  while (performance.now() < until) {
    const [first] = waiting;
    if (!first) {
      isWorking = false;
      return;
    }
    try {
      const { done, value } = first.steps.next();
      if (!done) continue;
      if (value !== undefined) Promise.resolve(value).then(send).catch(failed(first.n));
    } catch (error) {
      failed(first.n)(error);
    }
    waiting.shift();
  }
  // messages that came meanwhile are read before this goes on
  setImmediate(work);
}

parentPort?.on("message", (request: Request) => {
  if (request.op === "search") {
    try {
      send({ n: request.n, found: find(request) });
    } catch (error) {
      failed(request.n)(error);
    }
    // one at a time: whoever comes next asks again
    if (!isPrepared(request) && !waiting.some(({ n }) => n === unasked)) follow(unasked, prepared(request));
    return;
  }
  follow(request.n, steps(request));
});

function* prepared(request: SearchRequest): Generator<undefined, undefined> {
  yield* prepare(request);
  return undefined;
}

function follow(n: number, steps: (typeof waiting)[number]["steps"]): void {
  waiting.push({ n, steps });
  if (!isWorking) setImmediate(work);
  isWorking = true;
}
