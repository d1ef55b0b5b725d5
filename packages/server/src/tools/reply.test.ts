import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fillTemplate, oneLine, requestInWords, templateProblem } from "./reply.ts";

const reply = { en: "Order {{number}} is {{ order.status }}.", ja: "ご注文 {{number}} は「{{order.status}}」です。" };

describe("a reply", () => {
  it("is the template with the fields of the result, in the language asked for or the other", () => {
    const result = { number: "A-1001", order: { status: "shipped" } };
    expect(fillTemplate(reply, "en", result)).toEqual({ text: "Order A-1001 is shipped." });
    expect(fillTemplate(reply, "ja", result)).toEqual({ text: "ご注文 A-1001 は「shipped」です。" });
    expect(fillTemplate({ en: reply.en }, "ja", result)).toEqual({ text: "Order A-1001 is shipped." });
    expect(fillTemplate({ en: "{{n}} {{ok}}" }, "en", { n: 0, ok: false })).toEqual({ text: "0 no" });
    expect(fillTemplate({ ja: "{{n}} {{ok}}" }, "ja", { n: 2.5, ok: true })).toEqual({ text: "2.5 はい" });
  });

  it("is none where a field is missing, empty, or no single value", () => {
    for (const status of [undefined, null, "", " \n ", [], ["shipped"], {}, "\u202e\u0007"]) {
      expect(fillTemplate(reply, "en", { number: 1, order: { status } })).toEqual({ missing: "order.status" });
    }
    expect(fillTemplate(reply, "en", { order: "x" })).toEqual({ missing: "number" });
    expect(fillTemplate({ en: "{{constructor}}{{toString}}" }, "en", {})).toEqual({ missing: "constructor" });
    expect(fillTemplate({ en: "{{order.length}}" }, "en", { order: "x" })).toEqual({ missing: "order.length" });
  });

  it("takes values as data: one line, not endless, nothing invisible, and no template of their own", () => {
    const say = (value: string) => fillTemplate({ en: "{{a}}" }, "en", { a: value, b: "secret" });
    expect(say("one\r\n\ntwo\u2028three")).toEqual({ text: "one two three" });
    expect(say("\u202eevil\u202c \u200bzero\ufeff\u0000")).toEqual({ text: "evil zero" });
    expect(say("👩‍💻 and नमस्ते")).toEqual({ text: "👩‍💻 and नमस्ते" });
    expect(say("{{b}}")).toEqual({ text: "{{b}}" });
    expect(say("$& $1")).toEqual({ text: "$& $1" });
    expect(say("長".repeat(400))).toEqual({ text: `${"長".repeat(299)}…` });
  });

  it("is a line whatever a value is made of", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (value) => {
        const line = oneLine(value);
        expect(line).not.toMatch(/[\n\r\u2028\u2029\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
        expect(line.isWellFormed()).toBe(true);
        expect([...line].length).toBeLessThanOrEqual(300);
        expect(oneLine(line)).toBe(line);
      }),
    );
  });

  it("has a template that can be read", () => {
    for (const fine of ["", "Plain words.", "{{a}} {{ a.b_c }}", "{ a }"])
      expect(templateProblem(fine)).toBeUndefined();
    for (const wrong of ["{{a", "a}}", "{{a b}}", "{{}}", "{{a-b}}", "{{#each}}"]) {
      expect([wrong, templateProblem(wrong)]).toEqual([wrong, expect.any(String)]);
    }
  });
});

describe("a request in words", () => {
  const tool = {
    name: "order_status",
    title: { en: "Order status", ja: "注文の状況" },
    inputSchema: { properties: { order: { type: "string" }, express: { type: "boolean" } } },
  } as unknown as Parameters<typeof requestInWords>[0];

  it("says what is asked and what was given, in the order of the fields", () => {
    expect(requestInWords(tool, { express: true, order: "A-1001" }, "en")).toBe("Order status: A-1001, yes");
    expect(requestInWords(tool, { order: "A-1001", express: false }, "ja")).toBe("注文の状況：A-1001、いいえ");
    expect(requestInWords(tool, {}, "ja")).toBe("注文の状況");
    expect(requestInWords({ ...tool, title: {} }, { order: "a\nb" }, "en")).toBe("order_status: a b");
  });
});
