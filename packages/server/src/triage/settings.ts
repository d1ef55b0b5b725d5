import { confidenceOf, type Judged, type Scale } from "./confidence.ts";

/** The confidence from which on answers reach a precision, and the share of texts that are then decided. */
export type Setting = { precision: number; threshold: number; coverage: number };

const precisions = [0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.925, 0.95, 0.97, 0.98, 0.99];

/**
 * Texts that belong to no choice may be decided so many times as often as decided texts may be wrong, because they are
 * rare: at 90 % precision, two in five of them.
 */
const strangersFactor = 4;

/** So many unseen texts are added to what was judged, half of them wrong: few right answers prove little. */
const doubt = 4;

/** Precisions that can be asked for, with the confidence each needs and the share of the judged texts that has it. */
export function settingsOf(judged: readonly Judged[], scale: Scale): Setting[] {
  const sorted = judged
    .map(({ evidence, right }) => ({ confidence: confidenceOf(evidence, scale), right }))
    .sort((a, b) => b.confidence - a.confidence);
  const strangers = Float64Array.from(judged, ({ stranger }) => confidenceOf(stranger, scale))
    .sort()
    .reverse();
  let least = 0;
  return precisions.map((precision) => {
    const passing = Math.floor(strangersFactor * (1 - precision) * strangers.length);
    // too few to tell: then what is as sure as that, by the scale
    const own = ownThreshold(sorted, precision) ?? precision;
    // a higher precision never needs less
    least = Math.max(least, own, strangers[passing] ?? 0);
    const decided = sorted.filter(({ confidence }) => confidence >= least).length;
    return { precision, threshold: least, coverage: decided / (sorted.length || 1) };
  });
}

/** The lowest confidence from which on enough answers were right; none where too few were judged to tell. */
function ownThreshold(
  sorted: readonly { confidence: number; right: boolean }[],
  precision: number,
): number | undefined {
  let right = 0;
  let threshold: number | undefined;
  sorted.forEach((each, n) => {
    if (each.right) right += 1;
    // texts that are equally sure are decided all or none; what says nothing is never decided
    if (each.confidence === 0 || sorted[n + 1]?.confidence === each.confidence) return;
    if (right + doubt / 2 >= precision * (n + 1 + doubt)) threshold = each.confidence;
  });
  return threshold;
}

/** The setting for a precision: those that lie between two are on the straight line from one to the other. */
export function settingFor(settings: readonly Setting[], precision: number): Setting {
  const at = settings.findIndex((setting) => setting.precision >= precision);
  const [low, high] = [settings[at - 1], settings[at]];
  if (!high) return { precision, threshold: Math.max(precision, settings.at(-1)?.threshold ?? 1), coverage: 0 };
  if (!low) return { ...high, precision };
  const way = (precision - low.precision) / (high.precision - low.precision);
  return {
    precision,
    threshold: low.threshold + way * (high.threshold - low.threshold),
    coverage: low.coverage + way * (high.coverage - low.coverage),
  };
}
