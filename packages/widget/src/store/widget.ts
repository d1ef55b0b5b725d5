import { createVisitorClient, type KotaeError, type VisitorClient } from "@kotae/sdk";
import type { ToolOffer } from "@kotae/sdk/schema";
import { batch, computed, effect, signal } from "@preact/signals";
import type { Lang, LoadPart, PanelCommand, Settings, WidgetEvent, WidgetEvents } from "../contract.ts";
import { type Key, phrase, type Words } from "../strings/words.ts";
import { createConversation, type PersonRequest } from "./conversation.ts";
import { createHome } from "./home.ts";
import type { LoadLink } from "./line.ts";
import { listen } from "./listen.ts";
import { createMemory } from "./memory.ts";
import { createNavigation } from "./navigation.ts";
import { pageContext } from "./page.ts";
import { createParts } from "./parts.ts";
import { createReading } from "./reading.ts";
import { createSearch, type LoadDevice } from "./search.ts";
import { createSession } from "./session.ts";
import { createTrail } from "./trail.ts";
import type { Clock } from "./typing.ts";
import { clean } from "./words.ts";

export type Widget = ReturnType<typeof createWidget>;

export type WidgetDeps = Clock & {
  settings: Settings;
  /** Every sentence, in the language of `settings`. */
  words: Words;
  page: Window;
  loadLink: LoadLink;
  loadDevice: LoadDevice;
  loadPart: LoadPart;
  newId: () => string;
  emit: <E extends WidgetEvent>(event: E, value: WidgetEvents[E]) => void;
  /** Stands in for the real one in tests. */
  client?: VisitorClient;
};

const noRequest = { name: "", email: "", words: "" };

