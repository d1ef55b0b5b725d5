import { signal } from "@preact/signals";
import type { LoadPart, PartName, PartView } from "../contract.ts";

export type PartsStore = ReturnType<typeof createParts>;

/** The parts of the panel whose code comes when they are first needed. */
export function createParts(load: LoadPart) {
  const parts = signal<Readonly<Partial<Record<PartName, PartView | "failed">>>>({});
  const put = (name: PartName, part: PartView | "failed" | undefined) => {
    parts.value = { ...parts.peek(), [name]: part };
  };
  const coming = new Set<PartName>();
  return {
    /** The part, `failed` where it did not come, or nothing yet. */
    of: (name: PartName) => parts.value[name],
    /** Has a part brought; one that failed is tried again. */
    need(name: PartName): void {
      if (coming.has(name) || typeof parts.peek()[name] === "function") return;
      coming.add(name);
      put(name, undefined);
      void load(name).then(
        (part) => put(name, part),
        () => {
          coming.delete(name);
          put(name, "failed");
        },
      );
    },
  };
}
