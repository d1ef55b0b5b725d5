import type { ArticleRow } from "@kotae/sdk/schema";
import { html } from "hono/html";
import { inOrder } from "../../knowledge/index.ts";
import { askHint, type Frame, type Html, page, searchForm } from "./page.ts";
import { strings } from "./strings.ts";

const shownOfCategory = 6;
const popularAtMost = 5;
const articlesOnPage = 100;

/** The first page: search, what is read most, and every topic with its first articles, in the order somebody gave them. */
export function homePage(frame: Frame, articles: readonly ArticleRow[], order: readonly string[] = []): Html {
  const words = strings[frame.lang];
  const popular = articles.filter((article) => article.popular).slice(0, popularAtMost);
  const topics = byCategory(articles);
  const names = inOrder([...topics.keys()], order);
  const topic = (category: string, items: readonly ArticleRow[]) =>
    html`<section class="topic"><h3>${category || words.other}</h3>${list(items.slice(0, shownOfCategory), false)}
${items.length > shownOfCategory ? html`<p><a class="more" href="${categoryPath(frame.lang, category)}">${words.all(items.length)}</a></p>` : ""}</section>`;
  return page(frame, {
    title: words.name,
    description: words.question,
    path: `/help/${frame.lang}/`,
    alternates: { en: "/help/en/", ja: "/help/ja/" },
    hasOwnSearch: true,
    main: html`<div class="hero"><h1>${words.question}</h1>${searchForm(frame.lang, "", "large")}</div>
<div class="wide">
${articles.length === 0 ? html`<p class="quiet">${words.empty}</p>` : ""}
${popular.length > 0 ? html`<section class="popular"><h2>${words.popular}</h2>${list(popular, true)}</section>` : ""}
${
  names.length > 0
    ? html`<section><h2 class="${popular.length > 0 ? "" : "unseen"}">${words.topics}</h2><div class="topics">${names.map(
        (category) => topic(category, topics.get(category) ?? []),
      )}</div></section>`
    : ""
}
${askHint(frame)}
</div>`,
  });
}

/** Every article of one topic, a hundred on a page; undefined where there is no such topic or page. */
export function categoryPage(
  frame: Frame,
  articles: readonly ArticleRow[],
  category: string,
  number: number,
): Html | undefined {
  const words = strings[frame.lang];
  const items = byCategory(articles).get(category);
  const first = (number - 1) * articlesOnPage;
  if (!items || first < 0 || first >= items.length) return undefined;
  const path = categoryPath(frame.lang, category);
  const title = category || words.other;
  const link = (to: number, name: string) => html`<a href="${path}?page=${to}">${name}</a>`;
  return page(frame, {
    title,
    path: number === 1 ? path : `${path}?page=${number}`,
    main: html`<div class="column">
<nav class="crumbs" aria-label="${words.home}"><ol><li><a href="/help/${frame.lang}/">${words.home}</a></li></ol></nav>
<h1>${title}</h1>${list(items.slice(first, first + articlesOnPage), true)}
${
  items.length > articlesOnPage
    ? html`<nav class="pages" aria-label="${title}">${number > 1 ? link(number - 1, words.previous) : ""} ${
        first + articlesOnPage < items.length ? link(number + 1, words.next) : ""
      }</nav>`
    : ""
}
${askHint(frame)}</div>`,
  });
}

export const categoryPath = (lang: string, category: string) =>
  `/help/${lang}/topics/${encodeURIComponent(category || "-")}`;

/** Articles by their topic, topics as their first articles come; those without one are last. */
function byCategory(articles: readonly ArticleRow[]): Map<string, ArticleRow[]> {
  const topics = Map.groupBy(articles, ({ category }) => category);
  const rest = topics.get("");
  if (rest) {
    topics.delete("");
    topics.set("", rest);
  }
  return topics;
}

function list(articles: readonly ArticleRow[], withSummary: boolean): Html {
  return html`<ul class="articles">${articles.map(
    ({ title, url, summary }) =>
      html`<li><a href="${url}">${title}</a>${withSummary && summary ? html`<p>${summary}</p>` : ""}</li>`,
  )}</ul>`;
}
