import type { Features } from "./features.ts";

/** The features a model knows: in which row of its weights each stands, and in how many texts it occurs. */
export type Vocabulary = {
  /** How many texts were counted. */
  texts: number;
  rows: Map<number, number>;
  /** By row: in how many of the texts. */
  within: Uint16Array;
};

/** A text as a model sees it: rows and their values, each group of features of length 1 where all of it is known. */
export type Vector = { rows: Int32Array; values: Float32Array };

/** A word or an attribute is kept from one text on; of pairs and pieces what one text has alone says nothing more. */
const leastTexts = { words: 1, attributes: 1, pairs: 2, pieces: 2 } as const;

const groups = [
  { of: ["words", "pairs"], weight: 1 },
  { of: ["pieces"], weight: 0.8 },
  { of: ["attributes"], weight: 0.5 },
] as const;

/** So many features are looked at between two yields. */
const slice = 2_000;

/** Counts the features of some texts and keeps at most `most`, those of most texts first; yields now and then. */
export function* countFeatures(texts: readonly Features[], most: number): Generator<void, Vocabulary> {
  const counts: [feature: number, within: number][] = [];
  // how many features stand in so many texts
  const sizes = new Uint32Array(texts.length + 2);
  for (const kind of ["words", "attributes", "pairs", "pieces"] as const) {
    const within = new Map<number, number>();
    for (const features of texts) {
      for (const feature of features[kind].keys()) within.set(feature, (within.get(feature) ?? 0) + 1);
      yield;
    }
    for (const entry of within) {
      if (entry[1] < leastTexts[kind]) continue;
      sizes[entry[1]] = (sizes[entry[1]] as number) + 1;
      if (counts.push(entry) % slice === 0) yield;
    }
  }
  let [least, room] = [texts.length + 1, most];
  while (least > 0 && (sizes[least] as number) <= room) room -= sizes[least--] as number;
  const rows = new Map<number, number>();
  const within: number[] = [];
  for (const [n, [feature, times]] of counts.entries()) {
    // of those that stand in the fewest texts, the first that there is room for
    if (times > least || (times === least && room-- > 0)) {
      rows.set(feature, rows.size);
      within.push(Math.min(times, 0xffff));
    }
    if (n % slice === 0) yield;
  }
  return { texts: texts.length, rows, within: Uint16Array.from(within) };
}

/** How telling a feature is that stands in `within` of so many texts. */
export const rarity = (texts: number, within: number): number =>
  Math.log(1 + (Math.max(0, texts - within) + 0.5) / (within + 0.5));

/**
 * A text in a model's rows. What the model does not know counts in the length and nowhere else: a text of mostly unknown
 * words gets small values, and so a small confidence.
 */
export function vectorOf({ texts, rows, within }: Vocabulary, features: Features): Vector {
  const found: number[] = [];
  const values: number[] = [];
  const unknown = rarity(texts, 0);
  for (const { of, weight } of groups) {
    const first = values.length;
    let length = 0;
    for (const kind of of) {
      for (const [feature, times] of features[kind]) {
        const row = rows.get(feature);
        const often = times < 1 ? times : 1 + Math.log(times);
        const value = often * (row === undefined ? unknown : rarity(texts, within[row] as number));
        length += value * value;
        if (row === undefined) continue;
        found.push(row);
        values.push(value);
      }
    }
    const factor = weight / Math.sqrt(length || 1);
    for (let at = first; at < values.length; at++) values[at] = (values[at] as number) * factor;
  }
  return { rows: Int32Array.from(found), values: Float32Array.from(values) };
}
