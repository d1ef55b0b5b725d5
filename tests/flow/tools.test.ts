import { randomUUID } from "node:crypto";
import type { Input, Message, Tool } from "@kotae/sdk/schema";
import { verify } from "@kotae/sdk/webhooks";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { engines } from "../support/engines.ts";
import { type House, openHouse, type Person } from "../support/house.ts";
import { json, openToolServer } from "../support/tool-server.ts";

const orderStatus = (url: string): Input<"createTool"> => ({
  name: "order_status",
  title: { en: "Order status", ja: "注文の状況" },
  description: { en: "Where an order is.", ja: "ご注文の状況をお調べします。" },
  url,
  inputSchema: {
    type: "object",
    properties: {
      order: { type: "string", title: { en: "Order number", ja: "注文番号" }, pattern: "^[A-Z]-\\d{4}$" },
      note: { type: "string" },
    },
    required: ["order"],
  },
  reply: { en: "Order {{order}} is {{status}}.", ja: "ご注文 {{order}} は{{status}}です。" },
  triggers: ["order", "注文"],
  timeoutSeconds: 1,
  enabled: true,
});
const words = (items: Message[]) =>
  items.flatMap((entry) => (entry.kind === "message" ? [`${entry.author.kind}: ${entry.body}`] : []));

