import type { Client, Link, LinkState, openLink } from "@kotae/sdk";
import type { ClientFrame, Message, ServerFrame } from "@kotae/sdk/schema";
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Clock } from "./clock.ts";
import { isSessionOver } from "./failure.ts";

/** Hands over what is new in a conversation, in order, without gap or repeat. */
type OnMessages = (messages: Message[], lastSeq: number) => void;

/** The one live connection of the console, shared by all screens. */
export type Live = {
  state: ReadonlySignal<LinkState>;
  /** Who is online, by id; undefined until the server has said so. */
  online: ReadonlySignal<ReadonlySet<string> | undefined>;
  open(): void;
  close(): void;
  send(frame: ClientFrame): void;
  /** Calls `listener` with every frame; gives the function that stops it. */
  on(listener: (frame: ServerFrame) => void): () => void;
  /** Follows a conversation from `lastSeq` on; gives the function that stops it. */
  follow(conversationId: string, lastSeq: number, onMessages: OnMessages): () => void;
};

type Follower = { lastSeq: number; received: OnMessages };
type Options = { client: Client; openLink: typeof openLink; url: string; clock: Clock; onSessionOver(): void };

const refusedMs = 30_000;

/** A connection that is opened at log-in and closed at log-out. */
export function makeLive({ client, openLink: connect, url, clock, onSessionOver }: Options): Live {
  const state = signal<LinkState>("closed");
  const online = signal<ReadonlySet<string> | undefined>(undefined);
  const listeners = new Set<(frame: ServerFrame) => void>();
  const followers = new Map<string, Follower>();
  let link: Link | undefined;
  let stopWaiting: (() => void) | undefined;

  function open(): void {
    if (link) return;
    link = connect({
      client,
      url,
      onFrame(frame) {
        if (frame.t === "presence" && frame.agentIds) online.value = new Set(frame.agentIds);
        for (const listener of [...listeners]) listener(frame);
      },
      onMessages: (conversationId, messages, lastSeq) => followers.get(conversationId)?.received(messages, lastSeq),
      onState(next) {
        state.value = next;
      },
      onRefused: () => void refused(),
    });
    state.value = link.state();
    for (const [id, follower] of followers) link.follow(id, follower.lastSeq);
  }

  /** A refused socket may have another reason than the session: only the server can tell. */
  async function refused(): Promise<void> {
    link = undefined;
    try {
      await client.getSession();
    } catch (error) {
      if (isSessionOver(error)) return onSessionOver();
    }
    stopWaiting = clock.after(refusedMs, open);
  }

  return {
    state,
    online,
    open,
    close() {
      stopWaiting?.();
      link?.close();
      link = undefined;
      state.value = "closed";
      online.value = undefined;
      followers.clear();
    },
    send: (frame) => link?.send(frame),
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    follow(conversationId, lastSeq, onMessages) {
      const follower: Follower = {
        lastSeq,
        received(messages, last) {
          follower.lastSeq = last;
          onMessages(messages, last);
        },
      };
      followers.set(conversationId, follower);
      link?.follow(conversationId, lastSeq);
      return () => {
        // another screen may have taken the conversation over in the meantime
        if (followers.get(conversationId) !== follower) return;
        followers.delete(conversationId);
        link?.unfollow(conversationId);
      };
    },
  };
}
