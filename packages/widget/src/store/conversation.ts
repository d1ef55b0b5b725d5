import { KotaeError, type VisitorClient } from "@kotae/sdk";
import type { Message, PageContext, ServerFrame, Trail, VisitorTicket } from "@kotae/sdk/schema";
import { batch, computed, signal } from "@preact/signals";
import type { Lang } from "../contract.ts";
import { createLine, type LoadLink } from "./line.ts";
import type { Memory } from "./memory.ts";
import { createOutbox } from "./outbox.ts";
import type { Session } from "./session.ts";
import { countUnread, type Draft, gaveUp, isOurs, merge, outcomeOf, type Said } from "./thread.ts";
import { type Clock, createTyping } from "./typing.ts";
import { clean } from "./words.ts";

export type ConversationStore = ReturnType<typeof createConversation>;

export type ConversationDeps = Clock & {
  client: VisitorClient;
  session: Session;
  memory: Memory;
  lang: () => Lang;
  page: () => PageContext;
  newId: () => string;
  loadLink: LoadLink;
  /** Where the socket is. */
  url: string;
  onMessage: (message: Said) => void;
  onTicket: (ticket: VisitorTicket) => void;
  /** People are to answer, and do not know how to reach the visitor. */
  onContactNeeded: () => void;
  onError: (error: unknown) => void;
};

/** What a visitor says when it asks for a person. */
export type PersonRequest = { body?: string; name?: string; email?: string; trail?: Trail };

