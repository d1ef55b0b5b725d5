import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openModel, packModel, train } from "./index.ts";
import { explain, predict } from "./predict.ts";
import { choices, examples, trained } from "./triage.testing.ts";

const asked = [
  ["you charged me two times, I want my money back as a refund", "billing"],
  ["I can't sign in, password reset does nothing", "login"],
  ["parcel has not arrived, tracking shows nothing", "delivery"],
  ["請求書の金額が違うようです", "billing"],
  ["パスワードの再設定ができず、ログインできません", "login"],
  ["荷物の追跡番号を教えてください", "delivery"],
] as const;

const model = trained();
const sorted = (of = model) => asked.map(([text]) => predict(of, { text }, 0.9)?.choice);

describe("a model of a desk's own examples", () => {
  it("sorts texts it has not seen, in both languages", () => {
    expect(sorted()).toEqual(asked.map(([, choice]) => choice));
  });

  it("sorts with five examples a category, and with one", () => {
    const few = (most: number) =>
      examples.filter(({ choice }, n) => examples.slice(0, n).filter((each) => each.choice === choice).length < most);
    expect(sorted(trained({ examples: few(5) })).slice(0, 3)).toEqual(["billing", "login", "delivery"]);
    expect(predict(trained({ examples: few(1) }), { text: "charged twice" }, 0.9)?.choice).toBe("billing");
  });

  it("knows something by names and descriptions alone, and says so", () => {
    const described = trained({ examples: [] });
    expect(predict(described, { text: "a refund, please" }, 0.9)).toMatchObject({
      choice: "billing",
      basis: "description",
    });
    expect(predict(described, { text: "パスワードを忘れました" }, 0.9)).toMatchObject({ choice: "login" });
    expect(described.provenance).toMatchObject({
      examples: 0,
      judged: 0,
      examplesOf: { billing: 0, login: 0, delivery: 0 },
    });
    expect(predict(model, { text: "a refund, please" }, 0.9)?.basis).toBe("examples");
  });

  it("is the same for the same training, and another version for another", () => {
    expect(packModel(trained())).toEqual(packModel(model));
    expect(trained({ seed: 2 }).version).not.toBe(model.version);
    expect(trained({ examples: examples.slice(1) }).version).not.toBe(model.version);
    expect(trained({ choices: choices.map((each) => ({ ...each, name: each.name + "s" })) }).version).not.toBe(
      model.version,
    );
  });

  it("abstains where the text says nothing it knows, or nothing at all", () => {
    for (const text of ["zzqx wvut", "", "    ", "٪٪٪", "🦆"]) {
      expect([text, predict(model, { text }, 0.5)]).toEqual([
        text,
        expect.objectContaining({ confidence: 0, abstains: true }),
      ]);
    }
  });

  it("abstains more the higher the wanted precision", () => {
    const texts = [...asked.map(([text]) => text), "where do I change it", "it does not work", "address of my invoice"];
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (text, a, b) => {
          const [low, high] = [predict(model, { text }, Math.min(a, b)), predict(model, { text }, Math.max(a, b))];
          expect(low?.abstains && !high?.abstains).toBe(false);
          expect(low?.confidence).toBe(high?.confidence);
          expect(low?.threshold).toBeLessThanOrEqual(high?.threshold ?? 0);
        },
      ),
    );
  });

  it("never throws and always names a choice of the list, whatever it reads", () => {
    const ids = choices.map(({ id }) => id);
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
        const said = predict(model, { text }, 0.9);
        expect(ids).toContain(said?.choice);
        expect(said?.confidence).toBeGreaterThanOrEqual(0);
        expect(said?.confidence).toBeLessThanOrEqual(1);
        if (said) expect(explain(model, { text }, said).words.every(({ share }) => share > 0 && share <= 1)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it("has nothing to decide where there are fewer than two choices", () => {
    for (const few of [[], choices.slice(0, 1)]) {
      expect(predict(trained({ choices: few }), { text: "refund" }, 0.9)).toBeUndefined();
    }
  });

  it("tells why: words of the text, and the example most like it", () => {
    const text = "I want a refund of the payment";
    const said = predict(model, { text }, 0.9);
    const why = said && explain(model, { text }, said);
    expect(why?.words.map(({ word }) => word)).toContain("refund");
    expect(why?.nearest).toMatchObject({ id: "billing-2" });
    const japanese = { text: "領収書がほしい" };
    const other = predict(model, japanese, 0.9);
    expect(other && explain(model, japanese, other)).toMatchObject({
      words: [{ word: expect.stringContaining("領収") }, {}],
      nearest: { id: "billing-9" },
    });
  });

  it("learns from attributes as from words", () => {
    const texts = [
      "please help me with this",
      "I have a question",
      "one more thing",
      "could you look at it",
      "hello there",
    ];
    const onPages = texts.flatMap((text, n) => [
      { id: `a${n}`, text: `${text} ${n}`, choice: "billing", attributes: { page: "/invoices" } },
      { id: `b${n}`, text: `${text} ${n} again`, choice: "login", attributes: { page: "/sign-in" } },
    ]);
    const paged = trained({ examples: onPages });
    const on = (page: string) => predict(paged, { text: "I need help", attributes: { page } }, 0.9)?.choice;
    expect([on("/invoices"), on("/sign-in")]).toEqual(["billing", "login"]);
  });

  it("takes an agent's correction over what it thought before", () => {
    const text = "the parcel was charged to the wrong account";
    const before = predict(model, { text }, 0.9)?.choice;
    const taught = ["login", "delivery", "billing"].find((choice) => choice !== before) ?? "";
    const correction = { id: "c", text, choice: taught, weight: 2, at: 100 };
    expect(predict(trained({ examples: [...examples, correction] }), { text }, 0.9)?.choice).toBe(taught);
  });

  it("leaves out examples of choices that are gone, empty ones, and older ones of the same words", () => {
    const more = [
      { id: "gone", text: "something else", choice: "retired" },
      { id: "empty", text: "  ", choice: "billing" },
      { id: "old", text: "Where is  MY parcel", choice: "billing", at: -1 },
      { id: "off", text: "never mind", choice: "billing", weight: 0 },
    ];
    const other = trained({ examples: [...examples, ...more] });
    expect(other.provenance).toMatchObject({ examples: examples.length, leftOut: more.length });
    expect(other.version).toBe(model.version);
  });

  it("gives others their turn at least once for every text it looks at", () => {
    const steps = train({ choices, examples });
    let count = 0;
    while (!steps.next().done) count += 1;
    // every example in every one of ten rounds, in five folds and once more
    expect(count).toBeGreaterThan(examples.length * 10 * 5);
  });

  it("judges itself only on examples it had no part of", () => {
    // labels without any meaning cannot be guessed, so whoever has seen them scores far better than one in three
    const noise = examples.map((example, n) => ({
      ...example,
      choice: choices[(n * 7 + Math.floor(n / 3)) % 3]?.id ?? "",
    }));
    expect(trained({ examples: noise }).provenance.accuracy).toBeLessThan(0.6);
    expect(model.provenance).toMatchObject({ judged: examples.length });
    expect(model.provenance.accuracy).toBeGreaterThan(0.6);
  });
});

describe("a stored model", () => {
  const stored = JSON.parse(JSON.stringify(packModel(model)));

  it("says the same after it went through JSON", () => {
    const opened = openModel(stored);
    expect(opened).toBeDefined();
    for (const [text] of asked) {
      const [one, other] = [predict(model, { text }, 0.9), opened && predict(opened, { text }, 0.9)];
      expect(other).toEqual(one);
      expect(opened && other && explain(opened, { text }, other)).toEqual(one && explain(model, { text }, one));
    }
  });

  it("is refused where it is damaged, and to be trained anew where its format is another", () => {
    expect(openModel({ ...stored, format: 2 })).toBeUndefined();
    expect(() => openModel({ ...stored, entries: stored.entries.slice(8) })).toThrow(/damaged/);
    expect(() => openModel({ ...stored, choices: ["billing"] })).toThrow(/damaged/);
  });
});
