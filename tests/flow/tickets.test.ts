import { randomUUID } from "node:crypto";
import type { Message, TicketRow } from "@kotae/sdk/schema";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { escalate } from "../../packages/server/src/tickets/index.ts";
import { engines } from "../support/engines.ts";
import { type House, openHouse, type Person } from "../support/house.ts";

const changes = (items: Message[]) => items.flatMap((entry) => (entry.kind === "event" ? [entry.change] : []));
const words = (items: Message[]) => items.flatMap((entry) => ("body" in entry ? [entry.body] : []));

describe.each(engines)("tickets on $name", (engine) => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse(engine);
  });
  afterEach(() => house.close());

  const ticketFrom = async (body = "My export is empty") => {
    const visitor = await house.visitor();
    const { id } = await visitor.client.createConversation();
    await visitor.client.postMessage({ id, clientId: randomUUID(), body });
    const ticket = await visitor.client.escalate({ id });
    const say = (text: string) => visitor.client.postMessage({ id, clientId: randomUUID(), body: text });
    return { visitor, conversationId: id, ticketId: ticket.id, ticket, say };
  };
  const online = async (name: string): Promise<Person> => {
    const agent = await house.agent(name);
    await house.connect(agent).live();
    return agent;
  };

  it("T1 T2 opens one ticket with its last words and first events, however often it is asked for", async () => {
    const agent = await house.agent("Aiko");
    const visitor = await house.visitor();
    const { id } = await visitor.client.createConversation();
    const input = { id, body: "Please help", clientId: randomUUID(), name: "Hana", email: "hana@example.test" };
    const first = await visitor.client.escalate(input);
    expect(first).toMatchObject({ number: 1001, status: "new", subject: "Please help", assignee: null, ahead: 0 });
    const again = await visitor.client.escalate({ id, body: "And one more thing", clientId: randomUUID() });
    expect(again.id).toBe(first.id);
    const { items } = await agent.client.listTicketEvents({ id: first.id });
    expect(items.map(({ kind }) => kind)).toEqual(["message", "event", "event", "message"]);
    expect(changes(items).map(({ type }) => type)).toEqual(["escalated", "assigned"]);
    expect(await agent.client.getTicket({ id: first.id })).toMatchObject({
      customer: { name: "Hana", email: "hana@example.test", verified: false },
      transcriptSeq: 1,
      seq: 4,
    });
  });

  it("T1 M3 leaves nothing behind, and says nothing, when a part of it fails", async () => {
    const visitor = await house.visitor();
    const agent = await online("Aiko");
    const listening = house.connect(agent);
    await listening.live();
    const { id } = await visitor.client.createConversation();
    const actor = { kind: "visitor", id: visitor.id, siteId: house.site.id } as const;
    const failing = house.services.act(async (act) => {
      await escalate(act, actor, { id, body: "Please help" });
      throw new Error("the disk is full");
    });
    await expect(failing).rejects.toThrow("the disk is full");
    expect(await visitor.client.getConversation({ id })).toMatchObject({
      owner: "assistant",
      ticket: null,
      lastSeq: 0,
    });
    // the number was taken back as well
    expect(await visitor.client.escalate({ id })).toMatchObject({ number: 1001 });
    await listening.until(() => listening.heard.some(({ t }) => t === "ticket"));
    expect(listening.heard.filter(({ t }) => t === "ticket")).toHaveLength(1);
  });

  it("T3 carries what was tried, and where", async () => {
    const agent = await house.agent("Aiko", "admin");
    const article = await agent.client.createArticle({
      title: "Export",
      body: "Choose File, then Export.",
      lang: "en",
      status: "published",
    });
    const visitor = await house.visitor();
    const { id } = await visitor.client.createConversation();
    await visitor.client.postMessage({ id, clientId: randomUUID(), body: "My export is empty" });
    const { id: ticketId } = await visitor.client.escalate({
      id,
      page: { url: "https://shop.example.test/cart", title: "Cart", timeZone: "Asia/Tokyo", screen: "390x844" },
      trail: { searches: ["export", "empty export"], articles: [{ id: article.id, solved: false }] },
    });
    const ticket = await agent.client.getTicket({ id: ticketId });
    expect(ticket.tried).toEqual({
      summary: "Did not help: “Export”. Searched for “export”, “empty export”. Last words: “My export is empty”.",
      searches: ["export", "empty export"],
      questions: [],
      articles: [{ id: article.id, title: "Export", url: article.url, how: "opened", rejected: true }],
    });
    expect(ticket.context).toMatchObject({
      page: "https://shop.example.test/cart",
      pageTitle: "Cart",
      timeZone: "Asia/Tokyo",
    });
    expect(ticket.subject).toBe("My export is empty");
  });

  it("T4 gives tickets in turn to the agents who are online and available, also when they open at once", async () => {
    const [aiko, kenji] = [await online("Aiko"), await online("Kenji")];
    const away = await online("Away");
    await away.client.updateAgent({ id: "me", available: false });
    await house.agent("Offline");
    const opened = await Promise.all([1, 2, 3, 4].map(() => ticketFrom()));
    const { items } = await aiko.client.listTickets({ limit: 10 });
    const owners = items.map(({ assignee }) => assignee?.id);
    expect(opened).toHaveLength(4);
    expect(owners.filter((id) => id === aiko.id)).toHaveLength(2);
    expect(owners.filter((id) => id === kenji.id)).toHaveLength(2);
  });

  it("T5 keeps tickets in the queue while nobody is there, and tells each customer how many wait before", async () => {
    const first = await ticketFrom();
    const second = await ticketFrom();
    expect([first.ticket.ahead, second.ticket.ahead]).toEqual([0, 1]);
    const socket = house.connect(second.visitor);
    await socket.live();
    const agent = await house.agent("Aiko");
    await agent.client.assignTicket({ id: first.ticketId, agentId: agent.id });
    await socket.until(() =>
      socket.heard.find((frame) => frame.t === "ticket" && "ahead" in frame.ticket && frame.ticket.ahead === 0),
    );
    expect((await first.visitor.client.getConversation({ id: first.conversationId })).ticket).toMatchObject({
      assignee: "Aiko",
      ahead: null,
    });
  });

  it("T6 T7 stops a reply whose writer has not seen the newest words, and shows what was missed", async () => {
    const { ticketId, say } = await ticketFrom();
    const [aiko, kenji] = [await house.agent("Aiko"), await house.agent("Kenji")];
    const { seq } = await aiko.client.getTicket({ id: ticketId });
    await say("One more detail");
    await kenji.client.postTicketMessage({ id: ticketId, body: "Looks like the March bug", visibility: "internal" });
    const reply = { id: ticketId, body: "Have you tried again?", visibility: "public" as const };
    const stopped = await aiko.client.postTicketMessage({ ...reply, ifSeq: seq }).catch((error: unknown) => error);
    expect(stopped).toMatchObject({ code: "thread_moved", status: 409 });
    expect(words((stopped as { missed: Message[] }).missed)).toEqual(["One more detail", "Looks like the March bug"]);
    const now = (await aiko.client.getTicket({ id: ticketId })).seq;
    await aiko.client.updateTicket({ id: ticketId, priority: "high" });
    const sent = await aiko.client.postTicketMessage({ ...reply, ifSeq: now });
    expect(sent.seq).toBe(now + 2);
    const { items } = await aiko.client.listTicketEvents({ id: ticketId });
    expect(words(items).filter((body) => body === reply.body)).toHaveLength(1);
  });

  it("T8 makes the first to reply the one who has it", async () => {
    const { ticketId, visitor, conversationId } = await ticketFrom();
    const agent = await house.agent("Aiko");
    await agent.client.postTicketMessage({ id: ticketId, body: "Hello", visibility: "public" });
    expect(await agent.client.getTicket({ id: ticketId })).toMatchObject({
      status: "open",
      assignee: { id: agent.id },
    });
    expect(await visitor.client.getConversation({ id: conversationId })).toMatchObject({ owner: "agent" });
  });

  it("T9 T13 opens a resolved ticket again when its customer writes, and takes one rating for each resolution", async () => {
    const { visitor, conversationId: id, ticketId, say } = await ticketFrom();
    const agent = await house.agent("Aiko");
    await expect(visitor.client.rate({ id, score: 4 })).rejects.toMatchObject({ code: "not_resolved" });
    await agent.client.setTicketStatus({ id: ticketId, status: "resolved" });
    expect((await visitor.client.getConversation({ id })).ticket).toMatchObject({ status: "resolved", canRate: true });
    await visitor.client.rate({ id, score: 4, comment: "quick" });
    await expect(visitor.client.rate({ id, score: 1 })).rejects.toMatchObject({ code: "already_rated" });
    expect(await agent.client.getTicket({ id: ticketId })).toMatchObject({ rating: { score: 4, comment: "quick" } });

    await say("It is back");
    expect(await agent.client.getTicket({ id: ticketId })).toMatchObject({ status: "open", resolvedAt: null });
    await agent.client.setTicketStatus({ id: ticketId, status: "resolved" });
    await visitor.client.rate({ id, score: 2 });
    expect(await agent.client.getTicket({ id: ticketId })).toMatchObject({ rating: { score: 2, comment: null } });
  });

  it("T10 refuses moves that are none, and changes nothing", async () => {
    const { ticketId } = await ticketFrom();
    const agent = await house.agent("Aiko");
    await agent.client.setTicketStatus({ id: ticketId, status: "closed" });
    await expect(agent.client.setTicketStatus({ id: ticketId, status: "pending" })).rejects.toMatchObject({
      code: "status_refused",
    });
    await expect(agent.client.setTicketStatus({ id: ticketId, status: "new" })).rejects.toMatchObject({
      code: "status_refused",
    });
    expect((await agent.client.getTicket({ id: ticketId })).status).toBe("closed");
  });

  it("T11 T12 M8 writes every change as one event, and shows a customer nothing that is among agents", async () => {
    const { ticketId, visitor, conversationId: id } = await ticketFrom();
    const socket = house.connect(visitor);
    await socket.live();
    socket.link.follow(id, 0);
    const agent = await house.agent("Aiko");
    await agent.client.updateTicket({ id: ticketId, priority: "critical", subject: "Empty export" });
    await agent.client.updateTicket({ id: ticketId, priority: "critical" });
    await agent.client.postTicketMessage({ id: ticketId, body: "SECRET note", visibility: "internal" });
    await agent.client.assignTicket({ id: ticketId, agentId: agent.id });
    await agent.client.assignTicket({ id: ticketId, agentId: agent.id });
    await agent.client.setTicketStatus({ id: ticketId, status: "pending" });
    const all = (await agent.client.listTicketEvents({ id: ticketId })).items;
    expect(changes(all).map(({ type }) => type)).toEqual([
      "escalated",
      "assigned",
      "subject",
      "priority",
      "assigned",
      "status",
    ]);

    const seen = (await visitor.client.listMessages({ id })).items;
    expect(seen.map(({ seq }) => seq)).toEqual(all.map(({ seq }) => seq));
    expect(seen.filter(({ kind }) => kind === "hidden")).toEqual(
      [4, 5, 6].map((seq) => ({ kind: "hidden", conversationId: id, seq })),
    );
    await socket.until(() => socket.messages.length === all.length);
    const everything = JSON.stringify([seen, socket.heard, socket.messages, await visitor.client.listConversations()]);
    expect(everything).not.toContain("SECRET");
    expect(everything).not.toContain("critical");
    expect(socket.messages.map(({ seq }) => seq)).toEqual(all.map(({ seq }) => seq));
  });

  it("T14 tells every agent and the customer how the ticket stands", async () => {
    const agent = await house.agent("Aiko");
    const [console, other] = [house.connect(agent), house.connect(await house.agent("Kenji"))];
    await Promise.all([console.live(), other.live()]);
    const { ticketId, visitor } = await ticketFrom("Where is my parcel?");
    const panel = house.connect(visitor);
    await panel.live();
    await agent.client.setTicketStatus({ id: ticketId, status: "on_hold" });
    for (const socket of [console, other]) {
      const row = await socket.until(() =>
        socket.heard
          .flatMap((frame) => (frame.t === "ticket" ? [frame.ticket as TicketRow] : []))
          .find(({ status }) => status === "on_hold"),
      );
      expect(row).toMatchObject({ id: ticketId, subject: "Where is my parcel?", preview: "Where is my parcel?" });
    }
    const own = await panel.until(() => panel.heard.find((frame) => frame.t === "ticket"));
    expect(own).toMatchObject({ ticket: { status: "on_hold" } });
    expect(JSON.stringify(own)).not.toContain("preview");
  });

  it("H10 pages the inbox without losing or repeating a ticket, by view, status and words", async () => {
    const agent = await house.agent("Aiko");
    const made = [];
    for (const n of [1, 2, 3, 4, 5, 6, 7])
      made.push(await ticketFrom(`Question ${n} about ${n === 3 ? "請求書" : "parcels"}`));
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: TicketRow[]; nextCursor: string | null } = await agent.client.listTickets({
        limit: 3,
        ...(cursor ? { cursor } : {}),
      });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(made.map(({ ticketId }) => ticketId).reverse());
    expect((await agent.client.listTickets({ q: "請求書" })).items.map(({ id }) => id)).toEqual([made[2]?.ticketId]);
    expect((await agent.client.listTickets({ q: "100%" })).items).toEqual([]);
    expect((await agent.client.listTickets({ q: `#${made[4]?.ticket.number}` })).items.map(({ id }) => id)).toEqual([
      made[4]?.ticketId,
    ]);
    await agent.client.assignTicket({ id: String(made[0]?.ticketId), agentId: agent.id });
    await agent.client.setTicketStatus({ id: String(made[1]?.ticketId), status: "resolved" });
    expect(await agent.client.countTickets()).toEqual({ mine: 1, unassigned: 5, all: 6 });
    expect((await agent.client.listTickets({ view: "mine" })).items).toHaveLength(1);
    expect((await agent.client.listTickets({ status: "resolved" })).items).toHaveLength(1);
    await expect(agent.client.listTickets({ cursor: "bm9uc2Vuc2U" })).rejects.toMatchObject({ code: "invalid_cursor" });
  });

  it("R32 tells visitors whether anybody is there who is also available", async () => {
    const panel = house.connect(await house.visitor());
    await panel.live();
    const heard = () => panel.heard.flatMap((frame) => (frame.t === "presence" ? [frame.online] : []));
    const aiko = await online("Aiko");
    await panel.until(() => heard().length === 2);
    await aiko.client.updateAgent({ id: "me", available: false });
    await panel.until(() => heard().length === 3);
    const late = house.connect(await house.visitor());
    await late.live();
    await late.until(() => late.heard.some(({ t }) => t === "presence"));
    expect(heard()).toEqual([false, true, false]);
    expect(late.heard.find(({ t }) => t === "presence")).toEqual({ t: "presence", online: false });
  });

  it("opens a ticket for somebody who wrote elsewhere", async () => {
    const agent = await house.agent("Aiko");
    const ticket = await agent.client.createTicket({
      subject: "Called about a refund",
      body: "Order 12",
      requester: { email: "Mei@Example.test", name: "Mei" },
      priority: "high",
    });
    expect(ticket).toMatchObject({
      priority: "high",
      customer: { email: "mei@example.test", name: "Mei" },
      preview: "Order 12",
    });
  });
});
