import { createDuplicateIndex } from "../../packages/server/src/triage/duplicates.ts";
import type { Sorting } from "./triage-sets.ts";

const questionsAtMost = 400;

/**
 * Prints how well tickets about the same are found among up to 400 questions of each set. Of the three suggestions a
 * question gets at most: P is the share that is about the same article, R the share of questions with such another one
 * for which it is suggested; and P of those that are called duplicates.
 */
export function printAlike(all: readonly Sorting[]): void {
  console.log("\nrelated tickets\nset                P     R   duplicates     P   ms put  ms find");
  const rows = all.map((sorting) => {
    const questions = sorting.questions.slice(0, questionsAtMost);
    const index = createDuplicateIndex();
    const tickets = questions.map(({ text }, n) => ({ id: String(n), text }));
    const began = performance.now();
    for (const ticket of tickets) index.put(ticket);
    const put = performance.now();
    const suggested = tickets.map((ticket) => index.find(ticket, { most: 3 }));
    const found = performance.now();
    const judged = suggested.map((alike, n) =>
      alike.map(({ id, kind }) => ({ kind, right: questions[Number(id)]?.choice === questions[n]?.choice })),
    );
    const counts = Map.groupBy(questions, ({ choice }) => choice);
    const mates = questions.filter(({ choice }) => (counts.get(choice)?.length ?? 0) > 1).length;
    const flat = judged.flat();
    const duplicates = flat.filter(({ kind }) => kind === "duplicate");
    const rightOf = (some: typeof flat) => some.filter(({ right }) => right).length / (some.length || 1);
    const row = {
      precision: rightOf(flat),
      recall: judged.filter((some) => some.some(({ right }) => right)).length / (mates || 1),
      duplicates: duplicates.length,
      precisionOfDuplicates: rightOf(duplicates),
      putMs: (put - began) / tickets.length,
      findMs: (found - put) / tickets.length,
    };
    console.log(line(sorting.name, row));
    return row;
  });
  type Row = (typeof rows)[number];
  const mean = (pick: (row: Row) => number) => rows.reduce((sum, row) => sum + pick(row), 0) / rows.length;
  const keys = Object.keys(rows[0] ?? {}) as (keyof Row)[];
  console.log(line("mean", Object.fromEntries(keys.map((key) => [key, mean((row) => row[key])])) as Row));

  function line(name: string, row: Row): string {
    const { precision, recall, duplicates, precisionOfDuplicates, putMs, findMs } = row;
    return [
      name.padEnd(14),
      ...[precision, recall].map((value) => value.toFixed(3).padStart(5)),
      duplicates.toFixed(0).padStart(11),
      precisionOfDuplicates.toFixed(3).padStart(7),
      ...[putMs, findMs].map((ms) => ms.toFixed(3).padStart(7)),
    ].join(" ");
  }
}
