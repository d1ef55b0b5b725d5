import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { featuresOf, wordHashes } from "./features.ts";
import { countFeatures, rarity, type Vector, type Vocabulary, vectorOf } from "./vocabulary.ts";

const shared = (one: Map<number, number>, other: Map<number, number>) =>
  [...one.keys()].filter((key) => other.has(key));

function counted(texts: string[], most = 10_000): Vocabulary {
  const steps = countFeatures(
    texts.map((text) => featuresOf({ text })),
    most,
  );
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const lengthOf = ({ values }: Vector) => Math.hypot(...values);

describe("the features of a text", () => {
  it("are the same for the same words in another form, width or case", () => {
    const [one, other] = [featuresOf({ text: "Refunds" }), featuresOf({ text: "ｒｅｆｕｎｄ" })];
    expect(shared(one.words, other.words).length).toBeGreaterThan(0);
    expect(featuresOf({ text: "REFUND now" })).toEqual(featuresOf({ text: "refund NOW" }));
  });

  it("bring relatives together, across languages too", () => {
    const [refund, reimburse] = [featuresOf({ text: "refund" }), featuresOf({ text: "reimburse" })];
    expect(shared(refund.words, reimburse.words).length).toBeGreaterThan(0);
    const [english, japanese] = [featuresOf({ text: "password" }), featuresOf({ text: "パスワード" })];
    expect(shared(english.words, japanese.words).length).toBeGreaterThan(0);
  });

  it("tell the order of words, small words and misspelt ones", () => {
    expect(featuresOf({ text: "not work" }).pairs).not.toEqual(featuresOf({ text: "work not" }).pairs);
    expect(
      shared(featuresOf({ text: "subscription" }).pieces, featuresOf({ text: "subscribtion" }).pieces).length,
    ).toBeGreaterThan(5);
    expect(
      shared(featuresOf({ text: "支払方法" }).pieces, featuresOf({ text: "支払い方法" }).pieces).length,
    ).toBeGreaterThan(1);
  });

  it("keep attributes apart from words and from each other", () => {
    const { attributes, words } = featuresOf({ text: "gold", attributes: { tier: "gold", plan: "gold", none: "" } });
    expect(attributes.size).toBe(2);
    expect(shared(attributes, words)).toEqual([]);
  });

  it("are bounded, however long a text is", () => {
    const long = featuresOf({ text: Array.from({ length: 20_000 }, (_, n) => `word${n}`).join(" ") });
    expect(long.words.size).toBeLessThan(2_000);
    expect(wordHashes("same same same")).toHaveLength(1);
  });

  it("never fail on any text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => featuresOf({ text }) !== undefined));
  });
});

describe("the vocabulary", () => {
  const texts = ["where is my refund", "where is my parcel", "where is the invoice"];

  it("keeps words of one text, and pieces and pairs of two", () => {
    const { rows } = counted(texts);
    const known = (text: string, kind: "words" | "pairs" | "pieces") =>
      [...featuresOf({ text })[kind].keys()].filter((feature) => rows.has(feature)).length;
    expect(known("refund", "words")).toBeGreaterThan(0);
    expect(known("refund", "pieces")).toBe(0);
    expect(known("where is", "pairs")).toBe(2);
    expect(known("the invoice", "pairs")).toBe(0);
  });

  it("keeps those of most texts where there is not room for all", () => {
    const { rows, within } = counted(texts, 5);
    expect(rows.size).toBe(5);
    expect(Math.min(...within)).toBe(3);
    expect(counted(texts, 0).rows.size).toBe(0);
    expect(counted([]).rows.size).toBe(0);
  });

  it("weighs rare features more, and makes texts of unknown words short", () => {
    expect(rarity(10, 1)).toBeGreaterThan(rarity(10, 5));
    const vocabulary = counted(texts);
    const of = (text: string) => vectorOf(vocabulary, featuresOf({ text }));
    expect(lengthOf(of("where is my refund"))).toBeGreaterThan(lengthOf(of("where is my zebra")));
    expect(lengthOf(of("xylophone"))).toBe(0);
    // words and pieces are each of length 1 and 0.8 at most
    fc.assert(fc.property(fc.string(), (text) => lengthOf(of(text)) <= Math.hypot(1, 0.8) + 1e-6));
  });
});
