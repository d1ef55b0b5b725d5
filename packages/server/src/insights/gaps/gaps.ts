import { KotaeError } from "@kotae/sdk/errors";
import type { Gap, GapDetail, Parsed } from "@kotae/sdk/schema";
import { normalize } from "@kotae/sdk/search";
import type { Act } from "../../act.ts";
import { mask } from "../../assistant/index.ts";
import type { AgentActor } from "../../identity/index.ts";
import { articleUrl, createArticle } from "../../knowledge/index.ts";
import { outcomeOf, type QuestionRow } from "../../questions/index.ts";
import type { Db } from "../../storage/index.ts";
import { outcomeRules } from "../rules.ts";
import { sizeOf } from "./cluster.ts";
import { bodyOf, keywordsOf, outlineOf } from "./draft.ts";
import { changesOf, existing } from "./hand/hand.ts";
import { type GapWords, readWords } from "./kept.ts";
import { type Measures, measure, visitorsLeast, weightOf } from "./measure.ts";
import * as store from "./store.ts";

type Place = { updatedAt: number; id: string };
type Measured = { row: store.GapRow; words: GapWords; measures: Measures };

const examplesShown = 20;
const sourcesShown = 10;

export type GapFilter = {
  status?: Gap["status"] | undefined;
  lang?: string | undefined;
  /** Which open gaps: those that several visitors have met, or those that one has. */
  met: "several" | "once";
  /** Only those whose name holds this. */
  q?: string | undefined;
  limit: number;
  after?: Place | undefined;
};

/** One page of gaps, what costs most first; `updated_at` is their weight, as a cursor needs it. */
export async function listGaps(
  db: Db,
  { status, lang, met, q, limit, after }: GapFilter,
  now: number,
): Promise<{ id: string; updated_at: number; gap: Gap }[]> {
  const isMet = new Set((await store.metBy(db, visitorsLeast)).map(({ gap_id }) => gap_id));
  const sought = normalize(q ?? "");
  const rows = (await store.all(db))
    .filter((row) => status === undefined || row.status === status)
    // most of what is asked once is never asked again: that is not read any further where it is not wanted
    .filter((row) => (met === "once" ? row.status === "open" : row.status !== "open" || isMet.has(row.id)))
    .filter((row) => sought === "" || normalize(row.title).includes(sought));
  const found = (await measureAll(db, rows, now))
    .filter(({ row, measures }) =>
      met === "once"
        ? measures.visitors > 0 && measures.visitors < visitorsLeast
        : row.status !== "open" || measures.visitors >= visitorsLeast,
    )
    .filter(({ row, words }) => lang === undefined || row.lang === lang || words.langs[lang] !== undefined)
    .map((each) => ({ ...each, id: each.row.id, updated_at: weightOf(each.measures) }))
    .sort((a, b) => b.updated_at - a.updated_at || (a.id < b.id ? 1 : -1))
    .filter(
      ({ id, updated_at }) =>
        !after || updated_at < after.updatedAt || (updated_at === after.updatedAt && id < after.id),
    )
    .slice(0, limit);
  const articles = await articlesOf(db, found);
  return found.map(({ id, updated_at, ...each }) => ({ id, updated_at, gap: toGap(each, articles) }));
}

/** A gap with some of its questions, the tickets a draft could be written from, and what was put right in it; throws `not_found`. */
export async function getGap(
  db: Db,
  id: string,
  now: number,
): Promise<Pick<GapDetail, "sources" | "changes"> & { gap: Gap; examples: QuestionRow[] }> {
  const row = await existing(db, id);
  const sources = await store.sources(db, id, sourcesShown);
  return {
    gap: await present(db, row, now),
    examples: await store.examples(db, id, examplesShown),
    sources: sources.map((ticket) => ({
      ticketId: ticket.id,
      number: ticket.number,
      subject: ticket.subject,
      rating: ticket.rating_score,
    })),
    changes: await changesOf(db, id),
  };
}

