import { KotaeError } from "@kotae/sdk/errors";
import type { RetiredTool, ToolRun } from "@kotae/sdk/schema";
import { ticketsOf } from "../conversations/index.ts";
import { listAgents, visitorsById } from "../identity/index.ts";
import type { Db } from "../storage/index.ts";
import type { Given } from "./input.ts";
import * as store from "./store.ts";
import type { Words } from "./tool.ts";

/** A page of a tool's runs, one more than `limit` where there are more, newest first; throws `not_found`. */
export async function runsOf(db: Db, toolId: string, limit: number, after?: string): Promise<store.RunRow[]> {
  if (!(await store.find(db, toolId)) && !(await store.findRetired(db, toolId)))
    throw new KotaeError("not_found", "There is no such tool.");
  return store.runsOf(db, toolId, limit, after);
}

/** Runs as agents see them, with for whom and by whom they were; codes and keys are not in it. */
export async function presentRuns(db: Db, rows: readonly store.RunRow[]): Promise<ToolRun[]> {
  const ids = (of: (row: store.RunRow) => string | null) => [...new Set(rows.flatMap((row) => of(row) ?? []))];
  const visitors = new Map(
    (
      await visitorsById(
        db,
        ids((row) => row.visitor_id),
      )
    ).map((row) => [row.id, row]),
  );
  const tickets = await ticketsOf(
    db,
    ids((row) => row.conversation_id),
  );
  const names = await namesOfAgents(
    db,
    ids((row) => row.agent_id),
  );
  return rows.map((row): ToolRun => {
    const visitor = visitors.get(row.visitor_id ?? "");
    return {
      id: row.id,
      toolId: row.tool_id,
      conversationId: row.conversation_id,
      ticketId: tickets.get(row.conversation_id ?? "") ?? null,
      by: row.by,
      visitor: visitor ? { id: visitor.id, name: visitor.name, email: visitor.email } : null,
      agent: row.agent_id === null ? null : { id: row.agent_id, name: names.get(row.agent_id) ?? "" },
      state: row.state,
      input: JSON.parse(row.input) as Given,
      status: row.status,
      output: row.output,
      error: row.error,
      millis: row.millis,
      createdAt: new Date(row.created_at).toISOString(),
    };
  });
}

/** The tools that were deleted, the last one first. */
export async function listRetiredTools(db: Db): Promise<RetiredTool[]> {
  const rows = await store.listRetired(db);
  const names = await namesOfAgents(
    db,
    rows.flatMap((row) => row.retired_by ?? []),
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    title: JSON.parse(row.title) as Words,
    by: names.get(row.retired_by ?? "") ?? "",
    retiredAt: new Date(row.retired_at).toISOString(),
  }));
}

async function namesOfAgents(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  return ids.length === 0 ? new Map() : new Map((await listAgents(db)).map(({ id, name }) => [id, name]));
}