/** The one thread on screen: with the assistant first, with people once there is a ticket. */
export function createConversation(deps: ConversationDeps) {
  const { client, session, memory } = deps;
  const id = signal<string>();
  const messages = signal<readonly Message[]>([]);
  const ticket = signal<VisitorTicket | null>(null);
  /** The answer that is being written, for the question it answers. */
  const stream = signal<{ clientId: string; text: string }>();
  const isOnline = signal<boolean>();
  const agentReadSeq = signal(0);
  const readSeq = signal(0);
  const loading = signal<"no" | "yes" | "failed">("no");
  const unread = computed(() => countUnread(messages.value, readSeq.value));
  const outcome = computed(() => outcomeOf(messages.value, ticket.value));
  const isWithPerson = computed(() => ticket.value !== null);
  const needsContact = computed(() => ticket.value === null && gaveUp(messages.value) === "contact");
  const isEmpty = computed(() => messages.value.length + outbox.drafts.value.length === 0);
  let refreshes = 0;
  // raised when the thread is put away: what is still under way then no longer counts
  let era = 0;

  const lastSeq = () => messages.peek().at(-1)?.seq ?? 0;
  const outbox = createOutbox({ ...deps, send });
  const typing = createTyping(deps, (on) => line.send({ t: "typing", conversationId: thisId(), on }));
  const line = createLine({ ...deps, onFrame: hear, onMessages: (_, arrived) => take(arrived), onLive: outbox.flush });
  const connect = () => line.follow(thisId(), lastSeq);
  /** Where this is called there is a conversation. */
  const thisId = () => id.peek() as string;

  function take(arrived: readonly Message[], isNews = true): void {
    const known = new Set(messages.peek().map((message) => message.seq));
    const fresh = arrived.filter((message) => !known.has(message.seq));
    if (fresh.length === 0) return;
    batch(() => {
      messages.value = merge(messages.peek(), fresh);
      outbox.settle(fresh);
      // the stored answer may overtake the end of its own stream, and a person's words put an end to it
      if (fresh.some(isOurs)) {
        stream.value = undefined;
        typing.clear();
      }
      const own = fresh.findLast((message) => message.kind === "message" && message.author.kind === "visitor");
      // who writes has read what stands above
      readSeq.value = Math.max(readSeq.peek(), own?.seq ?? 0);
    });
    if (!isNews) return;
    for (const message of fresh) if (isOurs(message)) deps.onMessage(message);
    if (fresh.some((message) => message.kind === "event")) refresh().catch(deps.onError);
  }

  function setTicket(next: VisitorTicket | null): void {
    const before = ticket.peek();
    ticket.value = next;
    const live = next !== null && next.status !== "closed";
    if (Boolean(memory.get().live) !== live) memory.keep({ live });
    // what was there on the last page is no news
    const isNews = loading.peek() !== "yes" && (before?.id !== next?.id || before?.status !== next?.status);
    if (next && isNews) deps.onTicket(next);
  }

  function hear(frame: ServerFrame): void {
    if (frame.t === "presence") isOnline.value = frame.online;
    if (!("conversationId" in frame) || frame.conversationId !== id.peek()) return;
    if (frame.t === "ticket" && "canRate" in frame.ticket) {
      // it is newer than anything that is still being asked for
      refreshes++;
      setTicket(frame.ticket);
    }
    if (frame.t === "read" && frame.by === "agent") agentReadSeq.value = Math.max(agentReadSeq.peek(), frame.seq);
    if (frame.t === "typing" && frame.who.kind !== "visitor") typing.heard(frame.who, frame.on);
  }

  function adopt(conversationId: string): void {
    if (id.peek() === conversationId) return;
    id.value = conversationId;
    memory.keep({ conversationId });
  }

  /** What the server says of the conversation but its words: ticket, and how far each side has read. */
  async function refresh(): Promise<void> {
    const born = era;
    const mine = ++refreshes;
    try {
      const found = await session.run(() => client.getConversation({ id: thisId() }));
      if (born !== era) return;
      batch(() => {
        if (mine === refreshes) setTicket(found.ticket);
        agentReadSeq.value = Math.max(agentReadSeq.peek(), found.agentReadSeq);
        readSeq.value = Math.max(readSeq.peek(), found.visitorReadSeq);
      });
    } catch (error) {
      if (born !== era) return;
      if (!KotaeError.is(error) || (error.status !== 404 && error.status !== 403)) throw error;
      leave();
    }
  }

  /** Reads the log from where we are to its end. */
  async function catchUp(isNews: boolean): Promise<void> {
    const born = era;
    for (let isBehind = true; isBehind; ) {
      const page = await session.run(() => client.listMessages({ id: thisId(), after: lastSeq(), limit: 500 }));
      if (born !== era) return;
      take(page.items, isNews);
      isBehind = page.items.length > 0 && lastSeq() < page.lastSeq;
    }
  }

  /** Shows the conversation that the device or the server remembers. */
  async function resume(conversationId: string): Promise<void> {
    if (id.peek() === conversationId && loading.peek() !== "failed") return;
    const born = era;
    batch(() => {
      adopt(conversationId);
      loading.value = "yes";
      outbox.restore();
    });
    try {
      await refresh();
      if (born === era) await catchUp(false);
      if (born !== era) return;
      loading.value = "no";
      if (needsContact.peek()) deps.onContactNeeded();
      connect();
      outbox.flush();
    } catch (error) {
      if (born !== era) return;
      loading.value = "failed";
      deps.onError(error);
    }
  }

  async function send(draft: Draft): Promise<void> {
    const born = era;
    try {
      await (draft.as === "question" && !isWithPerson.peek() ? ask(draft, born) : post(draft, born));
    } finally {
      if (born === era) stream.value = undefined;
    }
  }

  async function ask({ clientId, body }: Draft, born: number): Promise<void> {
    const conversationId = id.peek();
    const input = {
      question: body,
      lang: deps.lang(),
      page: deps.page(),
      clientId,
      ...(conversationId && { conversationId }),
    };
    const hearPiece = (piece: string) => {
      const said = stream.peek();
      // what was taken off the screen meanwhile does not come back
      if (said?.clientId === clientId) stream.value = { clientId, text: said.text + piece };
    };
    const forget = () => {
      if (stream.peek()?.clientId === clientId) stream.value = { clientId, text: "" };
    };
    const answer = await session
      .run(() => {
        stream.value = { clientId, text: "" };
        return client.askStream(input, hearPiece, { onReset: forget });
      })
      .catch(async (error: unknown) => {
        // a person has taken over, before the question or in the middle of the answer: they are asked instead
        if (!conversationId || !KotaeError.is(error) || error.code !== "conflict") throw error;
        if (born !== era) return;
        stream.value = undefined;
        await refresh();
        await post({ clientId, body, as: "message", state: "sending", at: 0 }, born);
        await catchUp(true);
        connect();
      });
    if (born !== era || !answer) return;
    batch(() => {
      adopt(answer.conversationId);
      take([answer.question, answer.message]);
      stream.value = undefined;
    });
    if (!line.isOpen()) connect();
    const handOver = gaveUp([answer.message]);
    if (handOver === "ticket") await refresh().catch(deps.onError);
    if (born === era && handOver === "contact") deps.onContactNeeded();
  }

  async function post({ clientId, body }: Draft, born: number): Promise<void> {
    const message = await session.run(() => client.postMessage({ id: thisId(), clientId, body }));
    if (born === era) take([message], false);
  }

  /** Makes sure there is a conversation, and gives its id. */
  async function begin(): Promise<string> {
    const born = era;
    if (id.peek() === undefined) {
      const made = await session.run(() => client.createConversation({ locale: deps.lang(), page: deps.page() }));
      if (born === era) adopt(made.id);
    }
    return thisId();
  }

  /** Shows what was added to the log by other ways than words, and stays with it from then on. */
  async function look(): Promise<void> {
    connect();
    await catchUp(false);
  }

  let request = { words: "", clientId: "" };

  /** Asks for a person; throws what the form has to say of it. */
  async function escalate({ body = "", ...rest }: PersonRequest): Promise<void> {
    const born = era;
    const page = deps.page();
    await begin();
    if (born !== era) return;
    const words = clean(body);
    // the same words after a failure are the same message
    if (request.words !== words) request = { words, clientId: deps.newId() };
    const said = words && { body: words, clientId: request.clientId };
    const made = await session.run(() => client.escalate({ id: thisId(), page, ...(said || {}), ...rest }));
    if (born !== era) return;
    setTicket(made);
    await look().catch(deps.onError);
  }

  async function judge(solved: boolean, articleId?: string): Promise<void> {
    if (id.peek() === undefined) return;
    await session.run(() => client.recordOutcome({ id: thisId(), solved, ...(articleId && { articleId }) }));
    await catchUp(false);
  }

  async function rate(score: number, comment: string): Promise<void> {
    const message = await session.run(() => client.rate({ id: thisId(), score, comment: clean(comment) }));
    take([message], false);
    const rated = ticket.peek();
    if (rated) setTicket({ ...rated, canRate: false });
  }

  /** The visitor has everything before its eyes. */
  function see(): void {
    const seq = lastSeq();
    if (seq <= readSeq.peek()) return;
    readSeq.value = seq;
    if (line.state.peek() === "live") line.send({ t: "read", conversationId: thisId(), seq });
    // not being counted as read is no reason to disturb anybody
    else client.markRead({ id: thisId(), seq }).catch(() => {});
  }

  /** Takes the thread off the screen and lets its socket go; the device goes on remembering it. */
  function drop(): void {
    era++;
    line.close();
    batch(() => {
      outbox.clear();
      typing.clear();
      id.value = stream.value = undefined;
      messages.value = [];
      ticket.value = null;
      agentReadSeq.value = readSeq.value = 0;
      loading.value = "no";
    });
  }

  /** Puts the thread away for good: the next words begin another. */
  function leave(): void {
    drop();
    if (memory.get().conversationId) memory.keep({ conversationId: undefined, live: false, unsent: [] });
  }

  return {
    ...{
      id,
      messages,
      ticket,
      stream,
      isOnline,
      agentReadSeq,
      loading,
      unread,
      outcome,
      isWithPerson,
      isEmpty,
      needsContact,
    },
    link: line.state,
    drafts: outbox.drafts,
    typist: typing.typist,
    typing: () => isWithPerson.peek() && typing.pressed(),
    /** Says something: a question while the assistant is there, a message once it is a person. */
    say(text: string): void {
      const body = clean(text);
      if (body === "") return;
      typing.stop();
      outbox.add(body, isWithPerson.peek() ? "message" : "question");
    },
    retry: outbox.retry,
    flush: outbox.flush,
    ...{ resume, begin, look, escalate, judge, rate, see, drop, leave },
  };
}
