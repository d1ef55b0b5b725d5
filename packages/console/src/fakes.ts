import type { Client, Link, LinkOptions } from "@kotae/sdk";
import type {
  Agent,
  Article,
  AssistantSettings,
  AssistantState,
  Author,
  Gap,
  ListedArticle,
  Message,
  Question,
  ServerFrame,
  Ticket,
  TicketRow,
} from "@kotae/sdk/schema";
import { signal } from "@preact/signals";
import type { Clock } from "./store/clock.ts";
import type { Desk } from "./store/desk.ts";
import { openDrafts } from "./store/drafts.ts";
import { InboxModel } from "./store/inbox.ts";
import { makeLive } from "./store/live.ts";
import { openToasts } from "./store/toasts.ts";
import { en, type Language } from "./strings/index.ts";

/** What the tests put in the place of the server, the socket, the clock and the device. */

/** A clock that stands still until it is turned. */
export function handClock(start = Date.parse("2026-03-04T12:00:00Z")) {
  let now = start;
  let waiting: { at: number; run: () => void }[] = [];
  const clock: Clock = {
    now: () => now,
    after(ms, run) {
      const item = { at: now + ms, run };
      waiting.push(item);
      return () => {
        waiting = waiting.filter((other) => other !== item);
      };
    },
  };
  return {
    ...clock,
    turn(ms: number): void {
      const end = now + ms;
      for (;;) {
        const next = waiting.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
        if (!next) break;
        waiting = waiting.filter((item) => item !== next);
        now = Math.max(now, next.at);
        next.run();
      }
      now = end;
    },
  };
}

/** A client that answers with the given functions, and fails a test that calls anything else. */
export function fakeClient(answers: Partial<Client>): Client {
  return new Proxy(answers as Client, {
    get(target, name) {
      const answer: unknown = Reflect.get(target, name);
      return answer ?? (() => Promise.reject(new Error(`Nobody expected a call of ${String(name)}.`)));
    },
  });
}

/** A link that does nothing by itself: a test plays the server. */
export function fakeLink() {
  const sent: unknown[] = [];
  let options: LinkOptions | undefined;
  const link = (): LinkOptions => {
    if (!options) throw new Error("The link is not open.");
    return options;
  };
  return {
    sent,
    openLink(given: LinkOptions): Link {
      options = given;
      return {
        send: (frame) => void sent.push(frame),
        state: () => "live",
        follow: () => {},
        unfollow: () => {},
        close: () => {},
      };
    },
    frame: (frame: ServerFrame) => link().onFrame(frame),
    messages: (messages: Message[]) =>
      link().onMessages(messages[0]?.conversationId ?? "", messages, messages.at(-1)?.seq ?? 0),
    state: (state: Parameters<LinkOptions["onState"]>[0]) => link().onState(state),
    refuse: (code: string) => link().onRefused?.(code),
  };
}

/** A storage that lasts as long as the test. */
export function memoryStorage(): Storage {
  const held = new Map<string, string>();
  return {
    get length() {
      return held.size;
    },
    clear: () => held.clear(),
    getItem: (key) => held.get(key) ?? null,
    key: (index) => [...held.keys()][index] ?? null,
    removeItem: (key) => void held.delete(key),
    setItem: (key, value) => void held.set(key, value),
  };
}

export const aiko: Agent = {
  id: "aiko",
  name: "Aiko",
  email: "aiko@example.com",
  role: "admin",
  available: true,
  online: true,
};
export const kenji: Agent = { ...aiko, id: "kenji", name: "Kenji", email: "kenji@example.com", role: "agent" };
export const mika: Author = { kind: "visitor", id: "mika", name: "Mika" };
const byAgent = (agent: Agent): Author => ({ kind: "agent", id: agent.id, name: agent.name });

/** One line of the inbox; what the test does not name is as ordinary as can be. */
export function aRow(change: Partial<TicketRow> = {}): TicketRow {
  return {
    id: "t1",
    number: 1042,
    conversationId: "c1",
    subject: "Refund",
    status: "open",
    priority: "medium",
    assignee: byAgent(aiko),
    customer: { id: "mika", name: "Mika", email: null },
    locale: "en",
    seq: 2,
    agentReadSeq: 0,
    preview: "Where is it?",
    lastAuthor: "visitor",
    createdAt: "2026-03-04T11:00:00Z",
    updatedAt: "2026-03-04T11:30:00Z",
    ...change,
  };
}

/** A whole ticket. */
export function aTicket(change: Partial<Ticket> = {}): Ticket {
  const nothing = { page: null, pageTitle: null, referrer: null, browser: null, os: null };
  return {
    ...aRow(),
    customer: {
      id: "mika",
      name: "Mika",
      email: null,
      externalId: null,
      verified: false,
      online: false,
      attributes: {},
    },
    context: { ...nothing, device: null, timeZone: null, screen: null },
    tried: { searches: [], questions: [], articles: [] },
    transcriptSeq: 0,
    visitorReadSeq: 0,
    rating: null,
    resolvedAt: null,
    ...change,
  };
}

