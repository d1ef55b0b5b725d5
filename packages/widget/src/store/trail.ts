import type { Trail } from "@kotae/sdk/schema";

export type TrailStore = ReturnType<typeof createTrail>;

const most = 20;

/** What the visitor tried before asking for a person; held in memory only, and sent with that request. */
export function createTrail() {
  let searches: string[] = [];
  let articles: NonNullable<Trail["articles"]> = [];
  return {
    /** Notes a search; one that only goes on typing the last one takes its place. */
    searched(text: string): void {
      const last = searches.at(-1);
      const isSame = last !== undefined && (text.startsWith(last) || last.startsWith(text));
      if (isSame) searches.pop();
      searches = [...searches, text].slice(-most);
    },
    opened(id: string): void {
      if (!articles.some((article) => article.id === id)) articles = [...articles, { id }].slice(-most);
    },
    judged(id: string, solved: boolean): void {
      articles = [...articles.filter((article) => article.id !== id), { id, solved }].slice(-most);
    },
    read: (): Trail => ({ searches, articles }),
    clear(): void {
      searches = [];
      articles = [];
    },
  };
}
