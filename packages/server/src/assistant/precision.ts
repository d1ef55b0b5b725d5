import { shippedCurve } from "./precision-curve.ts";

/** A question of the past: how sure the assistant was of its best article, and whether that was the right one. */
export type Sample = {
  confidence: number;
  /** Null where nobody has said; then its confidence stands for it. */
  right: boolean | null;
};

/** With fewer questions than that, the shipped curve says more than they do. */
export const samplesNeeded = 50;

/**
 * The confidence an answer needs so that at most `wrongAtMost` of the given answers are expected to be wrong.
 *
 * From this knowledge base's own questions where there are enough of them, else from the shipped curve.
 */
export function thresholdFor(
  wrongAtMost: number,
  samples: readonly Sample[],
): { threshold: number; source: "own" | "shipped" } {
  return samples.length >= samplesNeeded
    ? { threshold: ownThreshold(wrongAtMost, samples), source: "own" }
    : { threshold: shippedThreshold(wrongAtMost), source: "shipped" };
}

/** The lowest threshold whose answers keep within the share, as far as these samples tell. */
export function ownThreshold(wrongAtMost: number, samples: readonly Sample[]): number {
  const sorted = samples.toSorted((a, b) => b.confidence - a.confidence);
  let wrong = 0;
  let threshold: number | undefined;
  sorted.forEach((sample, at) => {
    wrong += wrongOf(sample);
    // questions that are equally sure are answered all or none
    const isLast = sorted[at + 1]?.confidence !== sample.confidence;
    if (isLast && wrong <= wrongAtMost * (at + 1) + rounding) threshold = sample.confidence;
  });
  if (threshold !== undefined) return threshold;
  // not even the surest kept within the share: what is as sure as the share asks for does, and is surer than those;
  // where certainty itself was wrong, that is more than 1, and nothing is answered
  return Math.max(1 - wrongAtMost, (sorted[0]?.confidence ?? 0) + 0.001);
}

/** Sums of shares miss by less than that. */
const rounding = 1e-9;

/** How wrong an answer was, or is expected to have been. */
export const wrongOf = ({ confidence, right }: Sample) => (right === null ? 1 - confidence : right ? 0 : 1);

/** What the shipped curve says, straight between its points. */
export function shippedThreshold(wrongAtMost: number): number {
  const next = shippedCurve.findIndex(([wrong]) => wrong >= wrongAtMost);
  const [high, low] = [shippedCurve[next], shippedCurve[next - 1]];
  if (!high) return shippedCurve.at(-1)?.[1] ?? 1 - wrongAtMost;
  if (!low) return high[1];
  const way = (wrongAtMost - low[0]) / (high[0] - low[0]);
  return low[1] + way * (high[1] - low[1]);
}