describe.each(engines)("tools on $name", (engine) => {
  let house: House;
  let server: Awaited<ReturnType<typeof openToolServer>>;
  let admin: Person;
  let visitor: Person;
  let conversation: string;
  beforeEach(async () => {
    house = await openHouse(engine, { toolsAllowPrivate: true });
    server = await openToolServer(json({ order: "A-1001", status: "on its way" }));
    admin = await house.agent("Sakura", "admin");
    visitor = await house.visitor();
    conversation = (await visitor.client.createConversation({ locale: "en" })).id;
  });
  afterEach(async () => {
    await server.close();
    await house.close();
  });

  const create = (change: Partial<Input<"createTool">> = {}) =>
    admin.client.createTool({ ...orderStatus(server.url), ...change });
  const run = (input: Record<string, string | number> = { order: "A-1001" }, key: string = randomUUID()) =>
    visitor.client.startToolRun({ id: conversation, tool: "order_status", input }, { idempotencyKey: key });
  const said = async () => words((await visitor.client.listMessages({ id: conversation })).items);

  it("W1 W2 asks the site's own system for a visitor, signed, and says the answer in the conversation", async () => {
    const { secret = "" } = await create();
    const link = house.connect(visitor);
    link.link.follow(conversation, 0);
    await link.live();
    const answer = await run({ order: "Ａ－１００１" });
    expect(answer).toMatchObject({ state: "done", sentTo: null, reply: "Order A-1001 is on its way." });
    expect(await said()).toEqual(["visitor: Order status: A-1001", "assistant: Order A-1001 is on its way."]);
    await link.until(() => link.messages.length === 2);
    const [heard] = server.heard;
    const verified = await verify(secret, heard?.headers ?? {}, heard?.body ?? "");
    expect(verified).toMatchObject({
      id: answer.runId,
      data: {
        tool: "order_status",
        input: { order: "A-1001" },
        visitor: { id: visitor.id, verified: false, verifiedBy: null },
        conversationId: conversation,
        dryRun: false,
        locale: "en",
      },
    });
    expect(heard?.headers).not.toHaveProperty("cookie");
    expect(heard?.headers).not.toHaveProperty("kotae-dry-run");
  });

  it("speaks the conversation's language", async () => {
    await create();
    conversation = (await visitor.client.createConversation({ locale: "ja" })).id;
    server.answer = json({ order: "A-1001", status: "配送中" });
    await run();
    expect(await said()).toEqual(["visitor: 注文の状況：A-1001", "assistant: ご注文 A-1001 は配送中です。"]);
  });

  it("refuses what is not asked for, before anything is said or sent", async () => {
    await create();
    await expect(run({ order: "1001" })).rejects.toMatchObject({
      code: "invalid_input",
      errors: [{ path: "input.order", message: "does not look as it should" }],
    });
    await expect(run({ order: "A-1001", extra: 1 })).rejects.toMatchObject({ code: "invalid_input" });
    const stranger = await house.visitor();
    const theirs = stranger.client.startToolRun({ id: conversation, tool: "order_status", input: { order: "A-1001" } });
    await expect(theirs).rejects.toMatchObject({ code: "not_found" });
    expect(server.heard).toEqual([]);
    expect(await said()).toEqual([]);
  });

  it("is there for the sites it is for, while it is on", async () => {
    const { id } = await create({ enabled: false });
    await expect(run()).rejects.toMatchObject({ code: "not_found" });
    const home = () => visitor.client.getWidget({ site: house.site.key, lang: "ja" });
    expect((await home()).tools).toEqual([]);
    await admin.client.updateTool({ id, enabled: true, siteId: house.site.id });
    expect((await home()).tools).toMatchObject([
      {
        tool: "order_status",
        title: "注文の状況",
        description: "ご注文の状況をお調べします。",
        inputSchema: { properties: { order: { title: "注文番号" } } },
        input: {},
        verification: "none",
      },
    ]);
    expect(await run()).toMatchObject({ state: "done" });
    const other = await house.services.act(async (act) => {
      const { createSite } = await import("../../packages/server/src/cli/init.ts");
      return createSite(act, { name: "Other", locale: "en", accent: null });
    });
    await admin.client.updateTool({ id, siteId: other.id });
    await expect(run()).rejects.toMatchObject({ code: "not_found" });
    expect((await home()).tools).toEqual([]);
  });

  it("W2 W9 says calmly what became of it, whatever the other side does", async () => {
    const { id } = await create();
    const sorry = "This could not be looked up just now.";
    for (const [answer, state, status, error, text] of [
      [json({ message: "bad" }, 400), "failed", 400, "status: 400", sorry],
      [json({ message: "no such order" }, 404), "failed", 404, "not_found", "Nothing was found for this."],
      [json({}, 500), "failed", 500, "status: 500", sorry],
      [(response) => void response.writeHead(302, { location: server.url }).end(), "failed", 302, "redirect", sorry],
      [json({ x: "x".repeat(70_000) }), "failed", 200, "too_large", sorry],
      [
        (response) => void response.writeHead(200, { "content-type": "text/html" }).end("<p>"),
        "failed",
        200,
        "not_json",
        sorry,
      ],
      [
        (response) => void response.destroy(),
        "failed",
        null,
        "connection: ECONNRESET",
        "The answer did not come in time.",
      ],
      [() => undefined, "failed", null, "timeout", "The answer did not come in time."],
      [json({ order: "A-1001" }), "done", 200, "missing_field: status", "There was no answer to this just now."],
    ] as [typeof server.answer, string, number | null, string, string][]) {
      server.answer = answer;
      const before = (await said()).length;
      const { runId, ...ended } = await run();
      expect([error, ended]).toEqual([error, { state, sentTo: null, reply: expect.stringContaining(text) }]);
      expect(ended.reply).toContain("Choose “Talk to a person”");
      expect((await said()).slice(before)).toEqual(["visitor: Order status: A-1001", `assistant: ${ended.reply}`]);
      const { items } = await admin.client.listToolRuns({ id, limit: 1 });
      expect(items[0]).toMatchObject({ id: runId, by: "visitor", state, status, error, input: { order: "A-1001" } });
    }
    expect(server.heard).toHaveLength(9);
  });

  it("W3 sends one request for one key, however often it is asked for", async () => {
    await create();
    const key = randomUUID();
    const both = await Promise.allSettled([run(undefined, key), run(undefined, key)]);
    const [first] = both.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
    expect(first).toMatchObject({ state: "done" });
    for (const each of both) {
      if (each.status === "fulfilled") expect(each.value).toEqual(first);
      else expect(each.reason).toMatchObject({ code: "idempotency_in_progress" });
    }
    expect(await run(undefined, key)).toEqual(first);
    await expect(run({ order: "A-1002" }, key)).rejects.toMatchObject({ code: "idempotency_key_reused" });
    expect(server.heard).toHaveLength(1);
    expect(await said()).toHaveLength(2);
    // a new key is a new request
    await run();
    expect(server.heard).toHaveLength(2);
  });

  it("W3 lets a repeat wait for the request that is under way", async () => {
    await create({ timeoutSeconds: 10 });
    const key = randomUUID();
    let release = () => {};
    server.answer = (response, heard) => {
      release = () => json({ order: "A-1001", status: "late" })(response, heard);
    };
    const first = run(undefined, key);
    await server.until(1);
    const second = run(undefined, key);
    await expect(run({ order: "A-1002" }, key)).rejects.toMatchObject({ code: "idempotency_key_reused" });
    release();
    expect(await second).toEqual(await first);
    expect(server.heard).toHaveLength(1);
  });

  it("W2 goes on where a person has the conversation, and tells them", async () => {
    await create();
    const agent = await house.agent("Aiko");
    const desk = house.connect(agent);
    await desk.live();
    const ticket = await visitor.client.escalate({ id: conversation, body: "Please help" });
    server.answer = json({}, 500);
    const { reply } = await run();
    expect(reply).toContain("The person who looks after this conversation sees it as well.");
    await desk.until(() =>
      desk.heard.find(
        (frame) =>
          frame.t === "ticket" && "preview" in frame.ticket && reply?.startsWith(frame.ticket.preview.slice(0, 30)),
      ),
    );
    const { items } = await agent.client.listTicketEvents({ id: ticket.id });
    expect(words(items)).toEqual(["visitor: Please help", "visitor: Order status: A-1001", `assistant: ${reply}`]);
    // words of a customer open what was over
    await agent.client.setTicketStatus({ id: ticket.id, status: "resolved" });
    await run();
    expect(await agent.client.getTicket({ id: ticket.id })).toMatchObject({ status: "open" });
  });

  it("keeps no card numbers, in the log or in the conversation", async () => {
    const { id } = await create();
    await run({ order: "A-1001", note: "card 4242 4242 4242 4242" });
    expect(JSON.parse(server.heard[0]?.body ?? "{}")).toMatchObject({ input: { note: "card 4242 4242 4242 4242" } });
    expect((await admin.client.listToolRuns({ id })).items[0]?.input).toEqual({
      order: "A-1001",
      note: "card •••• 4242",
    });
    expect((await said())[0]).toBe("visitor: Order status: A-1001, card •••• 4242");
  });

  it("W8 is tried by an admin with both sides shown, and the log keeps it", async () => {
    const { id, secret = "" } = await create({ enabled: false });
    const tried = await admin.client.tryTool({ id, input: { order: "A-1001" } });
    expect(tried).toMatchObject({
      run: { toolId: id, by: "admin", state: "done", status: 200, conversationId: null, input: { order: "A-1001" } },
      request: { url: server.url, headers: { "kotae-dry-run": "1", "content-type": "application/json" } },
      reply: "Order A-1001 is on its way.",
    });
    const [heard] = server.heard;
    expect(heard?.body).toBe(tried.request.body);
    expect(heard?.headers["webhook-signature"]).toBe(tried.request.headers["webhook-signature"]);
    const { data } = await verify(secret, tried.request.headers, tried.request.body);
    expect(data).toMatchObject({ dryRun: true, conversationId: null });
    expect(JSON.stringify(tried)).not.toContain(secret.slice(6));
    await expect(admin.client.tryTool({ id, input: {} })).rejects.toMatchObject({ code: "invalid_input" });
    server.answer = json({}, 500);
    expect(await admin.client.tryTool({ id, input: { order: "A-1001" } })).toMatchObject({
      run: { state: "failed", status: 500, error: "status: 500", output: "{}" },
    });
    for (let n = 0; n < 3; n++) await admin.client.tryTool({ id, input: { order: `A-200${n}` } });
    const first = await admin.client.listToolRuns({ id, limit: 2 });
    const second = await admin.client.listToolRuns({ id, limit: 2, cursor: first.nextCursor ?? "" });
    const third = await admin.client.listToolRuns({ id, limit: 2, cursor: second.nextCursor ?? "" });
    expect([...first.items, ...second.items, ...third.items].map(({ input }) => input.order)).toEqual([
      "A-2002",
      "A-2001",
      "A-2000",
      "A-1001",
      "A-1001",
    ]);
    expect(third.nextCursor).toBeNull();
    expect(await said()).toEqual([]);
  });

  it("is made, changed and taken away by admins", async () => {
    const { secret, ...made } = await create();
    expect(made).toMatchObject({ name: "order_status", usable: true, problem: null, siteId: null });
    expect(await admin.client.getTool({ id: made.id })).toEqual(made);
    expect(await admin.client.listTools()).toEqual({ items: [made], nextCursor: null });
    await expect(create()).rejects.toMatchObject({ code: "conflict", errors: [{ path: "name" }] });
    const changed = await admin.client.updateTool({ id: made.id, title: { en: "Where is it?" }, triggers: ["a", "a"] });
    expect(changed).toMatchObject({ title: { en: "Where is it?" }, triggers: ["a"], url: made.url });
    expect(changed).not.toHaveProperty("secret");
    const agent = await house.agent("Aiko");
    await expect(agent.client.updateTool({ id: made.id, enabled: false })).rejects.toMatchObject({ code: "forbidden" });
    expect((await agent.client.listTools()).items).toHaveLength(1);
    await run();
    await admin.client.deleteTool({ id: made.id });
    await expect(admin.client.getTool({ id: made.id })).rejects.toMatchObject({ code: "not_found" });
    await expect(admin.client.deleteTool({ id: made.id })).rejects.toMatchObject({ code: "not_found" });
    expect(secret).toMatch(/^whsec_/);
  });

  it("shows its secret once, keeps it sealed, and signs with both while it is replaced", async () => {
    const key = randomUUID();
    const input = orderStatus(server.url);
    const made = await admin.client.createTool(input, { idempotencyKey: key });
    const again = await admin.client.createTool(input, { idempotencyKey: key });
    expect(again.id).toBe(made.id);
    expect(again.secret).toBeUndefined();
    const next = await admin.client.updateTool({ id: made.id, rotateSecret: true });
    await run();
    const [heard] = server.heard;
    for (const secret of [made.secret ?? "", next.secret ?? ""]) {
      await verify(secret, heard?.headers ?? {}, heard?.body ?? "");
    }
    const { db } = house.services.storage;
    const everything = JSON.stringify([
      await db.selectFrom("tools").selectAll().execute(),
      await db.selectFrom("idempotency_keys").selectAll().execute(),
      await db.selectFrom("tool_runs").selectAll().execute(),
    ]);
    expect(made.secret).not.toBe(next.secret);
    for (const secret of [made.secret ?? "", next.secret ?? ""]) expect(everything).not.toContain(secret.slice(6, 30));
  });

  it("refuses a tool that is written wrong, with every field that is", async () => {
    const wrong = create({
      url: "http://api.example.com/x",
      title: {},
      reply: { en: "{{status" },
      inputSchema: { type: "object", properties: { a: { type: "object" } } },
      siteId: randomUUID(),
    });
    const errors = await wrong.catch((error: { errors?: { path: string }[] }) => error.errors?.map(({ path }) => path));
    expect(errors).toEqual(["title", "reply.en", "url", "inputSchema.properties.a.type", "siteId"]);
    expect((await admin.client.listTools()).items).toEqual([]);
  });

  it("W3 W4 leaves a run that a crash interrupted as failed, says so, and never asks again", async () => {
    const { id } = await create({ timeoutSeconds: 30 });
    const key = randomUUID();
    server.answer = () => undefined;
    const lost = run(undefined, key).catch(() => undefined);
    await server.until(1);
    // what a process finds that starts on this database now: the request has left, and nobody waits for its answer
    const { endInterrupted, interrupted } = await import("../../packages/server/src/tools/index.ts");
    const { runDeps } = await import("../../packages/server/src/http/handlers/tools.ts");
    const { services } = house;
    await endInterrupted(runDeps(services, services.act), await interrupted(services.storage.db));
    const [row] = (await admin.client.listToolRuns({ id })).items;
    expect(row).toMatchObject({ state: "failed", error: "interrupted" });
    expect((await said())[1]).toContain("We do not know whether your request went through.");
    services.tools.underWay.clear();
    expect(await run(undefined, key)).toMatchObject({
      state: "failed",
      reply: expect.stringContaining("We do not know"),
    });
    expect(server.heard).toHaveLength(1);
    expect(await said()).toHaveLength(2);
    await server.close();
    // the answer that comes after all changes nothing any more
    await lost;
    expect(await said()).toHaveLength(2);
    server = await openToolServer(json({}));
  });
});

