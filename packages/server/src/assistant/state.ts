import { KotaeError } from "@kotae/sdk/errors";
import type { AssistantState, Parsed, Preview, WhatIf } from "@kotae/sdk/schema";
import { type Coefficients, defaultCoefficients } from "@kotae/sdk/search";
import type { Act } from "../act.ts";
import { listSites } from "../identity/index.ts";
import { fromMarkdown, getArticle, publicReader, readerAt, type Searcher, sections } from "../knowledge/index.ts";
import { getQuestion, pastQuestions } from "../questions/index.ts";
import { assistantSettings, settingsOf } from "../settings/index.ts";
import type { Db } from "../storage/index.ts";
import { toolsFor } from "../tools/index.ts";
import type { Assistant } from "./assistant.ts";
import { withDraft } from "./draft-search.ts";
import { askedAt } from "./history.ts";
import { languageOf } from "./message-language.ts";
import { toSearchArticle } from "./own-language.ts";
import type { Sample } from "./precision.ts";
import { spend, usedBefore } from "./spending.ts";
import * as store from "./store.ts";
import { isMeasured, sampleDays, samplesAtMost, toSample } from "./threshold.ts";
import { limitsOf, type Usage } from "./usage.ts";
import { compare } from "./what-if.ts";

type Deps = {
  db: Db;
  assistant: Assistant;
  searcher: Pick<Searcher, "search">;
  now(): number;
  step<T>(deed: (act: Act) => Promise<T>): Promise<T>;
  embeddingModel: string | undefined;
  canMail: boolean;
};

const dayMillis = 86_400_000;

/** The last questions of a site, or of all, as far as their confidence decided: what the threshold is learned from. */
export async function samplesOf(db: Db, now: number, siteId: string | undefined): Promise<Sample[]> {
  const coefficients = await fittedCoefficients(db);
  const past = await pastQuestions(db, { since: now - sampleDays * dayMillis, siteId, limit: samplesAtMost });
  return past.filter(isMeasured).map((question) => toSample(question, coefficients));
}

/** The coefficients of confidence that were fitted to this knowledge base; undefined where the shipped ones hold. */
export async function fittedCoefficients(db: Db): Promise<Coefficients | undefined> {
  const row = await store.activeCalibration(db);
  const fitted = row && (JSON.parse(row.coefficients) as Coefficients);
  // fitted when a curve could still turn the order of questions around
  return fitted && fitted.scale > 0 ? fitted : undefined;
}

/** Makes confidence of these coefficients from now on. */
export const useCoefficients = (
  act: Act,
  { coefficients, samples, error }: { coefficients: Coefficients; samples: number; error: number },
): Promise<void> =>
  store.useCalibration(act.db, {
    id: act.newId(),
    coefficients: JSON.stringify(coefficients),
    provenance: coefficients.provenance,
    samples,
    error,
    created_at: act.now,
  });

/** Where the assistant stands: settings, model, threshold and calibration. Throws `not_found` for no such site. */
export async function assistantState(deps: Deps, siteId: string | undefined): Promise<AssistantState> {
  const { db, assistant, now } = deps;
  await existing(db, siteId);
  const { settings, own } = await settingsOf(db, siteId);
  const { threshold } = await assistant.threshold(settings, siteId);
  const line = assistant.model();
  const used = await usedBefore(db, now(), "", siteId);
  const today = used.siteDay ?? used.day;
  const fitted = await store.activeCalibration(db);
  return {
    settings,
    own,
    model: line
      ? {
          name: line.name,
          embedding: deps.embeddingModel ?? null,
          breaker: line.breaker,
          tokensToday: today.tokens,
          costToday: today.cost,
          lastError: line.lastError,
        }
      : null,
    threshold: rounded(threshold),
    calibration: fitted
      ? {
          source: "fitted",
          provenance: fitted.provenance,
          samples: fitted.samples,
          error: fitted.error,
          createdAt: new Date(fitted.created_at).toISOString(),
        }
      : { source: "shipped", provenance: defaultCoefficients.provenance, samples: 0, error: null, createdAt: null },
  };
}

const rounded = (value: number) => Math.round(value * 1000) / 1000;

