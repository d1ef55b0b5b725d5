import fc from "fast-check";
import { expect, it } from "vitest";
import { lineDiff, type Run } from "./line-diff.ts";

const side = (runs: Run[], left: "added" | "removed") =>
  runs.flatMap(({ kind, lines }) => (kind === left ? [] : lines)).join("\n");

it("gives both texts back, whatever they are", () => {
  const text = fc
    .array(fc.constantFrom("", "a", "b", "## c", "日本"), { maxLength: 12 })
    .map((lines) => lines.join("\n"));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const runs = lineDiff(before, after);
      expect(side(runs, "added")).toBe(before);
      expect(side(runs, "removed")).toBe(after);
    }),
  );
});

it("says what changed in as few lines as can be", () => {
  expect(lineDiff("a\nb\nc\nd", "a\nx\nc\nd\ne")).toEqual([
    { kind: "same", lines: ["a"] },
    { kind: "removed", lines: ["b"] },
    { kind: "added", lines: ["x"] },
    { kind: "same", lines: ["c", "d"] },
    { kind: "added", lines: ["e"] },
  ]);
  expect(lineDiff("same", "same")).toEqual([{ kind: "same", lines: ["same"] }]);
});

it("takes everything between the common ends for changed where the texts are too long to compare", () => {
  const long = (word: string) =>
    ["start", ...Array.from({ length: 2_100 }, (_, n) => `${word} ${n}`), "end"].join("\n");
  const runs = lineDiff(long("one"), long("other"));
  expect(runs.map(({ kind, lines }) => [kind, lines.length])).toEqual([
    ["same", 1],
    ["removed", 2_100],
    ["added", 2_100],
    ["same", 1],
  ]);
});
