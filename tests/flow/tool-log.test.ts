import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { engines } from "../support/engines.ts";
import { type House, openHouse, type Person } from "../support/house.ts";
import { json, openToolServer } from "../support/tool-server.ts";

describe.each(engines)("the log of a tool on $name", (engine) => {
  let house: House;
  let server: Awaited<ReturnType<typeof openToolServer>>;
  let admin: Person;
  let visitor: Person;
  let conversation: string;
  beforeEach(async () => {
    house = await openHouse(engine, { toolsAllowPrivate: true });
    server = await openToolServer(json({ order: "A-1001", status: "on its way" }));
    [admin, visitor] = [await house.agent("Sakura", "admin"), await house.visitor()];
    conversation = (await visitor.client.createConversation({ locale: "en" })).id;
  });
  afterEach(async () => {
    await server.close();
    await house.close();
  });

  const create = () =>
    admin.client.createTool({
      name: "order_status",
      title: { en: "Order status", ja: "注文の状況" },
      description: { en: "Where an order is." },
      url: server.url,
      inputSchema: { type: "object", properties: { order: { type: "string" } }, required: ["order"] },
      reply: { en: "Order {{order}} is {{status}}." },
      enabled: true,
    });
  const run = () =>
    visitor.client.startToolRun(
      { id: conversation, tool: "order_status", input: { order: "A-1001" } },
      { idempotencyKey: randomUUID() },
    );

  it("says for whom and by whom it was asked, and which ticket its conversation became", async () => {
    const { id } = await create();
    await visitor.client.updateVisitor({ name: "Hana", email: "hana@example.test" });
    await run();
    const tried = await admin.client.tryTool({ id, input: { order: "A-1001" } });
    expect(tried.run).toMatchObject({ agent: { id: admin.id, name: "Sakura" }, visitor: null, ticketId: null });

    const runs = async () => (await admin.client.listToolRuns({ id })).items;
    expect(await runs()).toMatchObject([
      { by: "admin", conversationId: null, visitor: null, agent: { id: admin.id, name: "Sakura" }, ticketId: null },
      {
        by: "visitor",
        conversationId: conversation,
        visitor: { id: visitor.id, name: "Hana", email: "hana@example.test" },
        agent: null,
        ticketId: null,
      },
    ]);
    const ticket = await visitor.client.escalate({ id: conversation });
    expect((await runs()).map(({ ticketId }) => ticketId)).toEqual([null, ticket.id]);
  });

  it("stays when the tool is deleted, and the tool's name is free again", async () => {
    const made = await create();
    await run();
    await admin.client.deleteTool({ id: made.id });
    expect((await admin.client.listTools()).items).toEqual([]);
    const agent = await house.agent("Aiko");
    const { items } = await agent.client.listRetiredTools();
    expect(items).toMatchObject([
      { id: made.id, name: "order_status", title: { en: "Order status", ja: "注文の状況" }, by: "Sakura" },
    ]);
    expect((await agent.client.listToolRuns({ id: made.id })).items).toMatchObject([
      { state: "done", visitor: { id: visitor.id }, input: { order: "A-1001" } },
    ]);
    expect(
      JSON.stringify(await house.services.storage.db.selectFrom("retired_tools").selectAll().execute()),
    ).not.toMatch(/whsec|secret/);
    const next = await create();
    expect((await admin.client.listToolRuns({ id: next.id })).items).toEqual([]);
    await expect(admin.client.listToolRuns({ id: randomUUID() })).rejects.toMatchObject({ code: "not_found" });
  });

  it("keeps and says what came of a request that was under way when its tool was deleted", async () => {
    const { id } = await create();
    let release = () => {};
    server.answer = (response, heard) => {
      release = () => json({ order: "A-1001", status: "delivered" })(response, heard);
    };
    const running = run();
    await server.until(1);
    await admin.client.deleteTool({ id });
    release();
    expect(await running).toMatchObject({ state: "done", reply: "Order A-1001 is delivered." });
    expect((await admin.client.listToolRuns({ id })).items).toMatchObject([{ state: "done", status: 200 }]);
  });
});
