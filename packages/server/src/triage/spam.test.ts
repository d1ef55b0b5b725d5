import { describe, expect, it } from "vitest";
import { weighSpam } from "./index.ts";

const verdict = (text: string, more = {}) => [text, weighSpam({ text, ...more }).verdict];

describe("spam", () => {
  it.each([
    "I cannot log in since this morning, see https://example.com/login",
    "Please unsubscribe me from your newsletter",
    "URGENT!! My order has not arrived and I am furious",
    "Your app says I have won a badge, how do I claim my prize?",
    "I want to verify your account page works, is there a gift card option?",
    "荷物が届きません。追跡は https://example.jp/a と https://example.jp/b です",
    "期間限定のクーポンが使えません",
    "返金してください返金してください",
    "?",
    "",
  ])("is not what customers write: %s", (text) =>
    expect(verdict(text)).toEqual([text, expect.stringMatching(/ok|suspended/)]),
  );

  it.each([
    "I cannot log in since this morning, see https://example.com/login",
    "Please unsubscribe me from your newsletter",
    "URGENT!! My order has not arrived and I am furious",
    "期間限定のクーポンが使えません",
    "突然のご連絡失礼いたします。注文の件で伺いたいです",
  ])("does not even hold back: %s", (text) => expect(verdict(text)).toEqual([text, "ok"]));

  it.each([
    "Best SEO services! We rank your website on the first page of google. Buy backlinks now, guaranteed profit https://bit.ly/x1",
    "You have won the lottery, claim your prize of 2 million dollars http://a.example http://b.example http://c.example http://d.example",
    "V-i-a-g-r-a cheap, online casino bonus, click here http://x.example",
    "出会い系サイト 無修正 無料登録はこちら http://x.example http://y.example http://z.example",
    "突然のご連絡失礼いたします。SEO対策のご提案がございます。必ず儲かる副業の案内です",
  ])("is caught: %s", (text) => expect(verdict(text)).toEqual([text, "spam"]));

  it("holds back what one sign alone makes likely", () => {
    const text = "We offer SEO services and web design services for your shop";
    expect(verdict(text)).toEqual([text, "suspended"]);
    expect(verdict("http://x.example look")[1]).toBe("ok");
    expect(verdict("http://x.example look", { filledMillis: 300 })[1]).toBe("suspended");
    expect(verdict("nice", { trapFilled: true })[1]).toBe("suspended");
    expect(verdict("nice", { trapFilled: true, filledMillis: 200 })[1]).toBe("spam");
  });

  it("believes those it knows", () => {
    const text = "We offer SEO services and web design services for your shop";
    expect(verdict(text, { isKnown: true })[1]).toBe("ok");
  });

  it("says what it went by, the heaviest first", () => {
    const { reasons } = weighSpam({
      text: "try our online casino",
      sameLately: 6,
      filledMillis: 100,
      isKnown: true,
    });
    expect(reasons.map(({ kind }) => kind)).toEqual(["phrase", "same_lately", "known_person", "too_fast"]);
    expect(reasons[0]).toEqual({ kind: "phrase", weight: 4.5, words: "online casino" });
  });

  it("refuses what the desk refuses, in the text, the subject and the sender", () => {
    const blocked = ["bad.example", "ワンクリック"];
    expect(weighSpam({ text: "hi", from: "x@BAD.example", blocked }).reasons).toEqual([
      { kind: "blocked", weight: 8, words: "bad.example" },
    ]);
    expect(weighSpam({ text: "hello", subject: "ﾜﾝｸﾘｯｸの件", blocked }).verdict).toBe("spam");
    expect(weighSpam({ text: "hello", blocked: ["", " "] }).verdict).toBe("ok");
  });

  it("sees the same line or word over and over, and text without letters", () => {
    const of = (text: string) => weighSpam({ text }).reasons.map(({ kind }) => kind);
    expect(of("buy now\n".repeat(9))).toContain("repeated");
    expect(of("spam ".repeat(30))).toContain("repeated");
    expect(of("1234 5678 !!!")).toEqual(["no_letters"]);
  });

  it("grows with every reason against", () => {
    const score = (more: object) => weighSpam({ text: "limited time offer", ...more }).score;
    expect(score({ filledMillis: 100 })).toBeGreaterThan(score({}));
    expect(score({ sameLately: 3 })).toBeGreaterThan(score({ sameLately: 2 }));
    expect(score({ isKnown: true })).toBeLessThan(score({}));
  });
});
