import type { Hit, IndexSnapshot } from "@kotae/sdk/schema";
import { excerptOf, openSnapshot, search, warmUp } from "@kotae/sdk/search";
import type { Lang } from "../contract.ts";

/** Searches as one types. */
export type Articles = (words: string) => Hit[];

export type FetchDeps = {
  origin: string;
  site: string;
  page: Window;
  fetch?: typeof fetch;
  yieldTo?: () => Promise<unknown>;
};

/** Milliseconds the page is kept from anything else at a time: half of a frame. */
const slice = 6;

/**
 * The articles of one language, ready to be searched; nothing where a device had better not, because there are too many
 * or its owner saves data, or does not know how.
 */
export async function fetchArticles(deps: FetchDeps, lang: Lang): Promise<Articles | undefined> {
  const { connection } = deps.page.navigator as Navigator & { connection?: { saveData?: boolean } };
  if (connection?.saveData) return undefined;
  const yieldTo = deps.yieldTo ?? nextTurn;
  const coming = (deps.fetch ?? fetch)(`${deps.origin}/v1/index?${new URLSearchParams({ lang, site: deps.site })}`, {
    priority: "low",
  });
  const stop = warm(lang, yieldTo);
  const response = await coming.finally(stop);
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  const snapshot = (await response.json()) as IndexSnapshot;
  const index = await openSnapshot(snapshot, { budgetMillis: slice, yieldTo });
  if (!index) return undefined;
  return (words) =>
    search(index, words, { limit: 5, typing: true }).map(({ articleId, title, url, passage, score }) => ({
      ...{ articleId, title, url, score },
      heading: passage.heading,
      excerpt: excerptOf(passage.text, words),
    }));
}

/**
 * Has the search compiled while the articles are under way, so that neither their index nor the visitor's first letter
 * waits for that; what it gives ends it.
 */
function warm(lang: Lang, yieldTo: () => Promise<unknown>): () => void {
  let isOver = false;
  const enough = new Error("The articles are here.");
  const orStop = async () => {
    await yieldTo();
    if (isOver) throw enough;
  };
  // whatever else goes wrong here goes wrong again where it matters
  warmUp(lang, { budgetMillis: slice, yieldTo: orStop }).catch(() => undefined);
  return () => {
    isOver = true;
  };
}

type Yielding = { scheduler?: { yield?: () => Promise<void> } };

/** After whatever is waiting: keys and frames first. */
const nextTurn = () =>
  (globalThis as Yielding).scheduler?.yield?.() ??
  new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
