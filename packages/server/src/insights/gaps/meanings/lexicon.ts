import { normalize, words } from "@kotae/sdk/search";

/** How things are said, and what by: in languages with spaces a row of stems, in others a run of characters. */
export type Lexicon = {
  /** By the first stem, the longest first; a * stands for one to three words. */
  spaced: ReadonlyMap<string, readonly { steps: readonly string[]; meanings: readonly string[] }[]>;
  /** By the first character, the longest first. */
  unspaced: ReadonlyMap<string, readonly { text: string; meanings: readonly string[] }[]>;
  /** Every stem that stands in it. */
  words: ReadonlySet<string>;
  /** Names of the meanings that say little. */
  faint: ReadonlySet<string>;
};

export type Token = { token: string; from: number; to: number };
/** Something that is said: what it may mean, and where its words stand. */
export type Span = { meanings: readonly string[]; at: readonly { from: number; to: number }[] };

/** Reads a lexicon written as lines of “name | how English says it | how Japanese does”; faint meanings come last. */
export function lexiconOf(text: string): Lexicon {
  const spaced = new Map<string, Set<string>>();
  const unspaced = new Map<string, Set<string>>();
  const [telling = "", few = ""] = text.trim().split("\nfaint\n");
  const put = (all: Map<string, Set<string>>, said: string, name: string) => {
    if (said !== "") all.set(said, (all.get(said) ?? new Set()).add(name));
  };
  for (const line of `${telling}\n${few}`.split("\n")) {
    const [name = "", english = "", japanese = ""] = line.split("|").map((part) => part.trim());
    for (const said of english.split(",")) {
      const { tokens } = contentOf(normalize(said));
      put(spaced, tokens.map(({ token }) => token).join(" "), name);
    }
    for (const said of japanese.split(",")) put(unspaced, normalize(said.trim()), name);
  }
  const rows = [...spaced].map(([said, meanings]) => ({ steps: said.split(" "), meanings: [...meanings] }));
  const runs = [...unspaced].map(([text, meanings]) => ({ text, meanings: [...meanings] }));
  return {
    spaced: Map.groupBy(
      rows.sort((a, b) => b.steps.length - a.steps.length),
      ({ steps }) => steps[0] ?? "",
    ),
    unspaced: Map.groupBy(
      runs.sort((a, b) => b.text.length - a.text.length),
      ({ text }) => text.charAt(0),
    ),
    words: new Set(rows.flatMap(({ steps }) => steps)),
    faint: new Set(few.split("\n").map((line) => (line.split("|")[0] ?? "").trim())),
  };
}

const contractions: readonly [RegExp, string][] = [
  [/\bwon'?t\b/g, "will not"],
  [/\b(?:can'?t|cannot)\b/g, "can not"],
  [/\b(do|does|did|is|are|was|were|has|have|had|could|would|should)n'?t\b/g, "$1 not"],
  [/'(?:s|m|d|ve|ll|re)\b/g, ""],
];

/** A normalised text without contractions, and its words in languages with spaces. */
export function contentOf(text: string): { plain: string; tokens: Token[] } {
  let plain = text;
  for (const [pattern, written] of contractions) plain = plain.replace(pattern, written);
  const tokens = [...plain.matchAll(/[\p{sc=Latin}\p{N}]+|\*/gu)].map(({ 0: word, index }) => ({
    token: word === "*" ? word : stemOf(word),
    from: index,
    to: index + word.length,
  }));
  return { plain, tokens };
}

const stems = new Map<string, string>();
const stemsMost = 20_000;

/** A word as the search cuts it, stop words as they are. */
export function stemOf(word: string): string {
  const before = stems.get(word);
  if (before !== undefined) return before;
  // “cancelled” and “cancel” are one word here
  const stem = (words(word)[0]?.slice(0, -1) ?? word).replace(/ll$/, "l");
  if (stems.size >= stemsMost) stems.clear();
  stems.set(word, stem);
  return stem;
}

/** What a text says in the words of a lexicon: the longest way to say it wins, and no word is taken twice. */
export function spansIn(lexicon: Lexicon, plain: string, tokens: readonly Token[]): Span[] {
  return [...spacedSpans(lexicon, tokens), ...unspacedSpans(lexicon, plain)];
}

function* spacedSpans({ spaced }: Lexicon, tokens: readonly Token[]): Generator<Span> {
  for (let n = 0; n < tokens.length; ) {
    let at: Token[] | undefined;
    for (const { steps, meanings } of spaced.get((tokens[n] as Token).token) ?? []) {
      at = follow(steps, tokens, n);
      if (!at) continue;
      yield { meanings, at };
      break;
    }
    n = at ? tokens.indexOf(at.at(-1) as Token) + 1 : n + 1;
  }
}

const gapMost = 3;

/** The words of a row of stems that begins at a place, without those a * stands for; undefined where they are others. */
function follow(steps: readonly string[], tokens: readonly Token[], n: number): Token[] | undefined {
  const [step, ...left] = steps;
  if (step === undefined) return [];
  if (step !== "*") {
    const token = tokens[n];
    const after = token?.token === step ? follow(left, tokens, n + 1) : undefined;
    return token && after && [token, ...after];
  }
  for (let gap = 1; gap <= gapMost && n + gap < tokens.length; gap++) {
    const after = follow(left, tokens, n + gap);
    if (after) return after;
  }
  return undefined;
}

const isLatin = (character: string) => /^[a-z0-9]/.test(character);

function* unspacedSpans({ unspaced }: Lexicon, plain: string): Generator<Span> {
  for (let at = 0; at < plain.length; ) {
    const said = unspaced.get(plain.charAt(at))?.find(({ text }) => plain.startsWith(text, at));
    // a Latin word is no part of another one
    if (!said || (isLatin(said.text) && isLatin(plain.charAt(at - 1)))) {
      at += 1;
      continue;
    }
    yield { meanings: said.meanings, at: [{ from: at, to: at + said.text.length }] };
    at += said.text.length;
  }
}

/** Whether two words differ by one letter left out, one too many, or two neighbours in the wrong order. */
export function isSlip(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  const [a, b] = withoutBeginning(one, other);
  return a === b.slice(1) || a.slice(1) === b || isSwap(a, b);
}

/** Whether two words differ by two neighbouring letters in the wrong order. */
export function isSwap(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  const [a, b] = withoutBeginning(one, other);
  return a.length > 1 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
}

function withoutBeginning(one: string, other: string): [string, string] {
  let n = 0;
  while (n < one.length && one[n] === other[n]) n++;
  return [one.slice(n), other.slice(n)];
}
