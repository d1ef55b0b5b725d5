import { once } from "node:events";
import { closeCodes } from "@kotae/sdk/schema";
import { afterEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { agent, entry, idOf, listen, messageFrame, startGateway, visitor } from "./testing.ts";

type House = Awaited<ReturnType<typeof startGateway>>;
let house: House;
afterEach(() => house.stop());

const ann = visitor(1);
const aiko = agent(11);
const ben = agent(12);
const A = idOf(101);
const B = idOf(102);
const ticketId = idOf(500);
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

describe("limits", () => {
  it.each([
    ["no JSON", "{", "invalid_json"],
    ["an unknown frame", '{"t":"dance"}', "invalid_input"],
    ["a conversation that is no id", '{"t":"read","conversationId":"1","seq":1}', "invalid_input"],
    ["half of a surrogate pair", '{"t":"hello","token":"\\ud800"}', "invalid_input"],
    ["a binary frame", Buffer.from('{"t":"ping"}'), "invalid_json"],
  ])("R15 closes with 4400 after %s", async (_, frame, code) => {
    house = await startGateway();
    const client = await house.join(ann);
    client.socket.send(frame);
    expect(await client.next("error")).toMatchObject({ code });
    expect(await client.closed).toBe(closeCodes.badFrame);
  });

  it("R16 closes with 1009 after a frame that is too large, and with 1007 after one that is not UTF-8", async () => {
    house = await startGateway();
    const [large, broken] = [await house.join(ann), await house.join(ann)];
    large.socket.send("x".repeat(64 * 1024 + 1));
    expect(await large.closed).toBe(1009);
    broken.socket.send(Buffer.from([0xff, 0xfe]), { binary: false });
    expect(await broken.closed).toBe(1007);
  });

  it("R17 refuses a second hello and stays", async () => {
    house = await startGateway();
    const client = await house.join(ann);
    client.send({ t: "hello", token: `agent ${aiko.id}` });
    expect(await client.next("error")).toMatchObject({ code: "conflict" });
    expect(await client.soFar()).toEqual([]);
  });

  it("R18 closes with 4429 after more frames than a burst, and lets a steady client be", async () => {
    house = await startGateway();
    const client = await house.join(ann);
    for (let second = 0; second < 5; second++) {
      for (let n = 0; n < 30; n++) client.send({ t: "ping" });
      for (let n = 0; n < 30; n++) await client.next("pong");
      house.pass(1_000);
    }
    house.pass(1_000);
    for (let n = 0; n < 61; n++) client.send({ t: "ping" });
    for (let n = 0; n < 60; n++) await client.next("pong");
    expect(await client.next("error")).toMatchObject({ code: "rate_limited" });
    expect(await client.closed).toBe(closeCodes.tooMany);
  });

  it("R19 refuses an eleventh socket and keeps the ten", async () => {
    house = await startGateway();
    const clients = [];
    for (let n = 0; n < 10; n++) clients.push(await house.join(ann));
    const extra = await house.open();
    extra.send({ t: "hello", token: `visitor ${ann.id}` });
    expect(await extra.next("error")).toMatchObject({ code: "rate_limited" });
    expect(await extra.closed).toBe(closeCodes.tooMany);
    for (const client of clients) expect(await client.soFar()).toEqual([]);
    // one that goes makes room
    clients[0]?.socket.close();
    await clients[0]?.closed;
    await house.join(ann);
  });

  it("R20 closes with 4408 when a client leaves too much unread", async () => {
    house = await startGateway({ limits: { bufferedBytes: 64 * 1024 } });
    house.converse(A, ann);
    const client = await house.join(ann);
    client.socket.pause();
    await fill(A);
    expect(house.gateway.isVisitorOnline(ann.id)).toBe(false);
    client.socket.resume();
    expect(await client.closed).toBe(closeCodes.tooSlow);
  });

  it("R20 cuts a slow client off when it does not close either", async () => {
    house = await startGateway({ limits: { bufferedBytes: 64 * 1024, closeMs: 20 } });
    house.converse(A, ann);
    const client = await house.join(ann);
    client.socket.pause();
    await fill(A);
    await house.gateway.close();
    expect(house.gateway.size()).toBe(0);
  });

  it("R20 lets a long backlog wait for its client", async () => {
    house = await startGateway({ limits: { bufferedBytes: 64 * 1024 } });
    house.converse(A, ann);
    house.logs.set(
      A,
      Array.from({ length: 400 }, (_, n) => entry(A, n + 1, "x".repeat(20_000))),
    );
    house.know("token", ann);
    const client = await house.open();
    client.send({ t: "hello", token: "token", resume: { [A]: 0 } });
    await client.next("ready");
    client.socket.pause();
    for (let n = 0; n < 50; n++) await nextTurn();
    client.socket.resume();
    await client.next("presence");
    for (let seq = 1; seq <= 400; seq++) expect(await client.next("message")).toMatchObject({ message: { seq } });
  });

  it("R21 cuts off a socket that answers no ping, and keeps one that does", async () => {
    house = await startGateway();
    const [silent, alive] = [await house.open({ autoPong: false }), await house.join(ann)];
    house.know("token", ann);
    silent.send({ t: "hello", token: "token" });
    await silent.next("ready");
    const pinged = [once(silent.socket, "ping"), once(alive.socket, "ping")];
    house.pass(25_000);
    await Promise.all(pinged);
    // the pong is on the wire before this ping, so it has been heard when that is answered
    await alive.soFar();
    house.pass(25_000);
    expect(await silent.closed).toBe(1006);
    expect(await alive.soFar()).toEqual([]);
  });

  it("R22 answers a ping", async () => {
    house = await startGateway();
    const client = await house.join(ann);
    client.send({ t: "ping" });
    expect(await client.next()).toEqual({ t: "pong" });
  });

  it("R23 closes every socket with 1012 when it goes away, and opens no other", async () => {
    house = await startGateway();
    const clients = [await house.join(ann), await house.join(aiko), await house.open()];
    const closing = house.gateway.close();
    const late = listen(new WebSocket(`ws://127.0.0.1:${house.port}/v1/realtime`));
    const [refusal] = (await once(late.socket, "unexpected-response")).slice(1);
    expect(refusal).toMatchObject({ statusCode: 503 });
    for (const client of clients) expect(await client.closed).toBe(closeCodes.goingAway);
    await closing;
    expect(house.gateway.size()).toBe(0);
  });
});

describe("typing and reading", () => {
  const typing = (on: boolean, who = ann) => ({ t: "typing", conversationId: A, who, on });

  it("R24 tells the others who types, and not the one who does", async () => {
    house = await startGateway();
    house.converse(A, ann);
    const watcher = await house.join(aiko, { [A]: 0 });
    const [tab, otherTab] = [await house.join(ann), await house.join(ann)];
    tab.send({ t: "typing", conversationId: A, on: true });
    expect(await watcher.next()).toEqual(typing(true));
    watcher.send({ t: "typing", conversationId: A, on: true });
    for (const client of [tab, otherTab]) expect(await client.next()).toEqual(typing(true, aiko as typeof ann));
    for (const client of [tab, otherTab, watcher]) expect(await client.soFar()).toEqual([]);
  });

  it("R25 drops typing that comes too soon, without a word", async () => {
    house = await startGateway();
    house.converse(A, ann);
    const [watcher, client] = [await house.join(aiko, { [A]: 0 }), await house.join(ann)];
    for (let n = 0; n < 5; n++) client.send({ t: "typing", conversationId: A, on: true });
    expect(await client.soFar()).toEqual([]);
    expect(await watcher.soFar()).toHaveLength(1);
    house.pass(200);
    client.send({ t: "typing", conversationId: A, on: true });
    expect(await watcher.next()).toEqual(typing(true));
  });

  it("R26 ends typing when the client says so, and 6 s after it last said on", async () => {
    house = await startGateway();
    house.converse(A, ann);
    const [watcher, client] = [await house.join(aiko, { [A]: 0 }), await house.join(ann)];
    client.send({ t: "typing", conversationId: A, on: true });
    client.send({ t: "typing", conversationId: A, on: false });
    client.send({ t: "typing", conversationId: A, on: false });
    await client.soFar();
    expect(await watcher.soFar()).toEqual([typing(true), typing(false)]);

    house.pass(1_000);
    client.send({ t: "typing", conversationId: A, on: true });
    await client.soFar();
    house.pass(5_000);
    client.send({ t: "typing", conversationId: A, on: true });
    await client.soFar();
    house.pass(5_000);
    expect(await watcher.soFar()).toEqual([typing(true), typing(true)]);
    house.pass(1_000);
    expect(await watcher.soFar()).toEqual([typing(false)]);
  });

  it("R26 ends typing when it goes on elsewhere, and with the socket", async () => {
    house = await startGateway();
    house.converse(A, ann);
    house.converse(B, ann);
    const [watcher, client] = [await house.join(aiko, { [A]: 0 }), await house.join(ann)];
    client.send({ t: "typing", conversationId: A, on: true });
    await client.soFar();
    house.pass(200);
    client.send({ t: "typing", conversationId: B, on: true });
    await client.soFar();
    expect(await watcher.soFar()).toEqual([typing(true), typing(false)]);
    house.pass(200);
    client.send({ t: "typing", conversationId: A, on: true });
    expect(await watcher.next()).toEqual(typing(true));
    client.socket.terminate();
    expect(await watcher.next()).toEqual(typing(false));
  });

  it("R27 tells nothing of a conversation the socket does not follow", async () => {
    house = await startGateway();
    house.converse(A, visitor(2));
    const [watcher, client] = [await house.join(aiko, { [A]: 0 }), await house.join(ann)];
    client.send({ t: "typing", conversationId: A, on: true });
    client.send({ t: "read", conversationId: A, seq: 1 });
    for (let n = 0; n < 2; n++) expect(await client.next("error")).toMatchObject({ code: "not_found" });
    expect(await watcher.soFar()).toEqual([]);
    expect(house.reads).toEqual([]);
  });

  it("R28 hands on how far a reader has read", async () => {
    house = await startGateway();
    house.converse(A, ann);
    const client = await house.join(ann);
    client.send({ t: "read", conversationId: A, seq: 7 });
    await client.soFar();
    expect(house.reads).toEqual([[ann.id, A, 7]]);
  });
});

describe("who is here", () => {
  const view = (id: string | null, writing = false) => ({ t: "viewing" as const, ticketId: id, writing });

  it("R29 tells all agents who is at a ticket, and only when it differs", async () => {
    house = await startGateway();
    const [one, two] = [await house.join(aiko), await house.join(ben)];
    await one.next("presence");
    one.send(view(ticketId));
    const seen = { t: "viewing", ticketId, agents: [{ id: aiko.id, name: aiko.name, writing: false }] };
    for (const client of [one, two]) expect(await client.next()).toEqual(seen);
    one.send(view(ticketId));
    await one.soFar();
    two.send(view(ticketId, true));
    expect(await one.next("viewing")).toMatchObject({ agents: [{ writing: false }, { writing: true }] });
    one.send(view(idOf(501)));
    expect(await one.next("viewing")).toMatchObject({ ticketId, agents: [{ id: ben.id }] });
    expect(await one.next("viewing")).toMatchObject({ ticketId: idOf(501), agents: [{ id: aiko.id }] });
    one.send(view(null));
    expect(await one.next("viewing")).toEqual({ t: "viewing", ticketId: idOf(501), agents: [] });
  });

  it("R30 forgets a viewer whose socket closes", async () => {
    house = await startGateway();
    const [one, two] = [await house.join(aiko), await house.join(ben)];
    one.send(view(ticketId, true));
    await two.next("viewing");
    one.socket.terminate();
    expect(await two.next()).toEqual({ t: "viewing", ticketId, agents: [] });
  });

  it("R30 forgets a viewer 30 s after the last sign of life", async () => {
    house = await startGateway();
    house.know("session", aiko);
    const silent = await house.open({ autoPong: false, headers: { cookie: "session" } });
    silent.send({ t: "hello" });
    await silent.next("ready");
    const watcher = await house.join(ben);
    silent.send(view(ticketId));
    await watcher.next("viewing");
    for (const ms of [25_000, 4_999]) {
      const pinged = ms === 25_000 ? once(watcher.socket, "ping") : undefined;
      house.pass(ms);
      await pinged;
      expect(await watcher.soFar()).toEqual([]);
    }
    house.pass(1);
    expect(await watcher.next()).toEqual({ t: "viewing", ticketId, agents: [] });
  });

  it("R31 lets no visitor look at tickets", async () => {
    house = await startGateway();
    const [client, watcher] = [await house.join(ann), await house.join(aiko)];
    await client.next("presence");
    client.send(view(ticketId));
    expect(await client.next("error")).toMatchObject({ code: "forbidden" });
    expect(await watcher.soFar()).toEqual([]);
  });

  it("R32 tells agents who comes and goes, and visitors whether anybody is there", async () => {
    house = await startGateway();
    const visitorClient = await house.join(ann);
    const one = await house.join(aiko);
    expect(await visitorClient.next()).toEqual({ t: "presence", online: true });
    const [two, twoAgain] = [await house.join(ben), await house.join(ben)];
    expect(await one.next()).toEqual({ t: "presence", online: true, agentIds: [aiko.id, ben.id] });
    two.socket.close();
    await two.closed;
    expect(await one.soFar()).toEqual([]);
    twoAgain.socket.close();
    expect(await one.next()).toEqual({ t: "presence", online: true, agentIds: [aiko.id] });
    expect(await visitorClient.soFar()).toEqual([]);
    one.socket.close();
    expect(await visitorClient.next()).toEqual({ t: "presence", online: false });
  });

  it("R33 stores that an agent is online before ready, at every heartbeat, and that it has gone", async () => {
    house = await startGateway();
    const client = await house.join(aiko);
    expect(house.presence).toEqual([[aiko.id, true]]);
    const pinged = once(client.socket, "ping");
    house.pass(25_000);
    await pinged;
    expect(house.presence).toEqual([
      [aiko.id, true],
      [aiko.id, true],
    ]);
    client.socket.close();
    await client.closed;
    await house.gateway.close();
    expect(house.presence.at(-1)).toEqual([aiko.id, false]);
  });

  it("R33 lets an agent in when that cannot be stored", async () => {
    house = await startGateway({ deps: { agentPresence: () => Promise.reject(new Error("the database is gone")) } });
    await house.join(aiko);
    expect(house.warnings).toHaveLength(1);
  });
});

/** Publishes until the visitor's socket is given up, or there is no doubt that it never will be. */
async function fill(conversationId: string): Promise<void> {
  const frame = messageFrame(entry(conversationId, 1, "x".repeat(100_000)));
  for (let n = 0; n < 1_000 && house.gateway.isVisitorOnline(ann.id); n++) {
    house.bus.publish(`conversation:${conversationId}`, frame);
    await nextTurn();
  }
}
