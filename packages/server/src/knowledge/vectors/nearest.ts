/** Vectors of the passages of articles, side by side; all of one length. */
export type Vectors = Map<string, Float32Array[]>;

export type Near = { articleId: string /** Which of its passages. */; passage: number; cosine: number };

/** The articles whose best passage points most nearly where the query does, best first; ties go by id. */
export function nearest(vectors: Vectors, query: Float32Array, limit: number, may: (id: string) => boolean): Near[] {
  const found: Near[] = [];
  for (const [articleId, passages] of vectors) {
    if (!may(articleId)) continue;
    let best: Near | undefined;
    for (const [passage, vector] of passages.entries()) {
      // another model's, still waiting to be replaced
      if (vector.length !== query.length) continue;
      const cosine = product(vector, query);
      if (best === undefined || cosine > best.cosine) best = { articleId, passage, cosine };
    }
    if (best) found.push(best);
  }
  found.sort((a, b) => b.cosine - a.cosine || (a.articleId < b.articleId ? -1 : 1));
  return found.slice(0, limit);
}

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
