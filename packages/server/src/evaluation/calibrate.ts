import { KotaeError } from "@kotae/sdk/errors";
import { type Coefficients, confidenceOf, defaultCoefficients, type Features, fit } from "@kotae/sdk/search";
import type { PastQuestion } from "../questions/index.ts";
import { calibrationError, isRight, type Judged } from "./metrics.ts";

/** A question whose first article somebody has judged. */
export type JudgedFirst = { score: number; features: Features; right: boolean };

/** With fewer, chance would decide. */
export const judgedAtLeast = 50;

export type Calibration = {
  coefficients: Coefficients;
  samples: number;
  /** Expected calibration error of what was in use, and of the new coefficients on questions they were not fitted on. */
  before: number;
  after: number;
  /** False where the old coefficients are as good: then they stay. */
  isBetter: boolean;
};

/**
 * Fits confidence to a knowledge base's own judged questions. It is judged by fitting on one half and testing on the
 * other, both ways, and then fitted on all. Throws `invalid_input` where there are too few.
 */
export function calibrate(samples: readonly JudgedFirst[], current: Coefficients = defaultCoefficients): Calibration {
  if (samples.length < judgedAtLeast) {
    throw new KotaeError(
      "invalid_input",
      `There are ${samples.length} judged questions; ${judgedAtLeast} are needed.`,
      {
        hint: "Give more golden questions, or review more in the console.",
      },
    );
  }
  const halves = [0, 1].map((half) => samples.filter((_, n) => n % 2 === half));
  const tested = halves.flatMap((half, n) => told(half, fit(halves[1 - n] ?? [], defaultCoefficients)));
  const before = calibrationError(told(samples, current)) ?? 0;
  const after = calibrationError(tested) ?? 0;
  return {
    coefficients: fit(samples, defaultCoefficients),
    samples: samples.length,
    before,
    after,
    isBetter: after < before,
  };
}

const told = (samples: readonly JudgedFirst[], coefficients: Coefficients) =>
  samples.map((sample) => ({ confidence: confidenceOf([sample], coefficients), right: sample.right }));

/** Golden questions as they were just ranked. */
export const judgedGolden = (rows: readonly Judged[]): JudgedFirst[] =>
  rows.flatMap((row) => (row.first ? [{ ...row.first, right: isRight(row) }] : []));

/** What visitors said of answers, as they were ranked then; reviewed questions are golden ones and not among them. */
export const judgedByVisitors = (past: readonly PastQuestion[]): JudgedFirst[] =>
  past.flatMap(({ reviewed, decision, solved, ranked: [first] }) =>
    !reviewed && decision === "answer" && solved !== null && first
      ? [{ score: first.score, features: first.features as Features, right: solved }]
      : [],
  );
