import type { KotaeApi, Lang, Panel, PanelCommand, PanelModule, Settings } from "../contract.ts";
import { createEvents } from "./events.ts";
import { createLauncher } from "./launcher.ts";
import { langOf } from "./settings.ts";

declare global {
  interface Window {
    Kotae?: Partial<KotaeApi> & { q?: unknown };
  }
}

/**
 * Puts the launcher on the page and `window.Kotae` in its hands; `load` brings the panel and is not called before the
 * visitor or the page asks for it.
 */
export function start(settings: Settings, tokens: string, load: (lang: Lang) => Promise<PanelModule>): KotaeApi {
  const events = createEvents();
  const launcher = createLauncher(settings, tokens);
  const { host, place, adopt, paint, button } = launcher;
  const waiting: PanelCommand[] = [];
  let coming: Promise<void> | undefined;
  let panel: Panel | undefined;
  let isOpen = false;
  let isGone = false;

  /** Brings the panel once; a load that failed may be tried again. */
  function bring(): Promise<void> {
    coming ??= load(settings.lang)
      .then((module) => {
        if (isGone) return;
        panel = module.mount({ settings, host, place, adopt, paint, emit: events.emit, close });
        for (const command of waiting.splice(0)) panel.run(...command);
      })
      .catch((error: unknown) => {
        coming = undefined;
        failed(error);
        close("failed");
      });
    return coming;
  }
  const failed = (error: unknown) => events.emit("error", { code: "network", detail: String(error) });

  function run(...command: PanelCommand): void {
    if (panel) panel.run(...command);
    else waiting.push(command);
  }

  function open(): void {
    if (isOpen || isGone) return;
    isOpen = true;
    launcher.setState(panel ? "open" : "waiting");
    void bring().then(() => {
      if (!isOpen || !panel) return;
      launcher.setState("open");
      panel.setOpen(true);
      events.emit("open", undefined);
    });
  }

  function close(state: "closed" | "failed" = "closed"): void {
    if (!isOpen) return;
    isOpen = false;
    const hadFocus = launcher.root.activeElement !== null;
    panel?.setOpen(false);
    launcher.setState(state);
    if (hadFocus) button.focus();
    events.emit("close", undefined);
  }

  const api: KotaeApi = {
    open,
    close: () => close(),
    toggle: () => (isOpen ? close() : open()),
    show: () => launcher.setVisible(true),
    hide: () => launcher.setVisible(false),
    identify: (token) => run("identify", token),
    reset() {
      waiting.length = 0;
      kept(settings.site, (storage, key) => storage.removeItem(key));
      panel?.run("reset");
    },
    set: (attributes) => run("set", attributes),
    ask(text) {
      run("ask", String(text));
      open();
    },
    article(id) {
      run("article", String(id));
      open();
    },
    locale(tag) {
      settings.lang = langOf(tag);
      launcher.setLang(settings.lang);
      if (!coming) return;
      const lang = settings.lang;
      Promise.all([load(lang), coming])
        .then(([{ words }]) => lang === settings.lang && run("locale", lang, words))
        .catch(failed);
    },
    on: events.on,
    destroy() {
      isGone = true;
      observer.disconnect();
      panel?.destroy();
      events.clear();
      host.remove();
      delete window.Kotae;
    },
    q: {
      push(...calls) {
        for (const [name, ...values] of calls) {
          const method = api[name as keyof KotaeApi] as unknown;
          if (typeof method === "function") method(...values);
        }
      },
    },
  };

  // Turbo and Astro swap the body under us: the launcher, with an open panel, goes along into the new one
  const observer = new MutationObserver(attach);
  function attach(): void {
    const { documentElement, body } = document;
    if (!host.isConnected) body?.append(host);
    observer.disconnect();
    // a script in the head comes before there is a body
    for (const parent of [documentElement, body]) if (parent) observer.observe(parent, { childList: true });
  }

  button.onpointerenter = button.onfocus = bring;
  button.onclick = api.toggle;
  events.on("unread", launcher.setUnread);

  const early = window.Kotae?.q;
  window.Kotae = api;
  attach();
  if (Array.isArray(early)) api.q.push(...early);
  events.emit("ready", undefined);
  // a visitor who is talking with a person hears the answer on the next page as well
  if (kept(settings.site, (storage, key) => JSON.parse(storage.getItem(key) ?? "{}").live)) void bring();
  return api;
}

/** Does something with what this device remembers; blocked storage remembers nothing. */
function kept(site: string, use: (storage: Storage, key: string) => unknown): unknown {
  try {
    return use(localStorage, `kotae:${site}`);
  } catch {
    return undefined;
  }
}
