import type { ComponentType } from "preact";
import type { Kit } from "./parts/kit.ts";
import type { Words } from "./strings/en.ts";

/** What loader and panel say to each other, and what the page's owner may say to both. Types only: it costs no bytes. */

export type Lang = "en" | "ja";

/** What the script tag asks for. */
export type Settings = {
  site: string;
  /** Where the loader came from: the server to talk to. */
  origin: string;
  lang: Lang;
  /** `#rgb` or `#rrggbb`; empty leaves the site's or Kotae's own. */
  accent: string;
  side: "left" | "right";
  /** Words beside the launcher's icon; empty for none. */
  label: string;
  theme: "light" | "dark" | undefined;
};

export type IdentityToken = string | (() => string | Promise<string>);

/** Every event a page can listen to, with what it is given. */
export type WidgetEvents = {
  open: undefined;
  close: undefined;
  ready: undefined;
  message: { conversationId: string; from: string | null; body: string };
  /** How many messages wait to be read; fires at once with the current number. */
  unread: number;
  ticket: { id: string; number: number; subject: string; status: string };
  error: { code: string; detail: string };
};
export type WidgetEvent = keyof WidgetEvents;

/** `window.Kotae`, as the page sees it. */
export type KotaeApi = {
  open(): void;
  close(): void;
  toggle(): void;
  show(): void;
  hide(): void;
  identify(token: IdentityToken): void;
  reset(): void;
  set(attributes: Record<string, string | number | boolean | null>): void;
  ask(text: string): void;
  article(id: string): void;
  locale(tag: string): void;
  on<E extends WidgetEvent>(event: E, listener: (value: WidgetEvents[E]) => void): () => void;
  destroy(): void;
  /** Where pages put calls before the loader has run, as in `Kotae.q.push(["open"])`; works afterwards as well. */
  q: { push(...calls: unknown[][]): void };
};

/** What only the panel can do; kept in order by the loader until the panel is there. */
export type PanelCommand =
  | ["open"]
  | ["identify", IdentityToken]
  | ["reset"]
  | ["set", Record<string, string | number | boolean | null>]
  | ["ask", string]
  | ["article", string]
  | ["locale", Lang, Words];

/** What the loader hands the panel when it arrives. */
export type Handover = {
  settings: Settings;
  host: HTMLElement;
  /** The element the panel draws into, before the launcher in reading order. */
  place: HTMLElement;
  adopt(css: string): void;
  /** Takes up a brand colour; nothing changes where it is no colour. */
  paint(accent: string): void;
  emit<E extends WidgetEvent>(event: E, value: WidgetEvents[E]): void;
  /** Closes the panel and gives the focus back to the launcher. */
  close(): void;
};

export type Panel = {
  run(...command: PanelCommand): void;
  /** Shows or hides it; hidden, it goes on listening for messages. */
  setOpen(open: boolean): void;
  destroy(): void;
};

/** What of the panel is loaded when it is first needed. */
export type PartName = "article" | "rating" | "tool";
export type PartView = ComponentType;
/** What the module of a part exports: its view, the rest of the style sheet, and where it takes what it is lent. */
export type PartModule = { View: PartView; css: string; take(kit: Kit): void };
export type LoadPart = (name: PartName) => Promise<PartView>;

/** What the panel's module exports: there is one in each language. */
export type PanelModule = { mount(handover: Handover): Panel; words: Words };
