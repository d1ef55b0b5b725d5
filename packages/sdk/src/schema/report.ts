import * as z from "zod";
import { id, locale } from "./shared.ts";

export const reportName = z.enum(["deflection", "articles", "searches", "forms"]);

/** A table of figures with what each of them means; numbers reconcile with the rows they were counted from. */
export const report = z.object({
  name: reportName,
  from: z.string(),
  to: z.string(),
  by: z.string(),
  columns: z.array(
    z.object({
      key: z.string(),
      title: z.object({ en: z.string(), ja: z.string() }),
      /** What is counted, in a sentence. */
      definition: z.object({ en: z.string(), ja: z.string() }),
      kind: z.enum(["text", "count", "share", "minutes", "link"]),
    }),
  ),
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
  total: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});

export const getReport = {
  input: z.object({
    name: reportName,
    /** Days in UTC, as 2026-11-01; by default the last 30, today included. */
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
    by: z.enum(["day", "week", "site", "lang", "total"]).default("total"),
    siteId: id.optional(),
    lang: locale.optional(),
    format: z.enum(["json", "csv"]).default("json"),
    limit: z.coerce.number().int().min(1).max(1000).default(200),
  }),
  output: report,
};

export type Report = z.infer<typeof report>;
export type ReportName = z.infer<typeof reportName>;
