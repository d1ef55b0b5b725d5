import type { Article, ArticleFeedback, ArticleVersion, ArticleVersionDetail } from "@kotae/sdk/schema";
import { createModel, effect, signal } from "@preact/signals";
import { knowledgeWords } from "../strings/knowledge.ts";
import type { Desk } from "./desk.ts";
import { failureWords, isSessionOver } from "./failure.ts";
import { openReader, openRows } from "./reading.ts";

/** The versions of an article, the one that is looked at, and the way back to it. */
export const VersionsModel = createModel((desk: Desk, articleId: string) => {
  const { client, toasts, words } = desk;
  const open = signal<number | undefined>(undefined);
  const isRestoring = signal(false);
  const rows = openRows<ArticleVersion>((cursor, called) =>
    client.listArticleVersions({ id: articleId, limit: 30, ...cursor }, { signal: called }),
  );
  const detail = openReader<ArticleVersionDetail>((called) =>
    client.getArticleVersion({ id: articleId, version: open.peek() ?? 1 }, { signal: called }),
  );
  effect(() => () => {
    rows.close();
    detail.close();
  });
  return {
    rows,
    detail,
    open,
    isRestoring,
    /** Compares a version with the one before it; undefined closes the comparison. */
    compare(version: number | undefined): void {
      open.value = version;
      if (version !== undefined) detail.retry();
    },
    /** Makes a version the text again, as a new version; gives the article, or undefined where that was refused. */
    async restore(version: number): Promise<Article | undefined> {
      if (isRestoring.peek()) return undefined;
      isRestoring.value = true;
      try {
        const next = await client.restoreArticleVersion({ id: articleId, version });
        toasts.say(knowledgeWords[desk.language.peek()].history.wasRestored(version));
        open.value = undefined;
        return next;
      } catch (error) {
        const t = words.peek();
        if (!isSessionOver(error)) toasts.warn(t.toast.notSaved(failureWords(error, t)));
        return undefined;
      } finally {
        isRestoring.value = false;
      }
    },
  };
});

export type Versions = InstanceType<typeof VersionsModel>;

/** What readers said of an article, with how often it was read, shown and of help. */
export const FeedbackModel = createModel(({ client }: Desk, articleId: string) => {
  const counts = signal<ArticleFeedback["counts"] | undefined>(undefined);
  const rows = openRows<ArticleFeedback["items"][number]>(async (cursor, called) => {
    const page = await client.listFeedback({ id: articleId, limit: 30, ...cursor }, { signal: called });
    counts.value = page.counts;
    return page;
  });
  effect(() => () => rows.close());
  void rows.load();
  return { rows, counts };
});
