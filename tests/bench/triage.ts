/**
 * How well tickets are sorted, on the public question sets in `KOTAE_DATA_SETS` (by default `shared/data` beside the
 * project), with 5, 10 and 50 examples a category (as many as there are) and with the categories' own articles as the only
 * examples, beside the majority and the nearest example by BM25. Run it with `npm run bench -- triage`.
 *
 * acc: share of the questions sorted rightly. cov: the largest share that can be decided with 90 % of it right, the
 * threshold chosen in hindsight for everybody. set to 90 %: what is right of what Kotae decides when it chooses its
 * threshold itself, from its examples alone; what it decides; and of questions that belong to no category, what it decides
 * as well. Means over three splits; categories are the articles the questions are about.
 */
import type { Judged } from "../../packages/server/src/triage/confidence.ts";
import type { Example, Model } from "../../packages/server/src/triage/model.ts";
import { packModel } from "../../packages/server/src/triage/pack.ts";
import { explain, predict } from "../../packages/server/src/triage/predict.ts";
import { dataFolder } from "./search.ts";
import { printAlike } from "./triage-alike.ts";
import { printFew } from "./triage-few.ts";
import { type Sorting, sortings } from "./triage-sets.ts";
import { type Asks, coverageAt, kotae, majority, nearest, type Point, scaleOf, trained } from "./triage-systems.ts";

const precision = 0.9;
const sizes = [5, 10, 50];

type Figures = {
  learnt: number;
  majority: number;
  bm25: [accuracy: number, coverage: number];
  kotae: [accuracy: number, coverage: number];
  own: [precision: number, coverage: number, strangers: number];
  trainMs: number;
  predictMs: number;
  explainMs: number;
  kilobytes: number;
};

type Measured = { figures: Figures; judged: Judged[] };

const pointsOf = (asks: Asks, test: readonly Example[]): Point[] =>
  test.map(({ text, choice }) => {
    const answer = asks(text);
    return { confidence: answer.confidence, right: answer.choice === choice, decided: answer.decided };
  });

const shareOf = <T>(all: readonly T[], is: (each: T) => boolean) => all.filter(is).length / (all.length || 1);

function measure(
  sorting: Sorting,
  splits: readonly { train: Example[]; test: Example[] }[],
  described: boolean,
): Measured {
  const choices = described ? sorting.choices : sorting.choices.map(({ id, name }) => ({ id, name }));
  const [plain, near, own]: [Point[], Point[], Point[]] = [[], [], []];
  const judged: Judged[] = [];
  let [trainMs, predictMs, explainMs, kilobytes, strangers] = [0, 0, 0, 0, 0];
  for (const { train, test } of splits) {
    plain.push(...pointsOf(majority(choices, train), test));
    near.push(...pointsOf(nearest(choices, train), test));
    const began = performance.now();
    const { model } = trained(choices, train);
    trainMs += (performance.now() - began) / splits.length;
    const points = pointsOf(kotae(model, precision), test);
    own.push(...points);
    judged.push(...points.filter(({ confidence }) => confidence > 0).map((point) => unscaled(point, model)));
    strangers += shareOf(sorting.strangers, (text) => kotae(model, precision)(text).decided) / splits.length;
    kilobytes = JSON.stringify(packModel(model)).length / 1000;
    const asked = test.slice(0, 200).map(({ text }) => ({ text }));
    const [cold = 0, warm = 0] = [0, 1].map(() =>
      timed(() => asked.map((reading) => predict(model, reading, precision))),
    );
    predictMs += Math.min(cold, warm) / asked.length / splits.length;
    const predictions = asked.map((reading) => [reading, predict(model, reading, precision)] as const);
    const explaining = timed(() => predictions.map(([reading, said]) => said && explain(model, reading, said)));
    explainMs += explaining / asked.length / splits.length;
  }
  const isRight = ({ right }: Point) => right;
  const decided = own.filter(({ decided }) => decided);
  const figures: Figures = {
    learnt: splits[0]?.train.length ?? 0,
    majority: shareOf(plain, isRight),
    bm25: [shareOf(near, isRight), coverageAt(near, precision)],
    kotae: [shareOf(own, isRight), coverageAt(own, precision)],
    own: [shareOf(decided, isRight), decided.length / own.length, strangers],
    ...{ trainMs, predictMs, explainMs, kilobytes },
  };
  return { figures, judged };
}

