import { wordHashes } from "./features.ts";
import type { Example } from "./model.ts";
import { rarity, type Vocabulary } from "./vocabulary.ts";

/** An example that can be named as the nearest one, by the rows of its telling words. */
export type Neighbour = { id: string; choice: number; rows: Uint16Array };

/** Of every choice so many, each by so many words. */
const most = 20;
const wordsMost = 16;
/** Less alike than that is not near. */
const likenessLeast = 0.1;

/** The first examples of every choice, by their rarest words; yields after every example. */
export function* neighboursOf(
  examples: readonly Example[],
  numbers: ReadonlyMap<string, number>,
  { texts, rows, within }: Vocabulary,
): Generator<void, Neighbour[]> {
  const counts = new Map<number, number>();
  const found: Neighbour[] = [];
  const weigh = (row: number) => rarity(texts, within[row] as number);
  for (const { id, text, choice: name } of examples) {
    const choice = numbers.get(name) as number;
    const count = (counts.get(choice) ?? 0) + 1;
    counts.set(choice, count);
    if (count > most) continue;
    const own = wordHashes(text).flatMap((word) => rows.get(word) ?? []);
    const telling = own.sort((a, b) => weigh(b) - weigh(a)).slice(0, wordsMost);
    found.push({ id, choice, rows: Uint16Array.from(telling) });
    yield;
  }
  return found;
}

/** The neighbour of a choice that shares most with a text: the cosine of telling words. */
export function nearestOf(
  { texts, rows, within }: Vocabulary,
  neighbours: readonly Neighbour[],
  text: string,
  choice: number,
): { id: string; likeness: number } | undefined {
  const weigh = (row: number) => rarity(texts, within[row] as number) ** 2;
  const own = new Set(wordHashes(text).flatMap((word) => rows.get(word) ?? []));
  const length = [...own].reduce((sum, row) => sum + weigh(row), 0);
  let nearest: { id: string; likeness: number } | undefined;
  for (const neighbour of neighbours) {
    if (neighbour.choice !== choice) continue;
    let [both, other] = [0, 0];
    for (const row of neighbour.rows) {
      const weight = weigh(row);
      other += weight;
      if (own.has(row)) both += weight;
    }
    const likeness = both / (Math.sqrt(length * other) || 1);
    if (likeness >= likenessLeast && likeness > (nearest?.likeness ?? 0)) nearest = { id: neighbour.id, likeness };
  }
  return nearest;
}
