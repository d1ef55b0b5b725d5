import { createMeasure, type Measure, type Pointing } from "./alike.ts";
import { closest, emptyGroup, type Group, likeness, merged, mergedFrom, withQuestion } from "./cluster.ts";
import type { Asked, Learned } from "./sight.ts";
import type { Topic } from "./wordings.testing.ts";

/** A question of which it is known what it means. */
export type Known = Asked & { topic: string };

/** The wordings of topics as questions. */
export const questionsOf = (topics: Readonly<Record<string, Topic>>, langs: readonly ("en" | "ja")[]): Known[] =>
  Object.entries(topics).flatMap(([topic, wordings]) =>
    langs.flatMap((lang) =>
      wordings[lang].map((text, n) => ({ id: `${topic} ${lang} ${n}`, text, lang, articles: [], topic })),
    ),
  );

/** The same order every time, without the order they were written in. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  let state = seed;
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state;
  };
  return items
    .map((item) => ({ item, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** Sorts questions one after the other, as the keeper does as they come. */
export function sortInTurn<T extends Asked>(
  questions: readonly T[],
  learned: Partial<Learned> & { points?: Pointing } = {},
  measure: Measure = createMeasure({ recent: questions, ...learned }),
): T[][] {
  type Sorted = { group: Group; members: T[] };
  const groups: Sorted[] = [];
  for (const asked of questions) {
    const found = closest(asked, groups, measure);
    const own: Sorted = found?.candidate ?? { group: emptyGroup(), members: [] };
    if (!found) groups.push(own);
    own.group = withQuestion(own.group, asked, found?.part);
    own.members.push(asked);
    for (const other of [...groups]) {
      if (other === own || likeness(own.group, other.group, measure) < mergedFrom) continue;
      own.group = merged(other.group, own.group);
      own.members.push(...other.members);
      groups.splice(groups.indexOf(other), 1);
    }
  }
  return groups.map(({ members }) => members);
}

const pairs = (count: number) => (count * (count - 1)) / 2;

/**
 * How well they were sorted. Of all pairs of questions: the share of those brought together that mean the same, and of
 * those that mean the same that were brought together; and the same share of pairs in two languages.
 */
export function scoreOf(groups: readonly (readonly Known[])[]): {
  precision: number;
  recall: number;
  across: number;
  groups: number;
} {
  const byTopic = (questions: readonly Known[]) => [...Map.groupBy(questions, ({ topic }) => topic).values()];
  const sum = (lists: readonly (readonly Known[])[], count: (of: readonly Known[]) => number) =>
    lists.reduce((total, of) => total + count(of), 0);
  const inPairs = (of: readonly Known[]) => pairs(of.length);
  const inTwo = (of: readonly Known[]) => {
    const english = of.filter(({ lang }) => lang === "en").length;
    return english * (of.length - english);
  };
  const rightly = groups.flatMap(byTopic);
  const wanted = byTopic(groups.flat());
  return {
    precision: sum(rightly, inPairs) / (sum(groups, inPairs) || 1),
    recall: sum(rightly, inPairs) / (sum(wanted, inPairs) || 1),
    across: sum(rightly, inTwo) / (sum(wanted, inTwo) || 1),
    groups: groups.length,
  };
}
