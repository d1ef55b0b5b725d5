import type { Client, Link, LinkOptions, RouteName, VisitorClient } from "@kotae/sdk";
import { answerRoutes } from "@kotae/sdk/routes";
import type { Answer, Author, Conversation, Message, ServerFrame, Visitor, VisitorTicket } from "@kotae/sdk/schema";
import type { Device } from "./device/device.ts";
import { createWidget, type Widget, type WidgetDeps } from "./store/widget.ts";
import { en } from "./strings/en.ts";
import { Article } from "./ui/Article.tsx";
import { Rating } from "./ui/Rating.tsx";
import { ToolForm } from "./ui/ToolForm.tsx";

// what tests stand on: a server of plain functions behind the client's types, and a clock that is turned by hand

export const agent: Author = { kind: "agent", id: "agent-1", name: "Aiko" };
export const assistant: Author = { kind: "assistant", id: null, name: null };
const own: Author = { kind: "visitor", id: "visitor-1", name: null };
const nobody: Author = { kind: "system", id: null, name: null };

export const visitor: Visitor = {
  id: "visitor-1",
  name: null,
  email: null,
  externalId: null,
  verified: false,
  locale: "en",
  attributes: {},
};

type Answering = { [N in RouteName]?: (...values: Parameters<Client[N]>) => unknown } & {
  askStream?: Client["askStream"];
};

/** A client whose calls are answered by the functions given; any other call fails the test. */
export function fakeClient(answers: Answering): { client: VisitorClient; calls: [name: string, input: unknown][] } {
  const calls: [string, unknown][] = [];
  async function ask(name: string, input: unknown, ...rest: unknown[]): Promise<unknown> {
    calls.push([name, input]);
    const answer = answers[name as RouteName] as ((...values: unknown[]) => unknown) | undefined;
    if (!answer) throw new Error(`Nobody expected ${name}.`);
    return answer(input, ...rest);
  }
  const nameOf = (route: unknown) => Object.entries(answerRoutes).find(([, each]) => each === route)?.[0] ?? "";
  const client = new Proxy({} as VisitorClient, {
    get: (_, name: string) =>
      name === "request"
        ? (route: unknown, ...rest: [unknown]) => ask(nameOf(route), ...rest)
        : (...rest: [unknown]) => ask(name, ...rest),
  });
  return { client, calls };
}

