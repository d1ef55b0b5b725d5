/** Search on a visitor's device, and nothing else: what a panel imports, so that building snapshots stays outside. */
export type { SearchIndex } from "./build.ts";
export { excerptOf } from "./excerpt.ts";
export type { Features } from "./features.ts";
export type { Filter } from "./filter.ts";
export { type SearchOptions, search, weakScore } from "./query.ts";
export type { Found } from "./rank.ts";
export { isReadable, openSnapshot } from "./snapshot.ts";
export { warmUp } from "./warm-up.ts";
