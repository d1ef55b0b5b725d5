import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold } from "./fold.ts";
import { fits, patternProblem } from "./pattern.ts";

const matches = (pattern: string, text: string) => fits(pattern, fold(text));

describe("a pattern", () => {
  it("fits where the engine's own does", () => {
    const atom = fc.constantFrom(
      "a",
      "b",
      "[ab]",
      "[^a]",
      ".",
      "\\d",
      "\\w",
      "\\S",
      "1",
      "\\x41",
      "\\u{62}",
      "\\.",
      "é",
      "返",
    );
    const place = fc.constantFrom("^", "$", "\\b", "\\B");
    const times = fc.constantFrom("", "", "?", "*", "+", "{2}", "{1,3}", "{2,}", "*?", "+?", "{0}", "??");
    const pattern = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.tuple(atom, times).map(([what, often]) => what + often),
        place,
        fc.array(tie("node"), { maxLength: 4 }).map((parts) => parts.join("")),
        fc
          .tuple(fc.constantFrom("(", "(?:", "(?<n>"), fc.array(tie("node"), { minLength: 1, maxLength: 3 }), times)
          .map(([head, options, often]) => `${head}${options.join("|")})${often}`),
      ),
    })).node;
    const text = fc.string({ unit: fc.constantFrom("a", "b", "1", "é", "返", ".", " ", "\n", "😀"), maxLength: 12 });
    fc.assert(
      fc.property(pattern, text, (written, given) => {
        let engine: RegExp;
        try {
          engine = new RegExp(written, "iu");
        } catch {
          expect(patternProblem(written)).toBe("is not a regular expression");
          return;
        }
        fc.pre(patternProblem(written) === undefined);
        // the engine finds no word's edge between the halves of a pair, where it should not look at all
        fc.pre(!(written.includes("\\B") && given.includes("😀")));
        expect([written, given, fits(written, given)]).toEqual([written, given, engine.test(given)]);
      }),
      { numRuns: 3_000 },
    );
  });

  it("is looked for in text without regard to case and width", () => {
    for (const [pattern, text] of [
      ["ＯＲＤＥＲ", "order"],
      ["[Ａ-Ｚ]{3}[０-９]+", "abc１２"],
      ["（至急）", "(至急) 返金"],
      ["[（［]至急[）］]", "［至急］"],
      ["[＾a]", "^"],
      ["straße", "STRASSE"],
      ["アプリ…", "ｱﾌﾟﾘ..."],
      ["\\p{Lu}\\p{sc=Han}", "a返"],
      ["😀{2}", "😀😀"],
      ["[😀-😂]", "😁"],
      ["\\u{1F600}", "😀"],
      ["\\ud83d\\ude00", "😀"],
    ]) {
      expect([pattern, text, matches(String(pattern), String(text))]).toEqual([pattern, text, true]);
    }
    expect(matches("[＾a]", "b")).toBe(false);
    expect(matches("a.b", "a\nb")).toBe(false);
  });

  it("is done at once, whatever it is and whatever it is looked for in", () => {
    const worst = ["a".repeat(10_000), "ab".repeat(5_000), `${"a".repeat(9_999)}!`, " ".repeat(10_000)];
    for (const pattern of [
      "^(a+)+$",
      "(a|a)*b",
      "(a|aa)+!$",
      "(.*a){12}c",
      ".*.*.*.*=$",
      "(([a-z])+.)+[A-Z]([a-z])+\\d",
      "(?:a?){90}a{90}\\d",
      "\\s+\\d{4,8}x",
      "(((((a*)*)*)*)*)*b",
      "(?:[ab]{1,10}){1,10}c",
    ]) {
      expect([pattern, patternProblem(pattern)]).toEqual([pattern, undefined]);
      for (const text of worst) {
        const began = performance.now();
        fits(pattern, text);
        expect([pattern, performance.now() - began < 1_000]).toEqual([pattern, true]);
      }
    }
  });

  it("is refused where it is broken, looks around or back, or repeats too much", () => {
    for (const [pattern, problem] of [
      ["(", "is not a regular expression"],
      ["a{2", "is not a regular expression"],
      ["^(?=a)b$", "must not look ahead or behind"],
      ["(?<!a)b", "must not look ahead or behind"],
      ["(a)\\1", "must not refer back to a group"],
      ["(?<x>a)\\k<x>", "must not refer back to a group"],
      ["a".repeat(201), "must be at most 200 characters"],
      ["((a{100}){100}){100}", "repeats too much: with all repetitions written out it is too long"],
      ["(){1000000000}", "repeats too much: with all repetitions written out it is too long"],
      ["(){0,1000000000}", "repeats too much: with all repetitions written out it is too long"],
      ["a{1,999999999}", "repeats too much: with all repetitions written out it is too long"],
    ]) {
      expect([pattern, patternProblem(String(pattern))]).toEqual([pattern, problem]);
      expect(fits(String(pattern), "aa")).toBe(false);
    }
  });

  it("never throws, whatever is written", () => {
    const written = fc.string({ unit: fc.constantFrom(..."ab(){}[]|*+?^$.\\-,0129:<>=!pukbx返（"), maxLength: 20 });
    fc.assert(
      fc.property(written, fc.string({ unit: "binary", maxLength: 20 }), (pattern, text) => {
        expect(typeof fits(pattern, fold(text))).toBe("boolean");
      }),
      { numRuns: 1_500 },
    );
  });
});

describe("folding", () => {
  it("changes nothing more the second time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { numRuns: 2_000 },
    );
  });
});
