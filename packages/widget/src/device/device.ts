import type { Hit } from "@kotae/sdk/schema";
import { weakScore } from "@kotae/sdk/search";
import type { Lang } from "../contract.ts";
import { type Articles, fetchArticles } from "./articles.ts";
import { createReport, type ReportDeps } from "./report.ts";

export type DeviceDeps = Omit<ReportDeps, "lang"> & { fetch?: typeof fetch; yieldTo?: () => Promise<unknown> };

const again = 30_000;

/** What the panel asks of a search on the device. */
export type Device = {
  /** Has the articles of a language brought and indexed, once. */
  prepare(lang: Lang): void;
  /** The articles for these words, at once; nothing where this device cannot say, or not yet. */
  find(words: string, lang: Lang): readonly Hit[] | undefined;
  /** Whether what was found here is as good as what the server would find in other languages. */
  isSure(items: readonly Hit[]): boolean;
  /** Something was searched for, here or on the server. */
  searched(words: string, lang: Lang, results: number, score?: number): void;
  /** One of what was found was opened. */
  opened(articleId: string): void;
  /** The search is over, for now. */
  leave(): void;
  stop(): void;
};

/** Searches on this device with the server's own ranking, and tells the server afterwards what was searched for. */
export function openDevice(deps: DeviceDeps): Device {
  const kept = new Map<Lang, Articles | "coming" | "none">();
  const report = createReport(deps);

  function prepare(lang: Lang): void {
    if (kept.has(lang)) return;
    kept.set(lang, "coming");
    fetchArticles(deps, lang).then(
      (articles) => kept.set(lang, articles ?? "none"),
      // perhaps another time, but not at the next key: until then the server searches
      () => deps.after(again, () => kept.delete(lang)),
    );
  }

  return {
    prepare,
    find(words, lang) {
      const articles = kept.get(lang);
      if (typeof articles !== "function") {
        prepare(lang);
        return undefined;
      }
      try {
        return articles(words);
      } catch {
        // whatever is wrong with it, the server's search is not
        kept.set(lang, "none");
        return undefined;
      }
    },
    isSure: ([best]) => best !== undefined && best.score >= weakScore,
    searched: (q, lang, results, score) =>
      report.searched({ q, lang, results, ...(score !== undefined && { score: Math.min(1, score) }) }),
    opened: report.opened,
    leave: report.leave,
    stop: report.stop,
  };
}
