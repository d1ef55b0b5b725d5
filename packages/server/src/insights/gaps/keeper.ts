import type { Act } from "../../act.ts";
import { activeSynonyms, type Embedder } from "../../knowledge/index.ts";
import { dayMillis, hourMillis } from "../../questions/index.ts";
import type { Db } from "../../storage/index.ts";
import { createMeasure, type Measure } from "./alike.ts";
import { likeness } from "./cluster.ts";
import { type Kept, readGaps } from "./kept.ts";
import { namesIn, recurringIn } from "./names.ts";
import { createPoints } from "./points.ts";
import { joinAll, likelyPairs, sortAnswered, sortUnsolved } from "./sort.ts";
import * as store from "./store.ts";
import { articleMoves, followArticles, forget, outdated, renew } from "./upkeep.ts";

export type GapKeeper = {
  /** Sorts every question recorded before the call into its gap, and follows what became of gaps' articles. */
  follow(): Promise<void>;
  /** The gaps that are most like one, the nearest first. */
  near(id: string, limit: number): Promise<string[]>;
  close(): Promise<void>;
};

export type GapKeeperDeps = {
  /** For reading outside a transaction. */
  db: Db;
  act<T>(deed: (act: Act) => Promise<T>): Promise<T>;
  now(): number;
  /** Those of some words that no article holds. */
  missing(words: string[]): Promise<string[]>;
  /** Says where questions point; without one, words alone decide. */
  embedder?: Embedder | undefined;
  onError(error: unknown): void;
  everyMillis?: number;
};

/** A question is mostly refused or handed over soon after; older ones are looked through once an hour. */
const freshMillis = 2 * hourMillis;
/** Older questions are sorted no more. */
const lookBackMillis = 7 * dayMillis;
/** So many are sorted in one transaction: others' writes wait for it. */
const chunk = 12;
const learnedFrom = 1_000;
const learnedSinceMillis = 90 * dayMillis;
const learnedForMillis = 10 * 60_000;
/** Likenesses below this are chance; people are also shown what is opposite, which they may see otherwise. */
const nearFrom = 0.05;

/** Looks at the questions gaps are known by, before a transaction needs them: others' writes would wait for it. */
async function look(gaps: readonly Kept[], { see }: Measure): Promise<void> {
  for (const [n, { group }] of gaps.entries()) {
    for (const sample of group.samples) see(sample);
    if (n % 100 === 99) await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Keeps gaps in step with what is asked: looks every few seconds, and whenever somebody looks at gaps. */
export function createGapKeeper(deps: GapKeeperDeps): GapKeeper {
  const { db, act, now, missing, onError, everyMillis = 10_000 } = deps;
  const points = deps.embedder && createPoints({ embedder: deps.embedder, now, onError });
  let running: Promise<void> | undefined;
  let closed = false;
  let learned: { measure: Measure; at: number } | undefined;
  let seen = { created_at: 0, id: "" };
  let repairedAt = 0;

  async function learn(texts: readonly string[] = []): Promise<Measure> {
    const isNew = (await points?.learn(texts)) === true;
    if (learned && !isNew && now() - learned.at < learnedForMillis) return learned.measure;
    const recent = await store.recent(db, now() - learnedSinceMillis, learnedFrom);
    const [names, recurring] = [namesIn(recent), recurringIn(recent)];
    const unknown = new Set(await missing([...new Set([...names, ...recurring])]));
    const measure = createMeasure({
      recent,
      names: new Set([...names].filter((word) => unknown.has(word))),
      novel: new Set([...recurring].filter((word) => unknown.has(word))),
      synonyms: [...(await activeSynonyms(db)).values()].flat(),
      points: points?.known(),
    });
    await look(await readGaps(db), measure);
    // a handful changes with every question; it is counted anew each time, which then costs nothing
    if (recent.length >= learnedFrom / 2) learned = { measure, at: now() };
    return measure;
  }

  /** What a measure has to know of to compare these gaps, and what waits for one. */
  const textsOf = async (waiting: readonly { text: string }[]): Promise<string[]> =>
    points ? [...waiting, ...(await readGaps(db)).flatMap(({ group }) => group.samples)].map(({ text }) => text) : [];

  async function repair(): Promise<void> {
    // what was answered before its gap was known may belong to it by now
    seen = { created_at: now() - lookBackMillis, id: "" };
    await act(forget);
    const old = await outdated(db);
    for (let at = 0; at < old.length && !closed; at += chunk) {
      const some = old.slice(at, at + chunk);
      await act((deed) => renew(deed, some));
    }
    const measure = await learn(await textsOf([]));
    const pairs = await likelyPairs(await readGaps(db), measure);
    if (pairs.size > 0) await act((deed) => joinAll(deed, pairs, measure));
  }

  async function pass(): Promise<void> {
    if ((await articleMoves(db, now())).length > 0) await act(followArticles);
    const isRepair = now() - repairedAt >= hourMillis;
    if (isRepair) {
      repairedAt = now();
      await repair();
    }
    for (let more = true; more && !closed; ) {
      const since = now() - (isRepair ? lookBackMillis : freshMillis);
      const waiting = await store.unsolved(db, { since, now: now(), limit: points ? chunk : 1 });
      if (waiting.length === 0) break;
      const measure = await learn(await textsOf(waiting));
      more = (await act((deed) => sortUnsolved(deed, { since, limit: chunk, measure }))) === chunk;
    }
    for (let more = true; more && !closed; ) {
      const found = await store.answered(db, seen, chunk);
      const last = found.at(-1);
      if (!last) break;
      const measure = await learn(await textsOf(found));
      await act((deed) => sortAnswered(deed, found, measure));
      seen = { created_at: last.created_at, id: last.id };
      more = found.length === chunk;
    }
  }

  /** One pass at a time; a call that comes while one runs waits for the next, which sees all there is now. */
  async function follow(): Promise<void> {
    await running?.catch(() => undefined);
    running ??= pass().finally(() => {
      running = undefined;
    });
    return running;
  }

  const timer = setInterval(() => {
    if (!running) follow().catch(onError);
  }, everyMillis);
  timer.unref();

  return {
    follow,
    async near(id, limit) {
      const gaps = await readGaps(db);
      const own = gaps.find((gap) => gap.id === id);
      if (!own) return [];
      const measure = await learn();
      return gaps
        .filter((gap) => gap !== own)
        .map((gap) => ({ id: gap.id, near: likeness(own.group, gap.group, measure) }))
        .filter(({ near }) => near >= nearFrom)
        .sort((a, b) => b.near - a.near)
        .slice(0, limit)
        .map((gap) => gap.id);
    },
    close: async () => {
      closed = true;
      clearInterval(timer);
      await running?.catch(() => undefined);
    },
  };
}
