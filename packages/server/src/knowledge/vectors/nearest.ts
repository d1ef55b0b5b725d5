/** Vectors of the passages of articles, side by side; all of one length. */
export type Vectors = Map<string, Float32Array[]>;

export type Near = { articleId: string /** Which of its passages. */; passage: number; cosine: number };

/**
 * The articles whose best passage points most nearly where the query does, best first; ties go by id. Beside them, how
 * nearly every passage looked at does.
 */
export function nearest(
  vectors: Vectors,
  query: Float32Array,
  limit: number,
  may: (id: string) => boolean,
): { near: Near[]; cosines: number[] } {
  const near: Near[] = [];
  const cosines: number[] = [];
  for (const [articleId, passages] of vectors) {
    if (!may(articleId)) continue;
    let best: Near | undefined;
    for (const [passage, vector] of passages.entries()) {
      // another model's, still waiting to be replaced, or none
      if (vector.length !== query.length) continue;
      const cosine = product(vector, query);
      cosines.push(cosine);
      if (best === undefined || cosine > best.cosine) best = { articleId, passage, cosine };
    }
    if (best) near.push(best);
  }
  near.sort((a, b) => b.cosine - a.cosine || (a.articleId < b.articleId ? -1 : 1));
  return { near: near.slice(0, limit), cosines };
}

/** With fewer passages than these, what is usual is hard to say. */
export const tellingPassages = 12;
/** What is near by meaning is so many deviations above what is usual, on top of what the best of so many has by chance. */
const surplus = 1.1;
/** With few passages the deviation itself is a guess. */
const doubt = 8;
/** And it goes so much of the way that is left to the very same, and more of it where there is little to compare with. */
const way = (count: number) => 0.1 + 0.6 / count;
/** The deviation of a normal distribution, in its median deviations. */
const normal = 1.4826;
const sampled = 2_000;

/**
 * How nearly a passage has to point where a query does to be found by that alone.
 *
 * Cosines of one model lie around 0.1, those of another around 0.8, so it is measured from the cosines of this query to
 * everything: their median, and their median deviation from it, which a few that are really near do not move.
 */
export function floorOf(cosines: readonly number[]): number {
  if (cosines.length === 0) return Number.POSITIVE_INFINITY;
  const step = Math.max(1, Math.floor(cosines.length / sampled));
  const some = step === 1 ? cosines : cosines.filter((_, n) => n % step === 0);
  const middle = median(some);
  const spread = normal * median(some.map((cosine) => Math.abs(cosine - middle)));
  const deviations = Math.sqrt(2 * Math.log(cosines.length)) + surplus + doubt / cosines.length;
  return middle + Math.max(deviations * spread, way(cosines.length) * (1 - middle));
}

/** The lower one of two in the middle: one of two articles may be the one that is meant. */
const median = (values: readonly number[]): number =>
  Float64Array.from(values).sort()[Math.floor((values.length - 1) / 2)] ?? 0;

function product(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let n = 0; n < a.length; n++) sum += (a[n] as number) * (b[n] as number);
  return sum;
}

/** The usual constant of reciprocal rank fusion (Cormack, Clarke and Büttcher 2009): how little first places count. */
const dampening = 60;

/** Two rankings as one: the sum of 1 / (60 + place) in each; ties go by the first ranking, then by id. */
export function fuse(one: readonly string[], other: readonly string[]): string[] {
  const scores = new Map<string, number>();
  const places = new Map(one.map((id, n) => [id, n]));
  for (const ranking of [one, other]) {
    for (const [n, id] of ranking.entries()) scores.set(id, (scores.get(id) ?? 0) + 1 / (dampening + n + 1));
  }
  const placeOf = (id: string) => places.get(id) ?? one.length;
  return [...scores].sort(([a, m], [b, n]) => n - m || placeOf(a) - placeOf(b) || (a < b ? -1 : 1)).map(([id]) => id);
}
