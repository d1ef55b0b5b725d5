import type { Client } from "@kotae/sdk";
import type { ArticleRow, ArticleStatus } from "@kotae/sdk/schema";
import { computed, createModel, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Words } from "../strings/index.ts";
import { type Clock, debounced } from "./clock.ts";
import { failureWords, isAborted } from "./failure.ts";
import type { Toasts } from "./toasts.ts";

export type ArticleQuery = { q: string; lang: string; status: ArticleStatus | "" };
export type ArticlesState = { step: "loading" } | { step: "failed"; error: unknown } | { step: "ready" };

type Ports = { client: Client; clock: Clock; toasts: Toasts; words: ReadonlySignal<Words> };

const searchMs = 250;
const pageSize = 50;

/** The list of articles with its search, and what is public of it. */
export const ArticlesModel = createModel(({ client, clock, toasts, words }: Ports) => {
  const query = signal<ArticleQuery>({ q: "", lang: "", status: "" });
  const rows = signal<readonly ArticleRow[]>([]);
  const state = signal<ArticlesState>({ step: "loading" });
  const cursor = signal<string | null>(null);
  let reading: AbortController | undefined;

  async function read(from?: string): Promise<void> {
    reading?.abort();
    reading = new AbortController();
    const { signal: called } = reading;
    const { q, lang, status } = query.peek();
    try {
      const page = await client.listArticles(
        {
          limit: pageSize,
          ...(q.trim() === "" ? {} : { q: q.trim() }),
          ...(lang === "" ? {} : { lang }),
          ...(status === "" ? {} : { status }),
          ...(from === undefined ? {} : { cursor: from }),
        },
        { signal: called },
      );
      if (called.aborted) return;
      rows.value = from === undefined ? page.items : [...rows.peek(), ...page.items];
      cursor.value = page.nextCursor;
      state.value = { step: "ready" };
    } catch (error) {
      if (called.aborted || isAborted(error)) return;
      state.value = { step: "failed", error };
    }
  }
  const soon = debounced(clock, searchMs, () => void read());
  effect(() => () => {
    soon.cancel();
    reading?.abort();
  });

  async function setStatus(row: ArticleRow, status: ArticleStatus, isUndo = false): Promise<void> {
    const put = (next: ArticleRow) => {
      rows.value = rows.peek().map((other) => (other.id === next.id ? { ...other, ...next } : other));
    };
    put({ ...row, status });
    try {
      const changed =
        status === "published"
          ? await client.publishArticle({ id: row.id })
          : await client.updateArticle({ id: row.id, status });
      put({ ...row, status: changed.status, updatedAt: changed.updatedAt, url: changed.url });
      const { wasPublished, wasUnpublished } = words.peek().articles;
      const said = status === "published" ? wasPublished(row.title) : wasUnpublished(row.title);
      if (!isUndo) toasts.say(said, () => void setStatus({ ...row, status }, row.status, true));
    } catch (error) {
      put(row);
      toasts.warn(words.peek().toast.notSaved(failureWords(error, words.peek())));
    }
  }

  void read();
  return {
    query,
    rows,
    state,
    hasMore: computed(() => cursor.value !== null),
    isFiltered: computed(() => Object.values(query.value).some((value) => value.trim() !== "")),
    /** Changes the search; words wait until the typing pauses. */
    show(change: Partial<ArticleQuery>): void {
      query.value = { ...query.peek(), ...change };
      if (change.q === undefined || change.q === "") {
        soon.cancel();
        void read();
      } else soon.poke();
    },
    retry(): void {
      state.value = { step: "loading" };
      void read();
    },
    loadMore(): void {
      const from = cursor.peek();
      if (from !== null) void read(from);
    },
    toggle: (row: ArticleRow) => setStatus(row, row.status === "published" ? "draft" : "published"),
  };
});

export type Articles = InstanceType<typeof ArticlesModel>;
