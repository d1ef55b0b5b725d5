/** More ways than this to try one text, and a pattern could keep the server busy on purpose. */
const most = 100_000;

/** What is wrong with a field's pattern for texts of at most `longest` characters, or undefined where it is fine. */
export function patternProblem(pattern: string, longest: number): string | undefined {
  if (pattern.length > 200) return "must be at most 200 characters";
  try {
    new RegExp(pattern, "u");
  } catch {
    return "is not a regular expression";
  }
  try {
    if (waysOf(pattern, longest) <= most) return undefined;
  } catch (error) {
    if (error instanceof Refused) return error.message;
    throw error;
  }
  return `could take too long to try: repeat fewer parts, give them an upper bound as in {1,10}, or make maxLength smaller (it is ${longest})`;
}

class Refused extends Error {}

/**
 * In how many ways a pattern can be laid over a text: a backtracking engine tries no more of them than that from one
 * place. Throws where that cannot be told: what looks ahead, behind or back.
 *
 * A part that is one thing and is repeated n to m times has m - n + 1 ways; a part that has several ways itself has
 * all of those again in each round, and without an end to the rounds no end of ways.
 */
export function waysOf(pattern: string, longest: number): number {
  let at = 0;

  function alternatives(): number {
    let sum = 0;
    for (;;) {
      sum += sequence();
      if (pattern[at] !== "|") return sum;
      at += 1;
    }
  }

  function sequence(): number {
    let product = 1;
    while (at < pattern.length && pattern[at] !== "|" && pattern[at] !== ")") {
      const ways = atom();
      product *= repeated(ways, quantifier());
    }
    return product;
  }

  function atom(): number {
    const char = pattern[at];
    if (char === "(") return group();
    if (char === "[") {
      at += 1;
      while (pattern[at] !== "]") at += pattern[at] === "\\" ? 2 : 1;
    } else if (char === "\\") {
      const escaped = pattern[at + 1] ?? "";
      if (/[1-9k]/.test(escaped)) throw new Refused("must not refer back to a group");
      at += 1;
      if (/[pPu]/.test(escaped) && pattern[at + 1] === "{") at = pattern.indexOf("}", at);
    }
    at += 1;
    return 1;
  }

  function group(): number {
    const head = /^\((?:\?(?::|<(?![=!])[^>]*>)|(?!\?))/.exec(pattern.slice(at));
    if (!head) throw new Refused("must not look ahead or behind");
    at += head[0].length;
    const ways = alternatives();
    at += 1;
    return ways;
  }

  function quantifier(): readonly [min: number, max: number] {
    const found = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/.exec(pattern.slice(at));
    if (!found) return [1, 1];
    at += found[0].length;
    const [, mark, min, comma, max] = found;
    if (mark === "?") return [0, 1];
    if (mark !== undefined) return [mark === "+" ? 1 : 0, Number.POSITIVE_INFINITY];
    return [Number(min), comma === "" ? Number(min) : max === "" ? Number.POSITIVE_INFINITY : Number(max)];
  }

  function repeated(ways: number, [min, max]: readonly [number, number]): number {
    if (ways === 1) return Math.max(1, Math.min(max, longest) - min + 1);
    if (max === Number.POSITIVE_INFINITY) return max;
    let sum = 0;
    for (let rounds = min; rounds <= max && sum <= most; rounds++) sum += ways ** rounds;
    return sum;
  }

  return alternatives();
}
