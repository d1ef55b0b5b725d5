import type { ServerFrame } from "@kotae/sdk/schema";
import type { Publish, Topic } from "../delivery/live.ts";

/** Hears a frame; `encoded` gives its JSON, made once however many listeners ask for it. */
export type Listener = (frame: ServerFrame, encoded: () => string) => void;

export type Bus = {
  publish: Publish;
  /** Calls the listener for every frame of the topic from now on; gives back the function that ends it. */
  subscribe(topic: Topic, listener: Listener): () => void;
};

/**
 * A bus within this process.
 *
 * What a listener throws reaches `onError`, not the publisher: its deed is already committed, and others listen too.
 */
export function createBus(onError: (error: unknown) => void = warn): Bus {
  const topics = new Map<Topic, Set<Listener>>();
  return {
    publish(topic, frame) {
      const listeners = topics.get(topic);
      if (!listeners) return;
      let json: string | undefined;
      const encoded = () => {
        json ??= JSON.stringify(frame);
        return json;
      };
      for (const listener of listeners) {
        try {
          listener(frame, encoded);
        } catch (error) {
          onError(error);
        }
      }
    },
    subscribe(topic, listener) {
      const listeners = topics.get(topic) ?? new Set();
      topics.set(topic, listeners.add(listener));
      return () => {
        listeners.delete(listener);
        // an emptied set may have been replaced since
        if (listeners.size === 0 && topics.get(topic) === listeners) topics.delete(topic);
      };
    },
  };
}

const warn = (error: unknown) => process.emitWarning(error instanceof Error ? error : String(error));
