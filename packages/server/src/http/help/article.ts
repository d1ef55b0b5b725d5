import type { Article, ArticleRow, Content } from "@kotae/sdk/schema";
import { html, raw } from "hono/html";
import { plainText, renderHtml, sections } from "../../knowledge/index.ts";
import { type Language, languages } from "../language.ts";
import { aboutArticle } from "./about.ts";
import { feedbackSection, type Step } from "./feedback.ts";
import { categoryPath } from "./home.ts";
import { askHint, type Frame, type Html, page } from "./page.ts";
import { strings } from "./strings.ts";

/** So many headings are quicker seen than listed. */
const headingsWithoutContents = 3;

/** An article with the way to it, its contents where it is long, and what is related. */
export function articlePage(
  frame: Frame,
  article: Article,
  related: readonly Pick<ArticleRow, "url" | "title">[],
  step: Step,
): Html {
  const { lang } = frame;
  const words = strings[lang];
  const headings = sections(article.content).filter(({ id, level }) => id !== "" && level <= 3);
  const contents = headings.length > headingsWithoutContents ? headings : [];
  const alternates: Partial<Record<Language, string>> = {};
  for (const other of article.translations) {
    const known = languages.find((language) => language === other.lang);
    if (known) alternates[known] ??= other.url;
  }
  return page(frame, {
    title: article.title,
    description: article.summary || plainText(article.content).replace(/\s+/g, " ").slice(0, 160),
    path: article.url,
    alternates,
    about: aboutArticle(frame, article, categoryPath(lang, article.category)),
    main: html`<div class="${contents.length > 0 ? "with-contents" : "column"}">
<article>
<nav class="crumbs" aria-label="${words.home}"><ol><li><a href="/help/${lang}/">${words.home}</a></li>${
      article.category ? html`<li><a href="${categoryPath(lang, article.category)}">${article.category}</a></li>` : ""
    }</ol></nav>
<h1>${article.title}</h1>
${article.summary ? html`<p class="lead">${article.summary}</p>` : ""}
${contents.length > 0 ? html`<details class="contents-small"><summary>${words.onThisPage}</summary>${tableOf(contents)}</details>` : ""}
<div class="content">${raw(renderHtml(forReading(article.content, lang)))}</div>
<p class="updated">${words.updated} <time datetime="${article.updatedAt}">${dateOf(article.updatedAt, lang)}</time></p>
${feedbackSection(frame, article.url, step)}
${
  related.length > 0
    ? html`<section class="related"><h2>${words.related}</h2><ul class="articles">${related.map(
        (other) => html`<li><a href="${other.url}">${other.title}</a></li>`,
      )}</ul></section>`
    : ""
}
${askHint(frame)}
</article>
${contents.length > 0 ? html`<nav class="contents" aria-label="${words.onThisPage}"><p>${words.onThisPage}</p>${tableOf(contents)}</nav>` : ""}
</div>`,
  });
}

function tableOf(headings: readonly { id: string; heading: string; level: number }[]): Html {
  return html`<ol>${headings.map(({ id, heading, level }) => html`<li class="level-${level}"><a href="#${id}">${heading}</a></li>`)}</ol>`;
}

const dates = {
  en: new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" }),
  ja: new Intl.DateTimeFormat("ja", { dateStyle: "long", timeZone: "UTC" }),
};
const dateOf = (iso: string, lang: Language) => dates[lang].format(new Date(iso));

/** The tree with what a page needs beyond an article: wide things that scroll by themselves, also by keyboard. */
function forReading(tree: readonly Content[], lang: Language): Content[] {
  let tables = 0;
  const visit = (node: Content): Content => {
    if (typeof node === "string") return node;
    const [tag, attributes, ...children] = node;
    if (tag === "table") tables += 1;
    const name = `${strings[lang].table} ${tables}`;
    const inner = children.map(visit);
    if (tag === "pre") return ["pre", { tabindex: "0" }, ...inner];
    if (tag === "th" && !attributes.scope) return ["th", { scope: "col", ...attributes }, ...inner];
    if (tag !== "table") return [tag, attributes, ...inner];
    return [
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": name },
      ["table", attributes, ...inner],
    ];
  };
  return tree.map(visit);
}
