import fc from "fast-check";
import { expect, it } from "vitest";
import { isEnough, questionOf } from "./question.ts";

it.each([
  ["brakes", false],
  ["b r", false],
  ["brakes squeak", true],
  ["Bremsscheibenwechsel", true],
  ["返品", false],
  ["返品した", true],
  ["返品 方法は", true],
  ["！！！？？？", false],
])("finds %s enough to search for: %s", (text, enough) => {
  expect(isEnough(questionOf([text]))).toBe(enough);
});

it("may be told how much is enough", () => {
  expect(isEnough("brakes", 6)).toBe(true);
  expect(isEnough("返品", 2)).toBe(true);
});

it("leaves addresses and long numbers out, and keeps what is asked", () => {
  expect(
    questionOf(["Order", "My parcel A-1234 (hana@example.test, 090-1234-5678) and card 4242 4242 4242 4242 is late"]),
  ).toBe("Order My parcel A-1234 ( , ) and card is late");
});

it("never gives more than a search takes, nor half a character", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme", maxLength: 600 })), (texts) => {
      const question = questionOf(texts);
      expect(question.length).toBeLessThanOrEqual(400);
      expect(question.isWellFormed()).toBe(true);
      expect(question).not.toContain("\u0000");
    }),
  );
});
