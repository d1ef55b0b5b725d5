import { KotaeError } from "@kotae/sdk/errors";
import type { MessagePage, PageContext } from "@kotae/sdk/schema";
import type { Act } from "../act.ts";
import type { Actor, VisitorActor } from "../identity/index.ts";
import type { Db } from "../storage/index.ts";
import * as store from "./store.ts";

/** Opens a conversation, owned by the assistant until a person is asked for. */
export const start = (
  act: Act,
  visitor: VisitorActor,
  draft: { locale: string; page: PageContext | undefined; userAgent: string | undefined },
) =>
  store.insert(act.db, {
    id: act.newId(),
    site_id: visitor.siteId,
    visitor_id: visitor.id,
    locale: draft.locale,
    owner: "assistant",
    last_seq: 0,
    visitor_read_seq: 0,
    agent_read_seq: 0,
    preview: "",
    last_author: "system",
    ticket_id: null,
    page: JSON.stringify(draft.page ?? {}),
    user_agent: draft.userAgent?.slice(0, 500) ?? null,
    created_at: act.now,
    updated_at: act.now,
  });

/** The conversation if its reader may see it; a stranger's is not there at all. */
export async function visible(db: Db, actor: Actor, id: string): Promise<store.ConversationRow> {
  const row =
    actor.kind === "public" ? undefined : await store.find(db, id, actor.kind === "visitor" ? actor.id : undefined);
  if (!row) throw new KotaeError("not_found", "There is no such conversation.");
  return row;
}

/** Entries after a number as this reader may see them, and how far the log goes. */
export async function read(db: Db, actor: Actor, id: string, after: number, limit: number): Promise<MessagePage> {
  const { last_seq } = await visible(db, actor, id);
  const rows = after >= last_seq ? [] : await store.since(db, id, after, limit);
  const reader = actor.kind === "visitor" ? "visitor" : "agent";
  const lastSeq = Math.max(last_seq, rows.at(-1)?.seq ?? 0);
  const end = rows.at(-1)?.seq ?? after;
  return {
    items: rows.map((row) => store.toMessage(row, reader)),
    nextCursor: end < lastSeq && rows.length > 0 ? String(end) : null,
    lastSeq,
  };
}

/** Moves a reader's mark forward and tells the other side. */
export async function markRead(
  act: Act,
  actor: Exclude<Actor, { kind: "public" }>,
  id: string,
  seq: number,
): Promise<void> {
  const side = actor.kind === "visitor" ? "visitor_read_seq" : "agent_read_seq";
  const moved = await store.setRead(act.db, id, side, seq, actor.kind === "visitor" ? actor.id : undefined);
  if (moved) act.publish(`conversation:${id}`, { t: "read", conversationId: id, by: actor.kind, seq });
  else await visible(act.db, actor, id);
}
