import type { Message, ServerFrame } from "@kotae/sdk/schema";

/** A live frame that waits until the backlog before it has been sent. */
export type Held = { frame: ServerFrame; json: string };

export type Backlog = { items: Message[]; lastSeq: number };

/** True where a page of the log after `after` does not reach its end: the client is better off reading it over HTTP. */
export const isTooMuch = (page: Backlog, after: number): boolean => page.lastSeq > (page.items.at(-1)?.seq ?? after);

/** The held frames that still tell something once the log has been sent up to `sentSeq`. */
export function stillNews(held: readonly Held[], sentSeq: number): Held[] {
  return held.filter(({ frame }) => frame.t !== "message" || frame.message.seq > sentSeq);
}
