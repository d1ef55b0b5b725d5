import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Asked,
  central,
  closest,
  emptyProfile,
  isSame,
  likeness,
  merged,
  type Profile,
  rarityOf,
  sizeOf,
  withQuestion,
  wordsOf,
} from "./cluster.ts";
import { namesIn } from "./names.ts";

let n = 0;
const asked = (text: string, lang = "en", articles: string[] = []): Asked => ({
  id: `q${n++}`,
  text,
  lang,
  words: wordsOf(text),
  articles,
});
const exports = [
  "How do I export tickets to CSV?",
  "Can I export all my tickets as CSV?",
  "CSV export of tickets",
  "Is it possible to export the tickets into a CSV file?",
].map((text) => asked(text, "en", ["import", "inbox"]));
const others = [
  "How do I reset my password?",
  "Where can I change the colour of the widget?",
  "What does the price include?",
  "The panel does not open on Safari",
].map((text) => asked(text));
const japanese = ["チケットを CSV で書き出せますか", "問い合わせを CSV に書き出す方法を教えてください"].map((text) =>
  asked(text, "ja", ["import", "inbox"]),
);
const rarity = rarityOf([...exports, ...others, ...japanese]);
const groupOf = (questions: Asked[]) => questions.reduce(withQuestion, emptyProfile());

describe("questions that mean the same", () => {
  it("come together, and others stay apart, whatever order they come in", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...exports, ...others], { minLength: 8 }), (order) => {
        const groups: { profile: Profile; ids: string[] }[] = [];
        for (const each of order) {
          const found = closest(each, groups, rarity)?.candidate;
          const group = found ?? { profile: emptyProfile(), ids: [] };
          if (!found) groups.push(group);
          group.profile = withQuestion(group.profile, each);
          group.ids.push(each.id);
        }
        expect(groups.map(({ ids }) => ids.length).sort()).toEqual([1, 1, 1, 1, 4]);
      }),
    );
  });

  it("are one across languages where they share names and lead to the same articles", () => {
    expect(isSame(groupOf(exports), groupOf(japanese), rarity)).toBe(true);
    const elsewhere = japanese.map((each) => ({ ...each, articles: ["billing"] }));
    expect(isSame(groupOf(exports), groupOf(elsewhere), rarity)).toBe(false);
    expect(isSame(groupOf(exports), groupOf(japanese.slice(0, 1)), rarity)).toBe(false);
  });

  it("are called by the one in the middle", () => {
    const stray = asked("Tickets: can the old CRM that we had before we moved to the new office read them?");
    expect(exports).toContain(central([stray, ...exports, ...exports], rarity));
    expect(central([], rarity)).toBeUndefined();
  });
});

describe("a profile", () => {
  const question = fc
    .record({
      text: fc
        .array(fc.constantFrom("export", "csv", "ticket", "password", "reset", "colour"))
        .map((words) => words.join(" ")),
      lang: fc.constantFrom("en", "ja"),
      articles: fc.subarray(["a", "b", "c", "d"]),
    })
    .map(({ text, lang, articles }) => asked(text, lang, articles));
  const group = fc.array(question, { minLength: 1, maxLength: 8 });

  it("is the same however its questions came together", () => {
    fc.assert(
      fc.property(group, group, (one, other) => {
        const joined = merged(groupOf(one), groupOf(other));
        expect(joined).toEqual(groupOf([...one, ...other]));
        expect(merged(groupOf(other), groupOf(one))).toEqual(joined);
        expect(sizeOf(joined)).toBe(one.length + other.length);
      }),
    );
  });

  it("is like itself, and like another as much as the other is like it", () => {
    fc.assert(
      fc.property(group, group, (one, other) => {
        const [a, b] = [groupOf(one), groupOf(other)];
        const there = likeness(a, b, "en", rarity);
        expect(there).toBeGreaterThanOrEqual(0);
        expect(there).toBeLessThanOrEqual(1);
        expect(likeness(b, a, "en", rarity)).toBeCloseTo(there, 10);
        if (one.some(({ lang, words }) => lang === "en" && words.length > 0)) {
          expect(likeness(a, a, "en", rarity)).toBeCloseTo(1, 10);
        }
        expect(isSame(a, b, rarity)).toBe(isSame(b, a, rarity));
      }),
    );
  });
});

describe("questions about a product that no article knows", () => {
  const salesforce = [
    "Does Kotae integrate with Salesforce?",
    "salesforce integration",
    "How do I connect Salesforce?",
    "Can I sync Salesforce contacts?",
    "We use Salesforce, can Kotae connect to it?",
  ].map((text) => asked(text));
  const zapier = ["Does Kotae integrate with Zapier?", "How do I connect Zapier?"].map((text) => asked(text));
  const salesforceJa = ["Salesforce と連携できますか", "Salesforce に接続したい"].map((text) => asked(text, "ja"));
  const all = [...salesforce, ...zapier, ...salesforceJa];
  // "Kotae" is written like a name as well, but every article knows it
  const names = new Set([...namesIn(all)].filter((word) => !word.startsWith("kota")));
  const telling = rarityOf(all, names);

  it("are recognised by its name, which many asking for it makes no less telling", () => {
    expect([...names].map((word) => word.slice(0, -1)).sort()).toEqual(["salesforc", "zapier"]);
    for (const question of salesforce) {
      const others = groupOf(salesforce.filter((each) => each !== question));
      expect([question.text, closest(question, [{ profile: others }], telling) !== undefined]).toEqual([
        question.text,
        true,
      ]);
    }
    expect(isSame(groupOf(salesforce), groupOf(salesforceJa), telling)).toBe(true);
    // whatever else the rankings had to offer
    const led = (questions: Asked[], articles: string[]) => groupOf(questions.map((each) => ({ ...each, articles })));
    expect(isSame(led(salesforce, ["inbox"]), led(salesforceJa, ["import"]), telling)).toBe(true);
  });

  it("stay apart from the same questions about another product", () => {
    for (const question of zapier)
      expect(closest(question, [{ profile: groupOf(salesforce) }], telling)).toBeUndefined();
    expect(isSame(groupOf(zapier), groupOf(salesforce), telling)).toBe(false);
  });

  it("take no name from headlines, from the beginnings of sentences or from lower case", () => {
    const text = (words: string) => ({ lang: "en", text: words });
    expect([...namesIn([text("Reset. Change it"), text("HOW DO I RESET IT"), text("reset my password")])]).toEqual([]);
  });
});
