import type { Locale, Report, ReportName } from "@kotae/sdk/schema";
import { createModel, effect, signal } from "@preact/signals";
import type { Desk } from "./desk.ts";
import { openReader } from "./reading.ts";

export type ReportBy = (typeof reportBys)[number];
export const reportBys = ["total", "day", "week", "site", "lang"] as const;
export const reportNames: readonly ReportName[] = ["deflection", "articles", "searches", "forms"];
export type ReportQuery = { name: ReportName; from: string; to: string; by: ReportBy; siteId: string; lang: string };

/** What is asked of the server for a report, as a call or as the `?` of its CSV address. */
export function reportInput({ name, from, to, by, siteId, lang }: ReportQuery) {
  return {
    name,
    by,
    ...(from === "" ? {} : { from }),
    ...(to === "" ? {} : { to }),
    ...(siteId === "" ? {} : { siteId }),
    ...(lang === "en" || lang === "ja" ? { lang: lang as Locale } : {}),
  };
}

/** The address a report can be downloaded from as CSV. */
export function csvHref(query: ReportQuery): string {
  const { name, ...rest } = reportInput(query);
  return `/v1/reports/${name}?${new URLSearchParams({ ...rest, format: "csv" })}`;
}

/** One report of the figures of a span of days. */
export const ReportModel = createModel(({ client }: Desk) => {
  const query = signal<ReportQuery>({ name: "deflection", from: "", to: "", by: "total", siteId: "", lang: "" });
  const reader = openReader<Report>((called) => client.getReport(reportInput(query.peek()), { signal: called }));
  effect(() => () => reader.close());
  return {
    reader,
    show(next: ReportQuery): void {
      const isOther = next.name !== query.peek().name;
      query.value = next;
      if (isOther || reader.peek() === undefined) reader.retry();
      else void reader.load();
    },
  };
});

export type ReportReader = InstanceType<typeof ReportModel>;
