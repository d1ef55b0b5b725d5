import { describe, expect, it } from "vitest";
import { tellSentiment } from "./sentiment.ts";

const value = (text: string) => [text, tellSentiment(text).value];

describe("the sentiment of a text", () => {
  it.each([
    "This is unacceptable, I have been waiting for two weeks!!",
    "I am very disappointed with your service",
    "worst support ever",
    "I'm frustrated and angry, nobody helps",
    "The update is not good and not helpful at all",
    "対応がひどすぎます",
    "何度も連絡しているのに返事がなく、とても困っています",
    "全く納得できません。最悪です",
    "説明が親切ではない、残念です",
  ])("is negative: %s", (text) => expect(value(text)).toEqual([text, "negative"]));

  it.each([
    "Thank you so much, you were really helpful",
    "Great product, I love it",
    "Everything works perfectly now, excellent service",
    "早い対応、本当に助かりました",
    "とても使いやすくて満足しています",
    "素晴らしいサービスです",
  ])("is positive: %s", (text) => expect(value(text)).toEqual([text, "positive"]));

  it.each([
    "How do I change my address?",
    "Please send me the invoice for March. Thanks in advance",
    "There is an error when I export the file",
    "It is not bad",
    "No problem, take your time",
    "請求書を再発行してください",
    "お世話になっております。住所を変更したいです",
    "ログインできません",
    "悪いわけではないのですが、設定の場所を知りたいです",
    "",
  ])("is neutral: %s", (text) => expect(value(text)).toEqual([text, "neutral"]));

  it("turns round with a not, within its sentence only", () => {
    expect(tellSentiment("good").score).toBeGreaterThan(0);
    expect(tellSentiment("not good").score).toBeLessThan(0);
    expect(tellSentiment("It does not. Good!").score).toBeGreaterThan(0);
    expect(tellSentiment("not only slow but useless").score).toBeLessThan(0);
    expect(tellSentiment("便利ではない").score).toBeLessThan(0);
    expect(tellSentiment("便利です").score).toBeGreaterThan(0);
  });

  it("is stronger with very, with exclamation marks and with more words, weaker with a bit", () => {
    const score = (text: string) => tellSentiment(text).score;
    expect(score("very annoying")).toBeLessThan(score("annoying"));
    expect(score("a bit annoying")).toBeGreaterThan(score("annoying"));
    expect(score("annoying!!")).toBeLessThan(score("annoying"));
    expect(score("とても残念です")).toBeLessThan(score("残念です"));
    expect(score("少し残念です")).toBeGreaterThan(score("残念です"));
    expect(score("annoying and rude")).toBeLessThan(score("annoying"));
  });

  it("is not moved without end by one word said again and again", () => {
    expect(tellSentiment("bad ".repeat(200)).score).toBeGreaterThan(-2.1);
  });

  it("says which words it went by, as they stand in the text", () => {
    expect(tellSentiment("not helpful, terrible").reason.words).toEqual([
      { word: "terrible", weight: -2 },
      { word: "not helpful", weight: expect.closeTo(-0.8) },
    ]);
    expect(tellSentiment("満足できない").reason.words[0]?.word).toBe("満足できない");
  });

  it("reads faces, but not addresses", () => {
    expect(tellSentiment("it came broken 😡").value).toBe("negative");
    expect(tellSentiment("see http://example.com:/x").reason.words).toEqual([]);
  });
});
