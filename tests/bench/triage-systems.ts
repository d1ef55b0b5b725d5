import { words } from "../../packages/sdk/src/search/index.ts";
import { fitScale, type Judged } from "../../packages/server/src/triage/confidence.ts";
import type { Choice, Example, Model } from "../../packages/server/src/triage/model.ts";
import { predict } from "../../packages/server/src/triage/predict.ts";
import { train } from "../../packages/server/src/triage/train.ts";
import { bm25 } from "./bm25.ts";

export type Answer = { choice: string; confidence: number; decided: boolean };
export type Asks = (text: string) => Answer;

/** Always the choice with the most examples, the first of equals: it knows nothing of the text. */
export function majority(choices: readonly Choice[], examples: readonly Example[]): Asks {
  const counts = Map.groupBy(examples, ({ choice }) => choice);
  const of = (id: string) => counts.get(id)?.length ?? 0;
  const choice = choices.toSorted((a, b) => of(b.id) - of(a.id))[0]?.id ?? "";
  return () => ({ choice, confidence: of(choice) / (examples.length || 1), decided: true });
}

/**
 * The choice of the nearest example by textbook BM25 with Kotae's words; names and descriptions are examples too. How far
 * it is ahead of the nearest example of another choice tells more than its score, so that is its confidence.
 */
export function nearest(choices: readonly Choice[], examples: readonly Example[]): Asks {
  const all = [
    ...examples,
    ...choices.map(({ id, name, description = "" }) => ({ choice: id, text: `${name}\n${description}` })),
  ];
  const find = bm25(
    all.map(({ text }, n) => ({ id: String(n), text })),
    words,
  );
  return (text) => {
    const found = find(text);
    const choiceOf = ({ id }: { id: string }) => all[Number(id)]?.choice ?? "";
    const [first] = found;
    if (!first) return { choice: "", confidence: 0, decided: false };
    const second = found.find((each) => choiceOf(each) !== choiceOf(first));
    return { choice: choiceOf(first), confidence: 1 - (second?.score ?? 0) / first.score, decided: true };
  };
}

/** Trains in one go; `slices` are how long it worked between two yields, in milliseconds, in their order. */
export function trained(choices: readonly Choice[], examples: readonly Example[]): { model: Model; slices: number[] } {
  const steps = train({ choices, examples });
  const slices: number[] = [];
  for (;;) {
    const began = performance.now();
    const step = steps.next();
    slices.push(performance.now() - began);
    if (step.done) return { model: step.value, slices };
  }
}

/** Kotae's model, asked for a precision. */
export const kotae =
  (model: Model, precision: number): Asks =>
  (text) => {
    const { choice = "", confidence = 0, abstains = true } = predict(model, { text }, precision) ?? {};
    return { choice, confidence, decided: !abstains };
  };

export type Point = { confidence: number; right: boolean; decided: boolean };

/** The largest share of the points that can be decided with so many of them right: the threshold is chosen in hindsight. */
export function coverageAt(points: readonly Point[], precision: number, of = points.length): number {
  const sorted = points.toSorted((a, b) => b.confidence - a.confidence);
  let [right, most] = [0, 0];
  sorted.forEach((point, n) => {
    if (point.right) right++;
    if (sorted[n + 1]?.confidence !== point.confidence && right >= precision * (n + 1) - 1e-9) most = n + 1;
  });
  return most / (of || 1);
}

/** The scale that fits judged texts of several sets, every set counting alike, from nothing known before. */
export function scaleOf(sets: readonly (readonly Judged[])[]): { scale: number; offset: number } {
  const perSet = 500;
  const all = sets
    .filter(({ length }) => length > 0)
    .flatMap((set) => Array.from({ length: perSet }, (_, n) => set[Math.floor((n * set.length) / perSet)] as Judged));
  return fitScale(all, { scale: 1, offset: 0 });
}
