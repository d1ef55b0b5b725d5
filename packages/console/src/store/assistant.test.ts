import { KotaeError } from "@kotae/sdk";
import { describe, expect, it, vi } from "vitest";
import { aDesk, assistantAt, settled } from "../fakes.ts";
import { AssistantModel } from "./assistant.ts";
import { ToolModel } from "./tools.ts";

const whatIf = vi.fn(async () => ({
  threshold: 0.5,
  questions: 3,
  today: { answered: 2, clarified: 0, handedOver: 1, wrong: 0.2 },
  proposed: { answered: 1, clarified: 0, handedOver: 2, wrong: 0.1 },
  changes: [],
}));

async function open(site: string, answers: Parameters<typeof aDesk>[0] = {}) {
  whatIf.mockClear();
  const bench = aDesk({
    listSites: async () => ({ items: [], nextCursor: null }),
    getAssistant: async (input) =>
      input?.siteId ? assistantAt({ wrongAtMost: 0.3 }, ["wrongAtMost"]) : assistantAt({ wrongAtMost: 0.1 }),
    whatIf,
    ...answers,
  });
  const assistant = new AssistantModel(bench.desk);
  assistant.show(site);
  await settled();
  return { ...bench, assistant };
}

describe("the assistant's settings", () => {
  it("decides the past again once the hand rests, and keeps nothing by asking", async () => {
    const { assistant, clock } = await open("");
    whatIf.mockClear();
    assistant.set("wrongAtMost", 0.05);
    assistant.set("wrongAtMost", 0.02);
    clock.turn(350);
    await settled();
    expect(whatIf).toHaveBeenCalledTimes(1);
    expect(assistant.settings.value?.wrongAtMost).toBe(0.02);
    expect(assistant.isDirty.value).toBe(true);
    assistant.discard();
    expect(assistant.settings.value?.wrongAtMost).toBe(0.1);
  });

  it("is unchanged once a value is back where it was", async () => {
    const { assistant } = await open("");
    assistant.set("clarify", false);
    assistant.set("clarify", true);
    expect(assistant.isDirty.value).toBe(false);
  });

  it("gives a site's setting back to the default, and sends that as null", async () => {
    const updateAssistant = vi.fn(async () => assistantAt({ wrongAtMost: 0.1 }));
    const { assistant } = await open("s1", { updateAssistant });
    expect([...assistant.own.value]).toEqual(["wrongAtMost"]);
    assistant.inherit("wrongAtMost");
    expect(assistant.settings.value?.wrongAtMost).toBe(0.1);
    expect([...assistant.own.value]).toEqual([]);
    await assistant.save();
    expect(updateAssistant).toHaveBeenCalledWith({ siteId: "s1", settings: { wrongAtMost: null } });
    expect(assistant.isDirty.value).toBe(false);
  });

  it("keeps the changes where the server refuses them", async () => {
    const { assistant, desk } = await open("", {
      updateAssistant: async () => {
        throw new KotaeError("forbidden", "No.");
      },
    });
    assistant.set("holdOut", 0.1);
    await assistant.save();
    expect(assistant.isDirty.value).toBe(true);
    expect(desk.toasts.items.value[0]?.tone).toBe("bad");
  });
});

describe("a tool", () => {
  const none = {
    listSites: async () => ({ items: [], nextCursor: null }),
    listToolRuns: async () => ({ items: [], nextCursor: null }),
  };

  it("puts the server's objections at their fields, and sends no broken schema", async () => {
    const createTool = vi.fn(async () => {
      throw new KotaeError("invalid_input", "No.", {
        errors: [
          { path: "inputSchema.properties.order", message: "has a pattern that never ends" },
          { path: "url", message: "must be an http(s) URL" },
          { path: "name", message: "must not be empty" },
          { path: "name", message: "must be lower-case letters, digits and underscores" },
          { path: "title", message: "must be there in one language at least" },
          { path: "reply.ja", message: "must write fields as in {{status}} or {{order.status}}" },
        ],
      });
    });
    const tool = new ToolModel(aDesk({ ...none, createTool }).desk, undefined);
    await settled();
    tool.put({ schema: "{" });
    await tool.save();
    expect(createTool).not.toHaveBeenCalled();
    expect(tool.errors.value.schema).toBe("This is not a JSON object.");
    tool.put({ schema: "{}" });
    await tool.save();
    expect(tool.errors.value).toEqual({
      schema: "properties.order has a pattern that never ends",
      url: "This is not a web address.",
      name: "Fill this in.",
      titleEn: "Write it in one language at least.",
      replyJa: "Write fields as in {{status}} or {{order.status}}.",
    });
    tool.put({ url: "https://a.example" });
    expect(tool.errors.value.url).toBeUndefined();
  });

  it("writes rows into the schema that is sent", async () => {
    const tool = new ToolModel(aDesk(none).desk, undefined);
    await settled();
    tool.setFields([
      { name: "order", type: "string", en: "Order", ja: "", required: true, pattern: "^A-", choices: "", rest: {} },
    ]);
    expect(JSON.parse(tool.form.value.schema)).toEqual({
      type: "object",
      properties: { order: { type: "string", title: { en: "Order" }, pattern: "^A-" } },
      required: ["order"],
      additionalProperties: false,
    });
  });
});