/** Words of the visitor, or of whoever is named. */
export function aMessage(seq: number, body: string, author: Author | Agent = mika, at = seq): Message {
  return {
    id: `m${seq}`,
    conversationId: "c1",
    seq,
    author: "kind" in author ? author : byAgent(author),
    createdAt: new Date(Date.parse("2026-03-04T11:00:00Z") + at * 60_000).toISOString(),
    kind: "message",
    body,
    clientId: null,
    answer: null,
  };
}

/** A status change. */
export function anEvent(seq: number, author: Agent = aiko): Message {
  const { id, conversationId, createdAt } = aMessage(seq, "") as Extract<Message, { kind: "message" }>;
  const change = { type: "status", from: "open", to: "pending", why: "" } as const;
  return { id, conversationId, createdAt, seq, author: byAgent(author), kind: "event", change };
}

/** An article, a draft in its third version. */
export function anArticle(change: Partial<Article> = {}): Article {
  return {
    id: "a1",
    slug: "refunds",
    key: "refunds",
    lang: "en",
    title: "Refunds",
    summary: "",
    category: "",
    status: "draft",
    visibility: "public",
    url: "/help/en/articles/refunds",
    version: 3,
    publishAt: null,
    expiresAt: null,
    reviewAt: null,
    owner: null,
    siteId: null,
    deskId: null,
    popular: false,
    updatedAt: "2026-03-04T11:00:00Z",
    body: "Text",
    content: [],
    keywords: [],
    translations: [],
    ...change,
  };
}

/** The same as it is listed. */
export function aListed(change: Partial<ListedArticle> = {}): ListedArticle {
  const { body: _, content: __, keywords: ___, translations: ____, ...row } = anArticle();
  return { ...row, langs: ["en"], ...change };
}

/** A question nobody answered. */
export function aQuestion(change: Partial<Question> = {}): Question {
  return {
    id: "q1",
    text: "Can I get a refund?",
    lang: "en",
    siteId: "s1",
    conversationId: "c1",
    ticketId: null,
    decision: "escalate",
    confidence: 0.1,
    reasons: ["unsure"],
    generated: false,
    solved: null,
    complaints: [],
    outcome: "abandoned",
    gapId: "g1",
    review: null,
    createdAt: "2026-03-04T11:00:00Z",
    ...change,
  };
}

/** An open gap. */
export function aGap(change: Partial<Gap> = {}): Gap {
  return {
    id: "g1",
    title: "Refunds",
    lang: "en",
    langs: ["en"],
    status: "open",
    questions: 3,
    visitors: 2,
    tickets: 1,
    minutes: 12,
    lastAskedAt: "2026-03-04T11:00:00Z",
    article: null,
    before: { asked: 3, solved: 0, days: 30 },
    after: null,
    publishedAt: null,
    ...change,
  };
}

/** The assistant without a model, at these settings; `own` are those a site has for itself. */
export function assistantAt(change: Partial<AssistantSettings> = {}, own: string[] = []): AssistantState {
  return {
    settings: {
      enabled: true,
      wrongAtMost: 0.1,
      clarify: true,
      generate: true,
      holdOut: 0,
      returnDays: 7,
      assumeHours: 24,
      turnsAtMost: 20,
      dayTurns: 0,
      conversationTokens: 50_000,
      conversationCost: 0,
      dayTokens: 2_000_000,
      dayCost: 0,
      inputPrice: 0,
      outputPrice: 0,
      stallSeconds: 4,
      ...change,
    },
    own,
    model: null,
    threshold: 0.5,
    calibration: { source: "shipped", provenance: "", samples: 100, error: 0.02, createdAt: null },
  };
}

/** A desk on a fake server, with everything a test may want to turn or look at. */
export function aDesk(answers: Partial<Client>, storage: Storage = memoryStorage()) {
  const clock = handClock();
  const link = fakeLink();
  const client = fakeClient({ listTickets: async () => ({ items: [], nextCursor: null }), ...answers });
  const live = makeLive({ client, openLink: link.openLink, url: "ws://test", clock, onSessionOver: () => {} });
  live.open();
  const toasts = openToasts(clock);
  let ids = 0;
  const desk: Desk = {
    client,
    live,
    clock,
    toasts,
    drafts: openDrafts(storage, aiko.id),
    inbox: new InboxModel({ client, live, clock, myId: aiko.id }),
    me: signal(aiko),
    words: signal(en),
    language: signal<Language>("en"),
    tested: signal<readonly string[]>([]),
    storage,
    visible: signal(true),
    newId: () => `client-${++ids}`,
  };
  return { desk, clock, link, storage };
}

/** Lets everything that was promised come to rest. */
export const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
