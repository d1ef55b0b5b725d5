import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMeasure } from "./alike.ts";
import { sortInTurn } from "./cluster.testing.ts";
import {
  asPart,
  central,
  closest,
  emptyGroup,
  type Group,
  isSame,
  likeness,
  merged,
  nearness,
  sizeOf,
  withQuestion,
} from "./cluster.ts";
import { namesIn } from "./names.ts";
import type { Asked } from "./sight.ts";

let n = 0;
const asked = (text: string, lang = "en", articles: string[] = []): Asked => ({ id: `q${n++}`, text, lang, articles });
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
const measure = createMeasure({ recent: [...exports, ...others, ...japanese] });
const groupOf = (questions: readonly Asked[]): Group =>
  questions.reduce((group: Group, each) => withQuestion(group, each), emptyGroup());

describe("questions that mean the same", () => {
  it("come together, and others stay apart, whatever order they come in", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...exports, ...others], { minLength: 8 }), (order) => {
        expect(
          sortInTurn(order, {}, measure)
            .map(({ length }) => length)
            .sort(),
        ).toEqual([1, 1, 1, 1, 4]);
      }),
    );
  });

  it("are one across languages where they mean the same, and two where they do not", () => {
    expect(isSame(groupOf(exports), groupOf(japanese), measure)).toBe(true);
    const other = ["チケットを削除する方法", "チケットを消したい"].map((text) => asked(text, "ja"));
    expect(isSame(groupOf(exports), groupOf(other), measure)).toBe(false);
  });

  it("are called by the one in the middle", () => {
    const stray = asked("Tickets: can the old CRM that we had before we moved to the new office read them?");
    expect(exports).toContain(central([stray, ...exports, ...exports], measure));
    expect(central([], measure)).toBeUndefined();
    const pauses = ["How do I pasue my plan", "pause my plan", "pausing a plan"].map((text) => asked(text));
    expect(central(pauses, measure)?.text).not.toContain("pasue");
  });

  it("are found by the owner's synonyms, also in phrases", () => {
    const pair = ["How do I hibernate my seat?", "can a licence sleep"].map((text) => asked(text));
    const [one, other] = pair.map((each) => groupOf([each])) as [Group, Group];
    expect(isSame(one, other, createMeasure({ recent: pair }))).toBe(false);
    const synonyms = [
      ["hibernate", "sleep"],
      ["seat", "licence"],
    ];
    expect(isSame(one, other, createMeasure({ recent: pair, synonyms }))).toBe(true);
  });
});

describe("a group", () => {
  const question = fc
    .record({
      text: fc
        .array(fc.constantFrom("export", "csv", "ticket", "password", "reset", "colour", "marmalade"))
        .map((words) => words.join(" ")),
      lang: fc.constantFrom("en", "ja"),
      articles: fc.subarray(["a", "b", "c", "d"]),
    })
    .map(({ text, lang, articles }) => asked(text, lang, articles));
  const questions = fc.array(question, { minLength: 1, maxLength: 8 });

  it("is the same however its questions came together", () => {
    fc.assert(
      fc.property(questions, questions, (one, other) => {
        const joined = merged(groupOf(one), groupOf(other));
        expect(joined).toEqual(groupOf([...one, ...other]));
        expect(sizeOf(joined)).toBe(one.length + other.length);
      }),
    );
  });

  it("is like another as much as the other is like it, between 0 and 1", () => {
    fc.assert(
      fc.property(questions, questions, (one, other) => {
        const [a, b] = [groupOf(one), groupOf(other)];
        const there = likeness(a, b, measure);
        expect(there).toBeGreaterThanOrEqual(0);
        expect(there).toBeLessThanOrEqual(1 + 1e-9);
        expect(likeness(b, a, measure)).toBeCloseTo(there, 10);
      }),
    );
  });

  it("counts every question, and keeps no more of them than comparing needs", () => {
    let group = emptyGroup();
    for (let count = 0; count < 100; count++) group = withQuestion(group, asked(`export number ${count}`));
    expect(sizeOf(group)).toBe(100);
    expect(group.samples.length).toBe(24);
    expect(group.samples.at(0)?.text).toBe("export number 0");
    expect(group.samples.at(-1)?.text).toBe("export number 99");
  });

  it("that somebody put another one into is found by either of them", () => {
    const passwords = ["How do I reset my password?", "reset password", "password reset please"].map((text) =>
      asked(text),
    );
    const both = merged(groupOf(exports), asPart(groupOf(passwords), "gone"));
    for (const each of [...exports, ...passwords]) {
      const { near, part } = nearness(asked(each.text), both, measure);
      expect([each.text, part, near > 0.4]).toEqual([each.text, passwords.includes(each) ? "gone" : undefined, true]);
    }
    // without that, neither is like the mixture
    const mixture = merged(groupOf(exports), groupOf(passwords));
    expect(nearness(asked("reset password"), mixture, measure).near).toBeLessThan(0.7);
    expect(nearness(asked("reset password"), both, measure).near).toBeGreaterThan(0.7);
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
  const telling = createMeasure({ recent: all, names });

  it("are recognised by its name, in both languages", () => {
    expect([...names].map((word) => word.slice(0, -1)).sort()).toEqual(["salesforc", "zapier"]);
    for (const question of salesforce) {
      const group = groupOf(salesforce.filter((each) => each !== question));
      expect([question.text, closest(question, [{ group }], telling) !== undefined]).toEqual([question.text, true]);
    }
    expect(isSame(groupOf(salesforce), groupOf(salesforceJa), telling)).toBe(true);
  });

  it("stay apart from the same questions about another product", () => {
    for (const question of zapier) {
      expect(closest(question, [{ group: groupOf(salesforce) }], telling)).toBeUndefined();
    }
    expect(isSame(groupOf(zapier), groupOf(salesforce), telling)).toBe(false);
  });

  it("take no name from headlines, from the beginnings of sentences or from lower case", () => {
    const text = (words: string) => ({ lang: "en", text: words });
    expect([...namesIn([text("Reset. Change it"), text("HOW DO I RESET IT"), text("reset my password")])]).toEqual([]);
  });
});
