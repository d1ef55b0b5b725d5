import { create, search as oramaSearch } from "@orama/orama";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addArticle,
  buildIndex,
  buildIndexInSlices,
  canBeSynonym,
  fromSnapshot,
  isReadable,
  openSnapshot,
  removeArticle,
  type SearchArticle,
  type SearchIndex,
  search,
  setSynonyms,
  toSnapshot,
} from "./index.ts";
import { createOrama } from "./orama-index.ts";
import { textOfStream } from "./reader.ts";
import { surfacesOf } from "./surfaces.ts";

const article = (id: string, title: string, text = "", more: Partial<SearchArticle> = {}): SearchArticle => ({
  id,
  title,
  url: `/help/articles/${id}`,
  summary: "",
  keywords: [],
  sections: [{ heading: "", text }],
  ...more,
});
const ids = (found: { articleId: string }[]) => found.map(({ articleId }) => articleId);

const help = [
  article("refund", "When do I get my refund?", "A refund takes five days… after we have the parcel."),
  article("money", "Money back guarantee", "You get your money back within a month."),
  article("address", "Change your delivery address", "Open the order and choose another address.", {
    keywords: ["moved house", "node.js"],
    sections: [
      { heading: "Before it’s sent", text: "Open the order. Choose “Change”. It costs €3.50." },
      { heading: "After it was sent", text: "Ask the carrier.\n\nWe can’t help then." },
    ],
  }),
];
const city = [
  article("pass", "パスワードを忘れたときはどうすればいいですか", "ログイン画面から再設定できます。（ﾒｰﾙが届きます）"),
  article("gomi", "ごみの収集日", "燃えるごみは月曜日と木曜日に収集します。APIキーは必要ありません。", {
    summary: "収集日を教えてください。",
    keywords: ["粗大ごみ", "リサイクル"],
  }),
  article("nenkin", "国民年金の免除申請", "窓口で申請してください。年金手帳が必要です。"),
];

/** What the index holds of each article, by the words' texts. */
const contents = ({ articles, store }: SearchIndex) =>
  [...articles.values()].map(({ article: { id }, tokens, ends, chars, passages }) => ({
    id,
    words: [...tokens].map((token) => store.vocabulary.tokens[token]),
    ends: [...ends],
    chars,
    passages: passages.map(({ articleId, title, url, heading, text }) => ({ articleId, title, url, heading, text })),
  }));

describe("a snapshot", () => {
  it.each([
    ["en", help],
    ["ja", city],
  ])("gives a device word for word what the server indexes (%s)", (lang, articles) => {
    const snapshot = JSON.parse(JSON.stringify(toSnapshot(7, lang, articles)));
    const inOrder = articles.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(contents(fromSnapshot(snapshot))).toEqual(contents(buildIndex(inOrder, lang)));
  });

  it("does so for any text, and gives it back as it was written", () => {
    const bits = [
      "’s",
      "don't",
      "…",
      "教えてください",
      "ですか",
      "ｶﾞ",
      "ー",
      "日",
      "の",
      "ごみ",
      "𠮷",
      "😀",
      "㈱",
      "n.j",
      "\n\n",
      " ",
    ];
    const text = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 60 }),
      fc.array(fc.constantFrom(...bits), { maxLength: 20 }).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(text, text, (title, body) => {
        const articles = [article("a", title, body, { keywords: [body.slice(0, 9)], summary: title })];
        const device = fromSnapshot(JSON.parse(JSON.stringify(toSnapshot(1, "ja", articles))));
        expect(contents(device)).toEqual(contents(buildIndex(articles, "ja")));
        const { summary, keywords, sections } = device.articles.get("a")?.article ?? {};
        expect({ summary, keywords }).toEqual({ summary: title, keywords: [body.slice(0, 9)] });
        expect(sections?.length).toBeGreaterThan(0);
      }),
    );
  });

  it("cuts ordinary texts into surfaces and seldom sends one as it is", () => {
    const { surfaces, articles } = toSnapshot(1, "ja", [...help, ...city]);
    const streams = articles.flatMap(({ title, passages }) => [title, ...passages]);
    expect(streams.filter((stream) => stream.startsWith(" "))).toEqual([]);
    expect(textOfStream(surfaces, articles.find(({ id }) => id === "pass")?.title ?? "")).toBe(city[0]?.title);
    expect(surfacesOf("Node.js、パスワードを3回。")?.join("|")).toBe("Node.js|、|パスワード|を|3|回|。");
  });

  it("is opened in slices, and is none of this device's business in another layout or when it is too large", async () => {
    const snapshot = toSnapshot(7, "en", help);
    let turns = 0;
    const index = await openSnapshot(snapshot, { budgetMillis: 0, yieldTo: async () => turns++ });
    expect(turns).toBeGreaterThanOrEqual(help.length);
    expect(index && search(index, "refund")).toEqual(search(fromSnapshot(snapshot), "refund"));
    for (const other of [
      { ...snapshot, format: 99 },
      { ...snapshot, tooLarge: true },
    ]) {
      expect(isReadable(other)).toBe(false);
      expect(await openSnapshot(other)).toBeUndefined();
      expect(() => fromSnapshot(other)).toThrow("let the server search");
    }
  });

  it("brings synonyms along", () => {
    const groups = [["refund", "quittance"]];
    const device = fromSnapshot(toSnapshot(1, "en", help, { synonyms: groups }));
    expect(ids(search(device, "quittance"))).toEqual(["refund"]);
    expect(search(device, "quittance")).toEqual(search(buildIndex(help, "en", { synonyms: groups }), "quittance"));
  });
});

