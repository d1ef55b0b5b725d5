import { expect, it } from "vitest";
import { objectionTo } from "./objections.ts";

it.each([
  ["must not be empty", "入力してください。"],
  ["Invalid input: expected string, received undefined", "入力してください。"],
  ["must be at most 300 characters", "300文字以内で入力してください。"],
  ["Too big: expected number to be <=30", "30以下にしてください。"],
  ["must be >= 1", "1以上にしてください。"],
  ["is taken", "すでに使われています。"],
  ["must be an http(s) URL", "アドレスとして正しくありません。"],
  ["must be in the future, or null", "これから先の日時にしてください。"],
])("says what the server objects to in the person's language: %s", (message, words) => {
  expect(objectionTo(message, "ja")).toBe(words);
});

it("passes on what nobody foresaw as the server says it", () => {
  expect(objectionTo("has a pattern that never ends", "ja")).toBe("has a pattern that never ends");
});
