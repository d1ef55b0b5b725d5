import type { Client, openLink } from "@kotae/sdk";
import type { Agent } from "@kotae/sdk/schema";
import { computed, effect, type ReadonlySignal, signal, untracked } from "@preact/signals";
import type { Clock } from "./clock.ts";
import { CountsModel } from "./counts.ts";
import type { Desk } from "./desk.ts";
import { openDrafts } from "./drafts.ts";
import { InboxModel } from "./inbox.ts";
import { makeLive } from "./live.ts";
import { hrefOf } from "./place.ts";
import { openPreferences, type Preferences } from "./preferences.ts";
import { openRouter, type Router } from "./router.ts";
import { openSession, type Session, watchSession } from "./session.ts";
import { TeamModel } from "./team.ts";
import { openToasts, type Toasts } from "./toasts.ts";

/** What the console needs from outside; a test brings its own. */
export type Ports = {
  client: Client;
  openLink: typeof openLink;
  clock: Clock;
  page: Window;
  storage: Storage;
  newId(): string;
};

/** A logged-in agent's desk with what its screens share. */
export type OpenDesk = Desk & {
  counts: InstanceType<typeof CountsModel>;
  team: InstanceType<typeof TeamModel>;
  close(): void;
};

export type Console = {
  session: Session;
  router: Router;
  preferences: Preferences;
  toasts: Toasts;
  /** Epoch milliseconds, moving on twice a minute, for everything that says how long ago. */
  now: ReadonlySignal<number>;
  desk: ReadonlySignal<OpenDesk | undefined>;
  clock: Clock;
  client: Client;
};

const tickMs = 30_000;

/** Puts the console's parts together: who is logged in has a desk, who is not is led to the log-in. */
export function openConsole(ports: Ports): Console {
  const { clock, page, storage } = ports;
  const preferences = openPreferences(storage, page.navigator.languages);
  const router = openRouter(page);
  const toasts = openToasts(clock);
  const session = openSession(ports.client);
  const client = watchSession(ports.client, session.end);
  const now = signal(clock.now());
  const visible = signal(page.document.visibilityState !== "hidden");
  const desk = signal<OpenDesk | undefined>(undefined);

  const tick = () => {
    now.value = clock.now();
    clock.after(tickMs, tick);
  };
  clock.after(tickMs, tick);
  page.document.addEventListener("visibilitychange", () => {
    visible.value = page.document.visibilityState !== "hidden";
    now.value = clock.now();
  });

  function openDesk(agent: Agent): OpenDesk {
    const url = `${page.location.origin.replace(/^http/, "ws")}/v1/realtime`;
    const live = makeLive({ client: ports.client, openLink: ports.openLink, url, clock, onSessionOver: session.end });
    const inbox = new InboxModel({ client, live, clock, myId: agent.id });
    const counts = new CountsModel(client, live, clock);
    const team = new TeamModel(client);
    live.open();
    counts.refresh();
    void team.load();
    const me = computed(() => (session.state.value.step === "in" ? session.state.value.agent : agent));
    return {
      client,
      live,
      clock,
      toasts,
      drafts: openDrafts(storage, agent.id),
      inbox,
      counts,
      team,
      me,
      words: preferences.words,
      language: preferences.language,
      tested: signal<readonly string[]>([]),
      storage,
      visible,
      newId: ports.newId,
      close() {
        live.close();
        inbox[Symbol.dispose]();
        counts[Symbol.dispose]();
        team[Symbol.dispose]();
      },
    };
  }

  effect(() => {
    const state = session.state.value;
    untracked(() => {
      const place = router.place.peek();
      if (state.step === "in") {
        const held = desk.peek();
        if (held?.me.peek().id !== state.agent.id) {
          held?.close();
          desk.value = openDesk(state.agent);
        }
        if (place.screen === "login") router.go(place.next, { replace: true });
      }
      if (state.step === "out") {
        desk.peek()?.close();
        desk.value = undefined;
        // who left by themselves makes room for somebody else, who begins at the beginning
        const next = state.why === "left" ? "/console/" : hrefOf(place);
        if (place.screen !== "login") router.go({ screen: "login", next }, { replace: true });
      }
    });
  });

  void session.start();
  return { session, router, preferences, toasts, now, desk, clock, client };
}