function timed(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

/** The evidence behind a confidence. */
const unscaled = ({ confidence, right }: Point, { scale: { scale, offset } }: Model): Judged => ({
  evidence: (Math.log(confidence / (1 - confidence)) - offset) / scale,
  right,
  stranger: 0,
});

function meanOf(all: readonly Figures[]): Figures {
  const mean = (pick: (figures: Figures) => number) => all.reduce((sum, each) => sum + pick(each), 0) / all.length;
  return {
    learnt: mean(({ learnt }) => learnt),
    majority: mean(({ majority }) => majority),
    bm25: [mean(({ bm25 }) => bm25[0]), mean(({ bm25 }) => bm25[1])],
    kotae: [mean(({ kotae }) => kotae[0]), mean(({ kotae }) => kotae[1])],
    own: [mean(({ own }) => own[0]), mean(({ own }) => own[1]), mean(({ own }) => own[2])],
    trainMs: mean(({ trainMs }) => trainMs),
    predictMs: mean(({ predictMs }) => predictMs),
    explainMs: mean(({ explainMs }) => explainMs),
    kilobytes: mean(({ kilobytes }) => kilobytes),
  };
}

const share = (value: number) => value.toFixed(3).replace(/^0/, "").padStart(6);

function row(name: string, choices: string, figures: Figures): string {
  const { learnt, majority, bm25, kotae, own, trainMs, predictMs, explainMs, kilobytes } = figures;
  return [
    name.padEnd(14) + choices.padStart(4) + learnt.toFixed(0).padStart(6),
    share(majority),
    bm25.map(share).join(""),
    kotae.map(share).join(""),
    own.map(share).join(""),
    trainMs.toFixed(0).padStart(8),
    `${predictMs.toFixed(3)} ${explainMs.toFixed(3)}`,
    kilobytes.toFixed(0).padStart(5),
  ].join("  ");
}

const head = [
  "set           cats learnt  major.    BM25         Kotae        set to 90 %        training    ms a text   kB",
  "                              acc    acc   cov    acc   cov   right   cov outs.        ms   sort   why",
].join("\n");

function print(all: readonly Sorting[]): void {
  const tables = [
    ...sizes.map((size) => ({ title: `${size} examples a category`, size, of: (each: Sorting) => each.splits(size) })),
    {
      title: "no examples, articles as descriptions",
      size: 0,
      of: (each: Sorting) => [{ train: [], test: each.questions }],
    },
  ];
  const judged: { size: number; sets: Judged[][] }[] = [];
  for (const { title, size, of } of tables) {
    console.log(`\n${title}\n${head}`);
    const measured = all.map((each) => {
      const found = measure(each, of(each), size === 0);
      console.log(row(each.name, String(each.choices.length), found.figures));
      return found;
    });
    console.log(row("mean", "", meanOf(measured.map(({ figures }) => figures))));
    judged.push({ size, sets: measured.map((each) => each.judged) });
  }
  const fitted = (of: typeof judged) => JSON.stringify(scaleOf(of.flatMap(({ sets }) => sets)));
  console.log(`\nScale that fits these questions: examples ${fitted(judged.filter(({ size }) => size > 0))}`);
  console.log(`                                 descriptions ${fitted(judged.filter(({ size }) => size === 0))}`);
  printSlices(all);
  printFew(all);
  printAlike(all);
  console.log("\nTried and did not help: see docs/triage.md.");
}

/** Prints how long a training works between two yields; the same slice three times, so that the machine's own pauses drop out. */
function printSlices(all: readonly Sorting[]): void {
  const size = sizes.at(-1) ?? 0;
  console.log(`\nslices of a training with ${size} examples a category\nset              slices  longest, ms`);
  for (const sorting of all) {
    const [split] = sorting.splits(size);
    const runs = [1, 2, 3].map(() => trained(sorting.choices, split?.train ?? []).slices);
    const longest = (runs[0] ?? []).reduce(
      (most, _, n) => Math.max(most, Math.min(...runs.map((slices) => slices[n] ?? 0))),
      0,
    );
    console.log(sorting.name.padEnd(14) + String(runs[0]?.length).padStart(9) + longest.toFixed(2).padStart(13));
  }
}

/** Prints the tables, or says that there is nothing to measure with. */
export async function bench(): Promise<void> {
  const all = sortings();
  if (all.length > 0) print(all);
  else console.log(`SKIPPED: there are no question sets at ${dataFolder}; set KOTAE_DATA_SETS to their folder.`);
}

if (import.meta.main) await bench();
