export {
  createArticle,
  deleteArticle,
  findBySlug,
  getArticle,
  publishArticle,
  updateArticle,
} from "./articles.ts";
export { renderHtml } from "./content.ts";
export { plainText, type Section, sections } from "./content-text.ts";
export { createFiles, type Files } from "./files.ts";
export type { ImportDeps } from "./import/deps.ts";
export { type ImportProgress, type ImportResult, importFrom } from "./import/import.ts";
export {
  articlesVersion,
  articleTitles,
  type HelpArticle,
  indexSnapshot,
  listArticles,
  listPublic,
  popularArticles,
} from "./lists.ts";
export {
  createSearcher,
  languageOf,
  type Searcher,
  type SearcherOptions,
  type SearchHit,
  type SearchInput,
  suggestArticles,
} from "./searcher.ts";
export type { Audience } from "./store.ts";
