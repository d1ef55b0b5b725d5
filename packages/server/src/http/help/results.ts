import { html } from "hono/html";
import type { SearchHit } from "../../knowledge/index.ts";
import { languages } from "../language.ts";
import { askHint, type Frame, type Html, page, searchForm, searchPath } from "./page.ts";
import { strings } from "./strings.ts";

/** What a search found, or what to do where it found nothing. */
export function resultsPage(frame: Frame, query: string, hits: readonly SearchHit[]): Html {
  const { lang } = frame;
  const words = strings[lang];
  const title = query === "" ? words.searchLabel : hits.length > 0 ? words.resultsFor(query) : words.nothing(query);
  const alternates = Object.fromEntries(
    languages.map((other) => [other, `${searchPath(other)}?q=${encodeURIComponent(query)}`]),
  );
  return page(frame, {
    title,
    alternates,
    hasOwnSearch: true,
    main: html`<div class="column">
<nav class="crumbs" aria-label="${words.home}"><ol><li><a href="/help/${lang}/">${words.home}</a></li></ol></nav>
<h1>${title}</h1>
${searchForm(lang, query, "large")}
${hits.length > 0 ? html`<p class="quiet">${words.results(hits.length)}</p><ol class="results">${hits.map((hit) => result(hit, lang))}</ol>` : ""}
${query !== "" && hits.length === 0 ? html`<p>${words.nothingHint}</p>` : ""}
${askHint(frame)}
</div>`,
  });
}

function result(hit: SearchHit, own: keyof typeof strings): Html {
  const foreign = hit.lang !== own;
  return html`<li lang="${hit.lang}"><a href="${hit.url}">${hit.title}</a>${
    foreign ? html` <span class="tag" lang="${own}">${strings[own].inLanguage(hit.lang)}</span>` : ""
  }${hit.heading ? html`<p class="heading">${hit.heading}</p>` : ""}<p>${hit.excerpt}</p></li>`;
}

/** The page where nothing is. */
export function missingPage(frame: Frame): Html {
  const words = strings[frame.lang];
  return page(frame, {
    title: words.missing,
    hasOwnSearch: true,
    main: html`<div class="column"><h1>${words.missing}</h1><p>${words.missingHint}</p>
${searchForm(frame.lang, "", "large")}
<p><a href="/help/${frame.lang}/">${words.home}</a></p>${askHint(frame)}</div>`,
  });
}

/** A page that says what went wrong, and what to do next. */
export function noticePage(frame: Frame, title: string, hint: string, back: string): Html {
  return page(frame, {
    title,
    main: html`<div class="column"><h1>${title}</h1><p>${hint}</p><p><a href="${back}">${strings[frame.lang].goBack}</a></p></div>`,
  });
}
