/** A text of known choice, asked of a model that had no part of it. */
export type Judged = {
  /** How much spoke for the model's answer, and whether that was right. */
  evidence: number;
  right: boolean;
  /** How much would speak for an answer were the right choice not on the list: how texts look that belong to none. */
  stranger: number;
};

/** Evidence becomes a probability: the logistic function of `scale * evidence + offset`. */
export type Scale = { scale: number; offset: number };

/** What scores say: the best choice, the next, and the evidence for the best; -1 where there is none. */
export type Verdict = { best: number; next: number; evidence: number };

/** How much the best score itself counts beside its lead: a lead over nothing known is no lead. */
const heightShare = 0.2;

/** The evidence is how far the best choice is ahead of the next, and a little of how much speaks for it at all. */
export function verdictOf(scores: ArrayLike<number>, without = -1): Verdict {
  let [best, next] = [-1, -1];
  for (let c = 0; c < scores.length; c++) {
    if (c === without) continue;
    const score = scores[c] as number;
    if (best < 0 || score > (scores[best] as number)) [best, next] = [c, best];
    else if (next < 0 || score > (scores[next] as number)) next = c;
  }
  const top = scores[best] ?? 0;
  return { best, next, evidence: next < 0 ? 0 : top - (scores[next] as number) + heightShare * top };
}

/** The probability that the best choice is right; nothing speaks for it where the evidence is 0. */
export const confidenceOf = (evidence: number, scale: Scale): number => (evidence <= 0 ? 0 : logistic(evidence, scale));

const logistic = (evidence: number, { scale, offset }: Scale) => 1 / (1 + Math.exp(-(scale * evidence + offset)));

/** What evidence means before a desk's own examples say it; `npm run bench -- triage` prints it anew. */
export const exampleScale: Scale = { scale: 1.5, offset: -1 };
/** The same where a model knows its choices by their names and descriptions only. */
export const descriptionScale: Scale = { scale: 2, offset: -0.8 };

/** For so many texts the scale it starts from stands, so that a handful of own ones does not overturn it. */
const prior = 20;
const anchors = [0.25, 0.5, 1, 2, 3];
const steps = 30;

/** Fits the scale to judged texts by logistic regression (Newton's method), started at and pulled towards `from`. */
export function fitScale(judged: readonly Pick<Judged, "evidence" | "right">[], from: Scale): Scale {
  const points = judged.map(({ evidence, right }) => ({ evidence, target: right ? 1 : 0, weight: 1 }));
  for (const evidence of anchors) {
    points.push({ evidence, target: logistic(evidence, from), weight: prior / anchors.length });
  }
  let { scale, offset } = from;
  for (let step = 0; step < steps; step++) {
    let [first, second, a, b, c] = [0, 0, 1e-9, 0, 1e-9];
    for (const { evidence, target, weight } of points) {
      const sure = logistic(evidence, { scale, offset });
      const error = weight * (sure - target);
      const slope = weight * Math.max(1e-6, sure * (1 - sure));
      first += error * evidence;
      second += error;
      a += slope * evidence * evidence;
      b += slope * evidence;
      c += slope;
    }
    const determinant = a * c - b * b;
    const [forScale, forOffset] = [(c * first - b * second) / determinant, (a * second - b * first) / determinant];
    // a step may not leave the place where the curve still looks like its tangent
    const shrink = Math.min(1, 2 / Math.max(Math.abs(forScale), Math.abs(forOffset), 1e-12));
    // more evidence is never less sure
    scale = Math.max(0.05, scale - shrink * forScale);
    offset -= shrink * forOffset;
    if (Math.abs(forScale) + Math.abs(forOffset) < 1e-6) break;
  }
  return { scale, offset };
}
