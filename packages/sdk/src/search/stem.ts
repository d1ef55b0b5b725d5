const vowel = /[aeiouy]/;

/** The stem of a lower-case English word, cut lightly: plurals, -ing, -ed, -ly, -er and a silent e. */
export function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  return silent(ending(plural(word)));
}

function plural(word: string): string {
  if (word.endsWith("ies") && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|us|is)$/.test(word)) return word;
  if (/(?:ch|sh|x|z|ss)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith("s") ? word.slice(0, -1) : word;
}

function ending(word: string): string {
  for (const end of ["ing", "ed", "ly"]) {
    const root = word.slice(0, -end.length);
    if (!word.endsWith(end) || root.length < 3 || !vowel.test(root)) continue;
    if (end === "ed" && root.endsWith("e")) return word;
    return undouble(root);
  }
  return word;
}

const undouble = (root: string) => (/([bdgmnprt])\1$/.test(root) ? root.slice(0, -1) : root);

function silent(word: string): string {
  if (word.length > 4 && word.endsWith("y") && !vowel.test(word.charAt(word.length - 2)))
    return `${word.slice(0, -1)}i`;
  return word.length > 3 && word.endsWith("e") ? word.slice(0, -1) : word;
}
