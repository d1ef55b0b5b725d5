import { expect, it } from "vitest";
import { assistantWords } from "./assistant.ts";
import { en as core } from "./en.ts";
import { formatsOf } from "./format.ts";
import { ja as coreJa } from "./ja.ts";
import { knowledgeWords } from "./knowledge.ts";
import { objectionWords } from "./objections.ts";
import { reportWords } from "./reports.ts";
import { siteWords } from "./sites.ts";

/** Everything the console says, the parts that are loaded later included. */
const en = {
  ...{ core, knowledge: knowledgeWords.en, assistant: assistantWords.en, reports: reportWords.en },
  ...{ objections: objectionWords.en, sites: siteWords.en },
};
const ja = {
  ...{ core: coreJa, knowledge: knowledgeWords.ja, assistant: assistantWords.ja, reports: reportWords.ja },
  ...{ objections: objectionWords.ja, sites: siteWords.ja },
};

type Tree = { [key: string]: unknown };

function leavesOf(tree: Tree, path = ""): [string, unknown][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "object" && value !== null
      ? leavesOf(value as Tree, `${path}${key}.`)
      : [[path + key, value] as [string, unknown]],
  );
}

it("says the same things in both languages", () => {
  const keys = (tree: Tree) =>
    leavesOf(tree)
      .map(([key]) => key)
      .sort();
  expect(keys(ja)).toEqual(keys(en));
});

it("leaves nothing unsaid in Japanese that English says", () => {
  const english = new Map(leavesOf(en));
  for (const [key, value] of leavesOf(ja)) {
    expect(typeof value, key).toBe(typeof english.get(key));
    if (value === "") expect(english.get(key), key).toBe("");
  }
});

it("writes without exclamation marks", () => {
  for (const [key, value] of [...leavesOf(en), ...leavesOf(ja)]) {
    const said = JSON.stringify(typeof value === "function" ? value("x", "y") : value);
    expect(said, key).not.toMatch(/[!！]/);
  }
});

it("tells how long ago, and the date from a week on", () => {
  const now = Date.parse("2026-03-20T12:00:00Z");
  const { age, day } = formatsOf("en", "Asia/Tokyo");
  expect(age("2026-03-20T11:59:40Z", now)).toBe("now");
  expect(age("2026-03-20T12:00:05Z", now)).toBe("now");
  expect(age("2026-03-20T11:55:00Z", now)).toBe("5m ago");
  expect(age("2026-03-18T11:55:00Z", now)).toBe("2d ago");
  expect(age("2026-03-01T11:55:00Z", now)).toBe("Mar 1");
  expect(age("2025-12-01T11:55:00Z", now)).toBe("Dec 1, 2025");
  // 15:30 UTC is past midnight in Tokyo, where "now" is still the 20th
  expect(day("2026-03-19T14:30:00Z", now)).toBe("Yesterday");
  expect(day("2026-03-19T15:30:00Z", now)).toBe("Today");
  expect(formatsOf("ja", "Asia/Tokyo").age("2026-03-20T11:55:00Z", now)).toBe("5分前");
});

it("does not stumble over a zone or language nobody knows", () => {
  const formats = formatsOf("en");
  expect(formats.clockIn("Mars/Olympus", 0)).toBeUndefined();
  expect(formats.languageName("not a tag")).toBe("not a tag");
  expect(formats.languageName("ja")).toBe("Japanese");
});
