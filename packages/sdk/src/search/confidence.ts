import type { Found } from "./rank.ts";

/** What confidence is made from: each figure's share of the evidence, and how evidence becomes a probability. */
export type Coefficients = {
  /** What counts besides the score itself, which counts once. */
  lead: number;
  margin: number;
  titleAsked: number;
  strangers: number;
  /** Probability is the logistic function of `scale * evidence + offset`. */
  scale: number;
  offset: number;
  /** Where the figures come from: data, date, method. */
  provenance: string;
};

/**
 * The shipped coefficients. The shares are round numbers chosen by the mean over eight question sets of how many
 * answerable questions are answered while 5 % and 10 % of the unanswerable ones are; scale and offset are a logistic
 * regression on the same questions, every set counting alike. One configuration for all sets and both languages.
 */
export const defaultCoefficients: Coefficients = {
  lead: 0.15,
  margin: 0.3,
  titleAsked: 0.15,
  strangers: -0.2,
  scale: 5.78,
  offset: -3.06,
  provenance:
    "eight development question sets (two Japanese, six English; 2,203 answerable and 842 unanswerable questions), " +
    "November 2026; shares by grid, scale and offset by logistic regression with sets weighted equally",
};

type Judgeable = Pick<Found, "score" | "features">;

/**
 * How much there is for the first result. A good score for a long question of rare words says more than the same score
 * for “help me”: chance makes a mean of many words less uneven, so scores count by the square root of what was asked.
 */
export function evidenceOf({ score, features }: Judgeable, coefficients: Coefficients = defaultCoefficients): number {
  // questions that were kept before these were measured have none of them
  const { margin, lead = margin, substance = 1, titleAsked = 0, strangers = 0 } = features;
  const { lead: forLead, margin: forMargin, titleAsked: forTitle, strangers: forStrangers } = coefficients;
  return (
    Math.sqrt(substance) * (score + forLead * lead + forMargin * margin) +
    forTitle * titleAsked +
    forStrangers * strangers
  );
}

/**
 * The probability, 0 to 1, that the first of these results answers the question; 0 where nothing was found.
 *
 * @example
 * const sure = confidenceOf(search(index, "where is my refund")) >= 0.7;
 */
export function confidenceOf(found: readonly Judgeable[], coefficients: Coefficients = defaultCoefficients): number {
  const [first] = found;
  return first ? logistic(coefficients.scale * evidenceOf(first, coefficients) + coefficients.offset) : 0;
}

const logistic = (value: number) => 1 / (1 + Math.exp(-value));

/** A question somebody has judged: its first result, and whether that answered it. */
export type Judged = Judgeable & {
  right: boolean;
  /** What it counts for among the others; 1 where nothing is said. */
  weight?: number;
};

const rounds = 50;
/** So many questions the shipped coefficients stand for, so that a handful of judged ones does not overturn them. */
const prior = 20;
/** Places on the scale of evidence where the prior holds the curve. */
const anchors = [0.1, 0.3, 0.5, 0.7, 0.9];
/** More evidence never makes an answer less likely; where it says next to nothing, so much of the slope is left. */
const flattest = 1 / 10;

type Point = { evidence: number; right: number; weight: number };
type Curve = Pick<Coefficients, "scale" | "offset">;

/**
 * Fits scale and offset anew to judged questions, by logistic regression (Newton's method) that starts at and is pulled
 * towards `from`. The shares stay, and with them the order of questions by confidence: only its meaning is corrected.
 *
 * Where the questions cannot tell what evidence is worth, being all right, all wrong or all alike, the slope is that of
 * `from`; where they contradict it, the curve is nearly flat, and never falls.
 */
export function fit(samples: readonly Judged[], from: Coefficients = defaultCoefficients): Coefficients {
  const points = samples.map((sample) => ({
    evidence: evidenceOf(sample, from),
    right: sample.right ? 1 : 0,
    weight: sample.weight ?? 1,
  }));
  // the prior: as if a few questions of middling evidence had been seen, as often right as `from` says
  const held = anchors.map((evidence) => ({
    evidence,
    right: logistic(from.scale * evidence + from.offset),
    weight: prior / anchors.length,
  }));
  const all = [...points, ...held];
  const free = tellsSlope(points) ? descend(all, from, true) : undefined;
  const least = from.scale * flattest;
  const curve =
    free && free.scale >= least ? free : descend(all, { scale: free ? least : from.scale, offset: from.offset }, false);
  const provenance = `${from.provenance}; refitted to ${samples.length} judged questions`;
  return { ...from, ...curve, provenance };
}

/** Whether there are right and wrong ones, and more than one amount of evidence. */
function tellsSlope(points: readonly Point[]): boolean {
  const used = points.filter(({ weight }) => weight > 0);
  const [low, high] = used.reduce(([a, b], { evidence: e }) => [Math.min(a, e), Math.max(b, e)], [Infinity, -Infinity]);
  return high - low > 1e-6 && used.some(({ right }) => right === 1) && used.some(({ right }) => right === 0);
}

/** The curve with the least logistic loss over points, found from another one; the slope may be held as it is. */
function descend(points: readonly Point[], from: Curve, withScale: boolean): Curve {
  let { scale, offset } = from;
  for (let round = 0; round < rounds; round++) {
    let [first, second] = [0, 0];
    let [a, b, c] = [1e-9, 0, 1e-9];
    for (const { evidence, right, weight } of points) {
      const sure = logistic(scale * evidence + offset);
      const error = weight * (sure - right);
      const slope = weight * Math.max(1e-6, sure * (1 - sure));
      first += error * evidence;
      second += error;
      a += slope * evidence * evidence;
      b += slope * evidence;
      c += slope;
    }
    const determinant = a * c - b * b;
    const stepScale = withScale ? (c * first - b * second) / determinant : 0;
    const stepOffset = withScale ? (a * second - b * first) / determinant : second / c;
    // a step may not leave the place where the curve still looks like its tangent
    const shrink = Math.min(1, 4 / Math.max(Math.abs(stepScale), Math.abs(stepOffset), 1e-12));
    scale -= shrink * stepScale;
    offset -= shrink * stepOffset;
    if (Math.abs(stepScale) + Math.abs(stepOffset) < 1e-9) break;
  }
  return { scale, offset };
}
