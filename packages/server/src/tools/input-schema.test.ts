import { describe, expect, it } from "vitest";
import { checkInput } from "./input.ts";
import { fieldsOf, inLanguage, readSchema } from "./input-schema.ts";

const order = { type: "string", title: { en: "Order number", ja: "注文番号" }, pattern: "^[A-Z]-\\d{4}$" };
const errorsOf = (schema: unknown) => readSchema(schema).errors.map(({ path, message }) => `${path} ${message}`);

describe("a tool's schema", () => {
  it("is kept closed, with a length for every text, and told in one language", () => {
    const { schema, errors } = readSchema({ type: "object", properties: { order }, required: ["order", "order"] });
    expect(errors).toEqual([]);
    expect(schema).toMatchObject({ additionalProperties: false, required: ["order"] });
    expect(fieldsOf(schema).order).toMatchObject({ maxLength: 60 });
    expect(inLanguage(schema, "ja")).toMatchObject({ properties: { order: { title: "注文番号" } } });
    expect(inLanguage(schema, "en")).toMatchObject({ properties: { order: { title: "Order number" } } });
    // what was kept may be kept again
    expect(readSchema(schema)).toEqual({ schema, errors: [] });
    expect(readSchema({ type: "object" }).errors).toEqual([]);
    const count = { type: "integer", maxLength: 200, minimum: 1 };
    expect(fieldsOf(readSchema({ type: "object", properties: { count } }).schema).count).toEqual({
      type: "integer",
      minimum: 1,
    });
  });

  it("is refused by path where it is more than plain fields", () => {
    const withField = (field: unknown) => ({ type: "object", properties: { a: field } });
    for (const [schema, path] of [
      [null, "inputSchema"],
      [{ type: "array" }, "inputSchema.type"],
      [withField({ type: "object", properties: {} }), "inputSchema.properties.a.type"],
      [withField({ type: ["string", "null"] }), "inputSchema.properties.a.type"],
      [withField({ $ref: "#/$defs/x" }), "inputSchema.properties.a"],
      [withField({ type: "string", default: "x" }), "inputSchema.properties.a"],
      [{ type: "object", $schema: "https://example.test/schema" }, "inputSchema.$schema"],
      [{ type: "object", $defs: {} }, "inputSchema"],
      [{ type: "object", additionalProperties: true }, "inputSchema.additionalProperties"],
      [{ type: "object", properties: { "a b": { type: "string" } } }, "inputSchema.properties.a b"],
      [{ type: "object", required: ["b"] }, "inputSchema.required"],
      [withField({ type: "string", pattern: "(a+)+" }), "inputSchema.properties.a"],
      [withField({ type: "number", pattern: "a" }), "inputSchema.properties.a"],
      [withField({ type: "string", minimum: 1 }), "inputSchema.properties.a"],
      [withField({ type: "string", enum: [1] }), "inputSchema.properties.a"],
      [withField({ type: "integer", minimum: 2, maximum: 1 }), "inputSchema.properties.a"],
      [withField({ type: "string", maxLength: 5_000 }), "inputSchema.properties.a.maxLength"],
      [withField({ type: "string", title: { fr: "x" } }), "inputSchema.properties.a.title"],
    ] as const) {
      expect([schema, readSchema(schema).errors.map((error) => error.path)]).toEqual([
        schema,
        expect.arrayContaining([path]),
      ]);
    }
    const many = Object.fromEntries(Array.from({ length: 13 }, (_, n) => [`f${n}`, { type: "string" }]));
    expect(errorsOf({ type: "object", properties: many })).toEqual([
      "inputSchema.properties must have at most 12 fields",
    ]);
  });

  it("checks what is given by field, and reads full-width letters as plain ones where a form is asked for", () => {
    const { schema } = readSchema({
      type: "object",
      properties: {
        order,
        count: { type: "integer", minimum: 1 },
        size: { type: "string", enum: ["S", "M"] },
        mail: { type: "string", format: "email" },
        day: { type: "string", format: "date" },
        note: { type: "string" },
      },
      required: ["order"],
    });
    expect(checkInput(schema, { order: " Ａ－１００１ ".trim(), note: "  ＡＢＣ  ", size: "" })).toEqual({
      input: { order: "A-1001", note: "ＡＢＣ" },
      errors: [],
    });
    const wrong = { order: "1001", count: 0, size: "L", mail: "nobody", day: "2026-02-30", other: true };
    expect(checkInput(schema, wrong).errors).toEqual(
      expect.arrayContaining([
        { path: "input.order", message: "does not look as it should" },
        { path: "input.count", message: "must be >= 1" },
        { path: "input.size", message: "must be one of: S, M" },
        { path: "input.mail", message: 'must match format "email"' },
        { path: "input.day", message: 'must match format "date"' },
        { path: "input.other", message: "is no field of this tool" },
      ]),
    );
    expect(checkInput(schema, { order: null }).errors).toEqual([{ path: "input.order", message: "is needed" }]);
    expect(checkInput(schema, { order: "A-1001", count: "2" }).errors[0]).toMatchObject({ path: "input.count" });
  });

  it("is not led astray by names that every object has", () => {
    const { schema, errors } = readSchema({
      type: "object",
      properties: { constructor: { type: "string" } },
      required: ["constructor"],
    });
    expect(errors).toEqual([]);
    expect(checkInput(schema, {}).errors).toEqual([{ path: "input.constructor", message: "is needed" }]);
    expect(checkInput(schema, { constructor: "x", toString: "y" }).errors).toEqual([
      { path: "input.toString", message: "is no field of this tool" },
    ]);
  });
});
