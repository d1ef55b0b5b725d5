import { writeFileSync } from "node:fs";
import { KotaeError } from "@kotae/sdk/errors";
import type { Coefficients } from "@kotae/sdk/search";
import { fittedCoefficients, useCoefficients } from "../assistant/index.ts";
import {
  type Ask,
  askAssistant,
  type Calibration,
  calibrate,
  evaluate,
  figuresBy,
  figuresOf,
  findInArticles,
  fromReviews,
  type Golden,
  type Judged,
  judgedByVisitors,
  judgedGolden,
  langOf,
  readArticles,
  readQuestions,
} from "../evaluation/index.ts";
import { listSites, type SiteRow } from "../identity/index.ts";
import { articleIdsByName, publicReader, type Reader, readerAt } from "../knowledge/index.ts";
import { pastQuestions } from "../questions/index.ts";
import type { Services } from "../services.ts";
import { assistantSettings } from "../settings/index.ts";
import { toolsFor } from "../tools/index.ts";
import { checkWritable, exits, readCall, readText } from "./call.ts";
import { checkLimits, type Limit, limitNames, limitsOf, missedLimits, type Report, table } from "./eval-report.ts";
import { type Output, progressLine } from "./progress.ts";
import { withServices } from "./with-services.ts";

const usage = `Usage: kotae eval <questions.jsonl> [--site <key>] [--json] [--details <out.jsonl>]
       kotae eval <questions.jsonl> --articles <articles.jsonl> [--json] [--details <out.jsonl>]
       kotae eval [<questions.jsonl>] --reviewed [--calibrate] [--site <key>]
                  [--min-r1 0.7] [--min-r3 …] [--min-mrr …] [--min-a5 …] [--min-a10 …] [--max-ece …] [--max-wrong …]

Asks every question and tells how well it was answered or refused. One question a line:
{"id", "text", "lang", "answers": [article ids, slugs or keys], "kind"}; no answers: unanswerable.

Without --articles it asks the live knowledge base as a visitor of the site does, with that site's articles, settings
and tools; --site names it where there are several. With --articles it asks the articles of a file, as a site that has
set nothing, without synonyms of your own.
--reviewed adds the questions of the site that were reviewed in the console. --calibrate fits the confidence to all of
them and to what visitors said, and keeps it if it is better.
A limit is for all questions, or for a language or kind of them: --min-r1 0.7 --min-r1 ja=0.65.

Exits with 1 where a figure is on the wrong side of a limit, and with 2 where the call is wrong.
`;

/** `eval <questions.jsonl>`: golden questions as a regression test; 1 where a limit is missed, 2 for a wrong call. */
export async function runEval(args: string[], out: Output = process.stdout, log: Output = process.stderr) {
  if (args.includes("--help")) {
    out.write(usage);
    return exits.done;
  }
  const { values, positionals } = parse(args);
  const [file, ...rest] = positionals;
  const own = values.reviewed || values.calibrate;
  if ((file === undefined && !own) || rest.length > 0) {
    out.write(usage);
    return exits.wrongCall;
  }
  if (values.articles !== undefined && (own || values.site !== undefined)) {
    throw new KotaeError("invalid_input", "--site, --reviewed and --calibrate are about the live knowledge base.", {
      hint: "Leave --articles out.",
    });
  }
  const limits = limitsOf(values);
  const given = file === undefined ? [] : readQuestions(readText(file));
  // before the questions are asked: nobody wants to wait for them in vain
  if (values.details !== undefined) checkWritable(values.details);
  const { rows, calibration } = values.articles
    ? { rows: await onArticles(given, readText(values.articles), log, limits), calibration: undefined }
    : await withServices(({ services }) =>
        onLive(services, given, own ?? false, values.calibrate ?? false, log, { siteKey: values.site, limits }),
      );
  if (values.details !== undefined) writeFileSync(values.details, details(rows));
  const report: Report = { total: figuresOf(rows), byLang: figuresBy(rows, "lang"), byKind: figuresBy(rows, "kind") };
  const missed = missedLimits(report, limits);
  if (values.json)
    out.write(`${JSON.stringify({ ...report, missed, ...(calibration ? { calibration } : {}) }, null, 2)}\n`);
  else out.write(table(report, missed) + (calibration ? told(calibration) : ""));
  return missed.length > 0 ? exits.failed : exits.done;
}

