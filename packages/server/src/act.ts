import type { Publish } from "./delivery/live.ts";
import type { Db } from "./storage/index.ts";

/**
 * One deed: a transaction with the clock, the ids and the voice that go with it.
 *
 * Await nothing but `db` inside it. What is published is held back until the commit.
 */
export type Act = {
  db: Db;
  /** Epoch milliseconds; the same for everything in one deed. */
  now: number;
  newId(): string;
  publish: Publish;
};
