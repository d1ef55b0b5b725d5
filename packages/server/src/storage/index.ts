export type { Db, Storage, Tx } from "./open.ts";
export { isDuplicate, open } from "./open.ts";
export { prepared } from "./prepared.ts";
export type { Tables } from "./tables.ts";
