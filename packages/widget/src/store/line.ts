import type { Link, LinkOptions, LinkState, VisitorClient } from "@kotae/sdk";
import type { ClientFrame } from "@kotae/sdk/schema";
import { signal } from "@preact/signals";
import type { Session } from "./session.ts";
import type { Clock } from "./typing.ts";

/** Brings the code of the socket, which only a visitor who has said something needs. */
export type LoadLink = () => Promise<{ openLink: (options: LinkOptions) => Link }>;

export type LineDeps = Pick<Clock, "after"> & {
  client: VisitorClient;
  session: Session;
  loadLink: LoadLink;
  /** Where the socket is. */
  url: string;
  onFrame: LinkOptions["onFrame"];
  onMessages: LinkOptions["onMessages"];
  /** Messages can be sent again. */
  onLive: () => void;
  onError: (error: unknown) => void;
};

/** The line to the server for as long as a conversation is on screen: fetched, opened and renewed by itself. */
export function createLine({ client, session, loadLink, url, after, onFrame, onMessages, onLive, onError }: LineDeps) {
  const state = signal<LinkState>();
  let link: Link | undefined;
  let isOpening = false;
  // raised when the line is closed: what was still being opened then is not wanted any more
  let era = 0;

  async function open(conversationId: string, lastSeq: () => number): Promise<void> {
    if (isOpening) return;
    const born = era;
    isOpening = true;
    const live = await loadLink().catch(() => undefined);
    if (born !== era) return;
    isOpening = false;
    const again = () => born === era && follow(conversationId, lastSeq);
    if (!live) {
      state.value = "connecting";
      after(5_000, again);
      return;
    }
    link = live.openLink({
      client,
      url,
      token: session.token,
      onFrame,
      onMessages,
      onState(next) {
        state.value = next;
        if (next === "live" || next === "polling") onLive();
      },
      onRefused() {
        link = undefined;
        session.renew().then(again, onError);
      },
    });
    state.value = link.state();
    link.follow(conversationId, lastSeq());
  }

  /** Hears what comes after the last entry we have, from now on. */
  function follow(conversationId: string, lastSeq: () => number): void {
    if (link) link.follow(conversationId, lastSeq());
    else void open(conversationId, lastSeq);
  }

  return {
    state,
    follow,
    isOpen: () => link !== undefined,
    send: (frame: ClientFrame) => link?.send(frame),
    close(): void {
      era++;
      isOpening = false;
      link?.close();
      link = undefined;
      state.value = undefined;
    },
  };
}
