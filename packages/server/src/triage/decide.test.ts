import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Correction,
  decide,
  examplesFrom,
  languageOpinion,
  type Opinion,
  opinionOf,
  priorityOpinion,
  type Question,
  sentimentOpinion,
} from "./index.ts";
import { trained } from "./triage.testing.ts";

const rule = { value: "billing", ruleId: "r1", ruleName: "Invoices", version: "3" };
const sure: Opinion = {
  ...{ value: "login", confidence: 0.94, abstains: false, version: "m1" },
  reason: { kind: "words", words: ["password"] },
};
const unsure: Opinion = { ...sure, confidence: 0.4, abstains: true };
const llm = { value: "delivery", confidence: 0.8, version: "gpt-x", why: "asks for a parcel" };
const question: Question = { aspect: "category", allowed: ["billing", "login", "delivery"] };

describe("what is decided of a ticket", () => {
  it("is the rule's, whatever the models say", () => {
    expect(decide({ ...question, rule, model: sure, llm, fallback: "login" })).toEqual({
      ...{ aspect: "category", value: "billing", confidence: 1, by: "rule", version: "3", abstained: [] },
      reason: { kind: "rule", ruleId: "r1", ruleName: "Invoices" },
    });
  });

  it("is the model's where no rule says anything and it is sure", () => {
    expect(decide({ ...question, model: sure, llm })).toMatchObject({
      value: "login",
      by: "model",
      version: "m1",
      abstained: [],
    });
  });

  it("is the language model's where the model abstains, and says that it did", () => {
    expect(decide({ ...question, model: unsure, llm })).toEqual({
      ...{ aspect: "category", value: "delivery", confidence: 0.8, by: "llm", version: "gpt-x" },
      reason: { kind: "llm", why: "asks for a parcel" },
      abstained: [{ by: "model", because: "unsure", value: "login", confidence: 0.4 }],
    });
    expect(decide({ ...question, llm }).abstained).toEqual([
      { by: "model", because: "not_asked", value: null, confidence: 0 },
    ]);
  });

  it("is never a value that is not on the list, whoever says it", () => {
    const off = { value: "pizza" };
    const decided = decide({
      ...question,
      rule: { ...rule, ...off },
      model: { ...sure, ...off },
      llm: { ...llm, ...off },
      fallback: "pizza",
    });
    expect(decided).toMatchObject({ value: null, by: "default", version: null });
    expect(decided.abstained.map(({ by, because }) => [by, because])).toEqual([
      ["rule", "not_on_list"],
      ["model", "not_on_list"],
      ["llm", "not_on_list"],
    ]);
    expect(decide({ ...question, model: unsure, fallback: "login" })).toMatchObject({
      value: "login",
      by: "default",
      confidence: 0,
    });
  });

  it("is on the list or nothing, and by the first who may say it", () => {
    const value = fc.constantFrom("billing", "login", "pizza");
    const some = <T>(of: (value: string) => T) => fc.option(value.map(of), { nil: undefined });
    const asked = fc.record({
      rule: some((each) => ({ ...rule, value: each })),
      model: fc.option(
        fc.tuple(value, fc.boolean()).map(([each, abstains]) => ({ ...sure, value: each, abstains })),
        { nil: undefined },
      ),
      llm: some((each) => ({ ...llm, value: each })),
      fallback: fc.option(value, { nil: undefined }),
    });
    fc.assert(
      fc.property(asked, (said) => {
        const decided = decide({ ...question, ...said });
        expect(decided.value === null || question.allowed.includes(decided.value)).toBe(true);
        if (said.rule && said.rule.value !== "pizza") expect(decided.by).toBe("rule");
        if (decided.by === "model") expect(said.model?.abstains).toBe(false);
        if (decided.value === null) expect(decided.by).toBe("default");
      }),
    );
  });
});

describe("opinions", () => {
  const model = trained();

  it("of a trained model carry its version and its reason", () => {
    const opinion = opinionOf(model, { text: "I want a refund of the payment" }, 0.5);
    expect(opinion).toMatchObject({
      value: "billing",
      version: model.version,
      reason: { kind: "trained", basis: "examples" },
    });
    expect(opinionOf(trained({ choices: [] }), { text: "refund" }, 0.5)).toBeUndefined();
  });

  it("of the built-in ones abstain where nothing tells", () => {
    expect(languageOpinion("昨日からです")).toMatchObject({
      value: "ja",
      abstains: false,
      reason: { words: ["kana"] },
    });
    expect(languageOpinion("ok")).toMatchObject({ abstains: true });
    expect(languageOpinion("123")).toBeUndefined();
    expect(sentimentOpinion("最悪です")).toMatchObject({
      value: "negative",
      abstains: false,
      reason: { words: ["最悪"] },
    });
    expect(priorityOpinion({ text: "至急です", tier: "gold", tiers: { gold: 1 } })).toMatchObject({
      ...{ value: "high", abstains: false },
      reason: { kind: "matrix", impact: "medium", urgency: "high", words: ["至急"], tier: "gold" },
    });
    expect(priorityOpinion({ text: "住所を変更したいです" })).toMatchObject({ abstains: true });
  });
});

describe("corrections", () => {
  const at = (ticketId: string, choice: string | null, time: number, before: string | null = null): Correction => ({
    ...{ ticketId, text: `text of ${ticketId}`, choice, before, at: time },
  });

  it("teach what the newest one of a ticket says, in whatever order they come", () => {
    const three = [at("a", "billing", 1), at("a", "login", 3), at("a", "delivery", 2)];
    fc.assert(
      fc.property(fc.shuffledSubarray(three, { minLength: 3 }), (some) => {
        expect(examplesFrom(some)).toEqual([
          { id: "a", text: "text of a", choice: "login", at: 3, weight: 1, attributes: undefined },
        ]);
      }),
    );
    expect(examplesFrom([at("a", "billing", 1), at("a", "login", 1)])).toMatchObject([{ choice: "login" }]);
  });

  it("teach more where a mistake was put right, and nothing where they were taken back", () => {
    const some = [
      at("a", "billing", 1, "login"),
      at("b", "billing", 1, "billing"),
      at("c", "billing", 1),
      at("c", null, 2),
    ];
    expect(examplesFrom(some).map(({ id, weight }) => [id, weight])).toEqual([
      ["a", 2],
      ["b", 1],
    ]);
  });
});