/** A clock that stands still until it is turned. */
export function fakeClock() {
  let time = 1_000_000;
  let timers: { at: number; act: () => void }[] = [];
  return {
    now: () => time,
    after(ms: number, act: () => void) {
      const timer = { at: time + ms, act };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    turn(ms: number): void {
      const end = time + ms;
      for (;;) {
        const due = timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
        if (!due) break;
        timers = timers.filter((one) => one !== due);
        time = Math.max(time, due.at);
        due.act();
      }
      time = end;
    },
  };
}

/** One conversation as a server keeps it, and a link that tells of it. */
export function fakeThread() {
  const log: Message[] = [];
  let options: LinkOptions | undefined;
  const sent: Parameters<Link["send"]>[0][] = [];
  const followed: number[] = [];
  const state: { ticket: VisitorTicket | null; agentReadSeq: number; isLive: boolean } = {
    ticket: null,
    agentReadSeq: 0,
    isLive: true,
  };
  const common = (author: Author) => ({
    id: `entry-${log.length + 1}`,
    conversationId: "conversation-1",
    seq: log.length + 1,
    author,
    createdAt: "2026-11-22T09:00:00.000Z",
  });
  type Said = Extract<Message, { kind: "message" }>;
  const say = (author: Author, body: string, clientId: string | null = null, answer: Said["answer"] = null): Said => {
    const again = log.find((one) => one.kind === "message" && clientId !== null && one.clientId === clientId);
    if (again) return again as Said;
    const message: Said = { ...common(author), kind: "message", body, clientId, answer };
    log.push(message);
    return message;
  };
  const happen = (change: Extract<Message, { kind: "event" }>["change"], author = nobody): Message => {
    const event: Message = { ...common(author), kind: "event", change };
    log.push(event);
    return event;
  };
  const conversation = (): Conversation => ({
    id: "conversation-1",
    locale: "en",
    owner: state.ticket ? "queue" : "assistant",
    lastSeq: log.length,
    visitorReadSeq: 0,
    agentReadSeq: state.agentReadSeq,
    preview: "",
    ticket: state.ticket,
    createdAt: "2026-11-22T09:00:00.000Z",
    updatedAt: "2026-11-22T09:00:00.000Z",
  });
  return {
    log,
    sent,
    followed,
    state,
    say,
    happen,
    loadLink: async () => ({
      openLink(given: LinkOptions): Link {
        options = given;
        return {
          send: (frame) => void sent.push(frame),
          state: () => (state.isLive ? "live" : "offline"),
          follow: (_, lastSeq) => void followed.push(lastSeq),
          unfollow: () => {},
          close: () => {
            options = undefined;
          },
        };
      },
    }),
    /** What the socket says. */
    tell: (frame: ServerFrame) => options?.onFrame(frame),
    deliver: (...messages: Message[]) => options?.onMessages("conversation-1", messages, messages.at(-1)?.seq ?? 0),
    become: (next: Parameters<LinkOptions["onState"]>[0]) => options?.onState(next),
    isLinked: () => options !== undefined,
    answers: {
      createVisitor: () => ({ token: "token-1", expiresAt: "2027-01-01T00:00:00.000Z", visitor }),
      getVisitor: () => visitor,
      getWidget: () => ({
        ...{ site: { name: "Aozora", accent: null }, online: true, popular: [], tools: [], assistant: true },
      }),
      search: () => ({ items: [], nextCursor: null }),
      createConversation: () => conversation(),
      getConversation: () => conversation(),
      listMessages: ({ after = 0 }: { after?: unknown }) => ({
        items: log.filter(({ seq }) => seq > Number(after)),
        nextCursor: null,
        lastSeq: log.length,
      }),
      postMessage: ({ body, clientId }: { body: string; clientId: string }) => say(own, body, clientId),
      markRead: ({ seq }: { seq: number }) => ({ seq }),
      askStream: (async ({ question, clientId }, onText) => {
        const asked = say(own, question, clientId ?? null);
        onText("Forty-");
        onText("two.");
        const answer = { decision: "answer" as const, confidence: 0.9, citations: [], generated: false };
        const message = say(assistant, "Forty-two.", null, answer);
        return {
          ...answer,
          answer: message.body,
          conversationId: "conversation-1",
          message,
          question: asked,
        } satisfies Answer;
      }) as Client["askStream"],
      escalate: ({ body, clientId }: { body?: string | undefined; clientId?: string | undefined }) => {
        if (body) say(own, body, clientId ?? null);
        happen({ type: "escalated", ticketId: "ticket-1", number: 7 });
        state.ticket = ticket({});
        return state.ticket;
      },
      recordOutcome: ({ solved }: { solved: boolean }) => {
        happen({ type: "outcome", solved, rejected: [] }, own);
        return conversation();
      },
      rate: ({ score, comment }: { score: number; comment?: string | undefined }) =>
        happen({ type: "rating", score, comment: comment ?? null }, own),
    } satisfies Answering,
  };
}

export const ticket = (change: Partial<VisitorTicket>): VisitorTicket => ({
  id: "ticket-1",
  number: 7,
  subject: "Brakes",
  status: "new",
  assignee: null,
  ahead: 2,
  canRate: false,
  ...change,
});

export const parts = { article: Article, rating: Rating, tool: ToolForm };

/** A device on which there is nothing yet: the server searches. */
export const noDevice: Device = {
  prepare: () => {},
  find: () => undefined,
  isSure: () => true,
  searched: () => {},
  opened: () => {},
  leave: () => {},
  stop: () => {},
};

/** A whole panel without a server: its store, the thread it talks to, and everything it told the page. */
export function fakeWidget(answers: Answering = {}, device: Device = noDevice) {
  const thread = fakeThread();
  const clock = fakeClock();
  const events: [name: string, value: unknown][] = [];
  const all = { ...thread.answers, ...answers } as Answering;
  const { client, calls } = fakeClient(all);
  let ids = 0;
  const deps: WidgetDeps = {
    settings: {
      site: "demo",
      origin: "https://help.test",
      lang: "en",
      accent: "",
      side: "right",
      label: "",
      theme: undefined,
    },
    words: en,
    page: window,
    client,
    now: clock.now,
    after: clock.after,
    newId: () => `id-${++ids}`,
    loadLink: thread.loadLink,
    loadDevice: async () => ({ openDevice: () => device }),
    loadPart: async (name) => parts[name],
    emit: (event, value) => void events.push([event, value]),
  };
  // through the object, so that a test may put something else in a place of it
  const widget: Widget = createWidget({ ...deps, loadPart: (name) => deps.loadPart(name) });
  return { widget, deps, answers: all, thread, clock, events, calls, client };
}

/** Lets everything happen that waits for nothing but its turn. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
}
