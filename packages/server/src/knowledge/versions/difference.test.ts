import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareLines, countChanges, differenceOf, type Run, type Text } from "./difference.ts";

const text = (fields: Partial<Text> = {}): Text => ({ title: "T", summary: "", keywords: [], body: "", ...fields });
const without = (runs: readonly Run[], kind: Run["kind"]) =>
  runs.filter((run) => run.kind !== kind).flatMap(({ lines }) => lines);
const lines = fc.array(fc.constantFrom("a", "b", "返品", "", "手順"), { maxLength: 30 });

describe("the difference of two texts", () => {
  it("gives back either text, whatever they are, and never says the same twice in a row", () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const runs = compareLines(before, after);
        expect(without(runs, "added")).toEqual(before);
        expect(without(runs, "removed")).toEqual(after);
        for (let at = 1; at < runs.length; at++) expect(runs[at]?.kind).not.toBe(runs[at - 1]?.kind);
      }),
    );
  });

  it("is quick, and right, where two long texts have little in common", () => {
    const before = Array.from({ length: 20_000 }, (_, n) => `old ${n}`);
    const after = ["first", ...Array.from({ length: 20_000 }, (_, n) => `new ${n}`)];
    const runs = compareLines(["head", ...before, "tail"], ["head", ...after, "tail"]);
    expect(runs.map(({ kind, lines }) => [kind, lines.length])).toEqual([
      ["same", 1],
      ["removed", 20_000],
      ["added", 20_001],
      ["same", 1],
    ]);
  });

  it("goes field by field, what went before what came, and leaves out what stayed", () => {
    const before = text({ title: "返品する", keywords: ["返品"], body: "一行目\n二行目\n三行目" });
    const after = text({ title: "商品を返品する", keywords: ["返品"], body: "一行目\n二行目を直した\n三行目" });
    expect(differenceOf(before, after)).toEqual([
      { field: "title", kind: "removed", lines: ["返品する"] },
      { field: "title", kind: "added", lines: ["商品を返品する"] },
      { field: "body", kind: "same", lines: ["一行目"] },
      { field: "body", kind: "removed", lines: ["二行目"] },
      { field: "body", kind: "added", lines: ["二行目を直した"] },
      { field: "body", kind: "same", lines: ["三行目"] },
    ]);
    expect(countChanges(before, after)).toEqual({ added: 2, removed: 2 });
    expect(countChanges(undefined, text({ body: "a\nb" }))).toEqual({ added: 3, removed: 0 });
    expect(differenceOf(after, after)).toEqual([]);
  });
});
