import { describe, expect, it } from "vitest";
import { sentenceCutter, stepFinder } from "./cutter.ts";

/** The sentences of a text that comes in pieces of so many characters. */
function cut(text: string, size: number): string[] {
  const cutter = sentenceCutter();
  const found: string[] = [];
  for (let at = 0; at < text.length; at += size) found.push(...cutter.push(text.slice(at, at + size)));
  return [...found, ...cutter.end()];
}
const said = (found: readonly string[]) => found.map((one) => one.trim()).filter(Boolean);

describe("sentences that come in pieces", () => {
  it("are the same wherever the stream is cut, and nothing is lost", () => {
    const text =
      "One takes 3.5 days [1]. Two, e.g. this one! [2] 三つ目です。[1]四つ目。[2]\n- five [1]\n1. six [1].\n12. Seven. [1] Eight [1]";
    const expected = [
      "One takes 3.5 days [1].",
      "Two, e.g. this one! [2]",
      "三つ目です。[1]",
      "四つ目。[2]",
      "- five [1]",
      "1. six [1].",
      "12. Seven. [1]",
      "Eight [1]",
    ];
    for (let size = 1; size < text.length; size++) {
      const found = cut(text, size);
      expect(found.join("")).toBe(text);
      expect(said(found)).toEqual(expected);
    }
  });
});

describe("steps", () => {
  it("are what stands in a list, and what goes on on its line", () => {
    const text =
      "Do this:\n1. Open it [1]. Then wait [1].\n2) Close it [1].\n- One [1]\n• two [1]\n\nThat is all [1]. It took 3. days\n・三つ目です。[1]\n１．四つ目です。[1]\n3.5 days.";
    const isStep = stepFinder();
    const found = cut(text, 7)
      .map((each) => [each.trim(), isStep(each)] as const)
      .filter(([each]) => each !== "");
    expect(found).toEqual([
      ["Do this:", false],
      ["1. Open it [1].", true],
      ["Then wait [1].", true],
      ["2) Close it [1].", true],
      ["- One [1]", true],
      ["• two [1]", true],
      ["That is all [1].", false],
      ["It took 3. days", false],
      ["・三つ目です。[1]", true],
      ["１．四つ目です。[1]", true],
      ["3.5 days.", false],
    ]);
  });
});
