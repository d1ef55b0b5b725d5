import type { Act } from "../../act.ts";
import { dayMillis, hourMillis } from "../../questions/index.ts";
import type { Db } from "../../storage/index.ts";
import { type Rarity, rarityOf, wordsOf } from "./cluster.ts";
import { namesIn } from "./names.ts";
import { articleMoves, followArticles, forget, sortAnswered, sortUnsolved } from "./sort.ts";
import * as store from "./store.ts";

export type GapKeeper = {
  /** Sorts every question recorded before the call into its gap, and follows what became of gaps' articles. */
  follow(): Promise<void>;
  close(): Promise<void>;
};

export type GapKeeperDeps = {
  /** For reading outside a transaction. */
  db: Db;
  act<T>(deed: (act: Act) => Promise<T>): Promise<T>;
  now(): number;
  /** Those of some words that no article holds. */
  missing(words: string[]): Promise<string[]>;
  onError(error: unknown): void;
  everyMillis?: number;
};

/** A question is mostly refused or handed over soon after; older ones are looked through once an hour. */
const freshMillis = 2 * hourMillis;
/** Older questions are sorted no more. */
const lookBackMillis = 7 * dayMillis;
/** So many are sorted in one transaction: others' writes wait for it. */
const chunk = 25;
const learnedFrom = 1_000;
const learnedSinceMillis = 90 * dayMillis;
const learnedForMillis = 10 * 60_000;

/** Keeps gaps in step with what is asked: looks every few seconds, and whenever somebody looks at gaps. */
export function createGapKeeper({ db, act, now, missing, onError, everyMillis = 10_000 }: GapKeeperDeps): GapKeeper {
  let running: Promise<void> | undefined;
  let closed = false;
  let learned: { rarity: Rarity; at: number } | undefined;
  let seen = { created_at: 0, id: "" };
  let repairedAt = 0;

  async function rarity(): Promise<Rarity> {
    if (learned && now() - learned.at < learnedForMillis) return learned.rarity;
    const questions = await store.recent(db, now() - learnedSinceMillis, learnedFrom);
    const names = new Set(await missing([...namesIn(questions)]));
    const found = rarityOf(
      questions.map(({ lang, text }) => ({ lang, words: wordsOf(text) })),
      names,
    );
    // a handful changes with every question; it is counted anew each time, which then costs nothing
    if (questions.length >= learnedFrom / 2) learned = { rarity: found, at: now() };
    return found;
  }

  async function pass(): Promise<void> {
    if ((await articleMoves(db, now())).length > 0) await act(followArticles);
    const isRepair = now() - repairedAt >= hourMillis;
    if (isRepair) {
      repairedAt = now();
      // what was answered before its gap was known may belong to it by now
      seen = { created_at: now() - lookBackMillis, id: "" };
      await act(forget);
    }
    for (let more = true; more && !closed; ) {
      const since = now() - (isRepair ? lookBackMillis : freshMillis);
      const waiting = await store.unsolved(db, { since, now: now(), limit: 1 });
      if (waiting.length === 0) break;
      const rare = await rarity();
      more = (await act((deed) => sortUnsolved(deed, { since, limit: chunk, rarity: rare }))) === chunk;
    }
    for (let more = true; more && !closed; ) {
      const found = await store.answered(db, seen, chunk);
      const last = found.at(-1);
      if (!last) break;
      const rare = await rarity();
      await act((deed) => sortAnswered(deed, found, rare));
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
    close: async () => {
      closed = true;
      clearInterval(timer);
      await running?.catch(() => undefined);
    },
  };
}
