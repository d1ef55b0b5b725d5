import { diffArrays } from "diff";

/** The text of an article as its versions keep it. */
export type Text = { title: string; summary: string; keywords: readonly string[]; body: string };

/** A run of lines that stayed, came or went. */
export type Run = { kind: "same" | "added" | "removed"; lines: string[] };
export type Difference = Run & { field: keyof Text };

/** Two texts that differ in more lines than this have little in common; one then stands for the other as a whole. */
const mostEdits = 2_000;

const fields = ["title", "summary", "keywords", "body"] as const;

const linesOf = (text: Text, field: keyof Text): string[] => {
  if (field === "keywords") return [...text.keywords];
  return text[field] === "" ? [] : text[field].split("\n");
};

/** What changed from one text to another, by field and line, in the order of reading; fields that stayed are left out. */
export function differenceOf(before: Text | undefined, after: Text): Difference[] {
  return fields.flatMap((field) => {
    const [old, now] = [before ? linesOf(before, field) : [], linesOf(after, field)];
    const runs = compareLines(old, now);
    return runs.every(({ kind }) => kind === "same") ? [] : runs.map((run) => ({ field, ...run }));
  });
}

/** How many lines came and went from one text to another, all fields together. */
export function countChanges(before: Text | undefined, after: Text): { added: number; removed: number } {
  let [added, removed] = [0, 0];
  for (const { kind, lines } of differenceOf(before, after)) {
    if (kind === "added") added += lines.length;
    if (kind === "removed") removed += lines.length;
  }
  return { added, removed };
}

/** The runs of lines from one list to another; what goes stands before what comes in its place. */
export function compareLines(before: readonly string[], after: readonly string[]): Run[] {
  const runs = diffArrays([...before], [...after], { maxEditLength: mostEdits });
  if (!runs) return middle(before, after);
  return merge(
    runs.map(({ added, removed, value }) => ({ kind: added ? "added" : removed ? "removed" : "same", lines: value })),
  );
}

/** The same without looking closely: what both begin and end with stays, the rest is replaced. */
function middle(before: readonly string[], after: readonly string[]): Run[] {
  const least = Math.min(before.length, after.length);
  let start = 0;
  while (start < least && before[start] === after[start]) start++;
  let end = 0;
  while (end < least - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return merge([
    { kind: "same", lines: before.slice(0, start) },
    { kind: "removed", lines: before.slice(start, before.length - end) },
    { kind: "added", lines: after.slice(start, after.length - end) },
    { kind: "same", lines: before.slice(before.length - end) },
  ]);
}

/** Neighbours of one kind together, empty runs gone, and what went before what came. */
function merge(runs: readonly Run[]): Run[] {
  const merged: Run[] = [];
  for (const run of runs) {
    if (run.lines.length === 0) continue;
    const last = merged.at(-1);
    if (last?.kind === run.kind) last.lines.push(...run.lines);
    else merged.push({ kind: run.kind, lines: [...run.lines] });
  }
  for (let at = 1; at < merged.length; at++) {
    const [one, two] = [merged[at - 1], merged[at]];
    if (one?.kind === "added" && two?.kind === "removed") [merged[at - 1], merged[at]] = [two, one];
  }
  return merged;
}
