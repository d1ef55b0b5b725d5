import { confidenceOf, verdictOf } from "./confidence.ts";
import { featuresOf, type Reading } from "./features.ts";
import type { Model } from "./model.ts";
import { nearestOf } from "./neighbours.ts";
import { settingFor } from "./settings.ts";
import { type Vector, vectorOf } from "./vocabulary.ts";

/** What a model says about a text. */
export type Prediction = {
  choice: string;
  /** 0 to 1: how likely the choice is right; 0 where the text says nothing the model knows. */
  confidence: number;
  /** The confidence the wanted precision needs. */
  threshold: number;
  /** Below its threshold a model does not decide: its choice is then a suggestion at most. */
  abstains: boolean;
  /** Whether the choice was learnt from examples, or is known by its name and description alone. */
  basis: "examples" | "description";
  /** The next best choice, if there is one. */
  next: string | undefined;
};

/** Why it says so. */
export type Evidence = {
  /** Words of the text that speak for the choice rather than the next one, the most telling first; shares of all that do. */
  words: { word: string; share: number }[];
  /** The example of this choice that shares most with the text, and how alike they are, 0 to 1. */
  nearest: { id: string; likeness: number } | undefined;
};

const wordsMost = 5;
/** A word with less than this share of the evidence explains nothing. */
const shareLeast = 0.03;

/** Sorts a text; undefined where the list has fewer than two choices, so that there is nothing to decide. */
export function predict(model: Model, reading: Reading, precision: number): Prediction | undefined {
  if (model.choices.length < 2) return undefined;
  const { best, next, evidence } = verdictOf(scoresOf(model, vectorOf(model.vocabulary, featuresOf(reading))));
  const choice = model.choices[best] as string;
  const confidence = confidenceOf(evidence, model.scale);
  const threshold = settingFor(model.settings, precision).threshold;
  return {
    ...{ choice, confidence, threshold },
    abstains: confidence === 0 || confidence < threshold,
    basis: (model.provenance.examplesOf[choice] ?? 0) > 0 ? "examples" : "description",
    next: model.choices[next],
  };
}

/** Says why a model decided as it did. */
export function explain(model: Model, reading: Reading, { choice, next }: Prediction): Evidence {
  const [best, other] = [model.choices.indexOf(choice), next === undefined ? -1 : model.choices.indexOf(next)];
  const whole = vectorOf(model.vocabulary, featuresOf(reading));
  const values = new Map(Array.from(whole.rows, (row, at) => [row, whole.values[at] as number]));
  const found = new Map<string, number>();
  for (const { segment, isWordLike } of segmenter.segment(reading.text.slice(0, charsExplained))) {
    if (!isWordLike || found.has(segment)) continue;
    // what the word's own features say in the whole text
    const rows = vectorOf(model.vocabulary, featuresOf({ text: segment })).rows.filter((row) => values.has(row));
    const own = { rows, values: Float32Array.from(rows, (row) => values.get(row) as number) };
    const scores = scoresOf(model, own);
    found.set(segment, (scores[best] ?? 0) - (scores[other] ?? 0));
  }
  const sum = [...found.values()].reduce((all, each) => all + Math.max(0, each), 0) || 1;
  const words = [...found]
    .map(([word, weight]) => ({ word, share: weight / sum }))
    .filter(({ share }) => share >= shareLeast)
    .sort((a, b) => b.share - a.share)
    .slice(0, wordsMost);
  return { words, nearest: nearestOf(model.vocabulary, model.neighbours, reading.text, best) };
}

const segmenter = new Intl.Segmenter("ja", { granularity: "word" });
const charsExplained = 500;

function scoresOf({ choices, sparse }: Model, { rows, values }: Vector): Float64Array {
  const { starts, entries, weights, unit } = sparse;
  const scores = new Float64Array(choices.length);
  for (let n = 0; n < rows.length; n++) {
    const row = rows[n] as number;
    const value = (values[n] as number) * unit;
    const end = starts[row + 1] as number;
    for (let at = starts[row] as number; at < end; at++) {
      const choice = entries[at] as number;
      scores[choice] = (scores[choice] as number) + value * (weights[at] as number);
    }
  }
  return scores;
}
