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
export { categoryOrder, inOrder, listCategories, orderCategories, renameCategory } from "./categories/categories.ts";
export { fromMarkdown, renderHtml } from "./content.ts";
export { plainText, type Section, sections } from "./content-text.ts";
export { dayOf, noteShown, noteTicket } from "./counts/counts.ts";
export { adoptVotes, giveFeedback, listFeedback } from "./counts/feedback.ts";
export { createViews, isCrawler, type Views } from "./counts/views.ts";
export { voiceOf } from "./counts/voice.ts";
export { listVotes, reviewVote } from "./counts/votes.ts";
export { createFiles, type Files, imageBytes } from "./files.ts";
export type { ImportDeps } from "./import/deps.ts";
export { bringGit, type GitSource, gitName } from "./import/git.ts";
export { type ImportProgress, type ImportResult, importFrom } from "./import/import.ts";
export { withLock } from "./import/lock.ts";
export { bringWeb, type ReadWeb, webName } from "./import/web.ts";
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
  activeSynonyms,
  createSynonym,
  deleteSynonym,
  listSynonyms,
  recordTrail,
  suggestSynonyms,
  updateSynonym,
} from "./synonyms/synonyms.ts";
export { createEmbedder, type Embedder } from "./vectors/embedder.ts";
export { getVersion, listVersions, type Writer } from "./versions/versions.ts";
