import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { entitiesOf, entityPatternProblem } from "./index.ts";

const found = (text: string) => entitiesOf(text).map(({ kind, value }) => `${kind} ${value}`);

describe("the entities of a text", () => {
  it.each([
    ["My order #48213 has not arrived", ["order 48213"]],
    ["order number: AB-2024-1187, please", ["order AB-2024-1187"]],
    ["Invoice INV-00912 is wrong", ["order INV-00912"]],
    ["注文番号：１２３４５６の件です", ["order 123456"]],
    ["伝票番号 4912-3345-8801 で追跡できません", ["order 4912-3345-8801"]],
    [
      "write to Anna.Smith@Example.com or see https://example.com/help?id=1.",
      ["email anna.smith@example.com", "url https://example.com/help?id=1"],
    ],
    ["サイト（https://example.jp/faq）が開きません", ["url https://example.jp/faq"]],
    ["since version 2.4.1 it fails", ["version 2.4.1"]],
    ["v3.0.0-beta.2 and バージョン 12", ["version 3.0.0-beta.2", "version 12"]],
    ["error code 0x80070057, then ERR_CONNECTION_RESET", ["error 0x80070057", "error ERR_CONNECTION_RESET"]],
    ["エラーコード：E1024 が出ます", ["error E1024"]],
    ["HTTP 500 and error 404", ["error HTTP 500", "error 404"]],
    ["call me at +49 30 1234567 or 090-1234-5678", ["phone +49301234567", "phone 09012345678"]],
    ["my account DE89 3704 0044 0532 0130 00", ["iban DE…3000"]],
    ["in order to do this in 2024 I need 3 things", []],
    ["version of my order, no error", []],
    ["", []],
  ])("%s", (text, entities) => expect(found(text)).toEqual(entities));

  it("are no account numbers where the check digits are wrong", () => {
    expect(found("DE89 3704 0044 0532 0130 01").filter((each) => each.startsWith("iban"))).toEqual([]);
  });

  it("say where they stand, in full width too, and are named once", () => {
    const text = "注文番号：１２３４５６、もう一度 注文番号：123456";
    const [entity, ...others] = entitiesOf(text);
    expect(text.slice(entity?.from, entity?.to)).toBe("１２３４５６");
    expect(others).toEqual([]);
  });

  it("never overlap and always lie in the text", () => {
    const parts = fc.constantFrom(
      "order #12345",
      "a@b.co",
      "https://x.y/z",
      "v1.2.3",
      "+1 555 123 4567",
      "error 500",
      "、",
      " ",
      "\n",
      "x",
      "９９９",
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 20 }), (pieces) => {
        const text = pieces.join("");
        let end = 0;
        for (const { from, to } of entitiesOf(text)) {
          expect(from).toBeGreaterThanOrEqual(end);
          expect(to).toBeGreaterThan(from);
          end = to;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe("patterns of a desk's own", () => {
  const contract = { kind: "contract", pattern: "\\bC(?<value>\\d{4}-[A-Z]{2})\\b" };

  it("find what they say, before the built-in ones, anywhere in a long text", () => {
    const text = `${"lorem ipsum ".repeat(40)}see C2024-QX and C2025-AB ${"dolor sit ".repeat(40)}`;
    expect(entitiesOf(text, [contract]).map(({ kind, value }) => [kind, value])).toEqual([
      ["contract", "2024-QX"],
      ["contract", "2025-AB"],
    ]);
    expect(entitiesOf("order #48213", [{ kind: "parcel", pattern: "#\\d{5}" }])).toMatchObject([
      { kind: "parcel", value: "#48213" },
    ]);
  });

  it("are found wherever they lie, whole", () => {
    fc.assert(
      fc.property(fc.nat(700), (before) => {
        const [entity, ...others] = entitiesOf(`${"x".repeat(before)} C1234-AB ${"y".repeat(200)}`, [contract]);
        expect([entity?.value, others]).toEqual(["1234-AB", []]);
      }),
    );
  });

  it("are refused where they are broken, match nothing at all, or could take too long", () => {
    expect(entityPatternProblem(contract.pattern)).toBeUndefined();
    expect(entityPatternProblem("[A-Z]{2,4}-\\d{3,8}")).toBeUndefined();
    expect(entityPatternProblem("(")).toBe("is not a regular expression");
    expect(entityPatternProblem("\\d*")).toBe("must not match an empty text");
    expect(entityPatternProblem("(?<=x)\\d")).toContain("look");
    for (const slow of ["(a+)+b", "(?:a|aa)+b", "\\w+\\d+\\w+x", "(?:x?){40}y"]) {
      expect([slow, entityPatternProblem(slow)]).toEqual([slow, expect.stringContaining("too long")]);
    }
  });

  it("are not run where they would be refused, though they were stored", () => {
    expect(entitiesOf("a".repeat(5_000), [{ kind: "slow", pattern: "(a+)+b" }])).toEqual([]);
  });
});
