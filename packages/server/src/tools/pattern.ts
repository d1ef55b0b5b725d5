import { type Pattern, parsePattern } from "../conditions/index.ts";

/** More ways than this to try one text, and a pattern could keep the server busy on purpose. */
const most = 100_000;

/** What is wrong with a field's pattern for texts of at most `longest` characters, or undefined where it is fine. */
export function patternProblem(pattern: string, longest: number): string | undefined {
  const parsed = parsePattern(pattern);
  if ("problem" in parsed) return parsed.problem;
  if (waysOf(parsed.tree, longest) <= most) return undefined;
  return `could take too long to try: repeat fewer parts, give them an upper bound as in {1,10}, or make maxLength smaller (it is ${longest})`;
}

/**
 * In how many ways a pattern can be laid over a text: a backtracking engine tries no more of them than that from one
 * place.
 *
 * A part that is one thing and is repeated n to m times has m - n + 1 ways; a part that has several ways itself has
 * all of those again in each round, and without an end to the rounds no end of ways.
 */
export function waysOf(pattern: Pattern, longest: number): number {
  switch (pattern.kind) {
    case "character":
    case "place":
      return 1;
    case "sequence":
      return pattern.parts.reduce((product, part) => product * waysOf(part, longest), 1);
    case "choice":
      return pattern.options.reduce((sum, option) => sum + waysOf(option, longest), 0);
    case "repeat":
      return repeated(waysOf(pattern.part, longest), pattern.min, pattern.max, longest);
  }
}

function repeated(ways: number, min: number, max: number, longest: number): number {
  if (ways === 1) return Math.max(1, Math.min(max, longest) - min + 1);
  if (max === Number.POSITIVE_INFINITY) return max;
  let sum = 0;
  for (let rounds = min; rounds <= max && sum <= most; rounds++) sum += ways ** rounds;
  return sum;
}
