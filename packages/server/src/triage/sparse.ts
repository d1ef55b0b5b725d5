import type { Weights } from "./learn.ts";

/** Only the weights that matter: row `r` weighs the choices `entries[starts[r]]…` by `unit * weights[starts[r]]…`. */
export type SparseWeights = { starts: Int32Array; entries: Uint16Array; weights: Int8Array; unit: number };

/** Weights are kept in steps of 1/127 of the largest; the finest are left out: of a hundred weights four remain, as good. */
const steps = 127;
const least = 2;
/** So many weights are looked at between two yields. */
const slice = 20_000;

/** Leaves out what does not matter; yields now and then. */
export function* sparsed(weights: Weights, rows: number, choices: number): Generator<void, SparseWeights> {
  let most = 0;
  for (let at = 0; at < weights.length; at++) {
    most = Math.max(most, Math.abs(weights[at] as number));
    if (at % slice === 0) yield;
  }
  const unit = most / steps || 1;
  const kept = (at: number) => {
    const weight = Math.round((weights[at] as number) / unit);
    return Math.abs(weight) < least ? 0 : weight;
  };
  const starts = new Int32Array(rows + 1);
  let all = 0;
  for (let at = 0; at < rows * choices; at++) {
    if (at % choices === 0) starts[at / choices] = all;
    if (kept(at) !== 0) all += 1;
    if (at % slice === 0) yield;
  }
  starts[rows] = all;
  const sparse = { starts, entries: new Uint16Array(all), weights: new Int8Array(all), unit };
  let next = 0;
  for (let at = 0; at < rows * choices; at++) {
    const weight = kept(at);
    if (at % slice === 0) yield;
    if (weight === 0) continue;
    sparse.entries[next] = at % choices;
    sparse.weights[next++] = weight;
  }
  return sparse;
}

/** Where each of some lists laid end to end begins, and behind them where the last one ends. */
export function startsOf(lengths: ArrayLike<number>): Int32Array {
  const starts = new Int32Array(lengths.length + 1);
  for (let n = 0; n < lengths.length; n++) starts[n + 1] = (starts[n] as number) + (lengths[n] as number);
  return starts;
}
