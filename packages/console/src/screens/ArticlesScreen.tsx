import type { ArticleRow } from "@kotae/sdk/schema";
import { useModel } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type Articles, ArticlesModel } from "../store/articles.ts";
import { failureWords } from "../store/failure.ts";
import { languageNames, languages } from "../strings/index.ts";
import { Icon } from "../ui/Icon.tsx";
import { useSpeech } from "../ui/language.ts";
import { Moment } from "../ui/Moment.tsx";
import { Empty, Trouble, Waiting } from "../ui/Notice.tsx";
import { OuterLink } from "../ui/Prose.tsx";
import { Select } from "../ui/Select.tsx";
import { useDesk } from "./context.ts";

/** The articles of the help centre: find them, open them, put them in public or take them out. */
export function ArticlesScreen() {
  const { t } = useSpeech();
  const desk = useDesk();
  const articles = useModel(() => new ArticlesModel(desk));
  useEffect(() => {
    document.title = `${t.articles.title} · Kotae`;
  }, [t]);
  const state = articles.state.value;
  return (
    <main id="content" class="page">
      <header class="page-head">
        <h1>{t.articles.title}</h1>
      </header>
      <Filters articles={articles} />
      {state.step === "loading" && <Waiting what={t.articles.loading} rows={6} />}
      {state.step === "failed" && (
        <Trouble title={t.articles.failed} why={failureWords(state.error, t)} onRetry={articles.retry} />
      )}
      {state.step === "ready" && <List articles={articles} />}
    </main>
  );
}

function Filters({ articles }: { articles: Articles }) {
  const { t } = useSpeech();
  const { q, lang, status } = articles.query.value;
  const any = { value: "", label: t.articles.any } as const;
  return (
    <search class="filters">
      <span class="search">
        <Icon name="search" size={16} />
        <input
          type="search"
          class="search-input"
          aria-label={t.articles.search}
          placeholder={t.articles.search}
          value={q}
          onInput={({ currentTarget }) => articles.show({ q: currentTarget.value })}
        />
      </span>
      <Select<string>
        label={t.articles.language}
        value={lang}
        options={[
          { ...any, label: `${t.articles.language}: ${any.label}` },
          ...languages.map((value) => ({ value, label: languageNames[value] })),
        ]}
        onChoose={(value) => articles.show({ lang: value })}
      />
      <Select<"" | ArticleRow["status"]>
        label={t.articles.status}
        value={status}
        options={[
          { ...any, label: `${t.articles.status}: ${any.label}` },
          { value: "published", label: t.articles.published },
          { value: "draft", label: t.articles.draft },
        ]}
        onChoose={(value) => articles.show({ status: value })}
      />
    </search>
  );
}

function List({ articles }: { articles: Articles }) {
  const { t } = useSpeech();
  const rows = articles.rows.value;
  if (rows.length === 0) {
    return articles.isFiltered.value ? (
      <Empty icon="search" title={t.articles.none}>
        <button type="button" class="button" onClick={() => articles.show({ q: "", lang: "", status: "" })}>
          {t.articles.clear}
        </button>
      </Empty>
    ) : (
      <Empty icon="article" title={t.articles.empty} text={t.articles.emptyHint} />
    );
  }
  return (
    <>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t.articles.article}</th>
            <th scope="col" class="wide-only">
              {t.articles.language}
            </th>
            <th scope="col">{t.articles.status}</th>
            <th scope="col" class="wide-only">
              {t.articles.updated}
            </th>
            <th scope="col">
              <span class="unseen">{t.articles.action}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={row.id} row={row} articles={articles} />
          ))}
        </tbody>
      </table>
      {articles.hasMore.value && (
        <button type="button" class="button more" onClick={articles.loadMore}>
          {t.articles.more}
        </button>
      )}
    </>
  );
}

function Line({ row, articles }: { row: ArticleRow; articles: Articles }) {
  const { t, f } = useSpeech();
  const isPublic = row.status === "published";
  const action = isPublic ? t.articles.unpublish : t.articles.publish;
  return (
    <tr>
      <th scope="row">
        <span class="person-words" lang={row.lang}>
          {isPublic ? (
            <OuterLink class="table-link" url={row.url}>
              {row.title}
            </OuterLink>
          ) : (
            <span>{row.title}</span>
          )}
          <span class="quiet table-note">{row.category || row.summary}</span>
        </span>
      </th>
      <td class="wide-only quiet">{f.languageName(row.lang)}</td>
      <td>
        <span class={isPublic ? "state state-public" : "state"}>
          <Icon name={isPublic ? "check" : "pen"} size={16} />
          {isPublic ? t.articles.published : t.articles.draft}
        </span>
        {row.visibility === "internal" && <span class="quiet"> · {t.articles.internal}</span>}
      </td>
      <td class="wide-only quiet">
        <Moment at={row.updatedAt} as="age" />
      </td>
      <td class="cell-end">
        <button
          type="button"
          class="button button-quiet"
          aria-label={`${action}: ${row.title}`}
          onClick={() => void articles.toggle(row)}
        >
          {action}
        </button>
      </td>
    </tr>
  );
}
