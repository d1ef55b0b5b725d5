import {
  buildIndex,
  type Coefficients,
  confidenceOf,
  defaultCoefficients,
  type Judged,
  fit as refit,
  search,
} from "../../packages/sdk/src/search/index.ts";
import { isDiagnosis, type QuestionSet } from "./search.ts";

/** What one fitting and its test were on, by the names of the sets. */
export type Calibration = { fitted: string[]; tested: string[]; error: number };

/** Questions as they were judged; those for which nothing was found are surely refused, and rightly so. */
function judge(set: QuestionSet): Judged[] {
  const index = buildIndex(set.articles, set.lang);
  const asked = set.questions.filter((question) => !isDiagnosis(set, question));
  return asked.flatMap(({ text, answers }) => {
    const [first] = search(index, text, { limit: 1 });
    // every set counts for as many questions
    return first ? [{ ...first, right: answers.includes(first.articleId), weight: perSet / asked.length }] : [];
  });
}

const perSet = 300;
/** Neither half had a part in the scale it is tested with. Even places against odd ones, by name. */
const isEven = (_: unknown, place: number) => place % 2 === 0;
const isOdd = (_: unknown, place: number) => place % 2 === 1;

/** Fits confidence on half of the sets and tests it on the other half, both ways. */
export function calibration(sets: readonly QuestionSet[]): Calibration[] {
  const judged = sets.map((set) => ({ name: set.name, questions: judge(set) }));
  const halves = [judged.filter(isEven), judged.filter(isOdd)] as const;
  return [halves, halves.toReversed()].map(([one = [], other = []]) => {
    const coefficients = refit(
      one.flatMap(({ questions }) => questions),
      // the shares stay, but nothing of the scale is taken over
      { ...defaultCoefficients, scale: 1, offset: 0 },
    );
    return {
      fitted: one.map(({ name }) => name),
      tested: other.map(({ name }) => name),
      error: calibrationError(
        other.flatMap(({ questions }) => questions),
        coefficients,
      ),
    };
  });
}

const bins = 10;

/** The mean distance between confidence and the share of right answers, in ten bins of confidence. */
export function calibrationError(questions: readonly Judged[], coefficients: Coefficients): number {
  const sums = Array.from({ length: bins }, () => ({ weight: 0, confidence: 0, right: 0 }));
  let total = 0;
  for (const question of questions) {
    const { right, weight = 1 } = question;
    const confidence = confidenceOf([question], coefficients);
    const bin = sums[Math.min(bins - 1, Math.floor(confidence * bins))];
    if (!bin) continue;
    bin.weight += weight;
    bin.confidence += weight * confidence;
    bin.right += right ? weight : 0;
    total += weight;
  }
  return sums.reduce((sum, { confidence, right }) => sum + Math.abs(confidence - right), 0) / (total || 1);
}
