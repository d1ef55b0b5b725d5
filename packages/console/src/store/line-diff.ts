/** A run of lines that both texts have, or that only one of them has. */
export type Run = { kind: "same" | "added" | "removed"; lines: string[] };

/** Cells of the table of common lines that are still worth the memory. */
const cellsAtMost = 4_000_000;

/**
 * What has to be taken from `before` and added to it to get `after`, line by line.
 *
 * Where both are so long that the shortest way is too dear to find, everything between their common ends has changed.
 */
export function lineDiff(before: string, after: string): Run[] {
  const [one, other] = [before.split("\n"), after.split("\n")];
  let start = 0;
  while (start < one.length && start < other.length && one[start] === other[start]) start++;
  let end = 0;
  while (end < one.length - start && end < other.length - start && one.at(-1 - end) === other.at(-1 - end)) end++;
  const runs: Run[] = [];
  const say = (kind: Run["kind"], lines: string[]) => {
    const last = runs.at(-1);
    if (last?.kind === kind) last.lines.push(...lines);
    else if (lines.length > 0) runs.push({ kind, lines: [...lines] });
  };
  say("same", one.slice(0, start));
  for (const [kind, line] of between(one.slice(start, one.length - end), other.slice(start, other.length - end))) {
    say(kind, [line]);
  }
  say("same", one.slice(one.length - end));
  return runs;
}

function between(one: string[], other: string[]): [Run["kind"], string][] {
  const width = other.length + 1;
  if (one.length * width > cellsAtMost) {
    return [
      ...one.map((line) => ["removed", line] as [Run["kind"], string]),
      ...other.map((line) => ["added", line] as [Run["kind"], string]),
    ];
  }
  // how many lines the rests from here on have in common
  const common = new Uint32Array((one.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = one.length - 1; i >= 0; i--) {
    for (let j = other.length - 1; j >= 0; j--) {
      common[i * width + j] = one[i] === other[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const found: [Run["kind"], string][] = [];
  let [i, j] = [0, 0];
  while (i < one.length || j < other.length) {
    if (i < one.length && j < other.length && one[i] === other[j]) {
      found.push(["same", String(one[i++])]);
      j++;
    } else if (i < one.length && (j >= other.length || at(i + 1, j) >= at(i, j + 1))) {
      found.push(["removed", String(one[i++])]);
    } else found.push(["added", String(other[j++])]);
  }
  return found;
}
