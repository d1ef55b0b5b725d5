import { listen } from "./listen.ts";

/** A message or question that the server does not have yet. */
export type Unsent = { clientId: string; body: string; as: "question" | "message" };

/** What this device remembers of a visitor who has spoken with us. */
export type Kept = {
  token?: string | undefined;
  visitorId?: string | undefined;
  verified?: boolean | undefined;
  conversationId?: string | undefined;
  /** True while a person is looking after it: the loader then brings the panel by itself. */
  live?: boolean | undefined;
  unsent?: Unsent[] | undefined;
  /** The articles read last, newest first. */
  recent?: { id: string; title: string }[] | undefined;
};

export type Memory = ReturnType<typeof createMemory>;

/**
 * What is kept in the browser under one key of the site; where storage is blocked it lives as long as the page.
 *
 * It writes nothing by itself: the first write is the visitor's first message.
 */
export function createMemory(site: string, storage: () => Storage) {
  const key = `kotae:${site}`;
  let kept = read();

  function read(): Kept {
    try {
      return Object(JSON.parse(storage().getItem(key) ?? "{}"));
    } catch {
      return {};
    }
  }

  return {
    get: (): Readonly<Kept> => kept,
    keep(change: Kept): void {
      kept = { ...kept, ...change };
      try {
        storage().setItem(key, JSON.stringify(kept));
      } catch {
        // blocked or full: memory is all there is
      }
    },
    forget(): void {
      kept = {};
      try {
        storage().removeItem(key);
      } catch {
        // nothing was kept there
      }
    },
    /** Tells when another tab of this site changed what is kept. */
    watch: (page: EventTarget, onChange: (now: Kept, before: Kept) => void): (() => void) =>
      listen(page, "storage", (event) => {
        const changed = (event as StorageEvent).key;
        if (changed !== key && changed !== null) return;
        const before = kept;
        kept = read();
        onChange(kept, before);
      }),
  };
}
