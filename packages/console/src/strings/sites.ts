import { sites } from "./en/sites.ts";
import { sites as jaSites } from "./ja/sites.ts";
import type { Language } from "./language.ts";

/** What the page of sites and departments says: loaded with it. */
export type SiteWords = typeof sites;
export const siteWords: Record<Language, SiteWords> = { en: sites, ja: jaSites };
