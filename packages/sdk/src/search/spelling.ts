/** Tokens of a vocabulary that a token was probably meant to be: one edit away, two for a long one; closest first. */
export function nearby(vocabulary: Iterable<string>, word: string, atMost: number): string[] {
  // the marker at its end is no letter
  const letters = word.length - 1;
  const allowed = letters >= 9 ? 2 : letters >= 4 ? 1 : 0;
  if (allowed === 0) return [];
  const found: [word: string, edits: number][] = [];
  for (const other of vocabulary) {
    // people seldom miss the first letter, and this spares nearly all of the comparing
    if (other[0] !== word[0] || Math.abs(other.length - word.length) > allowed) continue;
    const edits = distance(word, other, allowed);
    if (edits <= allowed) found.push([other, edits]);
  }
  found.sort(([a, m], [b, n]) => m - n || (a < b ? -1 : 1));
  return found.slice(0, atMost).map(([other]) => other);
}

/** Edits between two words, a swap of neighbours counting one (Damerau, optimal string alignment); stops above `most`. */
function distance(a: string, b: string, most: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let edits = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) edits = Math.min(edits, (beforeLast[j - 2] ?? most) + 1);
      row.push(edits);
      least = Math.min(least, edits);
    }
    if (least > most) return most + 1;
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? most + 1;
}