/** Everything the panel knows and can do, without a pixel of it. */
export function createWidget(deps: WidgetDeps) {
  const { settings, page, emit } = deps;
  const { site, origin } = settings;
  const lang = signal<Lang>(settings.lang);
  const words = signal(deps.words);
  const isOpen = signal(false);
  /** What is being written, kept while the visitor looks at something else. */
  const composer = signal("");
  const request = signal(noRequest);
  const now = signal(deps.now());
  const memory = createMemory(site, () => page.localStorage);
  const spoken = () => lang.peek();
  const client = deps.client ?? createVisitorClient({ baseUrl: origin, token: () => memory.get().token });
  const onError = (error: unknown) => {
    const { code = "internal", message = String(error) } = (error ?? {}) as Partial<KotaeError>;
    emit("error", { code, detail: message });
  };
  const trail = createTrail();
  const session = createSession({
    ...{ client, memory, site, lang: spoken, onError },
    onSwitch: () => conversation.leave(),
  });
  const conversation = createConversation({
    ...deps,
    ...{ client, session, memory, lang: spoken, onError },
    page: () => pageContext(page),
    url: `${origin.replace(/^http/, "ws")}/v1/realtime`,
    onMessage: ({ conversationId, author, body }) => emit("message", { conversationId, from: author.name, body }),
    onContactNeeded: () => showPerson(),
    onTicket: ({ id, number, subject, status }) => emit("ticket", { id, number, subject, status }),
  });
  const home = createHome(client, site, spoken);
  const search = createSearch({ ...deps, client, site, origin, lang: spoken, trail, token: session.token });
  const reading = createReading(client, site, trail, memory);
  const parts = createParts(deps.loadPart);
  /** What of the site's own systems the visitor is about to ask. */
  const offer = signal<ToolOffer>();
  const navigation = createNavigation();
  const isOnline = computed(() => conversation.isOnline.value ?? home.home.value?.online ?? false);
  let isResumed = false;

  /** Goes on with what this visitor had open, on this device or, once it is known who they are, on another. */
  async function resume(): Promise<void> {
    const kept = memory.get();
    if (kept.token === undefined && !session.hasIdentity()) return;
    try {
      await session.ensure();
      let conversationId = memory.get().conversationId;
      if (conversationId === undefined && session.hasIdentity()) {
        const { items } = await session.run(() => client.listConversations({ limit: 1 }));
        const last = items[0];
        if (last && last.ticket?.status !== "closed") conversationId = last.id;
      }
      if (conversationId !== undefined) await conversation.resume(conversationId);
    } catch (error) {
      onError(error);
    }
  }

  function start(): void {
    if (isResumed) return;
    isResumed = true;
    void resume();
  }

  function showArticle(id: string): void {
    search.opened(id);
    parts.need("article");
    navigation.go({ name: "article", id });
    void reading.open(id);
  }

  function ask(text: string): void {
    if (clean(text) === "") return;
    // where nobody but people answers, they are told at once
    if (home.home.peek()?.assistant === false && !conversation.isWithPerson.peek()) {
      request.value = { ...request.peek(), words: text };
      search.clear();
      showPerson();
      return;
    }
    // a matter that is over is not where a new one belongs
    const status = conversation.ticket.peek()?.status;
    if (status === "closed" || status === "resolved") conversation.leave();
    batch(() => {
      conversation.say(text);
      search.clear();
      navigation.go({ name: "thread" });
    });
  }

  function showPerson(): void {
    void session.learn();
    navigation.go({ name: "person" });
  }

  function reset(): void {
    isResumed = false;
    conversation.drop();
    session.forget();
    trail.clear();
    reading.forget();
    search.clear();
    composer.value = "";
    request.value = noRequest;
    navigation.home();
  }

  function speak(next: Lang, nextWords: Words): void {
    if (next === lang.peek()) return;
    batch(() => {
      lang.value = next;
      words.value = nextWords;
    });
    search.again();
    if (home.state.peek() !== "none") void home.load();
  }

  function run(...[name, value, more]: PanelCommand): void {
    if (name === "identify") {
      session.identify(value);
      isResumed = false;
      if (isOpen.peek() || memory.get().token !== undefined) start();
    } else if (name === "reset") reset();
    else if (name === "set") session.set(value).catch(onError);
    else if (name === "ask") ask(value);
    else if (name === "article") showArticle(value);
    else if (name === "locale") speak(value, more);
  }

  const stops = [
    effect(() => emit("unread", conversation.unread.value)),
    // whoever has the thread before their eyes has read it
    effect(() => {
      const isSeen = isOpen.value && navigation.view.value.name === "thread" && conversation.messages.value.length > 0;
      if (isSeen && page.document.visibilityState === "visible") conversation.see();
    }),
    memory.watch(page, (kept, before) => {
      if (kept.token === undefined && before.token !== undefined) {
        conversation.drop();
        navigation.home();
      } else if (kept.conversationId !== undefined && kept.conversationId !== conversation.id.peek()) {
        conversation.drop();
        void resume();
      }
    }),
    listen(page, "online", conversation.flush),
    listen(page.document, "visibilitychange", () => {
      const isSeen = isOpen.peek() && navigation.view.peek().name === "thread";
      if (isSeen && page.document.visibilityState === "visible") conversation.see();
    }),
  ];
  // times on screen grow old by themselves
  let stopClock = () => {};
  function tick(): void {
    now.value = deps.now();
    stopClock = deps.after(30_000, tick);
  }
  if (memory.get().live) start();

  return {
    ...{
      lang,
      isOpen,
      now,
      session,
      conversation,
      home,
      search,
      reading,
      navigation,
      isOnline,
      origin,
      site,
      composer,
      request,
      parts,
      offer,
      client,
    },
    t: (key: Key, values?: Readonly<Record<string, string | number>>) => phrase(words.value, key, values),
    ...{ run, ask, showArticle },
    setOpen(open: boolean): void {
      isOpen.value = open;
      stopClock();
      if (!open) return;
      tick();
      if (home.state.peek() === "none" || home.state.peek() === "failed") void home.load();
      start();
    },
    /** What was opened or asked from the first view goes on in the thread. */
    showThread: () => navigation.go({ name: "thread" }),
    showPerson,
    showTool(next: ToolOffer): void {
      offer.value = next;
      navigation.go({ name: "tool" });
    },
    async requestPerson(asked: Omit<PersonRequest, "trail">): Promise<void> {
      await conversation.escalate({ ...asked, trail: trail.read() });
      trail.clear();
      batch(() => {
        request.value = noRequest;
        navigation.home();
        navigation.go({ name: "thread" });
      });
    },
    /** Says whether an article helped; kept for the person who may be asked later. */
    judgeArticle(id: string, solved: boolean): void {
      reading.judge(id, solved);
      if (conversation.id.peek() !== undefined && !conversation.isWithPerson.peek())
        conversation.judge(solved, id).catch(onError);
    },
    /** Says whether the assistant's answer helped. */
    judgeAnswer(solved: boolean): void {
      conversation.judge(solved).catch(onError);
      if (!solved) showPerson();
    },
    startNew(): void {
      conversation.leave();
      navigation.home();
    },
    stop(): void {
      stopClock();
      for (const stop of stops) stop();
      search.stop();
      conversation.drop();
    },
  };
}
