import type { Locale } from "@kotae/sdk/schema";
import { en, type Words } from "./en.ts";
import { ja } from "./ja.ts";

/** A language the console speaks. */
export type Language = Locale;

/** The languages the console speaks, in the order they are offered. */
export const languages: readonly Language[] = ["en", "ja"];

/** Each language's own name for itself. */
export const languageNames: Record<Language, string> = { en: "English", ja: "日本語" };

const words: Record<Language, Words> = { en, ja };

/** The words of a language. */
export const wordsOf = (language: Language): Words => words[language];
