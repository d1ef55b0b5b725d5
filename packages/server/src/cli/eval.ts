import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { KotaeError } from "@kotae/sdk/errors";
import { fittedCoefficients, type Rules, useCoefficients } from "../assistant/index.ts";
import {
  type Calibration,
  calibrate,
  evaluate,
  figuresBy,
  figuresOf,
  findInArticles,
  findInSearcher,
  fromReviews,
  type Golden,
  type Judged,
  judgedByVisitors,
  judgedGolden,
  readArticles,
  readQuestions,
} from "../evaluation/index.ts";
import { articleIdsByName } from "../knowledge/index.ts";
import { pastQuestions } from "../questions/index.ts";
import type { Services } from "../services.ts";
import { assistantSettings } from "../settings/index.ts";
import { limitNames, limitsOf, missedLimits, type Report, table } from "./eval-report.ts";
import { type Output, progressLine } from "./progress.ts";
import { withServices } from "./with-services.ts";

const usage = `Usage: kotae eval <questions.jsonl> [--articles <articles.jsonl>] [--json] [--details <out.jsonl>]
       kotae eval [<questions.jsonl>] --reviewed [--calibrate]
                  [--min-r1 0.7] [--min-r3 …] [--min-mrr …] [--min-a5 …] [--min-a10 …] [--max-ece …] [--max-wrong …]

Asks every question and tells how well it was answered or refused. Without --articles it asks the live knowledge base.
One question a line: {"id", "text", "lang", "answers": [article ids, slugs or keys], "kind"}; no answers: unanswerable.
--reviewed adds the questions that were reviewed in the console. --calibrate fits the confidence to all of them and to
what visitors said, and keeps it if it is better. Exits with 1 where a figure is on the wrong side of a limit.
`;

/** `eval <questions.jsonl>`: golden questions as a regression test; 1 where a limit is missed, 2 for a wrong call. */
export async function runEval(args: string[], out: Output = process.stdout, log: Output = process.stderr) {
  if (args.includes("--help")) {
    out.write(usage);
    return 0;
  }
  const { values, positionals } = parse(args);
  const [file, ...rest] = positionals;
  const own = values.reviewed || values.calibrate;
  if ((file === undefined && !own) || rest.length > 0) {
    out.write(usage);
    return 2;
  }
  if (values.articles !== undefined && own) {
    throw new KotaeError("invalid_input", "--reviewed and --calibrate are about the live knowledge base.", {
      hint: "Leave --articles out.",
    });
  }
  const limits = limitsOf(values);
  const given = file === undefined ? [] : readQuestions(readFileSync(file, "utf8"));
  const { rows, calibration } = values.articles
    ? { rows: await onArticles(given, readFileSync(values.articles, "utf8"), log), calibration: undefined }
    : await withServices(({ services }) => onLive(services, given, own ?? false, values.calibrate ?? false, log));
  if (values.details !== undefined) writeFileSync(values.details, details(rows));
  const report: Report = { total: figuresOf(rows), byLang: figuresBy(rows, "lang"), byKind: figuresBy(rows, "kind") };
  const missed = missedLimits(report.total, limits);
  if (values.json)
    out.write(`${JSON.stringify({ ...report, missed, ...(calibration ? { calibration } : {}) }, null, 2)}\n`);
  else out.write(table(report, missed) + (calibration ? told(calibration) : ""));
  return missed.length > 0 ? 1 : 0;
}

function parse(args: string[]) {
  const limits = Object.fromEntries(limitNames.map((name) => [name, { type: "string" } as const]));
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        ...limits,
        articles: { type: "string" },
        details: { type: "string" },
        json: { type: "boolean" },
        reviewed: { type: "boolean" },
        calibrate: { type: "boolean" },
      },
    });
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new KotaeError("invalid_input", said, { hint: usage, cause });
  }
}

async function onArticles(questions: Golden[], jsonl: string, log: Output): Promise<Judged[]> {
  const articles = readArticles(jsonl);
  const reading = progressLine(log, "Indexing", articles.length);
  const find = findInArticles(articles, reading.show);
  reading.end();
  return ask(questions, find, undefined, log);
}

/** Questions of so many conversations are more than a fit needs. */
const pastAtMost = 10_000;

/** Asks the live knowledge base, and fits the confidence to what is known of it where that is wanted. */
export async function onLive(
  services: Services,
  given: Golden[],
  withReviews: boolean,
  isCalibrating: boolean,
  log: Output,
): Promise<{ rows: Judged[]; calibration: Calibration | undefined }> {
  const { searcher, storage, assistant, act } = services;
  await searcher.settled();
  const past = withReviews ? await pastQuestions(storage.db, { since: 0, limit: pastAtMost }) : [];
  // golden questions are written by people, who know articles by their names
  const ids = await articleIdsByName(storage.db, [...new Set(given.flatMap(({ answers }) => answers))]);
  const questions = [
    ...given.map((question) => ({ ...question, answers: question.answers.flatMap((name) => ids.get(name) ?? [name]) })),
    ...fromReviews(past),
  ];
  const settings = await assistantSettings(storage.db);
  const coefficients = await fittedCoefficients(storage.db);
  const { threshold } = await assistant.threshold(settings);
  const rules = { threshold, clarify: settings.clarify, coefficients };
  const rows = await ask(questions, findInSearcher(searcher), rules, log);
  if (!isCalibrating) return { rows, calibration: undefined };
  const calibration = calibrate([...judgedGolden(rows), ...judgedByVisitors(past)], coefficients);
  if (calibration.isBetter) await act((deed) => useCoefficients(deed, { ...calibration, error: calibration.after }));
  return { rows, calibration };
}

async function ask(
  questions: Golden[],
  find: Parameters<typeof evaluate>[1],
  rules: Rules | undefined,
  log: Output,
): Promise<Judged[]> {
  const asking = progressLine(log, "Asking", questions.length);
  try {
    return await evaluate(questions, find, { rules, onProgress: asking.show });
  } finally {
    asking.end();
  }
}

const details = (rows: readonly Judged[]) =>
  rows
    .map(({ id, ranked, confidence, decision }) => `${JSON.stringify({ id, ranked, confidence, decision })}\n`)
    .join("");

const told = ({ samples, before, after, isBetter }: Calibration) => `
Calibration error on ${samples} judged questions: ${before.toFixed(3)} as it was, ${after.toFixed(3)} fitted anew.
${isBetter ? "The new coefficients are in use." : "The ones in use are as good, and stay."}
`;
