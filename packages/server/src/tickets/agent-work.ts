import { mayMove } from "@kotae/sdk";
import { KotaeError } from "@kotae/sdk/errors";
import type { Author, Change, Message, Parsed, Status } from "@kotae/sdk/schema";
import type { Act } from "../act.ts";
import { append, setOwner, since, start, toMessage } from "../conversations/index.ts";
import { type AgentActor, agentById, authorOf, insertVisitor, listSites } from "../identity/index.ts";
import { announce, announceQueue, get } from "./announce.ts";
import { openTicket } from "./escalate.ts";
import { afterAgentReply, isActive } from "./lifecycle.ts";
import * as store from "./store.ts";

/**
 * Posts an agent's reply or internal note.
 *
 * With `ifSeq`, a thread that has moved on since refuses it (`thread_moved`, with what was missed) and nothing is sent.
 * The first to reply to a ticket nobody has, has it.
 */
export async function post(act: Act, agent: AgentActor, input: Parsed<"postTicketMessage">): Promise<Message> {
  const author = authorOf(agent);
  const row = await get(act.db, input.id);
  const draft = { conversationId: row.conversation_id, author, body: input.body, clientId: input.clientId };
  // written first: the number it takes locks the log, so that nothing can slip in between the look and the send
  const { message } = await append(act, { kind: input.visibility === "public" ? "message" : "note", ...draft });
  if (input.ifSeq !== undefined && message.seq > input.ifSeq + 1) {
    await refuseIfMoved(act, row, input.ifSeq, message.seq);
  }
  const from = row.status as Status;
  const to = input.visibility === "public" ? afterAgentReply(from) : from;
  await store.update(act.db, row.id, { updated_at: act.now, status: to });
  if (input.visibility === "public" && row.assignee_id === null) {
    await give(act, row, author, author, "the first to reply");
  }
  if (to !== from) await note(act, row, author, { type: "status", from, to, why: "an agent replied" }, "everyone");
  await announce(act, await get(act.db, row.id));
  return message;
}

/** Stops a send whose writer has not seen words that came in between; events alone stop nobody. */
async function refuseIfMoved(act: Act, row: store.TicketJoin, seen: number, own: number): Promise<void> {
  const missed = (await since(act.db, row.conversation_id, seen, 100)).filter(({ seq }) => seq < own);
  if (missed.every(({ kind }) => kind === "event")) return;
  throw new KotaeError("thread_moved", "The conversation has moved on since you last saw it. Nothing was sent.", {
    hint: "Read what was missed, then send again.",
    missed: missed.map((entry) => toMessage(entry, "agent")),
  });
}

/** Gives a ticket to an agent, or back to the queue. */
export async function assign(act: Act, agent: AgentActor, input: Parsed<"assignTicket">): Promise<store.TicketJoin> {
  const row = await get(act.db, input.id);
  if (row.assignee_id === input.agentId) return row;
  const to = input.agentId === null ? undefined : await agentById(act.db, input.agentId);
  if (input.agentId !== null && !to) {
    throw new KotaeError("invalid_input", "There is no such agent.", {
      errors: [{ path: "agentId", message: "is no agent" }],
    });
  }
  const why = to?.id === agent.id ? "taken" : to ? "assigned by hand" : "given back to the queue";
  await give(act, row, to ? authorOf(to) : null, authorOf(agent), why);
  const after = await get(act.db, row.id);
  await announce(act, after);
  return after;
}

async function give(act: Act, row: store.TicketJoin, to: Author | null, by: Author, why: string): Promise<void> {
  await store.update(act.db, row.id, { assignee_id: to?.id ?? null, updated_at: act.now });
  await setOwner(act.db, row.conversation_id, to ? "agent" : "queue");
  await note(act, row, by, { type: "assigned", to, from: store.assigneeOf(row), why }, "everyone");
  if (row.assignee_id === null || to === null) await announceQueue(act);
}

/** Moves a ticket to another status; throws `status_refused` where that move is not one. */
export async function setStatus(
  act: Act,
  agent: AgentActor,
  input: Parsed<"setTicketStatus">,
): Promise<store.TicketJoin> {
  const row = await get(act.db, input.id);
  const from = row.status as Status;
  if (from === input.status) return row;
  if (!mayMove(from, input.status)) {
    throw new KotaeError("status_refused", `A ticket that is ${from} cannot become ${input.status}.`);
  }
  const over = !isActive(input.status);
  await store.update(act.db, row.id, {
    status: input.status,
    updated_at: act.now,
    // closing what was resolved is still the same resolution
    resolved_at: over ? (row.resolved_at ?? act.now) : null,
  });
  await note(act, row, authorOf(agent), { type: "status", from, to: input.status, why: "set by hand" }, "everyone");
  if (row.assignee_id === null) await announceQueue(act);
  const after = await get(act.db, row.id);
  await announce(act, after);
  return after;
}

/** Changes a ticket's subject or priority, each an event among agents. */
export async function change(act: Act, agent: AgentActor, input: Parsed<"updateTicket">): Promise<store.TicketJoin> {
  const row = await get(act.db, input.id);
  const { subject = row.subject, priority = row.priority } = input;
  if (subject === row.subject && priority === row.priority) return row;
  await store.update(act.db, row.id, { subject, priority, updated_at: act.now });
  const by = authorOf(agent);
  if (subject !== row.subject) await note(act, row, by, { type: "subject", from: row.subject, to: subject }, "agents");
  if (priority !== row.priority)
    await note(act, row, by, { type: "priority", from: row.priority, to: priority }, "agents");
  const after = await get(act.db, row.id);
  await announce(act, after);
  return after;
}

/** Opens a ticket for somebody who wrote or called elsewhere. */
export async function create(act: Act, agent: AgentActor, input: Parsed<"createTicket">): Promise<store.TicketJoin> {
  const [site] = await listSites(act.db);
  if (!site) throw new KotaeError("conflict", "There is no site yet.", { hint: "Run `kotae init` first." });
  const locale = input.locale?.startsWith("ja") ? "ja" : (input.locale ?? site.locale);
  const visitor = await insertVisitor(act.db, {
    id: act.newId(),
    site_id: site.id,
    name: input.requester.name ?? null,
    email: input.requester.email,
    external_id: null,
    verified: 0,
    locale,
    attributes: "{}",
    signed_attributes: "{}",
    created_at: act.now,
    seen_at: act.now,
  });
  const reader = { kind: "visitor", id: visitor.id, siteId: site.id } as const;
  const conversation = await start(act, reader, { locale, page: undefined, userAgent: undefined });
  await append(act, {
    kind: "message",
    conversationId: conversation.id,
    author: { kind: "visitor", id: visitor.id, name: visitor.name },
    body: input.body,
  });
  const id = await openTicket(act, conversation, {
    subject: input.subject,
    priority: input.priority,
    tried: JSON.stringify({ searches: [], questions: [], articles: [] }),
    page: {},
    by: authorOf(agent),
  });
  return get(act.db, id);
}

const note = (act: Act, row: store.TicketJoin, author: Author, change: Change, audience: "everyone" | "agents") =>
  append(act, { kind: "event", conversationId: row.conversation_id, author, change, audience });