async function existing(db: Db, siteId: string | undefined): Promise<void> {
  if (siteId === undefined || (await listSites(db)).some(({ id }) => id === siteId)) return;
  throw new KotaeError("not_found", "There is no such site.");
}

/** What a visitor of a site would be answered now, with everything the decision rests on; a draft may take part. */
export async function preview(deps: Deps, input: Parsed<"previewAnswer">): Promise<Preview> {
  const { db, assistant, searcher, now, step } = deps;
  const { question, draft } = input;
  const past = input.questionId === undefined ? undefined : await getQuestion(db, input.questionId);
  const siteId = input.siteId ?? past?.site_id;
  await existing(db, siteId);
  const of = await settingsOf(db, siteId);
  const { settings } = of;
  const { threshold } = await assistant.threshold(settings, siteId);
  const reader = siteId === undefined ? await publicReader(db) : await readerAt(db, siteId);
  const lang = languageOf(question, input.lang ?? draft?.lang ?? "en");
  const usages: Usage[] = [];
  const search = draft
    ? withDraft(
        searcher.search,
        {
          lang: draft.lang.split("-")[0]?.toLowerCase() ?? draft.lang,
          article: {
            id: draft.id ?? "draft",
            title: draft.title,
            url: "",
            summary: draft.summary ?? "",
            keywords: draft.keywords ?? [],
            sections: sections(fromMarkdown(draft.body)).map(({ heading, text }) => ({ heading, text })),
          },
        },
        async (id) => {
          const article = await getArticle(db, id, reader);
          return article && toSearchArticle(article);
        },
      )
    : searcher.search;
  try {
    const found = await assistant.answer({
      ...{ question, lang, siteId, reader, settings, threshold, search },
      history: (past && (await askedAt(db, past.conversation_id, past.answer_seq))?.history) ?? [],
      tools: siteId === undefined ? [] : await toolsFor(db, siteId, deps.canMail),
      limits: limitsOf(of),
      used: await usedBefore(db, now(), "", siteId),
      onUsage: (usage) => usages.push(usage),
    });
    const { decision, answer, citations, confidence, reasons, ranked } = found;
    return { decision, answer, citations, confidence, threshold: rounded(threshold), reasons, ranked };
  } finally {
    await spend(step, "", usages, settings);
  }
}

/** A question that was asked: where it stands in which conversation, and its text without personal data. */
type Past = { text: string; lang: string; siteId: string; conversationId: string; answerSeq: number };

/** How a question of the past would be decided now, after what had been said before it; a model is not asked. */
export async function judgeNow(
  deps: Pick<Deps, "db" | "assistant" | "canMail">,
  { text, lang, siteId, conversationId, answerSeq }: Past,
): Promise<Pick<Preview, "decision" | "confidence" | "reasons" | "ranked">> {
  const { db, assistant } = deps;
  const settings = await assistantSettings(db, siteId);
  const [reader, tools] = [await readerAt(db, siteId), await toolsFor(db, siteId, deps.canMail)];
  const asked = (await askedAt(db, conversationId, answerSeq)) ?? { question: text, history: [] };
  return assistant.judge({ ...asked, lang, siteId, settings, reader, tools });
}

/** The last days' questions decided again at another precision; nothing is changed by asking. */
export async function whatIf(deps: Deps, input: Parsed<"whatIf">): Promise<WhatIf> {
  const { db, assistant, now } = deps;
  const { siteId, lang, days, wrongAtMost } = input;
  await existing(db, siteId);
  const settings = await assistantSettings(db, siteId);
  const questions = await pastQuestions(db, { since: now() - days * dayMillis, siteId, lang, limit: questionsAtMost });
  const today = await assistant.threshold(settings, siteId);
  const proposed = await assistant.threshold({ ...settings, wrongAtMost }, siteId);
  const rules = { clarify: settings.clarify, coefficients: await fittedCoefficients(db) };
  return {
    threshold: rounded(proposed.threshold),
    ...compare(questions, { ...rules, threshold: today.threshold }, { ...rules, threshold: proposed.threshold }),
  };
}

/** More than this says no more, and takes its time. */
const questionsAtMost = 2_000;
