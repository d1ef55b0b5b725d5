export {
  addArticle,
  type BuildOptions,
  buildIndex,
  buildIndexInSlices,
  removeArticle,
  type SearchIndex,
  type SliceOptions,
} from "./build.ts";
export { type Coefficients, confidenceOf, defaultCoefficients, evidenceOf, fit, type Judged } from "./confidence.ts";
export { excerptOf } from "./excerpt.ts";
export type { Features } from "./features.ts";
export { type Filter, passes } from "./filter.ts";
export { holds } from "./holds.ts";
export { relativesOf } from "./lexicon/index.ts";
export { blocksOf, type Passage, passagesOf, type SearchArticle } from "./passages.ts";
export { type SearchOptions, search, weakScore } from "./query.ts";
export type { Found } from "./rank.ts";
export { fromSnapshot, isReadable, openSnapshot, snapshotFormat } from "./snapshot.ts";
export { canBeSynonym, setSynonyms } from "./synonyms.ts";
export { normalize, words } from "./tokenize.ts";
export { warmUp } from "./warm-up.ts";
export { createSnapshotWriter, toSnapshot } from "./write-snapshot.ts";
