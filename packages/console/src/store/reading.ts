import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { isAborted } from "./failure.ts";

/** Something that is asked of the server. */
export type Reading<T> = { step: "loading" } | { step: "failed"; error: unknown } | { step: "ready"; value: T };

export type Reader<T> = {
  state: Signal<Reading<T>>;
  /** True while something newer than what is shown is being asked for. */
  isBusy: ReadonlySignal<boolean>;
  /** Asks anew; what was there stays until the answer comes. Only the last question's answer counts. */
  load(): Promise<void>;
  /** Asks anew after a failure. */
  retry(): void;
  /** The value, where there is one. */
  peek(): T | undefined;
  put(value: T): void;
  close(): void;
};

/** One thing read from the server by `read`, which is told when nobody waits for it any more. */
export function openReader<T>(read: (called: AbortSignal) => Promise<T>): Reader<T> {
  const state = signal<Reading<T>>({ step: "loading" });
  const isBusy = signal(false);
  let reading: AbortController | undefined;

  async function load(): Promise<void> {
    reading?.abort();
    const mine = new AbortController();
    reading = mine;
    isBusy.value = true;
    try {
      const value = await read(mine.signal);
      if (!mine.signal.aborted) state.value = { step: "ready", value };
    } catch (error) {
      if (!mine.signal.aborted && !isAborted(error)) state.value = { step: "failed", error };
    } finally {
      if (reading === mine) isBusy.value = false;
    }
  }

  return {
    state,
    isBusy,
    load,
    retry() {
      state.value = { step: "loading" };
      void load();
    },
    peek() {
      const now = state.peek();
      return now.step === "ready" ? now.value : undefined;
    },
    put(value) {
      state.value = { step: "ready", value };
    },
    close: () => reading?.abort(),
  };
}

type Page<Row> = { items: Row[]; nextCursor: string | null };

export type Rows<Row> = Omit<Reader<readonly Row[]>, "put"> & {
  hasMore: ReadonlySignal<boolean>;
  more: ReadonlySignal<"idle" | "loading" | "failed">;
  loadMore(): Promise<void>;
  /** Puts other rows in the place of those shown, as after a change of one of them. */
  change(next: (rows: readonly Row[]) => readonly Row[]): void;
};

/** A paged list; `read` gives the page that begins at a cursor. */
export function openRows<Row>(
  read: (cursor: { cursor?: string }, called: AbortSignal) => Promise<Page<Row>>,
): Rows<Row> {
  const cursor = signal<string | null>(null);
  const hasMore = signal(false);
  const more = signal<"idle" | "loading" | "failed">("idle");
  let generation = 0;
  const put = (next: string | null) => {
    cursor.value = next;
    hasMore.value = next !== null;
  };
  const first = openReader<readonly Row[]>(async (called) => {
    generation++;
    more.value = "idle";
    const page = await read({}, called);
    if (!called.aborted) put(page.nextCursor);
    return page.items;
  });

  return {
    ...first,
    hasMore,
    more,
    async loadMore() {
      const from = cursor.peek();
      const before = generation;
      if (from === null || more.peek() === "loading") return;
      more.value = "loading";
      try {
        const page = await read({ cursor: from }, new AbortController().signal);
        // another list has taken the place of this one meanwhile
        if (before !== generation) return;
        first.put([...(first.peek() ?? []), ...page.items]);
        put(page.nextCursor);
        more.value = "idle";
      } catch (error) {
        if (before === generation) more.value = isAborted(error) ? "idle" : "failed";
      }
    },
    change(next) {
      const rows = first.peek();
      if (rows) first.put(next(rows));
    },
  };
}
