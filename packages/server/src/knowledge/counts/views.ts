import type { Act } from "../../act.ts";
import { dayOf, noteViews } from "./counts.ts";

/** Counts who opens what, once for each reader, article and day, without making any reader wait. */
export type Views = {
  /** `voice` tells readers apart; a crawler by its user agent is none. */
  opened(articleId: string, reader: { voice: string; userAgent: string | undefined }): void;
  /** Resolves once everything opened before is counted. */
  flush(): Promise<void>;
  close(): Promise<void>;
};

export type ViewsDeps = {
  act<T>(deed: (act: Act) => Promise<T>): Promise<T>;
  now(): number;
  onError(error: unknown): void;
};

/** What is counted is written together, so that a page that is read often is no write for each of its readers. */
const flushEvery = 2_000;
/** More readers in a day than this, and a few are counted twice. */
const remembered = 100_000;

const crawlers =
  /bot\b|bot[/_-]|crawl|spider|slurp|preview|facebookexternalhit|embedly|monitor|lighthouse|headless|wget|curl|python-|java\/|go-http|httpclient|feedfetcher|archiver/i;

/** Whether a user agent says that no person is reading; saying nothing says it too. */
export const isCrawler = (userAgent: string | undefined): boolean =>
  userAgent === undefined || userAgent === "" || crawlers.test(userAgent);

export function createViews({ act, now, onError }: ViewsDeps): Views {
  let day = dayOf(now());
  let seen = new Set<string>();
  let waiting = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  function write(): void {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.size === 0) return;
    const [views, of] = [waiting, day];
    waiting = new Map();
    writing = writing.then(() => act(({ db }) => noteViews(db, views, of))).catch(onError);
  }

  return {
    opened(articleId, { voice, userAgent }) {
      if (isCrawler(userAgent)) return;
      const today = dayOf(now());
      if (today !== day) {
        write();
        day = today;
        seen = new Set();
      }
      const key = `${articleId} ${voice}`;
      if (seen.has(key)) return;
      if (seen.size >= remembered) seen.delete(seen.values().next().value ?? "");
      seen.add(key);
      waiting.set(articleId, (waiting.get(articleId) ?? 0) + 1);
      timer ??= setTimeout(write, flushEvery).unref();
    },
    flush() {
      write();
      return writing;
    },
    close() {
      write();
      return writing;
    },
  };
}