/** Some gaps as they are listed, in the order of their ids here; those that are gone are left out. */
export async function gapsByIds(db: Db, ids: readonly string[], now: number): Promise<Gap[]> {
  const rows = await store.findAll(db, ids);
  const measured = await measureAll(db, rows, now);
  const articles = await articlesOf(db, measured);
  const gaps = new Map(measured.map((each) => [each.row.id, toGap(each, articles)]));
  return ids.flatMap((id) => gaps.get(id) ?? []);
}

/** Names a gap, puts it aside or opens it again, or says which article answers it; throws `not_found`. */
export async function updateGap(act: Act, { id, title, status, articleId }: Parsed<"updateGap">): Promise<Gap> {
  await store.takeTurn(act.db);
  const row = await existing(act.db, id);
  const words = readWords(row.words);
  if (title !== undefined) words.named = true;
  if (status === "dismissed") words.dismissedAt = sizeOf(words);
  await store.update(act.db, id, {
    words: JSON.stringify(words),
    ...(title === undefined ? {} : { title }),
    ...(status === undefined ? {} : { status: status === "open" ? statusOf(await articleOf(act.db, row)) : status }),
    ...(articleId === undefined ? {} : await linkTo(act, articleId)),
  });
  return present(act.db, await existing(act.db, id), act.now);
}

/** What a draft is made from: a ticket's replies without what was between two people. */
export type DraftSource = { ticketId: string; number: number; title: string; lang: "en" | "ja"; body: string };

/**
 * What a draft would be written from: the ticket that is named, else the best resolved one whose replies say something
 * that holds for others as well; undefined where there is none, or where the gap has its draft already.
 *
 * Throws `not_found`, `invalid_input` for a ticket that is none of the gap's, and `conflict` where there is a draft and
 * another ticket is named.
 */
export async function draftSource(db: Db, { id, ticketId }: Parsed<"draftGap">): Promise<DraftSource | undefined> {
  const row = await existing(db, id);
  if (await articleOf(db, row)) {
    if (ticketId === undefined) return undefined;
    throw new KotaeError("conflict", "This gap has an article already.", {
      hint: "Edit that article, or delete it and write another draft.",
    });
  }
  const sources = await store.sources(db, id, ticketId === undefined ? sourcesShown : 1_000);
  const candidates = ticketId === undefined ? sources : sources.filter((ticket) => ticket.id === ticketId);
  if (ticketId !== undefined && candidates.length === 0) {
    throw new KotaeError("invalid_input", "A draft cannot be written from this ticket.", {
      errors: [{ path: "ticketId", message: "is no resolved ticket of this gap that an agent replied to" }],
    });
  }
  for (const ticket of candidates) {
    const entries = await store.wordsOf(db, ticket.conversation_id);
    const replies = entries.filter(({ author_kind: kind }) => kind === "agent");
    const names = [ticket.visitor_name, ...replies.map(({ author_name: name }) => name)];
    const body = bodyOf(
      { replies: replies.map(({ body }) => body), names: [...new Set(names.filter((name) => name !== null))] },
      mask,
    );
    if (body === "") continue;
    return { ticketId: ticket.id, number: ticket.number, title: row.title, lang: langOf(ticket.locale), body };
  }
  return undefined;
}

/**
 * Keeps a draft from its source, in the words of `written` where a model wrote it, or from the questions alone where
 * there is no source; a gap that has its draft already keeps that one. It is never published by itself.
 */
