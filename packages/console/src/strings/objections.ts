import { objections } from "./en/objections.ts";
import { objections as jaObjections } from "./ja/objections.ts";
import type { Language } from "./language.ts";

/** What forms say of their fields: loaded with the rooms that have such forms. */
export type ObjectionWords = typeof objections;
export const objectionWords: Record<Language, ObjectionWords> = { en: objections, ja: jaObjections };
