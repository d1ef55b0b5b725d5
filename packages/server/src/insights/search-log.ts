import { normalize } from "@kotae/sdk/search";
import type { Act } from "../act.ts";
import { recordTrail } from "../knowledge/index.ts";
import { dayOf } from "./periods.ts";
import * as store from "./store.ts";

/** A finished search, its text masked already. */
export type Searched = {
  siteId: string;
  lang: string;
  q: string;
  results: number;
  /** Of its best result, where that is known. */
  score?: number | undefined;
  /** The article opened from its results; null for none, undefined where nobody can know. */
  opened: string | null | undefined;
  /** Who searched, as far as known. */
  visitorId: string | undefined;
};

/**
 * A result with a lower score shares a word with what was searched and hardly more: of questions that nothing answers
 * three in four stay below it, of the right articles two in a hundred (`docs/numbers.md`).
 */
const leastScore = 0.15;

/** Whether a search found nothing that has to do with it; what somebody opened had. */
const isEmpty = ({ results, score, opened }: Searched) =>
  !opened && (results === 0 || (score !== undefined && score < leastScore));

/** A search the server made: nobody tells it what is opened of the results. */
export const searchedHere = (
  hits: readonly { score: number }[],
  of: Pick<Searched, "siteId" | "lang" | "q" | "visitorId">,
): Searched => ({
  ...of,
  results: hits.length,
  score: bestOf(hits.map(({ score }) => score)),
  opened: undefined,
});

/** What was found by meaning alone (0) lies near what was searched, whatever its words; the best is not always first. */
const bestOf = (scores: readonly number[]) =>
  scores.length === 0 || scores.includes(0) ? undefined : Math.max(...scores);

export type SearchLog = {
  /** Counts searches, in the order they were made in, at the next flush. */
  note(searches: readonly Searched[]): void;
  /** Says which article helped a visitor or was opened: what they had searched in vain leads there. */
  helped(visitorId: string, articleId: string): void;
  /** Writes what was counted; resolves once it is kept. */
  flush(): Promise<void>;
  close(): Promise<void>;
};

export type SearchLogDeps = {
  act<T>(deed: (act: Act) => Promise<T>): Promise<T>;
  now(): number;
  newId(): string;
  onError(error: unknown): void;
  flushMillis?: number;
};

/** More different searches than that are written at once. */
const keptMost = 1_000;
/** What somebody searched in vain is forgotten after that long: what they open later has nothing to do with it. */
const memoryMillis = 15 * 60_000;
const remembered = { visitors: 5_000, searches: 5 };

type Vain = { q: string; lang: string; at: number };
type Trail = Parameters<typeof recordTrail>[1];

/** Counts searches in memory and writes them every few seconds, so that no search waits for a write. */
export function createSearchLog({ act, now, newId, onError, flushMillis = 5_000 }: SearchLogDeps): SearchLog {
  let counts = new Map<string, store.SearchCount>();
  let trails: Trail[] = [];
  let writing: Promise<void> = Promise.resolve();
  const vain = new Map<string, Vain[]>();

  function note(searches: readonly Searched[]): void {
    // without a session, one batch is all that is known to be one person
    const stranger = newId();
    for (const searched of searches) {
      const { siteId, lang, opened } = searched;
      const voice = searched.visitorId ?? stranger;
      const q = normalize(searched.q).replaceAll(/\s+/g, " ").trim().slice(0, 200).toWellFormed();
      if (q === "") continue;
      const empty = isEmpty(searched);
      count({ day: dayOf(now()), siteId, lang, q }, empty, !empty && opened === null);
      if (opened) follow(voice, opened);
      else remember(voice, { q, lang, at: now() });
    }
    vain.delete(stranger);
    if (counts.size + trails.length >= keptMost) flush().catch(onError);
  }

  function count(key: Pick<store.SearchCount, "day" | "siteId" | "lang" | "q">, empty: boolean, unopened: boolean) {
    const name = JSON.stringify(key);
    const row = counts.get(name) ?? { ...key, times: 0, empty: 0, unopened: 0 };
    row.times += 1;
    if (empty) row.empty += 1;
    if (unopened) row.unopened += 1;
    counts.set(name, row);
  }

  function remember(voice: string, search: Vain): void {
    const before = vain.get(voice) ?? [];
    // put back at the end: the map's order is the order of use
    vain.delete(voice);
    vain.set(voice, [...before, search].slice(-remembered.searches));
    if (vain.size > remembered.visitors) vain.delete(vain.keys().next().value ?? "");
  }

  function follow(voice: string, articleId: string): void {
    for (const { q, lang, at } of vain.get(voice) ?? []) {
      if (now() - at <= memoryMillis) trails.push({ lang, q, articleId, day: dayOf(now()), voice });
    }
    vain.delete(voice);
  }

  async function write(): Promise<void> {
    if (counts.size === 0 && trails.length === 0) return;
    const [rows, ways] = [[...counts.values()], trails];
    [counts, trails] = [new Map(), []];
    try {
      await act(async ({ db }) => {
        // in one order, so that two processes never wait for each other in a circle
        rows.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
        for (const row of rows) await store.countSearch(db, row);
        for (const trail of ways) await recordTrail(db, trail);
      });
    } catch (error) {
      // kept for the next time, unless that would grow without end
      if (counts.size < keptMost) for (const row of rows) merge(counts, row);
      if (trails.length < keptMost) trails.push(...ways);
      throw error;
    }
  }

  const flush = (): Promise<void> => {
    writing = writing.catch(() => undefined).then(write);
    return writing;
  };
  const timer = setInterval(() => flush().catch(onError), flushMillis);
  timer.unref();

  return {
    note,
    helped: follow,
    flush,
    close: async () => {
      clearInterval(timer);
      await flush().catch(onError);
    },
  };
}

const keyOf = ({ day, siteId, lang, q }: store.SearchCount) => JSON.stringify({ day, siteId, lang, q });

function merge(counts: Map<string, store.SearchCount>, row: store.SearchCount): void {
  const before = counts.get(keyOf(row));
  counts.set(
    keyOf(row),
    before
      ? {
          ...row,
          times: row.times + before.times,
          empty: row.empty + before.empty,
          unopened: row.unopened + before.unopened,
        }
      : row,
  );
}
