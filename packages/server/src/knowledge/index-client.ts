import { Worker } from "node:worker_threads";
import type { Reply, Request } from "./index-worker.ts";

type Ask = Request extends infer R ? (R extends { n: number } ? Omit<R, "n"> : never) : never;

/** A worker that holds the indexes; calls are answered in their order and fail once it is gone. */
export type IndexClient = {
  ask(request: Ask): Promise<Reply>;
  /** Whether it has ended, by `close` or by an accident. */
  readonly ended: boolean;
  close(): Promise<void>;
};

/** Starts an index worker; it does not keep the process alive. */
export function startIndex(workerUrl: URL): IndexClient {
  // a collection of much that is new keeps every query waiting while articles come: 40 ms by default, 5 with so little room
  const worker = new Worker(workerUrl, { resourceLimits: { maxYoungGenerationSizeMb: 4 } });
  worker.unref();
  const waiting = new Map<number, { resolve(reply: Reply): void; reject(error: Error): void }>();
  let count = 0;
  let ended = false;
  const end = (error: Error) => {
    ended = true;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on("message", (reply: Reply) => {
    const call = waiting.get(reply.n);
    waiting.delete(reply.n);
    if (waiting.size === 0) worker.unref();
    if (reply.error === undefined) call?.resolve(reply);
    else call?.reject(new Error(`The search index failed: ${reply.error}`));
  });
  worker.on("error", (error) => end(error instanceof Error ? error : new Error(String(error))));
  worker.on("exit", () => end(new Error("The search index has stopped.")));
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        if (ended) {
          reject(new Error("The search index has stopped."));
          return;
        }
        count += 1;
        waiting.set(count, { resolve, reject });
        // while something is asked, the process may not end under it
        worker.ref();
        worker.postMessage({ ...request, n: count });
      }),
    get ended() {
      return ended;
    },
    close: async () => {
      await worker.terminate();
    },
  };
}
