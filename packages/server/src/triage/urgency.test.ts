import { describe, expect, it } from "vitest";
import { type Level, usualMatrix } from "./index.ts";
import { weighPriority } from "./urgency.ts";

const weigh = (text: string) => {
  const { value, impact, urgency } = weighPriority({ text });
  return { value, impact, urgency };
};

describe("priority by impact and urgency", () => {
  it.each([
    ["URGENT: the whole company cannot work, production is down", "critical"],
    ["Please fix this as soon as possible", "high"],
    ["Our team is blocked", "high"],
    ["I can't log in", "medium"],
    ["Typo on the settings page, no rush", "low"],
    ["There is no hurry, just wondering", "low"],
    ["大至急お願いします。全社員がシステムを使えません。サーバーが落ちています", "critical"],
    ["至急対応をお願いします", "high"],
    ["ログインできません", "medium"],
    ["急ぎではありませんが、誤字がありました", "low"],
    ["お手すきの際にご確認ください", "low"],
  ])("reads %s as %s", (text, priority) => expect([text, weigh(text).value]).toEqual([text, priority]));

  it("does not take a denied word for its opposite", () => {
    expect(weigh("this is not urgent")).toMatchObject({ urgency: "low" });
    expect(weigh("急いでいません")).toMatchObject({ urgency: "low" });
    expect(weighPriority({ text: "this is not urgent" }).reason.cues).toEqual([
      { words: "not urgent", about: "urgency", level: "low" },
    ]);
  });

  it("keeps the strongest of several words", () => {
    expect(weigh("when you have time please look, but it is an emergency")).toMatchObject({ urgency: "high" });
  });

  it("takes what a form has said before what the text says", () => {
    const said = weighPriority({ text: "URGENT everyone!!", impact: "low", urgency: "low" });
    expect(said).toMatchObject({ value: "low", confidence: 1, reason: { cues: [], given: ["impact", "urgency"] } });
    expect(weighPriority({ text: "URGENT", impact: "high" })).toMatchObject({ value: "critical", confidence: 0.7 });
  });

  it("raises the urgency of some tiers, up to the highest, and says so", () => {
    const tiers = { gold: 1, free: -1 } as const;
    const of = (tier: string, text = "hello") => weighPriority({ text, tier, tiers });
    expect(of("gold")).toMatchObject({ urgency: "high", reason: { tier: { name: "gold", levels: 1 } } });
    expect(of("gold", "urgent")).toMatchObject({ urgency: "high" });
    expect(of("free")).toMatchObject({ urgency: "low" });
    expect(of("other")).toMatchObject({ urgency: "medium", isSaid: false, reason: { tier: undefined } });
    expect(of("constructor")).toMatchObject({ urgency: "medium", isSaid: false });
  });

  it("says when nothing was said", () => {
    expect(weighPriority({ text: "How do I change my address?" })).toMatchObject({
      isSaid: false,
      confidence: 0.3,
      value: "medium",
    });
  });

  it("reads a desk's own matrix, cell by cell", () => {
    const levels: Level[] = ["low", "medium", "high"];
    for (const impact of levels) {
      for (const urgency of levels)
        expect(weighPriority({ text: "", impact, urgency }).value).toBe(usualMatrix[impact][urgency]);
    }
    const row = { low: "critical", medium: "critical", high: "critical" } as const;
    expect(weighPriority({ text: "", matrix: { low: row, medium: row, high: row } }).value).toBe("critical");
  });
});