describe("an index", () => {
  it("built in slices is the same as one built at once", async () => {
    const index = await buildIndexInSlices(help, "en", { budgetMillis: 0, yieldTo: () => Promise.resolve() });
    expect(search(index, "money back")).toEqual(search(buildIndex(help, "en"), "money back"));
  });

  it("does not grow with updates, though their words are new each time", () => {
    const index = buildIndex([], "en");
    const texts = (round: number) =>
      Array.from({ length: 60 }, (_, n) => `word${round}x${n} and some that stay the same`).join(" ");
    const size = () => ({
      words: index.store.vocabulary.tokens.length,
      pages: index.store.words.pages.length,
      entries: index.store.entries.length,
    });
    for (let n = 0; n < 20; n++) addArticle(index, article(`a${n}`, "First", texts(n)));
    for (let round = 0; round < 400; round++) addArticle(index, article(`a${round % 20}`, "Again", texts(20 + round)));
    const { words, pages, entries } = size();
    expect(words).toBeLessThan(6_000);
    expect(pages).toBeLessThan(4);
    expect(entries).toBeLessThan(30);
    for (let n = 0; n < 20; n++) removeArticle(index, `a${n}`);
    expect(index.store).toMatchObject({ count: 0, length: 0, gramLength: 0, used: 0 });
    expect(search(index, "first again same")).toEqual([]);
  });

  it("finds words that came after old ones were given up", () => {
    const index = buildIndex([], "en");
    const many = (from: number) => Array.from({ length: 3_000 }, (_, n) => `unique${from + n}`).join(" ");
    addArticle(index, article("a", "Many", many(0)));
    expect(search(index, "unique", { typing: true })).toHaveLength(1);
    removeArticle(index, "a");
    addArticle(index, article("b", "More", many(10_000)));
    expect(ids(search(index, "unique12345"))).toEqual(["b"]);
    expect(ids(search(index, "unique1234", { typing: true }))).toEqual(["b"]);
    expect(ids(search(index, "uniqeu12345"))).toEqual(["b"]);
  });

  it("keeps to its filter: an article passes what it says nothing about", () => {
    const index = buildIndex(
      [
        article("all", "Refund"),
        article("one", "Refund", "", { siteId: "s1" }),
        article("desk", "Refund", "", { siteId: "s1", deskId: "d1" }),
        article("staff", "Refund", "", { audience: "internal" }),
      ],
      "en",
    );
    const found = (filter: Parameters<typeof search>[2]) => ids(search(index, "refund", filter)).sort();
    expect(found({})).toEqual(["all", "desk", "one", "staff"]);
    expect(found({ filter: { audience: "public" } })).toEqual(["all", "desk", "one"]);
    expect(found({ filter: { audience: "public", siteId: "s1", deskId: "" } })).toEqual(["all", "one"]);
    expect(found({ filter: { audience: "public", siteId: "s2", deskId: "d1" } })).toEqual(["all"]);
  });
});

describe("synonyms", () => {
  it("find what was written with another word, below what was written with this one", () => {
    const index = buildIndex(help, "en");
    expect(ids(search(index, "quittance"))).toEqual([]);
    setSynonyms(index, [["quittance", "refund", "money back"], ["alone"], ["the", "of"]]);
    expect(ids(search(index, "quittance")).sort()).toEqual(["money", "refund"]);
    expect(ids(search(index, "refund"))[0]).toBe("refund");
    expect(ids(search(index, "money back"))[0]).toBe("money");
    expect(search(index, "quittance")[0]?.features.known).toBeLessThan(1);
    setSynonyms(index, []);
    expect(ids(search(index, "quittance"))).toEqual([]);
  });

  it("work in Japanese", () => {
    const index = buildIndex(city, "ja", { synonyms: [["暗証番号", "パスワード"]] });
    expect(ids(search(index, "暗証番号の再設定"))[0]).toBe("pass");
  });

  it("work for a word in hiragana that the dictionary takes apart", () => {
    const moving = article("move", "引越しの届け出", "窓口で届け出てください。");
    const index = buildIndex([...city, moving], "ja");
    expect(ids(search(index, "ひっこし"))).toEqual([]);
    setSynonyms(index, [["ひっこし", "引越し"]]);
    expect(ids(search(index, "ひっこし"))).toEqual(["move"]);
    expect(ids(search(index, "ひっこしはどこで"))[0]).toBe("move");
    expect(search(index, "ひっこし")[0]?.features.known).toBeLessThan(1);
    expect(canBeSynonym("ひっこし")).toBe(true);
    for (const nothing of ["こと", "は", "the"]) expect(canBeSynonym(nothing)).toBe(false);
  });
});

describe("our Orama", () => {
  it("has every part that one made by Orama has, so that an upgrade that needs another one is noticed", () => {
    const made = create({ schema: { title: "string" } as const });
    // what is only there for plugins, vectors, saving and hooks of calls that are not made here
    const unused = /^(?:version|plugins|(?:before|after)(?:Update|Upsert|.*Multiple|Create|Load))/;
    const keys = (instance: object) => Object.keys(instance).filter((key) => !unused.test(key));
    expect(keys(createOrama()).sort()).toEqual(keys(made).sort());
  });

  it("is searched by Orama itself as well", async () => {
    const { orama } = buildIndex(help, "en");
    const { hits } = await oramaSearch(orama as never, { term: "delivery address" });
    expect(hits[0]?.id).toBe("address");
  });
});
