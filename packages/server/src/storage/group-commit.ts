import type { Database } from "better-sqlite3";
import type { Kysely } from "kysely";
import type { Tx } from "./open.ts";
import type { Tables } from "./tables.ts";

type Job = {
  run(tx: Tx): Promise<unknown>;
  later: (() => void)[];
  settle: { resolve(value: unknown): void; reject(error: unknown): void };
};

/** At most so many deeds share one commit, so that the first of them does not wait for a long queue. */
const groupSize = 256;
const groupMillis = 20;

/**
 * Makes the `write` of an SQLite storage: deeds that arrive within a turn or two of the event loop share one commit.
 *
 * A commit with `synchronous=FULL` waits for the disk; sharing that wait is what makes many small writes fast. Each
 * deed runs in a savepoint of its own, so one that fails takes back nothing but itself, and none is acknowledged
 * before the commit that holds it.
 */
export function groupCommits(sqlite: Database, db: Kysely<Tables>) {
  const queue: Job[] = [];
  const [begin, commit, rollback] = [
    sqlite.prepare("begin immediate"),
    sqlite.prepare("commit"),
    sqlite.prepare("rollback"),
  ];
  const savepoint = sqlite.prepare("savepoint deed");
  const release = sqlite.prepare("release deed");
  const takeBack = sqlite.prepare("rollback to deed");
  let running: Promise<void> | undefined;

  function write<T>(deed: (tx: Tx) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      queue.push({ run: deed, later: [], settle: { resolve: resolve as (value: unknown) => void, reject } });
      running ??= nextTurn().then(run);
    });
  }

  async function run(): Promise<void> {
    while (queue.length > 0) {
      await commitGroup();
      // whatever this turn brings may join the next group
      await nextTurn();
    }
    running = undefined;
  }

  async function commitGroup(): Promise<void> {
    const outcomes: { job: Job; failed: boolean; value: unknown }[] = [];
    try {
      begin.run();
      const deadline = performance.now() + groupMillis;
      while (outcomes.length < groupSize && performance.now() < deadline) {
        const job = queue.shift();
        if (!job) break;
        outcomes.push({ job, ...(await attempt(job)) });
      }
      commit.run();
    } catch (error) {
      if (sqlite.inTransaction) rollback.run();
      // nothing was begun: the one in front learns why, the others get their own try
      if (outcomes.length === 0) queue.shift()?.settle.reject(error);
      for (const { job, failed, value } of outcomes) job.settle.reject(failed ? value : error);
      return;
    }
    for (const { job, failed, value } of outcomes) {
      if (failed) job.settle.reject(value);
      else {
        for (const fn of job.later) fn();
        job.settle.resolve(value);
      }
    }
  }

  async function attempt(job: Job): Promise<{ failed: boolean; value: unknown }> {
    savepoint.run();
    try {
      const value = await job.run({ db, after: (fn) => job.later.push(fn) });
      release.run();
      return { failed: false, value };
    } catch (value) {
      if (!sqlite.inTransaction) throw value;
      takeBack.run();
      release.run();
      return { failed: true, value };
    }
  }

  return {
    write,
    /** Resolves once nothing is being written. */
    drain: async () => {
      while (running !== undefined) await running;
    },
  };
}

// two turns rather than one: requests that came in together finish reading their bodies within the next, and a larger
// group is worth more than the few microseconds (measured: 5 % more messages for the same processor time)
const nextTurn = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)));
