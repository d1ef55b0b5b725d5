import type { VisitorClient } from "@kotae/sdk";
import type { Hit } from "@kotae/sdk/schema";
import { batch, computed, signal } from "@preact/signals";
import type { Lang } from "../contract.ts";
import type { TrailStore } from "./trail.ts";
import type { Clock } from "./typing.ts";
import { clean, searchChars } from "./words.ts";

export type SearchStore = ReturnType<typeof createSearch>;

export type SearchDeps = {
  client: Pick<VisitorClient, "search">;
  lang: () => Lang;
  trail: TrailStore;
  after: Clock["after"];
};

/** Search as one types: the newest question wins, and old results stay until new ones are there. */
export function createSearch({ client, lang, trail, after }: SearchDeps) {
  const text = signal("");
  /** What was found, and for which words. */
  const found = signal<{ words: string; items: readonly Hit[] }>();
  const isSlow = signal(false);
  const hasFailed = signal(false);
  /** The row the arrow keys stand on: the results, and after them the question to the assistant; -1 for none. */
  const active = signal(-1);
  const isSearching = computed(() => text.value.trim() !== "");
  let stop = () => {};

  function type(next: string): void {
    stop();
    const words = clean(next).slice(0, searchChars).toWellFormed();
    batch(() => {
      text.value = next;
      active.value = -1;
      isSlow.value = false;
      hasFailed.value = false;
      if (words === "") found.value = undefined;
    });
    if (words === "" || words === found.peek()?.words) return;
    const abort = new AbortController();
    const stopWaiting = after(120, () => void search(words, abort.signal));
    // the wait is only worth a word once it can be felt
    const stopSlow = after(420, () => {
      isSlow.value = true;
    });
    stop = () => {
      stopWaiting();
      stopSlow();
      abort.abort();
    };
  }

  async function search(words: string, signal: AbortSignal): Promise<void> {
    try {
      const { items } = await client.search({ q: words, lang: lang(), typing: "true", limit: 5 }, { signal });
      if (signal.aborted) return;
      stop();
      trail.searched(words);
      batch(() => {
        found.value = { words, items };
        isSlow.value = false;
      });
    } catch {
      if (signal.aborted) return;
      stop();
      batch(() => {
        hasFailed.value = true;
        found.value = undefined;
        isSlow.value = false;
      });
    }
  }

  return {
    ...{ text, found, isSlow, hasFailed, active, isSearching, type },
    /** Moves up or down through the rows and around the ends. */
    move(step: 1 | -1): void {
      const rows = (found.peek()?.items.length ?? 0) + 1;
      // -1 is the field itself: one place more than there are rows
      active.value = ((active.peek() + 1 + step + rows + 1) % (rows + 1)) - 1;
    },
    clear: () => type(""),
    /** Searches for the same words again, in another language or after a failure. */
    again(): void {
      const words = text.peek();
      found.value = undefined;
      type(words);
    },
  };
}
