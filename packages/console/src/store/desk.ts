import type { Client } from "@kotae/sdk";
import type { Agent } from "@kotae/sdk/schema";
import type { ReadonlySignal, Signal } from "@preact/signals";
import type { Language, Words } from "../strings/index.ts";
import type { Clock } from "./clock.ts";
import type { Drafts } from "./drafts.ts";
import type { Inbox } from "./inbox.ts";
import type { Live } from "./live.ts";
import type { Toasts } from "./toasts.ts";

/** What a logged-in agent's screens work with. */
export type Desk = {
  client: Client;
  live: Live;
  clock: Clock;
  toasts: Toasts;
  drafts: Drafts;
  inbox: Inbox;
  me: ReadonlySignal<Agent>;
  words: ReadonlySignal<Words>;
  language: ReadonlySignal<Language>;
  /** Questions the editor was tried with since the log-in, the newest first. */
  tested: Signal<readonly string[]>;
  /** What this device keeps. */
  storage: Storage;
  /** False while the tab is in the background: nothing is read or viewed then. */
  visible: ReadonlySignal<boolean>;
  newId(): string;
};
