import type { Act } from "../../act.ts";
import type { Storage } from "../../storage/index.ts";
import { bumpVersion } from "../store.ts";
import { nextDue } from "./plan.ts";
import * as store from "./store.ts";

/** Publishes and archives what is due; gives the articles it changed. Any number of processes may do so at once. */
export async function runDue({ db, now }: Pick<Act, "db" | "now">): Promise<string[]> {
  const out = await store.publishDue(db, now);
  // after it, so that what slept through both its times ends archived
  const back = await store.archiveDue(db, now);
  const changed = [...new Set([...out, ...back].map(({ id }) => id))];
  if (changed.length > 0) await bumpVersion(db);
  return changed;
}

export type ScheduleDeps = {
  storage: Storage;
  act<T>(deed: (act: Act) => Promise<T>): Promise<T>;
  now(): number;
  /** Hears which articles went out or were taken back, once that is durable. */
  onChange(articleIds: readonly string[]): void;
  onError(error: unknown): void;
  /** Calls `run` after a while; gives what takes the call back. */
  wait?: (millis: number, run: () => void) => () => void;
};

/** A change of plans by another process, or a clock that was set, is noticed after this long at the latest. */
const lookEvery = 5_000;

/** Lets articles go out and be taken back at their times, until `stop`. */
export function startSchedule({ storage, act, now, onChange, onError, wait = waitFor }: ScheduleDeps) {
  let stopped = false;
  let cancel = () => {};
  let running: Promise<void>;

  async function look(): Promise<void> {
    let next = lookEvery;
    try {
      const due = await store.nextTime(storage.db);
      if (due !== null && due <= now()) {
        const changed = await act(runDue);
        if (changed.length > 0) {
          onChange(changed);
          next = 0;
        }
      } else next = nextDue(due, now(), lookEvery);
    } catch (error) {
      if (!stopped) onError(error);
    }
    if (!stopped) cancel = wait(next, go);
  }
  const go = () => {
    running = look();
  };
  running = look();

  return {
    /** Resolves once nothing more will happen. */
    stop: async (): Promise<void> => {
      stopped = true;
      cancel();
      await running;
    },
  };
}

function waitFor(millis: number, run: () => void): () => void {
  const timer = setTimeout(run, millis);
  timer.unref();
  return () => clearTimeout(timer);
}
