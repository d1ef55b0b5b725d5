import { expect, it } from "vitest";
import { en } from "./en.ts";
import { ja } from "./ja.ts";
import { phrase, timeAgo } from "./words.ts";

const places = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

it("has the same keys in every language", () => {
  expect(Object.keys(ja).sort()).toEqual(Object.keys(en).sort());
});

it.each(Object.keys(en) as (keyof typeof en)[])("fills the same places of %s in every language", (key) => {
  expect(places(ja[key])).toEqual(places(en[key]));
  expect(ja[key].trim()).not.toBe("");
});

it("never shouts", () => {
  expect([...Object.values(en), ...Object.values(ja)].filter((sentence) => /[!！]/.test(sentence))).toEqual([]);
});

it("fills in what it is given", () => {
  expect(phrase(en, "ahead", { n: 2 })).toBe("2 before you");
  expect(phrase(ja, "ahead", { n: 2 })).toBe("お待ちの方 2名");
});

it("tells the time as people do", () => {
  const now = Date.parse("2026-11-22T09:00:00Z");
  const minute = 60_000;
  expect(timeAgo("en", now + 5_000, now)).toBe("now");
  expect(timeAgo("en", now - 3 * minute, now)).toBe("3 minutes ago");
  expect(timeAgo("ja", now - 2 * 60 * minute, now)).toBe("2 時間前");
  expect(timeAgo("en", now - 24 * 60 * minute, now)).toBe("yesterday");
  expect(timeAgo("en", now - 30 * 24 * 60 * minute, now)).toBe("Oct 23, 2026");
});
