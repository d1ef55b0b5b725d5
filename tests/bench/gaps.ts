/**
 * How well questions that mean the same come together: on the wordings made up for it
 * (`packages/server/src/insights/gaps/wordings.testing.ts`), and on the question sets in `KOTAE_DATA_SETS` (by default
 * `shared/data` beside the project) that word a question in several ways. Run it with `node tests/bench/gaps.ts`.
 *
 * Of the pairs of questions: P is the share of those brought together that belong together, R the share of those that
 * belong together that were brought together, X the same of pairs in two languages. Every figure is the mean of several
 * orders the questions could come in. Beside them stands what shared words alone give (“words”), as gaps were sorted
 * at first. Neither rankings nor vectors take part; in the product they help.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { words } from "../../packages/sdk/src/search/index.ts";
import {
  type Known,
  questionsOf,
  scoreOf,
  shuffled,
  sortInTurn,
} from "../../packages/server/src/insights/gaps/cluster.testing.ts";
import { checked, familiar, unforeseen } from "../../packages/server/src/insights/gaps/wordings.testing.ts";

const folder = process.env.KOTAE_DATA_SETS ?? fileURLToPath(new URL("../../../shared/data", import.meta.url));
const questionsAtMost = 400;
const seeds = [7, 99, 5];

const sets: Record<string, Known[]> = {};
for (const [name, topics] of Object.entries({ familiar, checked, unforeseen })) {
  for (const langs of [["en"], ["ja"], ["en", "ja"]] as const) {
    sets[`${name} ${langs.join(" + ")}`] = questionsOf(topics, langs);
  }
}
sets["all of these"] = questionsOf({ ...familiar, ...checked, ...unforeseen }, ["en", "ja"]);
for (const [name, questions] of publicSets()) sets[name] = questions;

const rows = Object.entries(sets).map(([set, questions]) => {
  const begun = performance.now();
  const now = mean(questions, sortInTurn);
  const millis = (performance.now() - begun) / seeds.length / questions.length;
  const before = mean(questions, byWordsAlone);
  return {
    set,
    questions: questions.length,
    meanings: new Set(questions.map(({ topic }) => topic)).size,
    "words: groups": Math.round(before.groups),
    "words: P": before.precision.toFixed(2),
    "words: R": before.recall.toFixed(2),
    groups: Math.round(now.groups),
    P: now.precision.toFixed(2),
    R: now.recall.toFixed(2),
    X: questions.some(({ lang }) => lang !== questions[0]?.lang) ? now.across.toFixed(2) : "",
    "ms a question": millis.toFixed(2),
  };
});
console.table(rows);

function mean(questions: Known[], sort: (questions: Known[]) => Known[][]): ReturnType<typeof scoreOf> {
  const scores = seeds.map((seed) => scoreOf(sort(shuffled(questions, seed))));
  const of = (name: "precision" | "recall" | "across" | "groups") =>
    scores.reduce((sum, score) => sum + score[name], 0) / scores.length;
  return { precision: of("precision"), recall: of("recall"), across: of("across"), groups: of("groups") };
}

/** Question sets whose questions have one answer each, where enough of them share one. */
function* publicSets(): Generator<[string, Known[]]> {
  type Line = { id: string; text: string; lang: string; answers: string[]; answerable: boolean };
  for (const set of existsSync(folder) ? readdirSync(folder) : []) {
    const file = `${folder}/${set}/questions.jsonl`;
    if (!existsSync(file)) continue;
    const all = readFileSync(file, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Line);
    const questions = shuffled(
      all.filter(({ answerable, answers }) => answerable && answers.length === 1),
      7,
    )
      .slice(0, questionsAtMost)
      .map(({ id, text, lang, answers }): Known => ({ id, text, lang, articles: [], topic: answers[0] ?? "" }));
    const belonging = [...Map.groupBy(questions, ({ topic }) => topic).values()].filter(({ length }) => length > 1);
    if (belonging.length >= 8) yield [set, questions];
  }
}

type Words = { lang: string; words: Map<string, number>; members: Known[] };

/** The floor: the cosine of the words two groups share, rare ones weighing more, and nothing else. */
function byWordsAlone(questions: Known[]): Known[][] {
  const told = new Map<string, number>();
  for (const { text } of questions) for (const word of new Set(words(text))) told.set(word, (told.get(word) ?? 0) + 1);
  const rarity = (word: string) => Math.log(1 + Math.max(questions.length, 20) / (0.5 + (told.get(word) ?? 0)));
  const share = (group: Words, word: string) => (group.words.get(word) ?? 0) / group.members.length;
  const core = (group: Words) => [...group.words.keys()].filter((word) => share(group, word) * 3 >= 1);
  const length = (group: Words) =>
    Math.hypot(...[...group.words.keys()].map((word) => rarity(word) * share(group, word)));
  const likeness = (one: Words, other: Words): number => {
    if (one.lang !== other.lang) return 0;
    const [ours, theirs] = [core(one), core(other)];
    const shared = ours.filter((word) => theirs.includes(word)).length;
    if (shared < Math.max(1, Math.min(2, ours.length, theirs.length))) return 0;
    const both = [...one.words.keys()].filter((word) => other.words.has(word));
    const sum = both.reduce((total, word) => total + rarity(word) ** 2 * share(one, word) * share(other, word), 0);
    return sum / (length(one) * length(other) || 1);
  };
  const join = (into: Words, from: Words): void => {
    for (const [word, count] of from.words) into.words.set(word, (into.words.get(word) ?? 0) + count);
    into.members.push(...from.members);
  };
  const groups: Words[] = [];
  for (const asked of questions) {
    const own: Words = {
      lang: asked.lang,
      words: new Map([...new Set(words(asked.text))].map((word) => [word, 1])),
      members: [asked],
    };
    const [best] = groups.map((group) => ({ group, near: likeness(own, group) })).sort((a, b) => b.near - a.near);
    const home = best && best.near >= 0.36 ? best.group : own;
    if (home === own) groups.push(own);
    else join(home, own);
    const same = groups.findIndex((other) => other !== home && likeness(home, other) >= 0.5);
    const [other] = same < 0 ? [] : groups.splice(same, 1);
    if (other) join(home, other);
  }
  return groups.map(({ members }) => members);
}
