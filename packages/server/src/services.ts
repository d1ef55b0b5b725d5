import type { Logger } from "pino";
import type { Act } from "./act.ts";
import type { Assistant } from "./assistant/index.ts";
import type { Config } from "./config.ts";
import type { Mail } from "./delivery/mail.ts";
import type { visitorTokens } from "./identity/index.ts";
import type { GapKeeper, SearchLog } from "./insights/index.ts";
import type { Files, Searcher, Views } from "./knowledge/index.ts";
import type { Bus } from "./realtime/bus.ts";
import type { Storage } from "./storage/index.ts";
import type { Tools } from "./tools/index.ts";

/** Everything a door needs, made once in the composition root. */
export type Services = {
  config: Config;
  storage: Storage;
  bus: Bus;
  searcher: Searcher;
  /** The images that articles show. */
  files: Files;
  /** Who opened which article. */
  views: Views;
  assistant: Assistant;
  /** Counts what is searched. */
  searches: SearchLog;
  /** Sorts what nobody answered into gaps. */
  gaps: GapKeeper;
  /** The way out to the site owner's own systems. */
  tools: Tools;
  /** Sends mail; undefined where no mail server is set. */
  mail: Mail | undefined;
  tokens: ReturnType<typeof visitorTokens>;
  log: Logger;
  now(): number;
  newId(): string;
  /** Runs one deed as one transaction; what it publishes is heard after the commit. */
  act<T>(deed: (act: Act) => Promise<T>): Promise<T>;
  /** Looks again which sites there are. */
  refreshSites(): Promise<void>;
  /** Whether an agent is online and available: a copy of what the database says. */
  isSomeoneThere(): boolean;
  /** Looks again, and tells visitors if it is different now. */
  refreshPresence(): Promise<void>;
  /** Whether any socket of this visitor is open here. */
  isVisitorOnline(visitorId: string): boolean;
};
