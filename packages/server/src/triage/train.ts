import { createHash } from "node:crypto";
import { descriptionScale, exampleScale, fitScale, type Judged, verdictOf } from "./confidence.ts";
import { featuresOf } from "./features.ts";
import { addScores, learn, type Weights } from "./learn.ts";
import { chosenExamples, type Text, weakTexts } from "./lessons.ts";
import type { Choice, Example, Model } from "./model.ts";
import { neighboursOf } from "./neighbours.ts";
import { settingsOf } from "./settings.ts";
import { sparsed } from "./sparse.ts";
import { countFeatures, type Vocabulary, vectorOf } from "./vocabulary.ts";

export type Training = {
  /** The list: what a text may be sorted into. */
  choices: readonly Choice[];
  examples: readonly Example[];
  seed?: number;
};

/** Rows and weights in memory while it learns: 24 MB at most. */
const rowsMost = 32_768;
const weightsMost = 6_000_000;
/** Examples are judged by models that learnt from the other four fifths of them; with many, the other two thirds. */
const folds = 5;
const foldsOfMany = 3;
const many = 1_000;
/** More of them say nothing new. */
const judgedMost = 3_000;

/**
 * Trains a model, bit by bit: it yields after about a text's worth of work (well below a millisecond), so whoever runs it
 * can stop for others at any time. The same training always gives the same model.
 */
export function* train({ choices, examples, seed = 1 }: Training): Generator<void, Model> {
  const chosen = yield* chosenExamples(choices, examples);
  const numbers = new Map(choices.map(({ id }, n) => [id, n]));
  const digest = createHash("sha256").update(JSON.stringify([seed, choices]));
  const texts: Text[] = [];
  for (const { id, text, attributes, choice, weight = 1 } of chosen) {
    digest.update(JSON.stringify([id, text, attributes, choice, weight]));
    texts.push({ features: featuresOf({ text, attributes }), choice: numbers.get(choice) as number, weight });
    yield;
  }
  const weak: Text[] = [];
  for (const [n, choice] of choices.entries()) {
    weak.push(...(yield* weakTexts(choice, n)));
  }
  const judged = yield* judge(texts, weak, choices.length, seed);
  const scale = fitScale(judged, texts.length > 0 ? exampleScale : descriptionScale);
  yield;
  const settings = settingsOf(judged, scale);
  const { vocabulary, weights } = yield* fit([...texts, ...weak], choices.length, seed);
  const counts = countsOf(texts, choices.length);
  return {
    version: digest.digest("hex").slice(0, 16),
    choices: choices.map(({ id }) => id),
    provenance: {
      examples: texts.length,
      leftOut: examples.length - texts.length,
      examplesOf: Object.fromEntries(choices.map(({ id }, n) => [id, counts[n] ?? 0])),
      seed,
      judged: judged.length,
      accuracy: judged.length === 0 ? 0 : judged.filter(({ right }) => right).length / judged.length,
    },
    scale,
    settings,
    vocabulary,
    sparse: yield* sparsed(weights, vocabulary.rows.size, choices.length),
    neighbours: yield* neighboursOf(chosen, numbers, vocabulary),
  };
}

/** One model of some texts. */
function* fit(
  texts: readonly Text[],
  choices: number,
  seed: number,
): Generator<void, { vocabulary: Vocabulary; weights: Weights }> {
  const most = Math.min(rowsMost, Math.floor(weightsMost / (choices || 1)));
  const vocabulary = yield* countFeatures(
    texts.map(({ features }) => features),
    most,
  );
  const lessons = [];
  for (const { features, choice, weight } of texts) {
    lessons.push({ vector: vectorOf(vocabulary, features), choice, weight });
    yield;
  }
  return { vocabulary, weights: yield* learn(lessons, vocabulary.rows.size, choices, seed) };
}

/** Every example judged once by a model that had no part of it; the examples of a choice are spread over the folds. */
function* judge(
  texts: readonly Text[],
  weak: readonly Text[],
  choices: number,
  seed: number,
): Generator<void, Judged[]> {
  if (texts.length < 2 || choices < 2) return [];
  const parts = Math.min(texts.length, texts.length > many ? foldsOfMany : folds);
  const counts = new Array<number>(choices).fill(0);
  // every choice begins at another fold, so that small ones do not all fall into the first
  const foldOf = texts.map(({ choice }) => {
    counts[choice] = (counts[choice] ?? 0) + 1;
    return (choice + (counts[choice] as number)) % parts;
  });
  const judged: Judged[] = [];
  const every = Math.ceil(texts.length / judgedMost);
  for (let part = 0; part < parts; part++) {
    const seen = texts.filter((_, n) => foldOf[n] !== part);
    const { vocabulary, weights } = yield* fit([...seen, ...weak], choices, seed);
    for (const [n, { features, choice }] of texts.entries()) {
      if (foldOf[n] !== part || n % every !== 0) continue;
      const scores = new Float64Array(choices);
      addScores(weights, choices, vectorOf(vocabulary, features), scores);
      const { best, evidence } = verdictOf(scores);
      judged.push({ evidence, right: best === choice, stranger: verdictOf(scores, choice).evidence });
      yield;
    }
  }
  return judged;
}

function countsOf(texts: readonly Text[], choices: number): number[] {
  const counts = new Array<number>(choices).fill(0);
  for (const { choice } of texts) counts[choice] = (counts[choice] as number) + 1;
  return counts;
}