export async function draftGap(
  act: Act,
  agent: AgentActor,
  id: string,
  source: DraftSource | undefined,
  written?: string,
): Promise<{ gap: Gap; articleId: string; fromTicket: string | null; generated: boolean }> {
  await store.takeTurn(act.db);
  const row = await existing(act.db, id);
  const before = await articleOf(act.db, row);
  if (before) {
    return { gap: await present(act.db, row, act.now), articleId: before.id, fromTicket: null, generated: false };
  }
  const questions = (await store.examples(act.db, id, 50)).map(({ text }) => text);
  const lang = source?.lang ?? langOf(row.lang);
  const article = await createArticle(
    act,
    {
      title: row.title,
      body: written ?? source?.body ?? outlineOf(questions.slice(0, 10), lang),
      keywords: keywordsOf(questions, row.title),
      lang,
      status: "draft",
      visibility: "public",
    },
    { id: agent.id, name: agent.name },
    source ? noteOf(source.number, lang) : "",
  );
  await store.update(act.db, id, { article_id: article.id, status: "drafted" });
  return {
    gap: await present(act.db, await existing(act.db, id), act.now),
    articleId: article.id,
    fromTicket: source?.ticketId ?? null,
    generated: written !== undefined,
  };
}

const langOf = (lang: string) => (lang.startsWith("ja") ? "ja" : "en");

const noteOf = (number: number, lang: "en" | "ja") =>
  lang === "ja" ? `チケット #${number} からの下書き` : `Drafted from ticket #${number}`;

async function linkTo(act: Act, articleId: string) {
  const [article] = await store.articles(act.db, [articleId]);
  if (!article) {
    throw new KotaeError("invalid_input", "There is no such article.", {
      errors: [{ path: "articleId", message: "is no article" }],
    });
  }
  const status = statusOf(article);
  // what changes is measured from the moment it was known to be the answer
  return { article_id: articleId, status, published_at: status === "published" ? act.now : null };
}

type ArticleRow = Awaited<ReturnType<typeof store.articles>>[number];

const statusOf = (article: ArticleRow | undefined): Gap["status"] =>
  article === undefined ? "open" : article.status === "published" ? "published" : "drafted";

const articleOf = async (db: Db, row: store.GapRow): Promise<ArticleRow | undefined> =>
  row.article_id === null ? undefined : (await store.articles(db, [row.article_id]))[0];

async function present(db: Db, row: store.GapRow, now: number): Promise<Gap> {
  return (await gapsByIds(db, [row.id], now))[0] as Gap;
}

async function measureAll(db: Db, rows: readonly store.GapRow[], now: number): Promise<Measured[]> {
  const ids = rows.map(({ id }) => id);
  const tickets = new Map(
    (await store.ticketFacts(db, ids)).map((row) => [
      row.id,
      { assignedAt: row.assigned_at === null ? null : Number(row.assigned_at), resolvedAt: row.resolved_at },
    ]),
  );
  const facts = Map.groupBy(await store.facts(db, ids), ({ gap_id }) => gap_id);
  const rulesOf = await outcomeRules(db);
  return rows.map((row) => ({
    row,
    words: readWords(row.words),
    measures: measure(
      (facts.get(row.id) ?? []).map((fact) => ({
        visitorId: fact.visitor_id,
        ticketId: fact.ticket_id,
        decision: fact.decision,
        solved: fact.solved === null ? null : fact.solved === 1,
        createdAt: fact.created_at,
        outcome: outcomeOf(fact, rulesOf(fact.site_id), now),
      })),
      tickets,
      { publishedAt: row.published_at, now },
    ),
  }));
}

async function articlesOf(db: Db, gaps: readonly { row: store.GapRow }[]): Promise<Map<string, ArticleRow>> {
  const rows = await store.articles(db, [...new Set(gaps.flatMap(({ row }) => row.article_id ?? []))]);
  return new Map(rows.map((row) => [row.id, row]));
}

function toGap({ row, words, measures }: Measured, articles: ReadonlyMap<string, ArticleRow>): Gap {
  const article = articles.get(row.article_id ?? "");
  const { lastAskedAt, ...counts } = measures;
  return {
    id: row.id,
    title: row.title,
    lang: row.lang,
    langs: Object.keys(words.langs).sort(),
    status: row.status,
    ...counts,
    lastAskedAt: new Date(lastAskedAt || row.created_at).toISOString(),
    article: article
      ? {
          id: article.id,
          title: article.title,
          url: articleUrl(article),
          status: article.status,
        }
      : null,
    publishedAt: row.published_at === null ? null : new Date(row.published_at).toISOString(),
  };
}
