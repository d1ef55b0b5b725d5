import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addArticle,
  buildIndex,
  excerptOf,
  fromSnapshot,
  passagesOf,
  removeArticle,
  type SearchArticle,
  search,
  toSnapshot,
  words,
} from "./index.ts";
import { wordEnd } from "./tokenize.ts";

const article = (id: string, title: string, text = "", more: Partial<SearchArticle> = {}): SearchArticle => ({
  id,
  title,
  url: `/help/en/articles/${id}`,
  summary: "",
  keywords: [],
  sections: [{ heading: "", text }],
  ...more,
});
const tokens = (text: string) => words(text).map((token) => token.replace(wordEnd, ""));
const ids = (found: { articleId: string }[]) => found.map(({ articleId }) => articleId);

const shop = buildIndex(
  [
    article("return", "Return an item", "Send the parcel back within 30 days. We refund the price."),
    article("refund", "When do I get my refund?", "A refund takes five days after we have the parcel."),
    article("address", "Change your delivery address", "Open the order and choose another address.", {
      keywords: ["moved house", "wrong street"],
    }),
    article("password", "Reset your password", "Use the link on the sign-in page.", {
      sections: [
        { heading: "Forgotten password", text: "Use the link on the sign-in page." },
        { heading: "Locked account", text: "After ten wrong attempts the account is locked for an hour." },
      ],
    }),
  ],
  "en",
);
const city = buildIndex(
  [
    article("gomi", "ごみの収集日", "燃えるごみは月曜日と木曜日に収集します。"),
    article("nenkin", "国民年金の免除申請", "窓口で申請してください。年金手帳が必要です。"),
    article("pass", "パスワードを忘れたとき", "ログイン画面から再設定できます。"),
  ],
  "ja",
);

describe("words", () => {
  it.each([
    ["Ｉｎｓｔａｌｌｉｎｇ the WIDGETS", ["install", "widget"]],
    ["café naïve", ["caf", "naiv"]],
    ["don't, it's users’", ["user"]],
    ["node.js 3.1", ["node.js", "nod", "js", "3.1", "3", "1"]],
    ["ﾊﾟｽﾜｰﾄﾞ", ["パスワード", "パス", "スワ", "ワー", "ード"]],
    ["ごみの日", ["ごみ", "の日", "日"]],
    ["年金の免除", ["年", "年金", "金", "金の", "の免", "免", "免除", "除"]],
    ["", []],
    ["!?…", []],
  ])("of %s are %s", (text, expected) => {
    expect(tokens(text)).toEqual(expected);
  });

  it("are the same for every way to write them, and the same every time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (text) => {
        expect(words(text)).toEqual(words(text));
        expect(words(text.normalize("NFKC"))).toEqual(words(text));
        expect(words(text).every((token) => token.endsWith(wordEnd) && !token.includes(" "))).toBe(true);
      }),
    );
  });
});

describe("a search", () => {
  it.each([
    ["how can I send an item back", "return"],
    ["where is my refund", "refund"],
    ["i moved house", "address"],
    ["forgot my pasword", "password"],
    ["account locked", "password"],
    // a general word for the same thing, another form of a word
    ["reimbursement", "refund"],
    ["change of adress", "address"],
  ])("for “%s” finds %s first", (query, expected) => {
    expect(search(shop, query)[0]?.articleId).toBe(expected);
  });

  it.each([
    ["ごみはいつ出せますか", "gomi"],
    ["年金の免除を申請したい", "nenkin"],
    ["ﾊﾟｽﾜｰﾄﾞを忘れました", "pass"],
  ])("for 「%s」 finds %s first", (query, expected) => {
    expect(search(city, query)[0]?.articleId).toBe(expected);
  });

  it("gives the section that fits, and says how much of the query it covers", () => {
    const [best] = search(shop, "locked account");
    expect(best?.passage.heading).toBe("Locked account");
    expect(best?.features).toMatchObject({ coverage: 1, passageCoverage: 1, known: 1, terms: 2 });
  });

  it("takes the last word for a beginning only while it is being typed", () => {
    expect(search(shop, "delivery addr", { typing: true })[0]?.articleId).toBe("address");
    expect(ids(search(shop, "pas", { typing: true }))).toEqual(["password"]);
    expect(ids(search(shop, "lin", { typing: false }))).toEqual([]);
    expect(search(city, "パスワ", { typing: true })[0]?.articleId).toBe("pass");
  });

  it("finds nothing for what no article is about", () => {
    expect(search(shop, "quantum chromodynamics")).toEqual([]);
    expect(search(shop, "")).toEqual([]);
    expect(search(shop, "the of and")).toEqual([]);
    expect(search(buildIndex([], "en"), "anything")).toEqual([]);
  });

  it("survives words every object has", () => {
    const index = buildIndex([article("a", "The constructor of __proto__ and toString")], "en");
    expect(ids(search(index, "__proto__ constructor toString hasOwnProperty"))).toEqual(["a"]);
  });

  it("keeps scores and shares between 0 and 1, best first, for any query", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 60 }),
        fc.constantFrom(shop, city),
        fc.boolean(),
        (query, index, typing) => {
          const found = search(index, query, { typing, limit: 10 });
          for (const { score, features } of found) {
            const { margin, terms, substance = -1, ...shares } = features;
            expect(substance).toBeGreaterThanOrEqual(0);
            for (const share of [score, margin, ...Object.values(shares)]) {
              expect(share).toBeGreaterThanOrEqual(0);
              expect(share).toBeLessThanOrEqual(1.0001);
            }
          }
          expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).sort((a, b) => b - a));
        },
      ),
    );
  });
});

