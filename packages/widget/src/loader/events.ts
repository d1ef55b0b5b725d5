import type { WidgetEvent, WidgetEvents } from "../contract.ts";

export type Events = ReturnType<typeof createEvents>;

/** The page's listeners; `unread` and `ready` also tell those who come late. */
export function createEvents() {
  const listeners = new Map<WidgetEvent, Set<(value: never) => void>>();
  const current = new Map<WidgetEvent, unknown>([["unread", 0]]);
  return {
    on<E extends WidgetEvent>(event: E, listener: (value: WidgetEvents[E]) => void): () => void {
      const all = listeners.get(event) ?? new Set();
      listeners.set(event, all.add(listener));
      if (current.has(event)) call(listener, current.get(event) as WidgetEvents[E]);
      return () => all.delete(listener);
    },
    emit<E extends WidgetEvent>(event: E, value: WidgetEvents[E]): void {
      if (event === "unread" || event === "ready") current.set(event, value);
      for (const listener of [...(listeners.get(event) ?? [])])
        call(listener as (value: WidgetEvents[E]) => void, value);
    },
    clear: () => listeners.clear(),
  };
}

/** Calls the page's own function so that its mistake is reported as the page's and stops nothing of ours. */
function call<T>(listener: (value: T) => void, value: T): void {
  try {
    listener(value);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
