import type { Gap } from "@kotae/sdk/schema";
import { createModel, effect, signal } from "@preact/signals";
import { debounced } from "./clock.ts";
import type { Desk } from "./desk.ts";
import { openReader } from "./reading.ts";

const searchMs = 200;
const shownAtMost = 6;

/** Looks for another gap by its name, those that one visitor asked too; without words, those that are near. */
export const GapPickerModel = createModel(({ client, clock }: Desk, ownId: string, near: readonly Gap[]) => {
  const q = signal("");
  const reader = openReader<readonly Gap[]>(async (called) => {
    const words = q.peek().trim().slice(0, 200);
    if (words === "") return near;
    const pages = await Promise.all(
      (["several", "once"] as const).map((met) =>
        client.listGaps({ q: words, met, limit: shownAtMost + 1 }, { signal: called }),
      ),
    );
    return pages
      .flatMap(({ items }) => items)
      .filter(({ id }) => id !== ownId)
      .slice(0, shownAtMost);
  });
  const soon = debounced(clock, searchMs, () => void reader.load());
  effect(() => () => {
    soon.cancel();
    reader.close();
  });
  void reader.load();
  return {
    q,
    reader,
    search(words: string): void {
      q.value = words;
      soon.poke();
    },
  };
});
