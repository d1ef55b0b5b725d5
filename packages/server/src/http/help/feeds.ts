import type { ArticleRow } from "@kotae/sdk/schema";
import { type Language, languages } from "../language.ts";
import { strings } from "./strings.ts";

export const feedPath = (lang: Language) => `/help/${lang}/feed.xml`;

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };
/** Text in XML 1.0, which has no way to write most control characters: they go. */
const xml = (text: string) =>
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/[&<>"']/g, (character) => escapes[character] ?? "");

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const itemsInFeed = 50;

/** RSS 2.0 of the articles of a language that are new or were changed last, newest first. */
export function feed(
  lang: Language,
  articles: readonly ArticleRow[],
  { origin, siteName }: { origin: string; siteName: string | undefined },
): string {
  const words = strings[lang];
  const newest = [...articles].sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1)).slice(0, itemsInFeed);
  const home = `${origin}/help/${lang}/`;
  const items = newest.map(
    ({ id, title, url, summary, category, updatedAt }) => `<item>
<title>${xml(title)}</title>
<link>${xml(origin + url)}</link>
<guid isPermaLink="false">${xml(`${id}:${updatedAt}`)}</guid>
<pubDate>${new Date(updatedAt).toUTCString()}</pubDate>
${category === "" ? "" : `<category>${xml(category)}</category>\n`}<description>${xml(summary || title)}</description>
</item>`,
  );
  const changed = newest[0] ? `\n<lastBuildDate>${new Date(newest[0].updatedAt).toUTCString()}</lastBuildDate>` : "";
  return `${declaration}<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>${xml(siteName ? `${words.name} · ${siteName}` : words.name)}</title>
<link>${xml(home)}</link>
<description>${xml(words.feedAbout)}</description>
<language>${lang}</language>${changed}
<atom:link href="${xml(origin + feedPath(lang))}" rel="self" type="application/rss+xml"/>
${items.join("\n")}
</channel>
</rss>
`;
}

export type SitemapEntry = { path: string; changed?: string; alternates?: Partial<Record<Language, string>> };

/** More addresses than this may not stand in one sitemap (sitemaps.org). */
export const urlsInSitemap = 50_000;

/** Every page of the help centre, each with its other languages. */
export function sitemapEntries(
  articles: Readonly<Record<Language, readonly ArticleRow[]>>,
  categoryPath: (lang: Language, category: string) => string,
): SitemapEntry[] {
  const byKey = new Map<string, Partial<Record<Language, string>>>();
  for (const lang of languages) {
    for (const { key, url } of articles[lang]) {
      const known = byKey.get(key) ?? {};
      known[lang] ??= url;
      byKey.set(key, known);
    }
  }
  const homes = Object.fromEntries(languages.map((lang) => [lang, `/help/${lang}/`]));
  return languages.flatMap((lang) => [
    { path: `/help/${lang}/`, alternates: homes },
    ...[...new Set(articles[lang].map(({ category }) => category))].map((category) => ({
      path: categoryPath(lang, category),
    })),
    ...articles[lang].map(({ key, url, updatedAt }) => {
      // a second article under the same key speaks for itself only
      const alternates = byKey.get(key);
      return { path: url, changed: updatedAt, ...(alternates?.[lang] === url ? { alternates } : {}) };
    }),
  ]);
}

/** One sitemap, or where there are too many pages for one the index of several; undefined for a part that is not there. */
export function sitemap(entries: readonly SitemapEntry[], origin: string, part?: number): string | undefined {
  const parts = Math.ceil(entries.length / urlsInSitemap);
  if (part === undefined && parts > 1) {
    const list = Array.from({ length: parts }, (_, at) => `${origin}/help/sitemap-${at + 1}.xml`);
    return `${declaration}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${list.map((loc) => `<sitemap><loc>${xml(loc)}</loc></sitemap>`).join("\n")}
</sitemapindex>
`;
  }
  const shown = entries.slice(((part ?? 1) - 1) * urlsInSitemap, (part ?? 1) * urlsInSitemap);
  if (part !== undefined && (parts < 2 || shown.length === 0)) return undefined;
  return `${declaration}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${shown.map((entry) => urlOf(entry, origin)).join("\n")}
</urlset>
`;
}

function urlOf({ path, changed, alternates = {} }: SitemapEntry, origin: string): string {
  const others = Object.entries(alternates);
  const links =
    others.length < 2
      ? []
      : others.map(([lang, other]) => `<xhtml:link rel="alternate" hreflang="${lang}" href="${xml(origin + other)}"/>`);
  const lastmod = changed === undefined ? "" : `<lastmod>${changed}</lastmod>`;
  return `<url><loc>${xml(origin + path)}</loc>${lastmod}${links.join("")}</url>`;
}

/** What crawlers are told of the whole server. */
export const robots = (origin: string): string =>
  `User-agent: *\nDisallow: /v1/\nDisallow: /console/\n\nSitemap: ${origin}/help/sitemap.xml\n`;
