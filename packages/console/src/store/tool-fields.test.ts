import fc from "fast-check";
import { expect, it } from "vitest";
import { fieldsOf, fieldTypes, schemaOf, type ToolField, typedValue } from "./tool-fields.ts";

const word = fc.string({ minLength: 1, maxLength: 8, unit: fc.constantFrom(..."abc 注文") }).map((text) => text.trim());
const field: fc.Arbitrary<ToolField> = fc
  .record({
    name: fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/).filter((name) => name !== "__proto__"),
    type: fc.constantFrom(...fieldTypes),
    en: word,
    ja: word,
    required: fc.boolean(),
    rest: fc.constantFrom({}, { maxLength: 20 }),
  })
  .map((made) => ({ ...made, pattern: made.type === "string" ? "^A-" : "", choices: "" }));

it("writes rows as a JSON Schema and reads the same rows back", () => {
  fc.assert(
    fc.property(fc.uniqueArray(field, { selector: ({ name }) => name, maxLength: 6 }), (fields) => {
      expect(fieldsOf(schemaOf(fields))).toEqual(fields);
    }),
  );
});

it("keeps what it has no control for", () => {
  const before = { $schema: "https://json-schema.org/draft/2020-12/schema", title: { en: "Order" } };
  expect(schemaOf([], before)).toMatchObject(before);
  const schema = { type: "object", properties: { order: { type: "string", minLength: 4, enum: ["a", "b"] } } };
  const [order] = fieldsOf(schema) ?? [];
  expect(order).toMatchObject({ choices: "a, b", required: false, rest: { minLength: 4 } });
});

it("leaves to the JSON what rows cannot say", () => {
  expect(fieldsOf({ properties: { a: { type: "array" } } })).toBeUndefined();
  expect(fieldsOf({ properties: { a: { type: "string", format: "uuid" } } })).toBeUndefined();
  expect(fieldsOf({ properties: [] })).toBeUndefined();
});

it("gives typed words the type the schema asks for", () => {
  expect(typedValue("integer", "3")).toBe(3);
  expect(typedValue("boolean", "")).toBe(false);
  expect(typedValue("string", " ")).toBeUndefined();
  expect(typedValue("string", "A-1001")).toBe("A-1001");
});
