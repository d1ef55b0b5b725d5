/** Textbook BM25 over whole articles, to compare with: `k1` 1.2, `b` 0.75, no fields, no correction of typing mistakes. */
export function bm25(
  articles: readonly { id: string; text: string }[],
  words: (text: string) => string[],
  k1 = 1.2,
  b = 0.75,
): (question: string) => { id: string; score: number }[] {
  const postings = new Map<string, Map<number, number>>();
  const lengths = articles.map(({ text }, number) => {
    const found = words(text);
    for (const word of found) {
      const list = postings.get(word) ?? new Map<number, number>();
      list.set(number, (list.get(number) ?? 0) + 1);
      postings.set(word, list);
    }
    return found.length;
  });
  const mean = lengths.reduce((sum, length) => sum + length, 0) / (lengths.length || 1) || 1;
  return (question) => {
    const scores = new Map<number, number>();
    for (const word of new Set(words(question))) {
      const list = postings.get(word);
      if (!list) continue;
      const weight = Math.log(1 + (articles.length - list.size + 0.5) / (list.size + 0.5));
      for (const [number, times] of list) {
        const length = (lengths[number] as number) / mean;
        const gain = (weight * (times * (k1 + 1))) / (times + k1 * (1 - b + b * length));
        scores.set(number, (scores.get(number) ?? 0) + gain);
      }
    }
    return [...scores]
      .sort(([n, a], [m, c]) => c - a || n - m)
      .map(([number, score]) => ({ id: (articles[number] as { id: string }).id, score }));
  };
}
