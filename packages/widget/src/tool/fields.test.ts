import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { check, fieldsOf, valuesOf } from "./fields.ts";

const schema = {
  type: "object",
  required: ["order", "count", "agree"],
  properties: {
    order: { type: "string", title: "Order number", pattern: "^A-[0-9]{4}$", maxLength: 60 },
    email: { type: "string", format: "email" },
    count: { type: "integer", minimum: 1, maximum: 9 },
    weight: { type: "number" },
    size: { type: "string", enum: ["S", "M"] },
    floor: { type: "integer", enum: [1, 2] },
    agree: { type: "boolean" },
    note: { type: "string", minLength: 2, maxLength: 4 },
    list: { type: "array" },
  },
};
const fields = fieldsOf(schema);
const good = { order: "A-1234", count: "3", agree: true };
const problemsOf = (values: Record<string, string | boolean>) => check(fields, { ...good, ...values }).problems;

describe("the fields of a tool", () => {
  it("are those a form can have, in the order of the schema, named by their titles", () => {
    expect(fields.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      ..."order text,email email,count integer,weight number,size choice,floor choice,agree boolean,note text".split(
        ",",
      ),
    ]);
    expect(fields[0]).toMatchObject({ title: "Order number", isRequired: true });
    expect(fields[1]).toMatchObject({ title: "email", isRequired: false });
  });

  it("begin with what is known", () => {
    expect(valuesOf(fields, { order: "A-1", count: 2, agree: true })).toMatchObject({
      ...{ order: "A-1", count: "2", agree: true, email: "" },
    });
  });

  it("give values of their own types, and leave out what is empty", () => {
    expect(check(fields, { ...good, order: " Ａ－１２３４ ", weight: "1.5", floor: "2", size: "M" })).toEqual({
      input: { order: "A-1234", count: 3, agree: true, weight: 1.5, floor: 2, size: "M" },
      problems: {},
    });
  });

  it.each([
    [{ order: "" }, "order", { words: "required" }],
    [{ order: "1234" }, "order", { words: "form" }],
    [{ email: "nobody" }, "email", { words: "form" }],
    [{ count: "many" }, "count", { words: "integer" }],
    [{ count: "1.5" }, "count", { words: "integer" }],
    [{ count: "0" }, "count", { words: "least", n: 1 }],
    [{ count: "10" }, "count", { words: "most", n: 9 }],
    [{ weight: "heavy" }, "weight", { words: "number" }],
    [{ note: "x" }, "note", { words: "short", n: 2 }],
    [{ note: "長い文章です" }, "note", { words: "long", n: 4 }],
  ])("say what is wrong: %j", (values, name, problem) => {
    expect(problemsOf(values as unknown as Record<string, string>)).toEqual({ [name]: problem });
  });

  it("never throw, whatever the schema or the values are, and never send what is wrong", () => {
    fc.assert(
      fc.property(fc.object(), fc.dictionary(fc.string(), fc.string()), (given, values) => {
        const made = fieldsOf({ properties: given });
        const { input, problems } = check(made, values);
        expect(Object.keys(input).filter((name) => Object.hasOwn(problems, name))).toEqual([]);
      }),
    );
  });

  it("leave a pattern no browser knows to the server", () => {
    const [odd] = fieldsOf({ properties: { a: { type: "string", pattern: "(" } } });
    expect(odd && check([odd], { a: "x" })).toEqual({ input: { a: "x" }, problems: {} });
  });
});