describe.each(engines)("tools on $name, as the guard comes", (engine) => {
  it("W9 reach no private network, and say so to the admin", async () => {
    const house = await openHouse(engine);
    const server = await openToolServer(json({ order: "A-1001", status: "on its way" }));
    try {
      const admin = await house.agent("Sakura", "admin");
      for (const url of [server.url, "https://10.0.0.1/", "https://[::ffff:10.0.0.1]/", "https://localhost/x"]) {
        await expect(admin.client.createTool(orderStatus(url))).rejects.toMatchObject({ errors: [{ path: "url" }] });
      }
      const made: Tool = await admin.client.createTool(orderStatus("https://tools.example.test/x"));
      // as if the operator had allowed it, and does not any more
      await house.services.storage.write(({ db }) => db.updateTable("tools").set({ url: server.url }).execute());
      expect(await admin.client.getTool({ id: made.id })).toMatchObject({ usable: false, problem: "address_refused" });
      const visitor = await house.visitor();
      const { id } = await visitor.client.createConversation({ locale: "en" });
      const { reply } = await visitor.client.startToolRun({ id, tool: "order_status", input: { order: "A-1001" } });
      expect(reply).toContain("could not be looked up");
      expect((await admin.client.listToolRuns({ id: made.id })).items[0]).toMatchObject({ error: "address_refused" });
      expect(server.heard).toEqual([]);
      // its other parts may be changed all the same
      expect(await admin.client.updateTool({ id: made.id, enabled: false })).toMatchObject({ enabled: false });
    } finally {
      await server.close();
      await house.close();
    }
  });
});
