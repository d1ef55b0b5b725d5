import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { suggest, type Titled, type Trail } from "./suggest.ts";

const articles: Titled[] = [
  { id: "pw", lang: "en", title: "Reset your password" },
  { id: "pw2", lang: "en", title: "Choose a strong password" },
  { id: "bill", lang: "en", title: "Download an invoice" },
  { id: "pw-ja", lang: "ja", title: "パスワードを再設定する" },
];
let n = 0;
const trail = (q: string, articleId: string, lang = "en"): Trail => ({ id: `t${n++}`, lang, q, articleId });

describe("suggested synonyms", () => {
  it("pairs what was searched in vain with the word of the titles that helped", () => {
    const trails = [trail("passcode", "pw"), trail("lost my passcode", "pw"), trail("strong passcode", "pw2")];
    const [first] = suggest(trails, articles);
    expect(first?.words).toEqual(["passcode", "password"]);
    expect(first?.evidence.map(({ times }) => times)).toEqual([1, 1, 1]);
    expect(first?.evidence[0]).toMatchObject({ articleId: "pw", title: "Reset your password" });
  });

  it("reads Japanese by its scripts", () => {
    const trails = ["暗証番号を忘れた", "暗証番号", "暗証番号の変更"].map((q) => trail(q, "pw-ja", "ja"));
    expect(suggest(trails, articles)[0]?.words).toEqual(["暗証番号", "パスワード"]);
  });

  it.each([
    [["ごみの出し方", "ごみはいつ出せますか", "ごみ"], "ゴミを出す日", ["ごみ", "ゴミ"]],
    [["ひっこしの手続き", "ひっこし", "ひっこしたい"], "引越しの届け出", ["ひっこし", "引越し"]],
    [["パスワードわすれた", "わすれた", "PINをわすれた"], "パスワードを再発行", ["わすれた", "再発行"]],
    [["じてんしゃの登録", "じてんしゃ", "じてんしゃを買った"], "自転車を登録する", ["じてんしゃ", "自転車"]],
    [["はんこ", "はんこを登録", "はんこを買う"], "印鑑登録のしかた", ["はんこ", "印鑑登録"]],
  ])("knows a word in hiragana: %s", (queries, title, pair) => {
    const other = { id: "other", lang: "ja", title: "返品の届け出" };
    const own = [...articles, other, { id: "own", lang: "ja", title }];
    const found = suggest(
      queries.map((q) => trail(q, "own", "ja")),
      own,
    );
    expect(found.map(({ words }) => words)).toEqual([pair]);
  });

  it("takes a word that stands in a title for known, whatever its ending", () => {
    const own = [...articles, { id: "own", lang: "ja", title: "ごみの出し方と引越し" }];
    for (const q of ["ごみ", "引越", "引越しのごみ"]) {
      expect(
        suggest(
          [1, 2, 3].map(() => trail(q, "pw-ja", "ja")),
          own,
        ),
      ).toEqual([]);
    }
  });

  it("makes no word of what a sentence is built with", () => {
    for (const q of [
      "どうすればいいですか",
      "なくしたときはどこ",
      "できない",
      "教えてください",
      "失くした",
      "いつですか",
    ]) {
      expect(
        suggest(
          [1, 2, 3].map(() => trail(q, "pw-ja", "ja")),
          articles,
        ),
      ).toEqual([]);
    }
  });

  it("waits for the third person or day, and counts a repeat once", () => {
    const two = [trail("passcode", "pw"), trail("passcode", "pw2")];
    expect(suggest(two, articles)).toEqual([]);
    expect(suggest([...two, ...two, ...two], articles)).toEqual([]);
  });

  it("suggests nothing where the word leads here and there", () => {
    const trails = [...[1, 2, 3].map(() => trail("thingy", "pw")), ...[1, 2, 3].map(() => trail("thingy", "bill"))];
    expect(suggest(trails, articles)).toEqual([]);
  });

  it("suggests no word that stands in a title, and none of another language", () => {
    const trails = [
      ...[1, 2, 3].map(() => trail("invoice", "pw")),
      ...[1, 2, 3].map(() => trail("passcode", "pw-ja", "en")),
    ];
    expect(suggest(trails, articles)).toEqual([]);
  });

  it("says the same whatever the order, and only with enough behind it", () => {
    const some = fc.record({
      id: fc.integer({ min: 0, max: 30 }).map(String),
      lang: fc.constant("en"),
      q: fc.constantFrom("passcode", "pin code", "passcode pin", "lost passcode", "receipt", "the"),
      articleId: fc.constantFrom("pw", "pw2", "bill", "gone"),
    });
    fc.assert(
      fc.property(fc.uniqueArray(some, { selector: ({ id }) => id }), (trails) => {
        const found = suggest(trails, articles);
        for (const { evidence } of found) {
          expect(evidence.reduce((sum, { times }) => sum + times, 0)).toBeGreaterThanOrEqual(3);
        }
        const pairs = (items: typeof found) => items.map(({ words }) => words.join("=")).sort();
        expect(pairs(suggest(trails.toReversed(), articles))).toEqual(pairs(found));
      }),
    );
  });
});
