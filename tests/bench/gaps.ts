/**
 * How well questions that mean the same come together, on the question sets in `KOTAE_DATA_SETS` (by default
 * `shared/data` beside the project) that word a question in several ways. Run it with `node tests/bench/gaps.ts`.
 *
 * Of the pairs of questions: P is the share of those brought together that belong together, R the share of those that
 * belong together that were brought together. Nothing but words is used; in the product, rankings help.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  type Asked,
  closest,
  emptyProfile,
  isSame,
  merged,
  type Profile,
  rarityOf,
  withQuestion,
  wordsOf,
} from "../../packages/server/src/insights/gaps/cluster.ts";

const folder = process.env.KOTAE_DATA_SETS ?? fileURLToPath(new URL("../../../shared/data", import.meta.url));
const questionsAtMost = 400;

type Question = { id: string; text: string; lang: string; answers: string[]; answerable: boolean };
type Group = { profile: Profile; members: (Asked & { answer: string })[] };

const pairs = (count: number) => (count * (count - 1)) / 2;
const rows: Record<string, string | number>[] = [];
for (const set of readdirSync(folder)) {
  const file = `${folder}/${set}/questions.jsonl`;
  if (!existsSync(file)) continue;
  const all = readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Question);
  const questions = shuffled(all.filter(({ answerable, answers }) => answerable && answers.length === 1))
    .slice(0, questionsAtMost)
    .map(({ id, text, lang, answers }) => ({
      id,
      text,
      lang,
      words: wordsOf(text),
      articles: [],
      answer: answers[0] ?? "",
    }));
  const belonging = [...Map.groupBy(questions, ({ answer }) => answer).values()].filter(({ length }) => length > 1);
  if (belonging.length < 8) continue;

  const rarity = rarityOf(questions);
  const groups: Group[] = [];
  const begun = performance.now();
  for (const asked of questions) {
    let group = closest(asked, groups, rarity)?.candidate;
    if (!group) {
      group = { profile: emptyProfile(), members: [] };
      groups.push(group);
    }
    group.profile = withQuestion(group.profile, asked);
    group.members.push(asked);
    const own = group;
    const same = groups.findIndex((other) => other !== own && isSame(own.profile, other.profile, rarity));
    const [other] = same < 0 ? [] : groups.splice(same, 1);
    if (!other) continue;
    own.profile = merged(own.profile, other.profile);
    own.members.push(...other.members);
  }
  const millis = (performance.now() - begun) / questions.length;
  const together = groups.reduce((sum, { members }) => sum + pairs(members.length), 0);
  const rightly = groups.reduce(
    (sum, { members }) =>
      sum + [...Map.groupBy(members, ({ answer }) => answer).values()].reduce((n, { length }) => n + pairs(length), 0),
    0,
  );
  const wanted = belonging.reduce((sum, { length }) => sum + pairs(length), 0);
  rows.push({
    set,
    questions: questions.length,
    meanings: new Set(questions.map(({ answer }) => answer)).size,
    groups: groups.length,
    P: (rightly / together).toFixed(2),
    R: (rightly / wanted).toFixed(2),
    "ms a question": millis.toFixed(2),
  });
}
console.table(rows);

/** The same order every time, without the order of the file. */
function shuffled<T>(items: readonly T[]): T[] {
  let seed = 7;
  const next = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed;
  };
  return items
    .map((item) => ({ item, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
