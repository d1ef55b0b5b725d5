import type { ListedArticle } from "@kotae/sdk/schema";
import { useModel } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { type ArticleQuery, type Articles, ArticlesModel, anyArticle, type Due } from "../../store/articles.ts";
import { hrefOf } from "../../store/place.ts";
import { at, type SectionPlace } from "../../store/sections.ts";
import { languageNames, languages } from "../../strings/index.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Moment } from "../../ui/Moment.tsx";
import { MoreRows } from "../../ui/MoreRows.tsx";
import { Empty } from "../../ui/Notice.tsx";
import { Select } from "../../ui/Select.tsx";
import { Shown } from "../../ui/Shown.tsx";
import { useConsole, useDesk } from "../context.ts";
import { SearchField } from "../SearchField.tsx";
import { useTitle } from "../use-title.ts";
import { ArticleState } from "./ArticleState.tsx";
import { CategoriesSheet } from "./CategoriesSheet.tsx";
import { useKnowledge } from "./words.ts";

const dues: readonly string[] = ["review", "publish", "unhelpful"];
const statuses: readonly string[] = ["draft", "published", "archived"];

/** What an address asks the list for. */
function queryOf({ query }: SectionPlace): ArticleQuery {
  const { q = "", lang = "", status = "", due = "" } = query;
  return {
    q,
    lang,
    status: statuses.includes(status) ? (status as ArticleQuery["status"]) : "",
    due: dues.includes(due) ? (due as Due) : "",
  };
}

/** The articles: find them, open them, put them in public or take them out. */
export function ArticlesPage({ place }: { place: SectionPlace }) {
  const { router } = useConsole();
  const { k, language } = useKnowledge();
  const desk = useDesk();
  const articles = useModel(() => new ArticlesModel(desk));
  const query = queryOf(place);
  const { q, lang, status, due } = query;
  useEffect(() => articles.show({ q, lang, status, due }), [articles, q, lang, status, due]);
  const [isSorting, setSorting] = useState(false);
  useTitle(k.articles.title);
  const show = (change: Partial<ArticleQuery>) =>
    router.go(at("articles", "", { ...query, ...change }), { replace: true });
  const words = k.articles;
  return (
    <div class="page">
      <header class="page-head">
        <h1>{words.title}</h1>
        <div class="page-actions">
          <button type="button" class="button" onClick={() => setSorting(true)}>
            {k.categories.title}
          </button>
          <a class="button button-main" href={hrefOf(at("articles", "new", { lang: lang || language }))}>
            <Icon name="plus" size={16} />
            {words.create}
          </a>
        </div>
      </header>
      <Filters query={query} show={show} />
      <Shown of={articles.rows} loading={words.loading} failed={words.failed} rows={6}>
        {(rows) => <List articles={articles} rows={rows} query={query} show={show} />}
      </Shown>
      {isSorting && (
        <CategoriesSheet
          lang={lang || language}
          onClose={() => {
            setSorting(false);
            // the list names the categories, too
            void articles.rows.load();
          }}
        />
      )}
    </div>
  );
}

type Show = (change: Partial<ArticleQuery>) => void;

function Filters({ query: { q, lang, status, due }, show }: { query: ArticleQuery; show: Show }) {
  const { k } = useKnowledge();
  const words = k.articles;
  return (
    <div class="filters">
      <SearchField label={words.search} q={q} onSearch={(next) => show({ q: next })} />
      <Select<string>
        label={words.language}
        value={lang}
        options={[
          { value: "", label: words.all(words.language) },
          ...languages.map((value) => ({ value, label: languageNames[value] })),
        ]}
        onChoose={(value) => show({ lang: value })}
      />
      <Select<ArticleQuery["status"] | "scheduled">
        label={words.statusLabel}
        value={due === "publish" ? "scheduled" : status}
        options={[
          { value: "", label: words.all(words.statusLabel) },
          ...(["draft", "scheduled", "published", "archived"] as const).map((value) => ({
            value,
            label: words.status[value],
          })),
        ]}
        onChoose={(value) =>
          value === "scheduled"
            ? show({ status: "", due: "publish" })
            : show({ status: value, due: due === "publish" ? "" : due })
        }
      />
      <Select<Due | "">
        label={words.due}
        value={due === "publish" ? "" : due}
        options={[
          { value: "", label: words.all(words.due) },
          { value: "review", label: words.dues.review },
          { value: "unhelpful", label: words.dues.unhelpful },
        ]}
        onChoose={(value) => show({ due: value })}
      />
    </div>
  );
}

type ListProps = { articles: Articles; rows: readonly ListedArticle[]; query: ArticleQuery; show: Show };

function List({ articles, rows, query, show }: ListProps) {
  const { k } = useKnowledge();
  const words = k.articles;
  const isFiltered = Object.values(query).some((value) => value !== "");
  if (rows.length === 0) {
    return isFiltered ? (
      <Empty icon="search" title={words.none}>
        <button type="button" class="button" onClick={() => show(anyArticle)}>
          {words.clear}
        </button>
      </Empty>
    ) : (
      <Empty icon="article" title={words.empty} text={words.emptyHint} />
    );
  }
  return (
    <div aria-busy={articles.rows.isBusy.value}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{words.article}</th>
            <th scope="col" class="wide-only">
              {words.language}
            </th>
            <th scope="col">{words.statusLabel}</th>
            <th scope="col" class="wide-only">
              {words.updated}
            </th>
            <th scope="col" class="wide-only">
              <span class="unseen">{words.action}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={row.id} row={row} articles={articles} />
          ))}
        </tbody>
      </table>
      <MoreRows of={articles.rows} words={words} />
      {!articles.rows.hasMore.value && <p class="list-end quiet">{words.shown(rows.length)}</p>}
    </div>
  );
}

function Line({ row, articles }: { row: ListedArticle; articles: Articles }) {
  const { k, f } = useKnowledge();
  const others = row.langs.filter((lang) => lang !== row.lang);
  const action = row.status === "published" ? k.articles.unpublish : k.articles.publish;
  return (
    <tr>
      <th scope="row">
        <span class="person-words" lang={row.lang}>
          <a class="table-link" href={hrefOf(at("articles", row.id))}>
            {row.title}
          </a>
          <span class="quiet table-note">{[row.category, row.summary].filter(Boolean)[0]}</span>
        </span>
      </th>
      <td class="wide-only quiet">
        {f.languageName(row.lang)}
        {others.length > 0 && (
          <span class="also-in">{k.articles.alsoIn(f.list(others.map((lang) => f.languageName(lang))))}</span>
        )}
      </td>
      <td>
        <ArticleState article={row} />
      </td>
      <td class="wide-only quiet">
        <Moment at={row.updatedAt} as="age" />
      </td>
      <td class="cell-end wide-only">
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
