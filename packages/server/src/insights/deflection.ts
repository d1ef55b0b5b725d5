import { type AssistedRow, dayMillis, type OutcomeRules, outcomeOf } from "../questions/index.ts";
import { difference } from "./interval.ts";
import { type Grouping, groupOf } from "./periods.ts";

export type Assisted = Omit<AssistedRow, "questions">;

/** What each conversation is judged by, and what is known of the experiment. */
export type DeflectionFacts = {
  by: Grouping;
  now: number;
  rulesOf(siteId: string): OutcomeRules;
  nameOf(siteId: string): string;
  /** When the first visitor of a site was held out in this period; sites without one take no part. */
  heldOutFrom: ReadonlyMap<string, number>;
  /** When each visitor's tickets were opened. */
  ticketsOf: ReadonlyMap<string, readonly number[]>;
};

/** One line of the report in counts; what they mean is said in `definitions.ts`. */
export type DeflectionRow = {
  group: string;
  conversations: number;
  answered: number;
  confirmed: number;
  assumed: number;
  deflected: number;
  returned: number;
  abandoned: number;
  handedOver: number;
  open: number;
  deflectedShare: number | null;
  assistedVisitors: number;
  assistedTickets: number;
  heldOutVisitors: number;
  heldOutTickets: number;
  assistedRate: number | null;
  heldOutRate: number | null;
  saved: number | null;
  savedLow: number | null;
  savedHigh: number | null;
};

type Counts = Omit<
  DeflectionRow,
  "group" | "deflected" | "deflectedShare" | "assistedRate" | "heldOutRate" | "saved" | "savedLow" | "savedHigh"
>;

const nothing = (): Counts => ({
  conversations: 0,
  answered: 0,
  confirmed: 0,
  assumed: 0,
  returned: 0,
  abandoned: 0,
  handedOver: 0,
  open: 0,
  assistedVisitors: 0,
  assistedTickets: 0,
  heldOutVisitors: 0,
  heldOutTickets: 0,
});

/**
 * Counts assisted conversations, each once and in one line only, in the order in which they began; a visitor of the
 * experiment counts in the line of the first of them.
 */
export function createDeflection(facts: DeflectionFacts) {
  const lines = new Map<string, Counts>();
  const met = new Set<string>();

  function add(row: Assisted): void {
    const group = groupOf({ at: row.started_at, siteId: row.site_id, lang: row.lang }, facts);
    const counts = lines.get(group) ?? nothing();
    lines.set(group, counts);
    meet(row, counts);
    // whom the assistant did not talk to it has not helped either
    if (row.hold_out === 1) return;
    counts.conversations += 1;
    if (row.answered_at !== null) counts.answered += 1;
    const outcome = outcomeOf(row, facts.rulesOf(row.site_id), facts.now);
    counts[outcome === "handed_over" ? "handedOver" : outcome] += 1;
  }

  function meet(row: Assisted, counts: Counts): void {
    const from = facts.heldOutFrom.get(row.site_id);
    if (from === undefined || row.started_at < from || met.has(row.visitor_id)) return;
    met.add(row.visitor_id);
    const until = row.started_at + facts.rulesOf(row.site_id).returnDays * dayMillis;
    const opened = facts.ticketsOf.get(row.visitor_id) ?? [];
    const hasTicket = opened.some((at) => at >= row.started_at && at <= until);
    const group = row.hold_out === 1 ? "heldOut" : "assisted";
    counts[`${group}Visitors`] += 1;
    if (hasTicket) counts[`${group}Tickets`] += 1;
  }

  return {
    add,
    /** The lines in their order, and all of them as one. */
    result(): { rows: DeflectionRow[]; total: DeflectionRow } {
      const rows = [...lines].map(([group, counts]) => finish(group, counts));
      rows.sort((a, b) => (a.group < b.group ? -1 : 1));
      const all = nothing();
      for (const counts of lines.values()) {
        for (const name of Object.keys(all) as (keyof Counts)[]) all[name] += counts[name];
      }
      return { rows, total: finish("", all) };
    },
  };
}

function finish(group: string, counts: Counts): DeflectionRow {
  const { conversations, confirmed, assumed, open } = counts;
  const heldOut = { hits: counts.heldOutTickets, total: counts.heldOutVisitors };
  const assisted = { hits: counts.assistedTickets, total: counts.assistedVisitors };
  const saved = difference(heldOut, assisted);
  const deflected = confirmed + assumed;
  const share = (hits: number, total: number) => (total === 0 ? null : hits / total);
  return {
    group,
    ...counts,
    deflected,
    deflectedShare: share(deflected, conversations - open),
    assistedRate: share(assisted.hits, assisted.total),
    heldOutRate: share(heldOut.hits, heldOut.total),
    saved: saved?.value ?? null,
    savedLow: saved?.low ?? null,
    savedHigh: saved?.high ?? null,
  };
}
