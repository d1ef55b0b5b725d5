import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deeds } from "./deeds.ts";
import { areOpposed, readingOf } from "./read.ts";
import { things } from "./things.ts";

const sure = (text: string) => {
  const reading = readingOf(text);
  const names = (meant: Readonly<Record<string, number>>) => Object.keys(meant).filter((name) => meant[name] === 1);
  return [names(reading.deeds), names(reading.things), reading.rest.map((word) => word.slice(0, -1))];
};

describe("what a question says", () => {
  it("is the same in other words and in the other language", () => {
    for (const text of ["Can I pause my plan?", "pausing the membership", "put my subscription on hold"]) {
      expect([text, readingOf(text).deeds.pause, readingOf(text).things.plan]).toEqual([text, 1, 1]);
    }
    expect(sure("プランを一時停止できますか")).toEqual([["pause"], ["plan"], []]);
  });

  it("is read through slips of the pen, and not into words that only look alike", () => {
    expect(sure("delete my acount")).toEqual([["delete"], ["account"], []]);
    expect(readingOf("how to chnage password").deeds.change).toBe(1);
    expect(sure("a factory in Seattle")[1]).toEqual([]);
  });

  it("takes the longest way to say it, and no word twice", () => {
    expect(Object.keys(readingOf("turn off auto-renewal").deeds)).toEqual(["cancel"]);
    expect(readingOf("Give my colleague access").things.member).toBe(1);
    // one word for a deed and a thing is one word still
    expect(readingOf("refund").deeds.refund).toBeCloseTo(Math.SQRT1_2);
    expect(readingOf("refund").things.refund).toBeCloseTo(Math.SQRT1_2);
  });

  it("leaves what it does not know to the words", () => {
    expect(sure("Do you ship zeppelins?")[2]).toEqual(["zeppelin"]);
    expect(sure("毛布")[2]).toContain("毛布");
  });

  it("is never at a loss", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (text) => {
        const { deeds, things, rest, restWords } = readingOf(text);
        for (const share of [...Object.values(deeds), ...Object.values(things)]) {
          expect(share).toBeGreaterThan(0);
          expect(share).toBeLessThanOrEqual(1);
        }
        expect(restWords).toBeLessThanOrEqual(rest.length);
      }),
    );
  });
});

describe("the lexicon", () => {
  it("says everything in both languages, and names each meaning once", () => {
    for (const text of [deeds, things]) {
      const lines = text.split("\n").filter((line) => line !== "" && line !== "faint");
      for (const line of lines) expect(line).toMatch(/^[a-z0-9 -]+ \| [^|]+ \| [^|]+$/);
      const names = lines.map((line) => line.split(" | ")[0]);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it("knows what is near in words and far in meaning, both ways", () => {
    expect(areOpposed("pause", "cancel")).toBe(true);
    expect(areOpposed("delete", "invite")).toBe(true);
    expect(areOpposed("change", "cancel")).toBe(false);
  });
});
