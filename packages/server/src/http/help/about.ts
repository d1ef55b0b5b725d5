import type { Article } from "@kotae/sdk/schema";
import type { Frame } from "./page.ts";
import { strings } from "./strings.ts";

/** What search engines are told of an article: that it is one, and where it stands (schema.org). */
export function aboutArticle(frame: Frame, article: Article, categoryUrl: string): Record<string, unknown>[] {
  const { origin, lang, siteName } = frame;
  const home = `${origin}/help/${lang}/`;
  const way = [
    { name: strings[lang].home, item: home },
    ...(article.category ? [{ name: article.category, item: origin + categoryUrl }] : []),
    { name: article.title, item: origin + article.url },
  ];
  return [
    {
      "@context": "https://schema.org",
      "@type": "Article",
      headline: article.title,
      ...(article.summary ? { description: article.summary } : {}),
      inLanguage: lang,
      dateModified: article.updatedAt,
      mainEntityOfPage: origin + article.url,
      ...(article.keywords.length > 0 ? { keywords: article.keywords.join(", ") } : {}),
      ...(siteName ? { publisher: { "@type": "Organization", name: siteName } } : {}),
    },
    {
      "@context": "https://schema.org",
      "@type": "BreadcrumbList",
      itemListElement: way.map((step, at) => ({ "@type": "ListItem", position: at + 1, ...step })),
    },
  ];
}
