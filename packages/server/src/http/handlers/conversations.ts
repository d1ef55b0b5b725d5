import type { Conversation, ServerFrame } from "@kotae/sdk/schema";
import type { Act } from "../../act.ts";
import {
  type ConversationRow,
  listOf,
  markRead,
  read,
  start,
  toConversation,
  visible,
} from "../../conversations/index.ts";
import type { Topic } from "../../delivery/live.ts";
import { visitorById } from "../../identity/index.ts";
import type { Db } from "../../storage/index.ts";
import { escalate, findMany, forVisitor, get, postFromCustomer, rate, recordOutcome } from "../../tickets/index.ts";
import { answerQuestion } from "../ask.ts";
import type { Context, Handlers } from "../context.ts";
import { fromCursor, toPage } from "../cursor.ts";
import { acceptedTags, languageOf } from "../language.ts";
import { orFirst } from "../repeat.ts";

type Names =
  | "createConversation"
  | "listConversations"
  | "getConversation"
  | "listMessages"
  | "postMessage"
  | "markRead"
  | "escalate"
  | "recordOutcome"
  | "rate"
  | "ask";

export const conversationHandlers: Pick<Handlers, Names> = {
  createConversation: (context, input) =>
    context.act(async (act) => toConversation(await begin(act, context, input.locale, input.page), null)),

  async listConversations({ storage, visitor }, { limit, cursor }) {
    const rows = await listOf(storage.db, visitor.id, limit + 1, fromCursor(cursor));
    const tickets = await findMany(
      storage.db,
      rows.flatMap(({ ticket_id }) => ticket_id ?? []),
    );
    const views = new Map(
      await Promise.all(tickets.map(async (row) => [row.id, await forVisitor(storage.db, row)] as const)),
    );
    return toPage(rows, limit, (row) => toConversation(row, views.get(row.ticket_id ?? "") ?? null));
  },

  async getConversation({ storage, actor }, { id }) {
    return present(storage.db, await visible(storage.db, actor, id));
  },

  async listMessages(context, { id, after, wait, limit }) {
    const { storage, actor, bus } = context;
    if (wait === 0) return read(storage.db, actor, id, after, limit);
    // listen first, then look: what is committed in between wakes us
    const news = waitFor(
      (wake) => {
        const hear = (frame: ServerFrame) => frame.t === "message" && wake();
        const topics = [`conversation:${id}`, ...(actor.kind === "agent" ? [`notes:${id}`] : [])] as Topic[];
        return topics.map((topic) => bus.subscribe(topic, hear));
      },
      wait,
      context.signal(),
    );
    try {
      const page = await read(storage.db, actor, id, after, limit);
      if (page.items.length > 0) return page;
      await news.happened;
      return await read(storage.db, actor, id, after, limit);
    } finally {
      news.stop();
    }
  },

  postMessage: (context, input) =>
    orFirst(context, () => context.act((act) => postFromCustomer(act, context.visitor, input))),

  markRead: (context, { id, seq }) =>
    context.act(async (act) => {
      await markRead(act, context.actor.kind === "visitor" ? context.visitor : context.agent, id, seq);
      return { seq };
    }),

  escalate: (context, input) => context.act((act) => escalate(act, context.visitor, input)),

  async recordOutcome(context, input) {
    const conversation = await context.act(async (act) => {
      await recordOutcome(act, context.visitor, input);
      return present(act.db, await visible(act.db, context.visitor, input.id));
    });
    if (input.solved && input.articleId) context.searches.helped(context.visitor.id, input.articleId);
    return conversation;
  },

  rate: (context, input) => context.act((act) => rate(act, context.visitor, input)),

  ask: (context, input) => answerQuestion(context, input),
};

/** Opens a conversation in the language asked for, the visitor's own, or the browser's. */
export async function begin(
  act: Act,
  context: Pick<Context, "visitor" | "acceptLanguage" | "userAgent">,
  locale: string | undefined,
  page: Parameters<typeof start>[2]["page"],
): Promise<ConversationRow> {
  const known = locale ?? (await visitorById(act.db, context.visitor.id))?.locale;
  return start(act, context.visitor, {
    locale: languageOf(known, ...acceptedTags(context.acceptLanguage)),
    page,
    userAgent: context.userAgent,
  });
}

async function present(db: Db, row: ConversationRow): Promise<Conversation> {
  return toConversation(row, row.ticket_id === null ? null : await forVisitor(db, await get(db, row.ticket_id)));
}

/** Resolves at the first call of `wake`, after `seconds`, or when the caller has gone. */
function waitFor(listen: (wake: () => void) => (() => void)[], seconds: number, signal: AbortSignal) {
  let wake = () => {};
  const happened = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const stops = listen(wake);
  const timer = setTimeout(wake, seconds * 1000);
  signal.addEventListener("abort", wake, { once: true });
  return {
    happened,
    stop: () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    },
  };
}
