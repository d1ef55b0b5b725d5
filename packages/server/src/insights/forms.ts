import type { Parsed } from "@kotae/sdk/schema";
import type { Act } from "../act.ts";
import { dayOf, type Grouping, groupOf, startOf } from "./periods.ts";
import * as store from "./store.ts";

/** Keeps what happened beside a contact form: one row a visit, whatever comes twice or out of its order. */
export async function noteFormVisit(
  act: Act,
  {
    form,
    visit,
    event,
    articleId,
    q,
    lang,
    siteId,
  }: Omit<Parsed<"recordDeflection">, "lang"> & {
    siteId: string;
    lang: string;
  },
): Promise<Record<string, never>> {
  await store.noteFormEvent(act.db, {
    siteId,
    form,
    visit,
    day: dayOf(act.now),
    lang,
    event,
    at: act.now,
    articleId: articleId ?? null,
    q: q ?? null,
  });
  return {};
}

/** What happened in one visit to a form. */
export type FormVisit = {
  site_id: string;
  form: string;
  day: string;
  lang: string;
  shown_at: number | null;
  opened_at: number | null;
  solved_at: number | null;
  sent_at: number | null;
};

export type FormRow = {
  group: string;
  form: string;
  visits: number;
  shown: number;
  opened: number;
  solved: number;
  sent: number;
  saved: number;
  savedShare: number | null;
};

/** Counts visits by form and group, each once, and all of them together. */
export function groupForms(
  visits: readonly FormVisit[],
  options: { by: Grouping; nameOf(siteId: string): string },
): { rows: FormRow[]; total: FormRow } {
  const lines = new Map<string, FormRow>();
  const total = line("", "");
  for (const visit of visits) {
    const group = groupOf({ at: startOf(visit.day), siteId: visit.site_id, lang: visit.lang }, options);
    const key = JSON.stringify([group, visit.form]);
    const row = lines.get(key) ?? line(group, visit.form);
    lines.set(key, row);
    for (const each of [row, total]) count(each, visit);
  }
  const rows = [...lines.values()].sort((a, b) =>
    a.group === b.group ? (a.form < b.form ? -1 : 1) : a.group < b.group ? -1 : 1,
  );
  for (const row of [...rows, total]) row.savedShare = row.shown === 0 ? null : row.saved / row.shown;
  return { rows, total };
}

const line = (group: string, form: string): FormRow => ({
  group,
  form,
  visits: 0,
  shown: 0,
  opened: 0,
  solved: 0,
  sent: 0,
  saved: 0,
  savedShare: null,
});

function count(row: FormRow, { shown_at, opened_at, solved_at, sent_at }: FormVisit): void {
  row.visits += 1;
  // who opened one or was helped by one has seen it, even where that message got lost on its way
  if (shown_at !== null || opened_at !== null || solved_at !== null) row.shown += 1;
  if (opened_at !== null) row.opened += 1;
  if (solved_at !== null) row.solved += 1;
  if (sent_at !== null) row.sent += 1;
  if (solved_at !== null && sent_at === null) row.saved += 1;
}
