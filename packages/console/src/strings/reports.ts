import { reports } from "./en/reports.ts";
import { reports as jaReports } from "./ja/reports.ts";
import type { Language } from "./language.ts";

/** What the reports say: loaded with them. */
export type ReportWords = typeof reports;
export const reportWords: Record<Language, ReportWords> = { en: reports, ja: jaReports };
