/**
 * Which confidence keeps the share of wrong answers within a wanted one, on the question sets in `KOTAE_DATA_SETS`.
 * Run it with `node tests/bench/precision.ts` after the ranking or its confidence changed, and paste the table it prints
 * into `packages/server/src/assistant/precision-curve.ts`.
 *
 * An answer is wrong where its first article is not one of the right ones, also because there is none. Every set counts
 * alike, and in every set the questions nothing answers count as they stand there.
 */
import { ownThreshold, type Sample } from "../../packages/server/src/assistant/precision.ts";
import { dataFolder, kotae, type QuestionSet, questionSets } from "./search.ts";

const shares = [0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5];

/** So many questions stand for each set, whatever its size. */
const perSet = 1_000;

function samplesOf(set: QuestionSet): Sample[] {
  const ask = kotae(set);
  const own = set.questions.map(({ text, answers, answerable }): Sample => {
    const { ids, confidence } = ask(text);
    return { confidence, right: answerable && answers.includes(ids[0] ?? "") };
  });
  return Array.from({ length: perSet }, (_, n) => own[Math.floor((n * own.length) / perSet)] as Sample);
}

/** Prints the curve, or says that there is nothing to measure with. */
export async function bench(): Promise<void> {
  const sets = questionSets();
  if (sets.length === 0) {
    console.log(`SKIPPED: there are no question sets at ${dataFolder}; set KOTAE_DATA_SETS to their folder.`);
    return;
  }
  const samples = sets.flatMap(samplesOf);
  let least = 1;
  const curve = shares.map((share) => {
    // a larger share never needs more confidence
    least = Math.min(least, ownThreshold(share, samples));
    const given = samples.filter(({ confidence }) => confidence >= least);
    const wrong = given.filter(({ right }) => !right).length / Math.max(1, given.length);
    return { share, threshold: Math.round(least * 1000) / 1000, answered: given.length / samples.length, wrong };
  });
  console.log(`${sets.length} sets, every one counting alike\n\nwrong at most  threshold  answered  wrong`);
  for (const { share, threshold, answered, wrong } of curve) {
    console.log(
      `${String(share).padStart(13)}  ${threshold.toFixed(3).padStart(9)}  ${answered.toFixed(3).padStart(8)}  ${wrong.toFixed(3).padStart(5)}`,
    );
  }
  console.log(`\n${curve.map(({ share, threshold }) => `  [${share}, ${threshold}],`).join("\n")}`);
}

if (import.meta.main) await bench();
