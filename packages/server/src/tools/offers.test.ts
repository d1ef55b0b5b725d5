import { describe, expect, it } from "vitest";
import { readSchema } from "./input-schema.ts";
import { offersFor } from "./offers.ts";
import type { SiteTool } from "./tool.ts";

const tool = (change: Partial<SiteTool> = {}): SiteTool => ({
  id: "1",
  name: "order_status",
  title: { en: "Order status", ja: "注文の状況" },
  description: { en: "Where an order is." },
  url: "https://shop.example.com/tools",
  inputSchema: readSchema({
    type: "object",
    properties: {
      order: { type: "string", title: { en: "Order number", ja: "注文番号" }, pattern: "^[A-Z]-\\d{4}$" },
      comment: { type: "string" },
    },
    required: ["order"],
  }).schema,
  verification: "none",
  reply: { en: "{{status}}" },
  triggers: ["order", "track my parcel", "注文", "配送状況"],
  timeoutSeconds: 8,
  enabled: true,
  siteId: null,
  updatedAt: "2026-11-23T00:00:00.000Z",
  ...change,
});
const names = (question: string, triggers?: string[]) =>
  offersFor(question, [tool(triggers ? { triggers } : {})], "en").map((offer) => offer.tool);

describe("offers", () => {
  it("come where a trigger stands in the question, as a word or with an ending", () => {
    for (const question of [
      "Where is my order?",
      "ORDERS from last week",
      "my order's late",
      "I want to  track\nmy parcel",
      "注文した品が届きません",
      "ｏｒｄｅｒ A-1001",
    ]) {
      expect([question, names(question)]).toEqual([question, ["order_status"]]);
    }
    for (const question of ["in alphabetical ordering", "the border", "disorder", "How do I sign in?", ""]) {
      expect([question, names(question)]).toEqual([question, []]);
    }
    expect(names("anything", [])).toEqual([]);
    expect(names("order", [" "])).toEqual([]);
  });

  it("are told in the visitor's language, with its own words filled in where they fit a pattern", () => {
    const [offer] = offersFor("注文Ａ－１００１はどこですか", [tool()], "ja");
    expect(offer).toMatchObject({
      tool: "order_status",
      title: "注文の状況",
      description: "Where an order is.",
      input: { order: "A-1001" },
      inputSchema: { properties: { order: { title: "注文番号" } } },
    });
    const input = (question: string) => offersFor(question, [tool()], "en")[0]?.input;
    expect(input("Where is my order a-1002?")).toEqual({ order: "A-1002" });
    expect(input("order #A-1003.")).toEqual({ order: "A-1003" });
    expect(input("order (A-1004), please")).toEqual({ order: "A-1004" });
    expect(input("order A-10045 or XA-1004")).toEqual({});
    expect(input("order")).toEqual({});
  });

  it("give each word to one field only", () => {
    const { schema } = readSchema({
      type: "object",
      properties: { from: { type: "string", pattern: "^\\d{4}$" }, to: { type: "string", pattern: "^\\d{4}$" } },
    });
    const move = tool({ inputSchema: schema, triggers: ["move"] });
    expect(offersFor("move 1001 to 1002", [move], "en")[0]?.input).toEqual({ from: "1001", to: "1002" });
    expect(offersFor("move 1001", [move], "en")[0]?.input).toEqual({ from: "1001" });
  });
});
