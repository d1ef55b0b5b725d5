import { sql } from "kysely";
import type { Db } from "../storage/index.ts";

export type Period = {
  /** Epoch milliseconds, the end not included. */
  from: number;
  to: number;
  siteId?: string | undefined;
  lang?: string | undefined;
};
/** Days as texts, both included. */
export type Days = { from: string; to: string; siteId?: string | undefined; lang?: string | undefined };

/** A page of assisted conversations in the order in which they began. */
export const assisted = (
  db: Db,
  { from, to, siteId, lang }: Period,
  limit: number,
  after?: { started_at: number; conversation_id: string },
) =>
  db
    .selectFrom("assisted")
    .selectAll()
    .where("started_at", ">=", after?.started_at ?? from)
    .where("started_at", "<", to)
    .$if(siteId !== undefined, (query) => query.where("site_id", "=", siteId ?? ""))
    .$if(lang !== undefined, (query) => query.where("lang", "=", lang ?? ""))
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb.or([
          eb("started_at", ">", after?.started_at ?? 0),
          eb("conversation_id", ">", after?.conversation_id ?? ""),
        ]),
      ),
    )
    .orderBy("started_at")
    .orderBy("conversation_id")
    .limit(limit)
    .execute();

/** When the first visitor of each site was held out in a period. */
export const heldOutFrom = (db: Db, { from, to, siteId, lang }: Period) =>
  db
    .selectFrom("assisted")
    .select((eb) => ["site_id", eb.fn.min<number>("started_at").as("from")])
    .where("hold_out", "=", 1)
    .where("started_at", ">=", from)
    .where("started_at", "<", to)
    .$if(siteId !== undefined, (query) => query.where("site_id", "=", siteId ?? ""))
    .$if(lang !== undefined, (query) => query.where("lang", "=", lang ?? ""))
    .groupBy("site_id")
    .execute();

/** Whose tickets were opened when, on these sites. */
export const ticketsOpened = (db: Db, siteIds: readonly string[], from: number, to: number) =>
  siteIds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom("tickets")
        .innerJoin("conversations", "conversations.id", "tickets.conversation_id")
        .select(["conversations.visitor_id", "tickets.created_at"])
        .where("conversations.site_id", "in", siteIds)
        .where("tickets.created_at", ">=", from)
        .where("tickets.created_at", "<", to)
        .execute();

/** What was counted of every published article in a period. */
export const articleCounts = (db: Db, { from, to, siteId, lang }: Days) =>
  db
    .selectFrom("articles")
    .leftJoin("article_days", (join) =>
      join
        .onRef("article_days.article_id", "=", "articles.id")
        .on("article_days.day", ">=", from)
        .on("article_days.day", "<=", to),
    )
    .select(["articles.id", "articles.title", "articles.lang", "articles.slug", "articles.updated_at", "review_at"])
    .select((eb) =>
      (["views", "shown", "helpful", "unhelpful", "tickets"] as const).map((name) =>
        eb.fn.coalesce(eb.fn.sum<number>(`article_days.${name}`), sql<number>`0`).as(name),
      ),
    )
    .where("articles.status", "=", "published")
    .$if(lang !== undefined, (query) => query.where("articles.lang", "=", lang ?? ""))
    .$if(siteId !== undefined, (query) =>
      query.where((eb) => eb.or([eb("articles.site_id", "is", null), eb("articles.site_id", "=", siteId ?? "")])),
    )
    .groupBy(["articles.id", "articles.title", "articles.lang", "articles.slug", "articles.updated_at", "review_at"])
    .orderBy("shown", "desc")
    .orderBy("views", "desc")
    .orderBy("articles.id")
    .execute();

const searchesIn = (db: Db, { from, to, siteId, lang }: Days) =>
  db
    .selectFrom("search_days")
    .select((eb) =>
      (["times", "empty", "unopened"] as const).map((name) =>
        eb.fn.coalesce(eb.fn.sum<number>(name), sql<number>`0`).as(name),
      ),
    )
    .where("day", ">=", from)
    .where("day", "<=", to)
    .$if(siteId !== undefined, (query) => query.where("site_id", "=", siteId ?? ""))
    .$if(lang !== undefined, (query) => query.where("lang", "=", lang ?? ""));

export const searchTotals = (db: Db, days: Days) => searchesIn(db, days).executeTakeFirstOrThrow();

export const topSearches = (db: Db, days: Days, limit: number) =>
  searchesIn(db, days)
    .select(["q", "search_days.lang"])
    .groupBy(["q", "search_days.lang"])
    .orderBy("times", "desc")
    .orderBy("q")
    .limit(limit)
    .execute();

export type SearchCount = {
  day: string;
  siteId: string;
  lang: string;
  q: string;
  times: number;
  empty: number;
  unopened: number;
};

export const countSearch = (db: Db, { siteId, ...row }: SearchCount) =>
  db
    .insertInto("search_days")
    .values({ ...row, site_id: siteId })
    .onConflict((conflict) =>
      conflict.columns(["day", "site_id", "lang", "q"]).doUpdateSet((eb) => ({
        times: eb("search_days.times", "+", row.times),
        empty: eb("search_days.empty", "+", row.empty),
        unopened: eb("search_days.unopened", "+", row.unopened),
      })),
    )
    .execute();

/** What happened beside contact forms. */
export const formVisits = (db: Db, { from, to, siteId, lang }: Days) =>
  db
    .selectFrom("form_visits")
    .select(["site_id", "form", "day", "lang", "shown_at", "opened_at", "solved_at", "sent_at"])
    .where("day", ">=", from)
    .where("day", "<=", to)
    .$if(siteId !== undefined, (query) => query.where("site_id", "=", siteId ?? ""))
    .$if(lang !== undefined, (query) => query.where("lang", "=", lang ?? ""))
    .execute();

export type FormEvent = {
  siteId: string;
  form: string;
  visit: string;
  day: string;
  lang: string;
  event: "shown" | "opened" | "solved" | "sent";
  at: number;
  articleId: string | null;
  q: string | null;
};

/** Adds one event to a visit; what was there already stays, so order and repeats change nothing. */
export async function noteFormEvent(db: Db, input: FormEvent): Promise<void> {
  const { siteId, form, visit, day, lang, event, at, articleId, q } = input;
  const times = { shown_at: null, opened_at: null, solved_at: null, sent_at: null, [`${event}_at`]: at };
  await db
    .insertInto("form_visits")
    .values({ site_id: siteId, form, visit, day, lang, ...times, article_id: articleId, q })
    .onConflict((conflict) =>
      conflict.columns(["site_id", "form", "visit"]).doUpdateSet((eb) => ({
        [`${event}_at`]: eb.fn.coalesce(eb.ref(`form_visits.${event}_at`), eb.val(at)),
        article_id: eb.fn.coalesce(eb.val(articleId), eb.ref("form_visits.article_id")),
        q: eb.fn.coalesce(eb.val(q), eb.ref("form_visits.q")),
      })),
    )
    .execute();
}
