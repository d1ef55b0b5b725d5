import { type ErrorCode, KotaeError, type VisitorClient } from "@kotae/sdk";
import type { Article } from "@kotae/sdk/schema";
import { batch, signal } from "@preact/signals";
import type { Memory } from "./memory.ts";
import type { TrailStore } from "./trail.ts";

export type ReadingStore = ReturnType<typeof createReading>;

/** The article on screen; one that was read before is there at once, and the last three are offered again. */
export function createReading(
  client: Pick<VisitorClient, "getArticle">,
  site: string,
  trail: TrailStore,
  memory: Memory,
) {
  const article = signal<Article>();
  const error = signal<ErrorCode>();
  const judged = signal<Readonly<Record<string, boolean>>>({});
  const recent = signal(memory.get().recent ?? []);
  const read = new Map<string, Article>();
  let wanted: string | undefined;

  async function open(id: string): Promise<void> {
    wanted = id;
    batch(() => {
      article.value = read.get(id);
      error.value = undefined;
    });
    if (article.peek()) return;
    try {
      const found = await client.getArticle({ id, site });
      read.set(id, found);
      trail.opened(id);
      recent.value = [{ id, title: found.title }, ...recent.peek().filter((one) => one.id !== id)].slice(0, 3);
      // before there is a visitor nothing is stored
      if (memory.get().token !== undefined) memory.keep({ recent: recent.peek() });
      if (wanted === id) article.value = found;
    } catch (failure) {
      if (wanted === id) error.value = KotaeError.is(failure) ? failure.code : "internal";
    }
  }

  return {
    ...{ article, error, judged, recent, open },
    judge(id: string, solved: boolean): void {
      judged.value = { ...judged.peek(), [id]: solved };
      trail.judged(id, solved);
    },
    forget(): void {
      recent.value = [];
      judged.value = {};
    },
  };
}
