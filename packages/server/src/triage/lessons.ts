import { normalize } from "@kotae/sdk/search";
import { type Features, featuresOf } from "./features.ts";
import type { Choice, Example } from "./model.ts";

/** A text as it is learnt from. */
export type Text = { features: Features; choice: number; weight: number };

/** What a choice's name counts, and the sentences of its description all together, beside one example. */
const nameWeight = 2;
const sentencesWeight = 4;
const sentencesMost = 60;

/** So many examples are learnt from in all, and of one choice. */
const examplesMost = 8_000;
const examplesOfChoiceMost = 400;

/**
 * The examples that are learnt from, the newest of each choice; those of the same words count once, as the newest says.
 * Yields after every example.
 */
export function* chosenExamples(choices: readonly Choice[], examples: readonly Example[]): Generator<void, Example[]> {
  const most = Math.min(examplesOfChoiceMost, Math.max(20, Math.floor(examplesMost / (choices.length || 1))));
  const left = new Map(choices.map(({ id }) => [id, most]));
  const seen = new Set<string>();
  const chosen: Example[] = [];
  // equals stay in the order they were given in
  for (const example of examples.toSorted((a, b) => (b.at ?? 0) - (a.at ?? 0))) {
    const room = left.get(example.choice) ?? 0;
    if (room === 0 || (example.weight ?? 1) <= 0) continue;
    const words = sameWords(example.text);
    yield;
    if (words === "" || seen.has(words)) continue;
    seen.add(words);
    left.set(example.choice, room - 1);
    chosen.push(example);
  }
  return chosen;
}

/** A text without what makes no difference: case, width and white space. */
const sameWords = (text: string): string => normalize(text).replace(/\s+/g, " ").trim();

/** What a choice says about itself: its name, its description as a whole, and every sentence of it; yields after each. */
export function* weakTexts({ name, description = "" }: Choice, choice: number): Generator<void, Text[]> {
  const sentences = description
    .split(/\n+|(?<=[.!?])\s+|(?<=[。！？])/)
    .map((sentence) => sentence.trim())
    .filter(Boolean)
    .slice(0, sentencesMost);
  const each = Math.min(1, sentencesWeight / (sentences.length || 1));
  const weak: [text: string, weight: number][] = sentences.map((sentence) => [sentence, each]);
  if (sentences.length > 0) weak.push([`${name}\n${description}`, 1]);
  const texts: Text[] = [];
  for (const [text, weight] of [[name, nameWeight] as const, ...weak]) {
    texts.push({ features: featuresOf({ text }), choice, weight });
    yield;
  }
  return texts;
}
