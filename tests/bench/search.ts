/**
 * How well the search finds and refuses, on the question sets in `KOTAE_DATA_SETS` (by default `shared/data` beside
 * the project), beside the peers in `search-peers.ts`, and how far its confidence may be believed. Run it with
 * `npm run bench -- search`; it prints one table and the calibration.
 *
 * R@1, R@3: a right article first, among the first three. A@5, A@10: share of answerable questions that got the right
 * article first when the threshold lets 5 % or 10 % of the unanswerable ones through.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { buildIndex, confidenceOf, type SearchArticle, search } from "../../packages/sdk/src/search/index.ts";
import { fromMarkdown } from "../../packages/server/src/knowledge/content.ts";
import { sections } from "../../packages/server/src/knowledge/content-text.ts";
import { calibration } from "./search-confidence.ts";
import { miniSearch, oramaAsItComes, textbook } from "./search-peers.ts";

export const dataFolder =
  process.env.KOTAE_DATA_SETS ?? fileURLToPath(new URL("../../../shared/data", import.meta.url));

export type RawArticle = { id: string; title: string; body: string; lang: string };
type Question = { text: string; answers: string[]; answerable: boolean; kind: string };
export type QuestionSet = {
  name: string;
  lang: string;
  articles: SearchArticle[];
  raw: RawArticle[];
  questions: Question[];
};

/** A system under measurement: its index of a set's articles, asked one question at a time. */
export type System = (set: QuestionSet) => (question: string) => { ids: string[]; confidence: number };

export type Row = { set: string; r1: number; r3: number; a5: number; a10: number; buildMs: number; queryMs: number };

const lines = <T>(file: string): T[] =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);

/** The sets that have questions; none where the folder is not there. */
export function questionSets(folder = dataFolder): QuestionSet[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .filter((name) => existsSync(`${folder}/${name}/questions.jsonl`))
    .map((name) => {
      const raw = lines<RawArticle>(`${folder}/${name}/articles.jsonl`);
      return {
        name,
        lang: raw[0]?.lang ?? "en",
        raw,
        articles: raw.map(toSearchArticle),
        questions: lines<Question>(`${folder}/${name}/questions.jsonl`).filter(({ kind }) => kind !== "oos-lang"),
      };
    });
}

/** The article as the knowledge room would index it. */
export const toSearchArticle = ({ id, title, body }: RawArticle): SearchArticle => ({
  id,
  title,
  url: "",
  summary: "",
  keywords: [],
  sections: sections(fromMarkdown(body)).map(({ heading, text }) => ({ heading, text })),
});

export const kotae: System = ({ articles, lang }) => {
  const index = buildIndex(articles, lang);
  return (question) => {
    const found = search(index, question, { limit: 3 });
    return { ids: found.map(({ articleId }) => articleId), confidence: confidenceOf(found) };
  };
};

/** Nearly the same words as answerable ones: a diagnosis, not a gate (see the data's README). */
export const isDiagnosis = (set: QuestionSet, { kind }: QuestionSet["questions"][number]): boolean =>
  set.name === "ja-localgov" && kind === "oos-near";

/** Measures one system on one set. */
export function measure(set: QuestionSet, system: System): Row {
  const began = performance.now();
  const ask = system(set);
  const built = performance.now();
  const right: number[] = [];
  const wrongly: number[] = [];
  let [answerable, first, third] = [0, 0, 0];
  for (const question of set.questions) {
    const { ids, confidence } = ask(question.text);
    if (question.answerable) {
      answerable++;
      if (question.answers.includes(ids[0] ?? "")) {
        first++;
        right.push(confidence);
      }
      if (ids.slice(0, 3).some((id) => question.answers.includes(id))) third++;
    } else if (!isDiagnosis(set, question)) wrongly.push(confidence);
  }
  const asked = performance.now();
  wrongly.sort((a, b) => b - a);
  const answeredAt = (share: number) => {
    const threshold = wrongly[Math.floor(wrongly.length * share)] ?? -1;
    return right.filter((confidence) => confidence > threshold).length / answerable;
  };
  return {
    set: set.name,
    r1: first / answerable,
    r3: third / answerable,
    a5: answeredAt(0.05),
    a10: answeredAt(0.1),
    buildMs: built - began,
    queryMs: (asked - built) / set.questions.length,
  };
}

/** The mean of every figure over the sets. */
export function mean(rows: readonly Row[]): Row {
  const of = (pick: (row: Row) => number) => rows.reduce((sum, row) => sum + pick(row), 0) / rows.length;
  return {
    set: "mean",
    r1: of((row) => row.r1),
    r3: of((row) => row.r3),
    a5: of((row) => row.a5),
    a10: of((row) => row.a10),
    buildMs: of((row) => row.buildMs),
    queryMs: of((row) => row.queryMs),
  };
}

const systems: readonly (readonly [name: string, system: System])[] = [
  ["Kotae", kotae],
  ["Orama as it comes", oramaAsItComes],
  ["MiniSearch", miniSearch],
  ["textbook BM25", textbook],
];

function print(sets: QuestionSet[]): void {
  const cells = ({ r1, r3, a5, a10, queryMs }: Row) =>
    [...[r1, r3, a5, a10].map((figure) => figure.toFixed(3)), queryMs.toFixed(2)]
      .map((cell) => cell.padStart(6))
      .join("");
  const titles = ["R@1", "R@3", "A@5", "A@10", "ms"].map((title) => title.padStart(6)).join("");
  console.log(`Node ${process.version}, ${cpus()[0]?.model} x ${cpus().length}; ms a question\n`);
  console.log("".padEnd(16) + systems.map(([name]) => `   ${name.padEnd(titles.length)}`).join(""));
  console.log("".padEnd(16) + systems.map(() => `   ${titles}`).join(""));
  const all = sets.map((set) => {
    const rows = systems.map(([, system]) => measure(set, system));
    console.log(set.name.padEnd(16) + rows.map((row) => `   ${cells(row)}`).join(""));
    return rows;
  });
  const means = systems.map((_, n) => mean(all.map((rows) => rows[n] as Row)));
  console.log("mean".padEnd(16) + means.map((row) => `   ${cells(row)}`).join(""));
  console.log("\nR@3 above the best of the others, set by set (no set may be below by more than .02):");
  const gaps = all.map(([own, ...others]) => (own as Row).r3 - Math.max(...others.map(({ r3 }) => r3)));
  console.log(`  ${sets.map(({ name }, n) => `${name} ${signed(gaps[n] as number)}`).join(", ")}`);
  console.log("\nExpected calibration error, ten bins, every set counting alike (at most .08):");
  for (const { fitted, tested, error } of calibration(sets)) {
    console.log(`  ${error.toFixed(3)} on ${tested.join(", ")}; fitted on ${fitted.join(", ")}`);
  }
  console.log("\nTried and did not help: see docs/search.md.");
}

const signed = (value: number) => `${value < 0 ? "-" : "+"}${Math.abs(value).toFixed(3)}`;

/** Prints the table, or says that there is nothing to measure with. */
export async function bench(): Promise<void> {
  const sets = questionSets();
  if (sets.length > 0) print(sets);
  else console.log(`SKIPPED: there are no question sets at ${dataFolder}; set KOTAE_DATA_SETS to their folder.`);
}

if (import.meta.main) await bench();
