import type { Vector } from "./vocabulary.ts";

/** One text to learn from: which choice is right for it, and how much it counts. */
export type Lesson = { vector: Vector; choice: number; weight: number };

/** Weights of every row for every choice, row by row. */
export type Weights = Float32Array;

/** How fast it learns, how strongly weights are pulled to 0, and how often it goes over the lessons. */
const rate = 2;
const pull = 1e-4;
const rounds = 10;
/** With few lessons it goes over them more often: at least so many looks in all. */
const looks = 2_000;
const roundsMost = 60;
/** A choice that is as unlikely as that is not made more unlikely. */
const negligible = 1e-3;

/**
 * Multinomial logistic regression by stochastic gradient descent: for every lesson, in an order that only `seed` changes,
 * the weights are moved towards the right choice and away from the likely wrong ones. Yields after every lesson.
 */
export function* learn(
  lessons: readonly Lesson[],
  rows: number,
  choices: number,
  seed: number,
): Generator<void, Weights> {
  const weights = new Float32Array(rows * choices);
  const odds = new Float64Array(choices);
  const columns = new Int32Array(choices);
  const moves = new Float64Array(choices);
  const random = randomFrom(seed);
  const order = lessons.map((_, n) => n);
  const times = Math.max(rounds, Math.min(roundsMost, Math.ceil(looks / (lessons.length || 1))));
  // every weight is to be multiplied by `scale`: shrinking one number is shrinking all of them
  let scale = 1;
  let steps = 0;
  for (let round = 0; round < times; round++) {
    shuffle(order, random);
    for (const n of order) {
      const { vector, choice, weight } = lessons[n] as Lesson;
      addScores(weights, choices, vector, odds.fill(0));
      for (let c = 0; c < choices; c++) odds[c] = (odds[c] as number) * scale;
      toProbabilities(odds);
      const step = rate / (1 + rate * pull * steps++);
      scale *= 1 - step * pull;
      let moved = 0;
      for (let c = 0; c < choices; c++) {
        const error = (c === choice ? 1 : 0) - (odds[c] as number);
        if (Math.abs(error) < negligible) continue;
        columns[moved] = c;
        moves[moved++] = (error * step * weight) / scale;
      }
      moveWeights(weights, choices, vector, columns, moves, moved);
      yield;
    }
  }
  for (let row = 0; row < rows; row++) {
    for (let c = row * choices; c < (row + 1) * choices; c++) weights[c] = (weights[c] as number) * scale;
    if (row % 64 === 0) yield;
  }
  return weights;
}

/** Adds to every choice's score what a text says for it. */
export function addScores(weights: Weights, choices: number, { rows, values }: Vector, scores: Float64Array): void {
  for (let at = 0; at < rows.length; at++) {
    const base = (rows[at] as number) * choices;
    const value = values[at] as number;
    for (let c = 0; c < choices; c++) scores[c] = (scores[c] as number) + value * (weights[base + c] as number);
  }
}

/** Row by row, as the weights lie in memory. */
function moveWeights(
  weights: Weights,
  choices: number,
  { rows, values }: Vector,
  columns: Int32Array,
  moves: Float64Array,
  moved: number,
): void {
  for (let at = 0; at < rows.length; at++) {
    const base = (rows[at] as number) * choices;
    const value = values[at] as number;
    for (let n = 0; n < moved; n++) {
      const place = base + (columns[n] as number);
      weights[place] = (weights[place] as number) + (moves[n] as number) * value;
    }
  }
}

/** Scores become probabilities, in place. */
function toProbabilities(scores: Float64Array): void {
  let most = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > most) most = score;
  let sum = 0;
  for (let c = 0; c < scores.length; c++) {
    scores[c] = Math.exp((scores[c] as number) - most);
    sum += scores[c] as number;
  }
  for (let c = 0; c < scores.length; c++) scores[c] = (scores[c] as number) / sum;
}

function shuffle(order: number[], random: () => number): void {
  for (let n = order.length - 1; n > 0; n--) {
    const other = Math.floor(random() * (n + 1));
    [order[n], order[other]] = [order[other] as number, order[n] as number];
  }
}

/** The same numbers from 0 to 1 for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
