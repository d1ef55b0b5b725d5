import { answerRoutes, fillPath, visitorRoutes } from "../routes.ts";
import type { Article, Hit, Input } from "../schema/index.ts";

export type ServerOptions = { baseUrl: string; site: string; fetch?: typeof fetch | undefined };
export type Event = Input<"recordDeflection">;
export type Search = Input<"recordSearches">["items"][number];

/** What a form asks of the server: no session, no cookie, and nothing that waits for an answer but reading. */
export function createServer({ baseUrl, site, fetch: send = (...given) => fetch(...given) }: ServerOptions) {
  const base = baseUrl.replace(/\/$/, "");

  async function read<T>(path: string, signal: AbortSignal): Promise<T> {
    const response = await send(base + path, { signal, credentials: "omit" });
    if (!response.ok) throw new Error(`The server answered ${response.status}.`);
    return (await response.json()) as T;
  }

  /** Told without waiting, and told to the end when the page goes away meanwhile. */
  function tell([method, path]: readonly [method: string, path: string], body: unknown): void {
    send(base + path, {
      method,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      keepalive: true,
      credentials: "omit",
    }).catch(() => {
      // a count that is short by one
    });
  }

  return {
    search: (q: string, lang: string, signal: AbortSignal) =>
      read<{ items: Hit[] }>(
        `${visitorRoutes.search[1]}?${new URLSearchParams({ q, lang, site, limit: "3", typing: "true" })}`,
        signal,
      ),
    article: (id: string, signal: AbortSignal) =>
      read<Article>(`${fillPath(visitorRoutes.getArticle[1], { id })}?${new URLSearchParams({ site })}`, signal),
    record: (event: Event) => tell(answerRoutes.recordDeflection, event),
    /** The server counts no search of what is still being written: it hears of the one that was meant. */
    searched: (search: Search) => tell(answerRoutes.recordSearches, { site, items: [search] }),
    /** The absolute form of a web or mail address, or undefined for anything else. */
    address(given: string | undefined): string | undefined {
      if (!given || given.startsWith("#")) return undefined;
      const url = URL.parse(given, `${base}/`);
      return url && /^(?:https?|mailto|tel):$/.test(url.protocol) ? url.href : undefined;
    },
  };
}

export type Server = ReturnType<typeof createServer>;
