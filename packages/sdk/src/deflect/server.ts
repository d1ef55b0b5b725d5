import { answerRoutes, fillPath, visitorRoutes } from "../routes.ts";
import type { Article, Hit, Input } from "../schema/index.ts";

export type ServerOptions = { baseUrl: string; site: string; fetch?: typeof fetch | undefined };
export type Event = Input<"recordDeflection">;

/** What a form asks of the server: no session, no cookie, and nothing that waits for an answer but reading. */
export function createServer({ baseUrl, site, fetch: send = (...given) => fetch(...given) }: ServerOptions) {
  const base = baseUrl.replace(/\/$/, "");

  async function read<T>(path: string, signal: AbortSignal): Promise<T> {
    const response = await send(base + path, { signal, credentials: "omit" });
    if (!response.ok) throw new Error(`The server answered ${response.status}.`);
    return (await response.json()) as T;
  }

  return {
    search: (q: string, lang: string, signal: AbortSignal) =>
      read<{ items: Hit[] }>(
        `${visitorRoutes.search[1]}?${new URLSearchParams({ q, lang, site, limit: "3", typing: "true" })}`,
        signal,
      ),
    article: (id: string, signal: AbortSignal) =>
      read<Article>(`${fillPath(visitorRoutes.getArticle[1], { id })}?${new URLSearchParams({ site })}`, signal),
    /** Told without waiting, and told to the end when the page goes away meanwhile. */
    record(event: Event): void {
      const [method, path] = answerRoutes.recordDeflection;
      send(base + path, {
        method,
        headers: { "content-type": "application/json" },
        body: JSON.stringify(event),
        keepalive: true,
        credentials: "omit",
      }).catch(() => {
        // a count that is short by one
      });
    },
    /** The absolute form of a web or mail address, or undefined for anything else. */
    address(given: string | undefined): string | undefined {
      if (!given || given.startsWith("#")) return undefined;
      const url = URL.parse(given, `${base}/`);
      return url && /^(?:https?|mailto|tel):$/.test(url.protocol) ? url.href : undefined;
    },
  };
}

export type Server = ReturnType<typeof createServer>;
