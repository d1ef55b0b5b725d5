import type { Sorting } from "./triage-sets.ts";
import { kotae, nearest, trained } from "./triage-systems.ts";

const precision = 0.9;
/** So many neighbouring groups of categories of every set. */
const groupsAtMost = 8;

/**
 * Prints the same for desks with few categories: groups of neighbouring ones of every set, by one split, all questions
 * counting alike. `right` and `cov` are what Kotae decides when it is asked for 90 %, `outs.` of questions of none.
 */
export function printFew(all: readonly Sorting[]): void {
  console.log(
    "\nfew categories\ncats examples   BM25  Kotae  set to 90 %\n                 acc    acc  right   cov  outs.",
  );
  for (const count of [2, 3, 5, 10]) {
    for (const examples of [1, 5, 10]) console.log(row(all, count, examples));
  }
}

function row(all: readonly Sorting[], count: number, examples: number): string {
  let [asked, right, near, decided, rightly, strangers, letIn] = [0, 0, 0, 0, 0, 0, 0];
  for (const sorting of all) {
    const [split] = sorting.splits(examples);
    for (let from = 0; from + count <= sorting.choices.length && from < groupsAtMost * count; from += count) {
      const choices = sorting.choices.slice(from, from + count).map(({ id, name }) => ({ id, name }));
      const ids = new Set(choices.map(({ id }) => id));
      const train = split?.train.filter(({ choice }) => ids.has(choice)) ?? [];
      const [own, other] = [kotae(trained(choices, train).model, precision), nearest(choices, train)];
      for (const { text, choice } of split?.test.filter((each) => ids.has(each.choice)) ?? []) {
        const answer = own(text);
        const isRight = answer.choice === choice;
        asked += 1;
        right += isRight ? 1 : 0;
        near += other(text).choice === choice ? 1 : 0;
        decided += answer.decided ? 1 : 0;
        rightly += answer.decided && isRight ? 1 : 0;
      }
      for (const text of sorting.strangers.slice(0, 20)) {
        strangers += 1;
        letIn += own(text).decided ? 1 : 0;
      }
    }
  }
  const shares = [near / asked, right / asked, rightly / decided, decided / asked, letIn / strangers];
  return `${String(count).padStart(4)} ${String(examples).padStart(8)} ${shares.map((share) => share.toFixed(3).padStart(6)).join(" ")}`;
}
