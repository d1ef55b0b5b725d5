import { type Insertable, type Selectable, sql, type Updateable } from "kysely";
import type { Db, Tables } from "../storage/index.ts";

export type RunRow = Selectable<Tables["tool_runs"]>;

export const list = (db: Db) => db.selectFrom("tools").selectAll().orderBy("name").execute();

export const find = (db: Db, id: string) => db.selectFrom("tools").selectAll().where("id", "=", id).executeTakeFirst();

export const findByName = (db: Db, name: string) =>
  db.selectFrom("tools").selectAll().where("name", "=", name).executeTakeFirst();

/** The enabled tools a site may use: its own and those of all sites. */
export const enabledOf = (db: Db, siteId: string) =>
  db
    .selectFrom("tools")
    .selectAll()
    .where("enabled", "=", 1)
    .where((eb) => eb.or([eb("site_id", "is", null), eb("site_id", "=", siteId)]))
    .orderBy("name")
    .execute();

export const insert = (db: Db, row: Insertable<Tables["tools"]>) =>
  db.insertInto("tools").values(row).returningAll().executeTakeFirstOrThrow();

export const update = (db: Db, id: string, change: Updateable<Tables["tools"]>) =>
  db.updateTable("tools").set(change).where("id", "=", id).returningAll().executeTakeFirst();

/** Takes a tool away, its secret with it; undefined where there was none. */
export const remove = (db: Db, id: string) =>
  db.deleteFrom("tools").where("id", "=", id).returning(["id", "name", "title"]).executeTakeFirst();

export const insertRetired = (db: Db, row: Insertable<Tables["retired_tools"]>) =>
  db.insertInto("retired_tools").values(row).execute();

export const findRetired = (db: Db, id: string) =>
  db.selectFrom("retired_tools").select("id").where("id", "=", id).executeTakeFirst();

/** The tools that were deleted, the last one first. */
export const listRetired = (db: Db) =>
  db.selectFrom("retired_tools").selectAll().orderBy("retired_at", "desc").orderBy("id", "desc").execute();

export const insertRun = (db: Db, row: Insertable<Tables["tool_runs"]>) =>
  db.insertInto("tool_runs").values(row).returningAll().executeTakeFirstOrThrow();

export const findRun = (db: Db, id: string) =>
  db.selectFrom("tool_runs").selectAll().where("id", "=", id).executeTakeFirst();

/** The run a visitor started under this key. */
export const runByKey = (db: Db, visitorId: string, key: string) =>
  db
    .selectFrom("tool_runs")
    .selectAll()
    .where("visitor_id", "=", visitorId)
    .where("request_key", "=", key)
    .executeTakeFirst();

/** Changes a run that is in this state; undefined where it is in another by now. */
export const moveRun = (db: Db, id: string, from: RunRow["state"], change: Updateable<Tables["tool_runs"]>) =>
  db
    .updateTable("tool_runs")
    .set(change)
    .where("id", "=", id)
    .where("state", "=", from)
    .returningAll()
    .executeTakeFirst();

/** Counts one guess at a code that is awaited, before anybody compares; undefined where no code is awaited. */
export const countGuess = (db: Db, id: string) =>
  db
    .updateTable("tool_runs")
    .set((eb) => ({ code_tries: eb("code_tries", "+", 1) }))
    .where("id", "=", id)
    .where("state", "=", "needs_code")
    .returningAll()
    .executeTakeFirst();

/** When the codes since then went out, to this visitor and to this address. */
export const codesSince = (db: Db, visitorId: string, addressHash: string, since: number) =>
  db
    .selectFrom("tool_runs")
    .select(["visitor_id", "code_to_hash", "created_at"])
    .where("created_at", ">", since)
    .where("code_to_hash", "is not", null)
    .where((eb) => eb.or([eb("visitor_id", "=", visitorId), eb("code_to_hash", "=", addressHash)]))
    .orderBy("created_at")
    .execute();

/** A tool's runs, newest first, after the one a cursor names. */
export const runsOf = (db: Db, toolId: string, limit: number, after?: string) =>
  db
    .selectFrom("tool_runs")
    .selectAll()
    .where("tool_id", "=", toolId)
    .$if(after !== undefined, (query) => query.where("id", "<", after ?? ""))
    .orderBy("id", "desc")
    .limit(limit)
    .execute();

/** Runs whose request may have left while nobody was there to hear the answer. */
export const interrupted = (db: Db) =>
  db
    .selectFrom("tool_runs")
    .selectAll()
    // spelled out, so that the planner knows it for the partial index
    .where(sql<boolean>`state = 'running'`)
    .orderBy("id")
    .execute();

/** Forgets the codes nobody gave in time, and what was to be sent with them. */
export const forgetCodes = (db: Db, now: number) =>
  db
    .updateTable("tool_runs")
    .set({ code_hash: null, sealed_input: null })
    .where("state", "=", "needs_code")
    .where("code_expires_at", "<=", now)
    .where("sealed_input", "is not", null)
    .execute();

/** What every new run has in common. */
export const blankRun = {
  agent_id: null,
  status: null,
  output: null,
  error: null,
  millis: null,
  request_key: null,
  sealed_input: null,
  code_to: null,
  code_to_hash: null,
  code_hash: null,
  code_tries: 0,
  code_expires_at: null,
} as const;

/** What is forgotten of a code once it was given or can no longer be; where it went still counts for the limit. */
export const codeOver = { code_hash: null, sealed_input: null, code_expires_at: null } as const;
