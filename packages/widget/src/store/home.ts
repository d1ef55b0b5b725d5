import type { VisitorClient } from "@kotae/sdk";
import type { WidgetHome } from "@kotae/sdk/schema";
import { signal } from "@preact/signals";
import type { Lang } from "../contract.ts";

export type HomeStore = ReturnType<typeof createHome>;

/** What the first view shows before anything was asked; fetched when the panel is first opened. */
export function createHome(client: Pick<VisitorClient, "getWidget">, site: string, lang: () => Lang) {
  const home = signal<WidgetHome>();
  const state = signal<"none" | "loading" | "ready" | "failed">("none");
  let wanted = 0;

  async function load(): Promise<void> {
    const mine = ++wanted;
    state.value = "loading";
    try {
      const found = await client.getWidget({ site, lang: lang() });
      if (mine !== wanted) return;
      home.value = found;
      state.value = "ready";
    } catch {
      // search and people are still there: only the list of articles is missing
      if (mine === wanted) state.value = "failed";
    }
  }

  return { home, state, load };
}
