import { KotaeError } from "@kotae/sdk/errors";
import type { Author, Message, PageContext, Parsed, Priority, VisitorTicket } from "@kotae/sdk/schema";
import Bowser from "bowser";
import type { Act } from "../act.ts";
import { append, byClientId, type ConversationRow, find, setOwner, since, toMessage } from "../conversations/index.ts";
import { assistant, reachableAgents, updateVisitorRow, type VisitorActor, visitorById } from "../identity/index.ts";
import { articleTitles, dayOf, noteTicket, readerOf } from "../knowledge/index.ts";
import { recordHandOver, recordReturn } from "../questions/index.ts";
import { announce, forVisitor, get } from "./announce.ts";
import { choose } from "./assignment.ts";
import { appendFromCustomer } from "./customer.ts";
import { subjectOf, summarise } from "./handover.ts";
import * as store from "./store.ts";
import { summariseForAgent } from "./summary.ts";

/** More of a transcript than anybody reads; the summary looks no further back. */
const transcriptEntries = 500;

/**
 * Hands a visitor's conversation to people: ticket, first events and the visitor's last words in one transaction.
 *
 * A conversation that already is a ticket stays that ticket; the last words are posted to it.
 */
export async function escalate(act: Act, visitor: VisitorActor, input: Parsed<"escalate">): Promise<VisitorTicket> {
  const conversation = await find(act.db, input.id, visitor.id);
  if (!conversation) throw new KotaeError("not_found", "There is no such conversation.");
  await keepContact(act, visitor, input);
  // what was posted under this clientId before has been said
  const isSaid = input.clientId !== undefined && (await byClientId(act.db, input.id, input.clientId)) !== undefined;
  const body = isSaid ? undefined : input.body;
  if (conversation.ticket_id !== null) {
    if (body !== undefined) await appendFromCustomer(act, visitor, { id: input.id, body, clientId: input.clientId });
    return forVisitor(act.db, await get(act.db, conversation.ticket_id));
  }
  if (body !== undefined) {
    await append(act, {
      kind: "message",
      conversationId: input.id,
      visitorId: visitor.id,
      author: await visitorAuthor(act, visitor.id),
      body,
      clientId: input.clientId,
    });
  }
  const log = (await since(act.db, input.id, 0, transcriptEntries)).map((row) => toMessage(row, "agent"));
  const trail = input.trail ?? { searches: [], articles: [] };
  const titles = await articleTitles(
    act.db,
    trail.articles.map(({ id }) => id),
    await readerOf(act.db, visitor),
  );
  const opened = trail.articles.flatMap(({ id, solved }) => {
    const article = titles.get(id);
    return article ? [{ id, ...article, solved }] : [];
  });
  const tried = summarise(log, { searches: trail.searches, articles: opened });
  const ticketId = await openTicket(act, conversation, {
    subject: input.subject ?? subjectOf(log, conversation.locale === "ja" ? "お問い合わせ" : "Support request"),
    priority: "medium",
    tried: JSON.stringify({ ...tried, summary: summariseForAgent(log, tried, conversation.locale) }),
    page: input.page ?? (JSON.parse(conversation.page) as PageContext),
    by: assistant,
  });
  await noteTicket(
    act.db,
    tried.articles.map(({ id }) => id),
    dayOf(act.now),
  );
  return forVisitor(act.db, await get(act.db, ticketId));
}

/**
 * Stores a visitor's message, and tells its ticket. Where the assistant gave the conversation up before there was one,
 * because nobody knew how to reach its visitor, the ticket is opened now: whoever writes is there.
 */
export async function postFromCustomer(
  act: Act,
  visitor: VisitorActor,
  input: { id: string; body: string; clientId?: string | undefined },
): Promise<Message> {
  const { message, ticketId, owner } = await appendFromCustomer(act, visitor, input);
  if (ticketId === null && owner !== "assistant") await escalate(act, visitor, { id: input.id });
  return message;
}

export type TicketDraft = {
  subject: string;
  priority: Priority;
  tried: string;
  page: PageContext;
  by: Author;
  assignee?: Author;
};

/** Opens the ticket of a conversation, gives it to an agent or the queue, and writes and tells the first events. */
export async function openTicket(act: Act, conversation: ConversationRow, draft: TicketDraft): Promise<string> {
  // first, because the number's row makes openings wait for one another: each sees the turn the last one took
  const number = await store.nextNumber(act.db);
  const candidates = await reachableAgents(act.db, act.now);
  const choice = choose(
    candidates.map(({ id, name, last_assigned_at }) => ({ id, name, lastAssignedAt: last_assigned_at })),
    act.now,
  );
  const chosen: Author | null = choice.agent ? { kind: "agent", id: choice.agent.id, name: choice.agent.name } : null;
  const assignee = draft.assignee ?? chosen;
  const why = draft.assignee ? "the agent who opened it" : choice.why;
  if (choice.agent && !draft.assignee) await store.noteTurn(act.db, choice.agent.id, choice.turnAt);

  const now = await find(act.db, conversation.id);
  const id = act.newId();
  await store.insert(act.db, {
    id,
    number,
    conversation_id: conversation.id,
    subject: draft.subject,
    status: "new",
    priority: draft.priority,
    assignee_id: assignee?.id ?? null,
    context: JSON.stringify(contextOf(draft.page, conversation.user_agent)),
    tried: draft.tried,
    transcript_seq: now?.last_seq ?? 0,
    rating_score: null,
    rating_comment: null,
    rated_resolution_at: null,
    resolved_at: null,
    created_at: act.now,
    updated_at: act.now,
  });
  await setOwner(act.db, conversation.id, assignee ? "agent" : "queue", id);
  await recordHandOver(act, conversation.id, id);
  await recordReturn(act, conversation.visitor_id, conversation.id, { acrossDevices: true });
  const place = { kind: "event", conversationId: conversation.id, author: draft.by, audience: "everyone" } as const;
  await append(act, { ...place, change: { type: "escalated", ticketId: id, number } });
  await append(act, { ...place, change: { type: "assigned", to: assignee, from: null, why } });
  await announce(act, await get(act.db, id));
  return id;
}

/** Name and email given in the panel stand until a signed token says better. */
async function keepContact(
  act: Act,
  visitor: VisitorActor,
  input: { name?: string | undefined; email?: string | undefined },
) {
  if (input.name === undefined && input.email === undefined) return;
  const row = await visitorById(act.db, visitor.id);
  if (!row || row.verified === 1) return;
  await updateVisitorRow(act.db, visitor.id, {
    ...(input.name === undefined ? {} : { name: input.name }),
    ...(input.email === undefined ? {} : { email: input.email }),
    seen_at: act.now,
  });
}

async function visitorAuthor(act: Act, id: string): Promise<Author> {
  const row = await visitorById(act.db, id);
  return { kind: "visitor", id, name: row?.name ?? null };
}

function contextOf(page: PageContext, userAgent: string | null) {
  const agent = userAgent ? Bowser.parse(userAgent) : undefined;
  const words = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(" ") || null;
  return {
    page: page.url ?? null,
    pageTitle: page.title ?? null,
    referrer: page.referrer || null,
    browser: words(agent?.browser.name, agent?.browser.version?.split(".")[0]),
    os: words(agent?.os.name, agent?.os.versionName ?? agent?.os.version),
    device: agent?.platform.type ?? null,
    timeZone: page.timeZone ?? null,
    screen: page.screen ?? null,
  };
}
