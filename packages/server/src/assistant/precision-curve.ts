/**
 * The confidence that kept the share of wrong answers at each share, on the development question sets: pairs of share
 * and threshold. `node tests/bench/precision.ts` prints it anew.
 */
export const shippedCurve: readonly (readonly [wrongAtMost: number, threshold: number])[] = [
  [0.01, 0.996],
  [0.02, 0.985],
  [0.03, 0.961],
  [0.05, 0.942],
  [0.075, 0.892],
  [0.1, 0.812],
  [0.15, 0.624],
  [0.2, 0.507],
  [0.3, 0.264],
  [0.4, 0.096],
  [0.5, 0],
];
