import { answerRoutes } from "@kotae/sdk/routes";
import type { Input } from "@kotae/sdk/schema";
import type { Clock } from "../store/typing.ts";

export type ReportDeps = {
  origin: string;
  site: string;
  token: () => string | undefined;
  after: Clock["after"];
  page: Window;
  fetch?: typeof fetch;
};

type Search = Input<"recordSearches">["items"][number];

/** What stays on screen so long was meant; what was typed on the way to it was not. */
const settleMillis = 1_500;
const most = 20;

/**
 * Tells the server what was searched for in the panel, which it cannot know: settled searches only, a few at a time,
 * when the search is over or the page goes out of sight.
 */
export function createReport({ origin, site, token, after, page, fetch: send = fetch }: ReportDeps) {
  let settled: Search[] = [];
  let last: Search | undefined;
  let isSettled = false;
  let stopWaiting = () => {};

  function settle(): void {
    stopWaiting();
    if (!last || isSettled) return;
    isSettled = true;
    settled.push(last);
    if (settled.length >= most) flush();
  }

  function flush(): void {
    const items = settled;
    settled = [];
    if (items.length === 0) return;
    const [method, path] = answerRoutes.recordSearches;
    const bearer = token();
    const headers = { "content-type": "application/json", ...(bearer && { authorization: `Bearer ${bearer}` }) };
    // it outlives the page; where it is lost, a count is short by a few
    send(origin + path, { method, headers, body: JSON.stringify({ site, items }), keepalive: true }).catch(() => {});
  }

  function leave(): void {
    stopWaiting();
    last = undefined;
    flush();
  }

  const onHidden = () => {
    if (page.document.visibilityState === "hidden") flush();
  };
  page.document.addEventListener("visibilitychange", onHidden);

  return {
    searched(search: Search): void {
      stopWaiting();
      isSettled = false;
      last = { ...search, q: search.q.slice(0, 200).toWellFormed().trim() };
      stopWaiting = after(settleMillis, settle);
    },
    opened(articleId: string): void {
      if (!last) return;
      settle();
      last.opened ??= articleId;
    },
    leave,
    stop(): void {
      leave();
      page.document.removeEventListener("visibilitychange", onHidden);
    },
  };
}
