import { KotaeError } from "@kotae/sdk/errors";
import type { Parsed, Report } from "@kotae/sdk/schema";
import { listSites } from "../identity/index.ts";
import { articleUrl } from "../knowledge/index.ts";
import { dayMillis } from "../questions/index.ts";
import type { Db } from "../storage/index.ts";
import { toCsv } from "./csv.ts";
import { definitions } from "./definitions.ts";
import { createDeflection } from "./deflection.ts";
import { groupForms } from "./forms.ts";
import { dayOf, startOf } from "./periods.ts";
import { outcomeRules } from "./rules.ts";
import * as store from "./store.ts";

type Input = Parsed<"getReport">;
type Row = Report["rows"][number];
type Table = { rows: Row[]; total: Row; by: string };

const pageSize = 2_000;
const daysByDefault = 30;
/** Coming back is judged within so many days at most, so tickets are looked at that long after the period. */
const returnDaysMost = 90;

/** A table of figures with what each of them means; throws `invalid_input` for a period that ends before it begins. */
export async function report(db: Db, input: Input, now: number): Promise<Report> {
  const { name, siteId, lang, limit } = input;
  const to = input.to ?? dayOf(now);
  const from = input.from ?? dayOf(startOf(to) - (daysByDefault - 1) * dayMillis);
  if (from > to) throw refusal("from", "must not be after `to`");
  if (input.by !== "total" && (name === "articles" || name === "searches")) {
    throw refusal("by", "is for `deflection` and `forms`: this report has its own lines");
  }
  const days = { from, to, siteId, lang };
  const table = await tables[name](db, days, input, now);
  return {
    name,
    from,
    to,
    by: table.by,
    columns: [...definitions[name]],
    rows: table.rows.slice(0, limit),
    total: table.total,
  };
}

/** A report for a spreadsheet: the columns' keys, its lines, and the total as the last one. */
export function reportCsv({ columns, rows, total }: Report): string {
  const keys = columns.map(({ key }) => key);
  const [first = ""] = keys;
  const last = { ...total, [first]: "total" };
  return toCsv(
    keys,
    [...rows, last].map((row) => keys.map((key) => (row as Row)[key])),
  );
}

const tables: Record<Input["name"], (db: Db, days: store.Days, input: Input, now: number) => Promise<Table>> = {
  async deflection(db, { siteId, lang, ...days }, { by }, now) {
    const period = { from: startOf(days.from), to: startOf(days.to) + dayMillis, siteId, lang };
    const sites = await listSites(db);
    const heldOut = await store.heldOutFrom(db, period);
    const tickets = await store.ticketsOpened(
      db,
      heldOut.map(({ site_id }) => site_id),
      period.from,
      period.to + returnDaysMost * dayMillis,
    );
    const tally = createDeflection({
      by,
      now,
      rulesOf: await outcomeRules(db),
      nameOf: (id) => sites.find((site) => site.id === id)?.name ?? id,
      heldOutFrom: new Map(heldOut.map(({ site_id, from }) => [site_id, from])),
      ticketsOf: openingsOf(tickets),
    });
    for (let after: { started_at: number; conversation_id: string } | undefined; ; ) {
      const rows = await store.assisted(db, period, pageSize, after);
      for (const row of rows) tally.add(row);
      after = rows.at(-1);
      if (rows.length < pageSize) break;
    }
    return { ...tally.result(), by };
  },

  async articles(db, days, _input, now) {
    const found = (await store.articleCounts(db, days)).map((row) => ({
      // no figure: whoever reads the table goes on from here to the article
      id: row.id,
      title: row.title,
      url: articleUrl(row),
      lang: row.lang,
      ...helpfulness({
        views: Number(row.views),
        shown: Number(row.shown),
        helpful: Number(row.helpful),
        unhelpful: Number(row.unhelpful),
        tickets: Number(row.tickets),
      }),
      sinceChange: wholeDays(now - row.updated_at),
      overdue: row.review_at === null || row.review_at > now ? null : wholeDays(now - row.review_at),
    }));
    const sum = (name: "views" | "shown" | "helpful" | "unhelpful" | "tickets") =>
      found.reduce((total, row) => total + row[name], 0);
    const counts = {
      views: sum("views"),
      shown: sum("shown"),
      helpful: sum("helpful"),
      unhelpful: sum("unhelpful"),
      tickets: sum("tickets"),
    };
    const total = { title: "", url: "", lang: "", ...helpfulness(counts), sinceChange: null, overdue: null };
    return { rows: found, total, by: "article" };
  },

  async searches(db, days, { limit }) {
    const numbers = (row: { times: number; empty: number; unopened: number }) => ({
      times: Number(row.times),
      empty: Number(row.empty),
      unopened: Number(row.unopened),
    });
    const rows = (await store.topSearches(db, days, limit)).map((row) => ({
      q: row.q,
      lang: row.lang,
      ...numbers(row),
    }));
    return { rows, total: { q: "", lang: "", ...numbers(await store.searchTotals(db, days)) }, by: "search" };
  },

  async forms(db, days, { by }) {
    const sites = await listSites(db);
    const nameOf = (id: string) => sites.find((site) => site.id === id)?.name ?? id;
    return { ...groupForms(await store.formVisits(db, days), { by, nameOf }), by };
  },
};

const openingsOf = (tickets: readonly { visitor_id: string; created_at: number }[]) => {
  const found = new Map<string, number[]>();
  for (const { visitor_id: id, created_at: at } of tickets) found.set(id, [...(found.get(id) ?? []), at]);
  return found;
};

const helpfulness = <T extends { helpful: number; unhelpful: number }>(counts: T) => {
  const votes = counts.helpful + counts.unhelpful;
  return { ...counts, helpfulShare: votes === 0 ? null : counts.helpful / votes };
};

const wholeDays = (millis: number) => Math.max(0, Math.floor(millis / dayMillis));
const refusal = (path: string, message: string) =>
  new KotaeError("invalid_input", `\`${path}\` ${message}.`, { errors: [{ path, message }] });
