export { addArticle, buildIndex, removeArticle, type SearchIndex } from "./build.ts";
export { excerptOf } from "./excerpt.ts";
export { type Passage, passagesOf, type SearchArticle } from "./passages.ts";
export { type SearchOptions, search } from "./query.ts";
export type { Features, Found } from "./rank.ts";
export { fromSnapshot, toSnapshot } from "./snapshot.ts";
export { normalize, words } from "./tokenize.ts";
