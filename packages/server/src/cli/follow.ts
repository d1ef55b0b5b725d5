import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { KotaeError } from "@kotae/sdk/errors";
import { type ImportDeps, type ImportProgress, type ImportResult, importFrom, withLock } from "../knowledge/index.ts";
import type { Source } from "./sources.ts";

/** What became of one import: its result, or that there was nothing new. */
export type Turn = { version?: string | undefined; result: ImportResult | undefined };

/** One turn of a followed source as it is kept, so that `doctor` can tell of it. */
export type Kept = { source: string; at: string; version?: string | undefined; skipped: number; error: string | null };

export type TurnOptions = {
  /** Where its lock lies. */
  folder: string;
  signal: AbortSignal;
  /** The version that was imported wholly before: the same one is not imported again. */
  known?: string | undefined;
  onProgress?: (progress: ImportProgress) => void;
};

/** Brings a source here and imports it, while nobody else does; throws `conflict` where somebody does. */
export function importOnce(deps: ImportDeps, source: Source, target: string, options: TurnOptions): Promise<Turn> {
  const { folder, signal, known, onProgress } = options;
  return withLock(join(folder, `${idOf(source.name ?? resolve(target))}.lock`), async () => {
    const { path, version, missing = [], gone = [], clear } = await source.bring(signal);
    try {
      if (version !== undefined && version === known) return { version, result: undefined };
      const result = await importFrom(deps, path, {
        missing,
        ...(source.name === undefined ? {} : { source: source.name }),
        ...(onProgress ? { onProgress } : {}),
      });
      result.skipped.push(...gone);
      return { version, result };
    } finally {
      await clear?.();
    }
  });
}

/** What the next turn need not import again: what was skipped is tried anew, for what was in its way may be gone. */
export const knownAfter = ({ version, result }: Turn, before: string | undefined): string | undefined =>
  result === undefined ? before : result.skipped.length === 0 ? version : undefined;

export type FollowOptions = {
  everyMillis: number;
  signal: AbortSignal;
  now(): number;
  /** Hears of every turn, what came of it or what went wrong; it is over once this is. */
  onTurn(turn: Turn | Error, at: number): Promise<void> | void;
};

/**
 * Takes turns until it is stopped, one after the other and never two at once.
 *
 * A turn that fails changes nothing of what was imported, and the next one tries again.
 */
export async function follow(
  take: (known: string | undefined) => Promise<Turn>,
  { everyMillis, signal, now, onTurn }: FollowOptions,
): Promise<void> {
  let known: string | undefined;
  while (!signal.aborted) {
    try {
      const turn = await take(known);
      known = knownAfter(turn, known);
      await onTurn(turn, now());
    } catch (error) {
      known = undefined;
      if (signal.aborted) return;
      await onTurn(error instanceof Error ? error : new Error(String(error)), now());
    }
    await wait(everyMillis, undefined, { signal }).catch(() => undefined);
  }
}

/** Keeps what became of a turn in place of the one before. */
export async function keepTurn(folder: string, kept: Kept): Promise<void> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${idOf(kept.source)}.json`);
  await writeFile(`${file}.part`, JSON.stringify(kept));
  await rename(`${file}.part`, file);
}

/** The last turn of every source that is followed on this data folder. */
export async function keptTurns(folder: string): Promise<Kept[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".json"));
  return Promise.all(names.sort().map(async (name) => JSON.parse(await readFile(join(folder, name), "utf8")) as Kept));
}

/** Milliseconds of a time such as `30s`, `10m`, `2h` or `1d`; throws `invalid_input` for anything else. */
export function durationOf(text: string): number {
  const [, count = "", unit = ""] = /^(\d{1,6})(s|m|h|d)$/.exec(text.trim()) ?? [];
  const millis = Number(count) * ({ s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }[unit] ?? 0);
  // a timer that is longer would go off at once
  if (millis > 0 && millis < 2 ** 31) return millis;
  throw new KotaeError("invalid_input", `--every ${text} is no time.`, { hint: "As in 30s, 10m, 2h or 1d." });
}

const idOf = (name: string) => createHash("sha256").update(name).digest("hex").slice(0, 16);