const parse = (args: string[]) =>
  readCall(usage, {
    args,
    allowPositionals: true,
    options: {
      ...(Object.fromEntries(limitNames.map((name) => [name, { type: "string", multiple: true }])) as Record<
        (typeof limitNames)[number],
        { type: "string"; multiple: true }
      >),
      articles: { type: "string" },
      details: { type: "string" },
      site: { type: "string" },
      json: { type: "boolean" },
      reviewed: { type: "boolean" },
      calibrate: { type: "boolean" },
    },
  });

async function onArticles(questions: Golden[], jsonl: string, log: Output, limits: Limit[]): Promise<Judged[]> {
  checkLimits(limits, questions);
  const articles = readArticles(jsonl);
  const reading = progressLine(log, "Indexing", articles.length);
  const find = findInArticles(articles, reading.show);
  reading.end();
  return askAll(questions, find, undefined, log);
}

/** Questions of so many conversations are more than a fit needs. */
const pastAtMost = 10_000;

/** Asks the live knowledge base as a site's visitor, and fits the confidence to what is known of it where that is wanted. */
export async function onLive(
  services: Services,
  given: Golden[],
  withReviews: boolean,
  isCalibrating: boolean,
  log: Output,
  { siteKey, limits = [] }: { siteKey?: string | undefined; limits?: Limit[] } = {},
): Promise<{ rows: Judged[]; calibration: Calibration | undefined }> {
  const { searcher, storage, assistant, act, mail } = services;
  const { db } = storage;
  const site = siteToAsk(await listSites(db), siteKey);
  const past = withReviews ? await pastQuestions(db, { since: 0, limit: pastAtMost }) : [];
  // golden questions are written by people, who know articles by their names
  const ids = await articleIdsByName(db, [...new Set(given.flatMap(({ answers }) => answers))]);
  const questions = [
    ...given.map((question) => ({ ...question, answers: question.answers.flatMap((name) => ids.get(name) ?? [name]) })),
    ...fromReviews(past.filter(({ siteId }) => site === undefined || siteId === site.id)),
  ];
  checkLimits(limits, questions);
  const reader = site ? await readerAt(db, site.id) : await publicReader(db);
  await makeReady(services, questions, reader, log);
  if (site) log.write(`As a visitor of ${site.name}\n`);
  const asker = {
    reader,
    siteId: site?.id,
    settings: await assistantSettings(db, site?.id),
    tools: site ? await toolsFor(db, site.id, mail !== undefined) : [],
  };
  const coefficients = await fittedCoefficients(db);
  const rows = await askAll(questions, askAssistant(assistant, searcher.search, asker), coefficients, log);
  if (!isCalibrating) return { rows, calibration: undefined };
  const calibration = calibrate([...judgedGolden(rows), ...judgedByVisitors(past)], coefficients);
  if (calibration.isBetter) await act((deed) => useCoefficients(deed, { ...calibration, error: calibration.after }));
  return { rows, calibration };
}

/**
 * Whose visitor asks: of the site with this key, or of the only one; of none where there is none, who sees what is
 * public. Throws `invalid_input` where that is not clear, because another site may have other articles and settings.
 */
export function siteToAsk<T extends Pick<SiteRow, "key" | "name">>(
  sites: readonly T[],
  key: string | undefined,
): T | undefined {
  const found = key === undefined ? sites[0] : sites.find((site) => site.key === key);
  if (key === undefined ? sites.length <= 1 : found) return found;
  const message = key === undefined ? "There are several sites." : `There is no site with the key “${key}”.`;
  const list = sites.map((site) => `  --site ${site.key}  ${site.name}`);
  throw new KotaeError("invalid_input", message, {
    hint: list.length === 0 ? "There is no site yet." : `Say whose visitor asks:\n${list.join("\n")}`,
  });
}

/** Waits until the search has everything a visitor's question would find, in the languages they are asked in. */
async function makeReady({ searcher }: Services, questions: readonly Golden[], reader: Reader, log: Output) {
  await searcher.settled();
  for (const lang of new Set(questions.map(langOf))) {
    // whoever asks first has an index made for the next ones, whose scores are a little different
    await searcher.search({ q: "a", lang, typing: true, limit: 1, ...reader });
    await searcher.missing([]);
  }
  if (await searcher.embedded()) return;
  log.write("The embedding model does not answer: where it is missing, articles are found by words alone.\n");
}

async function askAll(
  questions: Golden[],
  ask: Ask,
  coefficients: Coefficients | undefined,
  log: Output,
): Promise<Judged[]> {
  const asking = progressLine(log, "Asking", questions.length);
  try {
    return await evaluate(questions, ask, { coefficients, onProgress: asking.show });
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
