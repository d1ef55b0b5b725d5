import type { VisitorClient } from "@kotae/sdk";
import type { Hit } from "@kotae/sdk/schema";
import { batch, computed, signal } from "@preact/signals";
import type { Lang } from "../contract.ts";
import type { Device, DeviceDeps } from "../device/device.ts";
import type { TrailStore } from "./trail.ts";
import type { Clock } from "./typing.ts";
import { clean, searchChars } from "./words.ts";

export type SearchStore = ReturnType<typeof createSearch>;

/** Brings the code that searches on the device, which only a visitor who searches needs. */
export type LoadDevice = () => Promise<{ openDevice: (deps: DeviceDeps) => Device }>;

export type SearchDeps = DeviceDeps & {
  client: Pick<VisitorClient, "search">;
  lang: () => Lang;
  trail: TrailStore;
  after: Clock["after"];
  loadDevice: LoadDevice;
};

/**
 * Search as one types: the newest question wins, and old results stay until new ones are there.
 *
 * The device answers as soon as it can, the server before that and where the device is not sure; both order alike.
 */
export function createSearch(deps: SearchDeps) {
  const { client, lang, trail, after } = deps;
  const text = signal("");
  /** What was found, and for which words. */
  const found = signal<{ words: string; items: readonly Hit[] }>();
  const isSlow = signal(false);
  const hasFailed = signal(false);
  /** The row the arrow keys stand on: the results, and after them the question to the assistant; -1 for none. */
  const active = signal(-1);
  const isSearching = computed(() => text.value.trim() !== "");
  let stop = () => {};
  let device: Device | undefined;
  let isPreparing = false;

  /** The visitor is about to search. */
  function prepare(): void {
    if (isPreparing) return;
    isPreparing = true;
    deps.loadDevice().then(
      ({ openDevice }) => {
        device = openDevice(deps);
        device.prepare(lang());
      },
      () => {
        isPreparing = false;
      },
    );
  }

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
    if (words === "") device?.leave();
    if (words === "" || words === found.peek()?.words) return;
    const own = device?.find(words, lang());
    if (own?.[0]) take(words, own);
    if (own && device?.isSure(own)) return;
    const abort = new AbortController();
    const stopWaiting = after(120, () => void search(words, abort.signal, own));
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

  function take(words: string, items: readonly Hit[]): void {
    trail.searched(words);
    // the server takes no note of what is still being typed, whoever answers it
    device?.searched(words, lang(), items.length, items[0]?.score);
    batch(() => {
      found.value = { words, items };
      isSlow.value = false;
    });
  }

  /** Asks the server, which knows other languages too; `own` is what stands where it cannot be reached. */
  async function search(words: string, signal: AbortSignal, own?: readonly Hit[]): Promise<void> {
    try {
      const { items } = await client.search(
        { q: words, lang: lang(), typing: "true", limit: 5, site: deps.site },
        { signal },
      );
      if (signal.aborted) return;
      stop();
      take(words, items);
    } catch {
      if (signal.aborted) return;
      stop();
      if (own) take(words, own);
      else
        batch(() => {
          hasFailed.value = true;
          found.value = undefined;
          isSlow.value = false;
        });
    }
  }

  return {
    ...{ text, found, isSlow, hasFailed, active, isSearching, type, prepare },
    opened: (articleId: string) => device?.opened(articleId),
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
    stop(): void {
      type("");
      device?.stop();
    },
  };
}