describe("an index", () => {
  const word = fc.constantFrom("refund", "parcel", "price", "ごみ", "収集", "account", "locked", "link", "widget");
  const text = fc.array(word, { maxLength: 8 }).map((all) => all.join(" "));
  const some = fc.array(fc.record({ id: fc.constantFrom("a", "b", "c", "d", "e"), title: text, body: text }), {
    maxLength: 12,
  });

  it("answers after any edits as one built anew from what is left", () => {
    fc.assert(
      fc.property(some, fc.array(fc.constantFrom("a", "b", "c")), text, (edits, removed, query) => {
        const edited = buildIndex([], "en");
        const left = new Map<string, SearchArticle>();
        for (const { id, title, body } of edits) {
          addArticle(edited, article(id, title, body));
          left.set(id, article(id, title, body));
        }
        for (const id of removed) {
          removeArticle(edited, id);
          left.delete(id);
        }
        expect(search(edited, query)).toEqual(search(buildIndex(left.values(), "en"), query));
      }),
      { numRuns: 60 },
    );
  });

  it("breaks ties by id, in whatever order the articles came", () => {
    const twins = ["b", "c", "a"].map((id) => article(id, "Same title", "same text"));
    expect(ids(search(buildIndex(twins, "en"), "same title"))).toEqual(["a", "b", "c"]);
  });

  it("travels as a snapshot and answers the same on the other side", () => {
    const articles = [...shop.articles.values()].map((entry) => entry.article);
    const snapshot = JSON.parse(JSON.stringify(toSnapshot(7, "en", articles)));
    expect(search(fromSnapshot(snapshot), "refund")).toEqual(search(shop, "refund"));
  });
});

describe("passages", () => {
  it("hold all of a long text in short pieces", () => {
    const long = Array.from({ length: 80 }, (_, n) => `Sentence number ${n} says something.`).join(" ");
    const passages = passagesOf(
      article("long", "Long", `${long}\n\n${"日本語の文です。".repeat(300)}\n\n${"x".repeat(2_500)}`),
    );
    expect(passages.every(({ text }) => text.length <= 900)).toBe(true);
    const all = passages
      .map(({ text }) => text)
      .join("")
      .replace(/\s/g, "");
    expect(all).toBe(`${long}${"日本語の文です。".repeat(300)}${"x".repeat(2_500)}`.replace(/\s/g, ""));
  });

  it("are never none, so that an article with nothing but a title is found", () => {
    expect(passagesOf(article("bare", "Bare"))).toHaveLength(1);
    expect(ids(search(buildIndex([article("bare", "Bare title")], "en"), "bare title"))).toEqual(["bare"]);
  });
});

describe("an excerpt", () => {
  it("shows the place where the query's words stand", () => {
    const text = `${"Nothing to see here. ".repeat(20)}The parcel is refunded in five days. ${"More words follow. ".repeat(20)}`;
    const excerpt = excerptOf(text, "refund parcel", 80);
    expect(excerpt).toContain("The parcel is refunded");
    expect(excerpt.length).toBeLessThanOrEqual(86);
    expect(excerptOf("Short.", "x")).toBe("Short.");
    expect(excerptOf("Run this:\n\n```\nnpm start\n```\n\nDone.", "x")).toBe("Run this: npm start Done.");
  });
});

describe("other scripts", () => {
  it.each([
    ["zh", "我要退款", "退款政策", "如何更改密码"],
    ["th", "ขอคืนเงินอย่างไร", "นโยบายการคืนเงิน", "เปลี่ยนรหัสผ่าน"],
    ["ko", "환불을 받고 싶어요", "환불 정책", "비밀번호 변경"],
    ["ko", "비밀번호가 기억나지 않아요", "비밀번호 변경", "환불 정책"],
    ["ru", "как вернуть деньги", "Как мне вернуть деньги?", "Смена пароля"],
  ])("finds in %s what %s is about", (lang, query, right, other) => {
    const index = buildIndex([article("right", right), article("other", other)], lang);
    expect(ids(search(index, query))[0]).toBe("right");
    expect(
      ids(search(fromSnapshot(toSnapshot(1, lang, [article("right", right), article("other", other)])), query))[0],
    ).toBe("right");
  });

  it.each(["password リセット", "リセット password", "passwordを忘れた", "ﾊﾟｽﾜｰﾄﾞ reset", "login パスワード"])(
    "finds what mixes two languages: %s",
    (query) => expect(ids(search(city, query))[0]).toBe("pass"),
  );

  it.each(["password の変更", "reset パスワード"])("finds English articles for %s", (query) =>
    expect(ids(search(shop, query))[0]).toBe("password"),
  );
});
