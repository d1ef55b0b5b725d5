import type { Gap } from "@kotae/sdk/schema";
import { createModel } from "@preact/signals";
import type { Desk } from "./desk.ts";
import { openLookup } from "./lookup.ts";

const shownAtMost = 6;

/** Looks for another gap by its name, those that one visitor asked too; without words, those that are near. */
export const GapPickerModel = createModel(({ client, clock }: Desk, ownId: string, near: readonly Gap[]) => {
  const lookup = openLookup<Gap>(clock, async (words, called) => {
    if (words === "") return near;
    const pages = await Promise.all(
      (["several", "once"] as const).map((met) =>
        client.listGaps({ q: words.slice(0, 200), met, limit: shownAtMost + 1 }, { signal: called }),
      ),
    );
    return pages
      .flatMap(({ items }) => items)
      .filter(({ id }) => id !== ownId)
      .slice(0, shownAtMost);
  });
  void lookup.reader.load();
  return lookup;
});
