import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePattern } from "../conditions/index.ts";
import { patternProblem, waysOf as waysOfTree } from "./pattern.ts";

function waysOf(pattern: string, longest: number): number {
  const parsed = parsePattern(pattern);
  if ("problem" in parsed) throw new Error(parsed.problem);
  return waysOfTree(parsed.tree, longest);
}

describe("a field's pattern", () => {
  it("may be what numbers of orders, customers and parcels look like", () => {
    for (const pattern of [
      "^[A-Z]-\\d{4}$",
      "^\\d{4,10}$",
      "^(?:ORD|INV)-?[0-9A-F]+$",
      "^[^@\\s]+@[^@\\s]+$",
      "^(?<year>20\\d\\d)-\\p{L}{1,3}$",
      "^[\\]\\-a-z]{3,}?$",
      "^\\u{41}\\x42(?:-\\d\\d){0,3}$",
      "",
    ]) {
      expect([pattern, patternProblem(pattern, 60)]).toEqual([pattern, undefined]);
    }
  });

  it("may not be one that can take for ever", () => {
    for (const pattern of [
      "^(a+)+$",
      "^(a|a)*$",
      "^(a|aa)+$",
      "^(\\d*)*$",
      "^(?:a?){40}$",
      `^${"a?".repeat(30)}${"a".repeat(30)}$`,
      "^.*.*.*.*=$",
      "^(?:.*a){12}$",
      "^(([a-z])+.)+[A-Z]([a-z])+$",
    ]) {
      expect([pattern, patternProblem(pattern, 60)]).toEqual([pattern, expect.stringContaining("too long")]);
    }
  });

  it("may not look around or back, be broken, or be a book", () => {
    expect(patternProblem("^(?=a)b$", 60)).toBe("must not look ahead or behind");
    expect(patternProblem("^(?<!a)b$", 60)).toBe("must not look ahead or behind");
    expect(patternProblem("^(a)\\1$", 60)).toBe("must not refer back to a group");
    expect(patternProblem("^(?<x>a)\\k<x>$", 60)).toBe("must not refer back to a group");
    for (const broken of ["(", "[a", "a{2", "\\", "*", "(?i:a"]) {
      expect([broken, patternProblem(broken, 60)]).toEqual([broken, "is not a regular expression"]);
    }
    expect(patternProblem("a".repeat(201), 60)).toContain("200");
  });

  it("counts the ways of what it is made of", () => {
    expect(waysOf("abc", 10)).toBe(1);
    expect(waysOf("a|b|c", 10)).toBe(3);
    expect(waysOf("a?b?", 10)).toBe(4);
    expect(waysOf("[a-z]*", 10)).toBe(11);
    expect(waysOf("[a-z]+\\d+", 10)).toBe(100);
    expect(waysOf("(?:a|b){2}", 10)).toBe(4);
    expect(waysOf("(?:a|b)*", 10)).toBe(Number.POSITIVE_INFINITY);
  });

  it("that is let through is quick on the worst texts for it", () => {
    const part = fc.constantFrom("a", "[ab]", "\\w", "(?:a|b)", "(?:ab?)", ".");
    const times = fc.constantFrom("", "?", "*", "+", "{2,5}", "{1,}");
    const parts = fc.array(fc.tuple(part, times), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(parts, (some) => {
        const pattern = `^${some.map(([what, often]) => what + often).join("")}!$`;
        if (patternProblem(pattern, 60) !== undefined) return;
        const regex = new RegExp(pattern, "u");
        const began = process.threadCpuUsage();
        for (const text of ["a".repeat(60), "ab".repeat(30), "b".repeat(60)]) regex.test(text);
        // of processor time, in microseconds
        expect([pattern, process.threadCpuUsage(began).user < 1_000_000]).toEqual([pattern, true]);
      }),
      { numRuns: 300 },
    );
  });
});
