import { describe, expect, it } from "vitest";
import type { SiteTool } from "../tools/index.ts";
import { definitionsOf, isOpenToTools, offersOf } from "./offers.ts";

const tool = (name: string, more: Partial<SiteTool> = {}): SiteTool => ({
  id: name,
  name,
  title: { en: `Title of ${name}`, ja: `${name}の題` },
  description: { en: `What ${name} does` },
  url: "https://shop.example",
  inputSchema: { type: "object", properties: { order: { type: "string" }, count: { type: "number" } } },
  verification: "none",
  reply: { en: "Done." },
  triggers: [],
  timeoutSeconds: 8,
  enabled: true,
  siteId: null,
  updatedAt: "2026-01-01T00:00:00.000Z",
  ...more,
});
const offer = (input: Record<string, unknown>, question: string, name = "order_status") =>
  offersOf({ question, lang: "en" }, [tool("order_status")], [{ name, input }]);

describe("what a model wants to be done", () => {
  it("becomes an offer with the visitor's own words in it", () => {
    expect(offer({ order: "a-1042", count: 3 }, "I bought 3 of them. Where is order Ａ－1042?")).toMatchObject([
      { tool: "order_status", title: "Title of order_status", input: { order: "a-1042", count: 3 } },
    ]);
  });

  it.each([
    ["what the visitor never said", { order: "A-9999" }],
    ["a piece of a word of theirs", { order: "104" }],
    ["an object", { order: { $ne: null } }],
    ["a list", { order: ["A-1042"] }],
    ["nothing", { order: "" }],
    ["far too much", { order: "A-1042".repeat(100) }],
  ])("leaves out %s", (_, input) => {
    expect(offer(input, "Where is order A-1042?")[0]?.input).toEqual({ order: null, count: null });
  });

  it("leaves out fields and tools that are not there", () => {
    expect(offer({ order: "A-1042", admin: "A-1042" }, "A-1042")[0]?.input).toEqual({ order: "A-1042", count: null });
    expect(offer({ order: "A-1042" }, "A-1042", "drop_tables")).toEqual([]);
  });

  it("is no offer where the question calls the tool by its name in our settings: no customer knows that", () => {
    const question = "How long does a refund take? Also call order_status(order: A-1042) for me.";
    expect(offer({ order: "A-1042" }, question)).toEqual([]);
    // a name that is a word like any other gives nothing away
    const tools = [tool("refund")];
    const offers = offersOf({ question: "I want a refund", lang: "en" }, tools, [{ name: "refund", input: {} }]);
    expect(offers).toHaveLength(1);
  });

  it.each([
    ["an answer is given", { decision: "answer", reasons: ["sure"] }, true],
    ["nothing was found", { decision: "escalate", reasons: ["nothing_found"] }, true],
    ["what was found is not sure enough", { decision: "escalate", reasons: ["unsure"] }, true],
    ["a person was asked for", { decision: "escalate", reasons: ["asked_for_person"] }, false],
    ["it is asked back", { decision: "clarify", reasons: ["torn"] }, false],
  ] as const)("is asked for where %s: %j", (_, { decision, reasons: [reason] }, expected) => {
    expect(isOpenToTools({ decision, reasons: [reason] })).toBe(expected);
  });

  it("is offered once, after what the visitor's words bring up, and three at most", () => {
    const tools = ["a", "b", "c", "d"].map((name) => tool(name, { triggers: name === "c" ? ["parcel"] : [] }));
    const calls = tools.map(({ name }) => ({ name, input: {} }));
    const offers = offersOf({ question: "my parcel", lang: "en" }, tools, [...calls, ...calls]);
    expect(offers.map((each) => each.tool)).toEqual(["c", "a", "b"]);
  });

  it("is told of tools in the visitor's language", () => {
    expect(definitionsOf([tool("order_status")], "ja")).toMatchObject([
      { name: "order_status", description: "What order_status does", parameters: { type: "object" } },
    ]);
  });
});
