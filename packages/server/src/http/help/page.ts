import { html, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import { type Language, languages } from "../language.ts";
import { feedPath } from "./feeds.ts";
import { strings } from "./strings.ts";
import { type Theme, themeForm } from "./theme.ts";

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** What stands around every page. */
export type Frame = {
  lang: Language;
  /** The site's name, as far as there is one. */
  siteName: string | undefined;
  siteKey: string | undefined;
  styleUrl: string;
  /** Where the outside world finds this server, without a slash at the end. */
  origin: string;
  /** What the reader chose; what their system says where they chose nothing. */
  theme: Theme | undefined;
  /** This page's own path and query. */
  here: string;
};

export type PageParts = {
  title: string;
  description?: string;
  /** This page's own path; pages without one are kept out of search engines. */
  path?: string;
  /** The same page in other languages, by their paths. */
  alternates?: Partial<Record<Language, string>>;
  /** What stands in the search field at the top; no field where the page has a large one of its own. */
  query?: string | undefined;
  hasOwnSearch?: boolean;
  /** What search engines are told of the page, as JSON-LD. */
  about?: readonly Record<string, unknown>[];
  main: Html;
};

export const searchPath = (lang: Language) => `/help/${lang}/search`;

/** A whole page of the help centre. */
export function page(frame: Frame, parts: PageParts): Html {
  const { lang, siteKey, styleUrl, origin } = frame;
  const words = strings[lang];
  const brand = frame.siteName ?? words.name;
  const others = languages.filter((other) => other !== lang);
  const title =
    parts.title === words.name
      ? `${words.name}${frame.siteName ? ` · ${frame.siteName}` : ""}`
      : `${parts.title} · ${brand}`;
  const alternates: Record<string, string> = { ...parts.alternates, ...(parts.path ? { [lang]: parts.path } : {}) };
  // for readers of every other language
  if (Object.keys(alternates).length > 1) alternates["x-default"] = alternates.en ?? parts.path ?? "";
  return html`<!doctype html>
<html lang="${lang}"${frame.theme ? html` data-theme="${frame.theme}"` : ""}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${parts.description ? html`<meta name="description" content="${parts.description}">` : ""}
${parts.path ? html`<link rel="canonical" href="${origin}${parts.path}">` : html`<meta name="robots" content="noindex">`}
${
  parts.path
    ? Object.entries(alternates).map(
        ([tag, path]) => html`<link rel="alternate" hreflang="${tag}" href="${origin}${path}">`,
      )
    : ""
}
<meta name="color-scheme" content="${frame.theme ?? "light dark"}">
<link rel="alternate" type="application/rss+xml" title="${brand}" href="${feedPath(lang)}">
<link rel="stylesheet" href="${styleUrl}">
${(parts.about ?? []).map(
  (thing) => html`<script type="application/ld+json">${raw(jsonText(thing))}</script>
`,
)}${siteKey ? html`<script src="/kotae.js" data-site="${siteKey}"${frame.theme ? html` data-theme="${frame.theme}"` : ""} async></script>` : ""}
</head>
<body>
<a class="skip" href="#page-main">${words.skip}</a>
<header class="top">
<div class="bar">
<a class="brand" href="/help/${lang}/">${frame.siteName ? html`<span class="site">${frame.siteName}</span> ` : ""}<span>${words.name}</span></a>
${parts.hasOwnSearch ? "" : searchForm(lang, parts.query ?? "", "small")}
<nav class="languages" aria-label="${lang === "ja" ? "言語" : "Language"}">${others.map(
    (other) =>
      html`<a href="${parts.alternates?.[other] ?? `/help/${other}/`}" lang="${other}" hreflang="${other}">${words.otherLanguage}</a>`,
  )}</nav>
</div>
</header>
<main id="page-main" tabindex="-1">${parts.main}</main>
<footer class="foot">
${themeForm(frame)}
<p><a href="${feedPath(lang)}">${words.feed}</a></p>
</footer>
</body>
</html>
`;
}

/** A search field that works without any script. */
export function searchForm(lang: Language, query: string, size: "small" | "large"): Html {
  const words = strings[lang];
  return html`<search><form class="search ${size}" action="${searchPath(lang)}" method="get">
<label class="unseen" for="page-search">${words.searchLabel}</label>
<input id="page-search" type="search" name="q" value="${query}" placeholder="${words.searchPlaceholder}" maxlength="500" autocomplete="off" enterkeyhint="search">
<button type="submit">${words.searchButton}</button>
</form></search>`;
}

/** The way on where no article helps; only where there is somebody to ask. */
export function askHint(frame: Frame): Html | "" {
  if (!frame.siteKey) return "";
  const words = strings[frame.lang];
  return html`<aside class="ask" aria-label="${words.person}"><p><strong>${words.person}</strong> ${words.personHint}</p></aside>`;
}

/** JSON that may stand in a page: nothing in it can end the element it is in. */
const jsonText = (value: unknown) =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
