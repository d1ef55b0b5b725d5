export { articleUrl } from "./address.ts";
export {
  createArticle,
  deleteArticle,
  findBySlug,
  getArticle,
  publishArticle,
  restoreVersion,
  updateArticle,
} from "./articles.ts";
export { fromMarkdown, renderHtml } from "./content.ts";
export { plainText, type Section, sections } from "./content-text.ts";
export { dayOf, noteShown, noteTicket } from "./counts/counts.ts";
export { giveFeedback, listFeedback } from "./counts/feedback.ts";
export { createViews, type Views } from "./counts/views.ts";
export { voiceOf } from "./counts/voice.ts";
export { createFiles, type Files, imageBytes } from "./files.ts";
export type { ImportDeps } from "./import/deps.ts";
export { type ImportProgress, type ImportResult, importFrom } from "./import/import.ts";
export {
  articleIdsByName,
  articlesVersion,
  articleTitles,
  listArticles,
  listPublic,
  popularArticles,
} from "./lists.ts";
export { previewContent } from "./preview.ts";
export { asAgent, publicReader, type Reader, readerAt, readerOf } from "./reader.ts";
export { startSchedule } from "./schedule/worker.ts";
export {
  createSearcher,
  languageOf,
  type Searcher,
  type SearcherOptions,
  type SearchHit,
  type SearchInput,
  suggestArticles,
} from "./searcher.ts";
export { type Audience, bumpVersion } from "./store.ts";
export { sweepFiles } from "./sweep.ts";
export {
  createSynonym,
  deleteSynonym,
  listSynonyms,
  recordTrail,
  suggestSynonyms,
  updateSynonym,
} from "./synonyms/synonyms.ts";
export { createEmbedder, type Embedder } from "./vectors/embedder.ts";
export { getVersion, listVersions, type Writer } from "./versions/versions.ts";
