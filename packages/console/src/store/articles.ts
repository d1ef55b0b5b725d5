import type { ArticleRow, ArticleStatus, ListedArticle } from "@kotae/sdk/schema";
import { createModel, effect, signal } from "@preact/signals";
import { knowledgeWords } from "../strings/knowledge.ts";
import type { Desk } from "./desk.ts";
import { failureWords } from "./failure.ts";
import { openRows } from "./reading.ts";

/** What a list of articles shows; empty for no matter. */
export type ArticleQuery = { q: string; lang: string; status: ArticleStatus | ""; due: Due | "" };
export type Due = "review" | "publish" | "unhelpful";

const pageSize = 50;
export const anyArticle: ArticleQuery = { q: "", lang: "", status: "", due: "" };

/** The list of articles with its search, and what is public of it. */
export const ArticlesModel = createModel(({ client, toasts, words, language }: Desk) => {
  const query = signal<ArticleQuery>(anyArticle);
  const rows = openRows<ListedArticle>((cursor, called) => {
    const { q, lang, status, due } = query.peek();
    return client.listArticles(
      {
        limit: pageSize,
        ...(q.trim() === "" ? {} : { q: q.trim() }),
        ...(lang === "" ? {} : { lang }),
        ...(status === "" ? {} : { status }),
        ...(due === "" ? {} : { due }),
        ...cursor,
      },
      { signal: called },
    );
  });
  effect(() => () => rows.close());

  async function setStatus(row: ArticleRow, status: ArticleStatus, isUndo = false): Promise<void> {
    const put = (next: ArticleRow) =>
      rows.change((all) => all.map((other) => (other.id === next.id ? { ...other, ...next } : other)));
    put({ ...row, status });
    try {
      const changed =
        status === "published"
          ? await client.publishArticle({ id: row.id })
          : await client.updateArticle({ id: row.id, status });
      put({ ...row, status: changed.status, updatedAt: changed.updatedAt, url: changed.url });
      const said = knowledgeWords[language.peek()].articles.became(row.title)[status];
      if (!isUndo) toasts.say(said, () => void setStatus({ ...row, status }, row.status, true));
    } catch (error) {
      put(row);
      toasts.warn(words.peek().toast.notSaved(failureWords(error, words.peek())));
    }
  }

  return {
    rows,
    /** Lists what `next` asks for; what was listed stays until that is there. */
    show(next: ArticleQuery): void {
      query.value = next;
      void rows.load();
    },
    toggle: (row: ArticleRow) => setStatus(row, row.status === "published" ? "draft" : "published"),
  };
});

export type Articles = InstanceType<typeof ArticlesModel>;
