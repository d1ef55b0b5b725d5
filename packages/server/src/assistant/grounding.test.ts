import { describe, expect, it } from "vitest";
import { isGrounded, isInLanguage, quotes } from "./grounding.ts";

const en = {
  title: "Refunds",
  heading: "How long",
  text: "A refund takes five business days. You cannot return gift cards. Write to help@shop.example or see https://shop.example/refunds. The Standard plan costs $12 a month, the Team plan $30. Sale items are refunded as store credit only.",
};
const ja = {
  title: "返金",
  heading: "",
  text: "返金には五営業日、約5日かかります。ギフト券は返品できません。料金は月額1,200円です。スタンダードプランが対象です。",
};
const passages = [en, ja];

describe("a written sentence", () => {
  it.each([
    "A refund takes five business days [1].",
    "A refund takes 5 business days [1].",
    "You cannot return gift cards [1].",
    "Gift cards can't be returned [1].",
    "The Standard plan costs $12 a month [1].",
    "Write to help@shop.example [1].",
    "1. See https://shop.example/refunds [1].",
    "返金には5日かかります。[2]",
    "ギフト券は返品できません。[2]",
    "料金は月額1,200円です。[2]",
  ])("rests on what it cites: %s", (sentence) => {
    expect(isGrounded(sentence, passages)).toBe(true);
  });

  it.each([
    ["another number", "A refund takes nine business days [1]."],
    ["another unit", "A refund takes five business weeks [1]."],
    ["a “not” that is not there", "A refund never takes five business days [1]."],
    ["a “not” that is missing", "You can return gift cards [1]."],
    ["another price", "The Standard plan costs $30 a month, says the Standard plan [3]."],
    ["another currency", "The Standard plan costs €12 a month [1]."],
    ["another name", "The Premium plan costs $12 a month [1]."],
    ["another address", "Write to help@evil.example [1]."],
    ["another link", "See https://evil.example/refunds for refunds [1]."],
    ["a quotation nobody wrote", "A refund takes “almost no” business days [1]."],
    ["no source", "A refund takes five business days."],
    ["a source that is not there", "A refund takes five business days [7]."],
    ["the wrong source", "A refund takes five business days [2]."],
    ["nothing but a source", "[1]"],
    ["other words", "Our penguins love the snow of the far south [1]."],
    ["another number", "返金には8日かかります。[2]"],
    ["another unit", "返金には5時間かかります。[2]"],
    ["a “not” that is missing", "ギフト券は返品できます。[2]"],
    ["a “not” that is not there", "料金は月額1,200円ではありません。[2]"],
    ["another name", "プレミアムプランの料金は月額1,200円です。[2]"],
  ])("does not with %s: %s", (_, sentence) => {
    expect(isGrounded(sentence, passages)).toBe(false);
  });
});

describe("the language of a sentence", () => {
  it.each([
    ["A refund takes five days [1].", "en", true],
    ["返金には五日かかります。[1]", "en", false],
    ["返金には五日かかります。[1]", "ja", true],
    ["A refund takes five days [1].", "ja", false],
    ["`KOTAE_MODEL` を設定します。[1]", "ja", true],
    ["Die Rückgabe dauert.", "ja", false],
    ["[1]", "ja", true],
  ] as const)("%s in %s: %s", (sentence, lang, expected) => {
    expect(isInLanguage(sentence, lang)).toBe(expected);
  });
});

describe("quoting", () => {
  const rules = "You answer a customer's question for a support team, from numbered passages and nothing else.";
  it("is eight words in a row, whatever stands between them", () => {
    expect(quotes(`I was told: you ANSWER a customer's question, for a support team!`, rules)).toBe(true);
    expect(quotes("You answer a customer's question for friends of a support team.", rules)).toBe(false);
  });
});
