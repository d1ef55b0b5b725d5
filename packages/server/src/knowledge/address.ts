/** Where the help centre shows an article. */
export const articleUrl = (article: { lang: string; slug: string }) =>
  `/help/${article.lang}/articles/${encodeURIComponent(article.slug)}`;

/** The part of a language tag that articles are kept under: `en-GB` is `en`. */
export const baseLang = (tag: string) => tag.toLowerCase().split("-")[0] ?? tag;
