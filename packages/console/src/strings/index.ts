export { en, type Words } from "./en.ts";
export { type Formats, formatsOf } from "./format.ts";
export { type Language, languageNames, languages, wordsOf } from "./language.ts";
