import { once } from "node:events";
import { request } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { agent, entry, idOf, messageFrame, startGateway, visitor } from "./testing.ts";

type House = Awaited<ReturnType<typeof startGateway>>;
let house: House;
afterEach(() => house.stop());

const ann = visitor(1);
const bob = visitor(2);
const aiko = agent(11);
const [A, B, C] = [idOf(101), idOf(102), idOf(103)];

describe("opening", () => {
  it("R1 opens sockets at its own path only", async () => {
    house = await startGateway();
    const answer = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { connection: "Upgrade", upgrade: "websocket", "sec-websocket-version": "13" };
      const asked = request({ port: house.port, path: "/v1/elsewhere", headers }, ({ statusCode }) =>
        resolve(statusCode),
      );
      asked.on("error", reject);
      asked.end();
    });
    expect(answer).toBe(404);
    await expect(house.open({}, "/v1/realtime?a=b")).resolves.toBeDefined();
  });

  it("R2 wants a hello first", async () => {
    house = await startGateway();
    const client = await house.open();
    client.send({ t: "ping" });
    expect(await client.next("error")).toMatchObject({ code: "unauthorized" });
    expect(await client.closed).toBe(4401);
  });

  it("R2 wants the hello within ten seconds", async () => {
    house = await startGateway();
    const client = await house.open();
    house.pass(9_000);
    expect(house.gateway.size()).toBe(1);
    house.pass(1_000);
    expect(await client.next("error")).toMatchObject({ code: "unauthorized" });
    expect(await client.closed).toBe(4401);
  });

  it.each([
    ["token_expired", { token: "expired" }],
    ["token_invalid", { token: "forged" }],
    ["unauthorized", {}],
  ])("R3 refuses a hello with %s", async (code, hello) => {
    house = await startGateway();
    const client = await house.open();
    client.send({ t: "hello", ...hello });
    expect(await client.next("error")).toMatchObject({ code });
    expect(await client.closed).toBe(4401);
  });

  it("R4 takes a cookie from its own pages only, and a token from any", async () => {
    house = await startGateway();
    house.know("session", aiko);
    house.know("token", ann);
    const elsewhere = { origin: "https://evil.example", headers: { cookie: "session" } };
    const refused = await house.open(elsewhere);
    refused.send({ t: "hello" });
    expect(await refused.next("error")).toMatchObject({ code: "origin_refused" });
    expect(await refused.closed).toBe(4401);

    const own = await house.open({ ...elsewhere, origin: `http://127.0.0.1:${house.port}` });
    own.send({ t: "hello" });
    expect(await own.next("ready")).toMatchObject({ you: { kind: "agent", id: aiko.id } });

    const guest = await house.open(elsewhere);
    guest.send({ t: "hello", token: "token" });
    expect(await guest.next("ready")).toMatchObject({ you: { kind: "visitor", id: ann.id } });
  });

  it("R5 says ready, then how things stand, then what was missed", async () => {
    house = await startGateway();
    house.converse(A, ann, 2);
    const other = await house.join(aiko);
    other.send({ t: "viewing", ticketId: idOf(500), writing: true });
    await other.next("viewing");

    house.know("session", agent(12));
    const client = await house.open({ headers: { cookie: "session" } });
    client.send({ t: "hello", resume: { [A]: 0 } });
    expect(await client.next()).toEqual({
      t: "ready",
      v: 1,
      you: { kind: "agent", id: idOf(12) },
      heartbeatSeconds: 25,
    });
    expect(await client.next()).toEqual({ t: "presence", online: true, agentIds: [aiko.id, idOf(12)] });
    expect(await client.next("viewing")).toMatchObject({
      ticketId: idOf(500),
      agents: [{ id: aiko.id, writing: true }],
    });
    expect(await client.next("message")).toMatchObject({ message: { seq: 1 } });
  });

  it("R13 answers frames in order, without the client waiting for ready", async () => {
    house = await startGateway();
    house.converse(A, ann, 1);
    house.converse(B, ann, 1);
    house.know("token", ann);
    const client = await house.open();
    client.send({ t: "hello", token: "token", resume: { [A]: 0 } });
    client.send({ t: "subscribe", resume: { [B]: 0 } });
    client.send({ t: "read", conversationId: B, seq: 1 });
    client.send({ t: "ping" });
    const order = [];
    for (let n = 0; n < 5; n++) order.push(await client.next());
    expect(order.map(({ t }) => t)).toEqual(["ready", "presence", "message", "message", "pong"]);
    expect(house.reads).toEqual([[ann.id, B, 1]]);
  });

  it("R14 says internal and closes with 1011 when it cannot answer a hello", async () => {
    house = await startGateway({ deps: { mayFollow: () => Promise.reject(new Error("the database is gone")) } });
    house.know("token", ann);
    const client = await house.open();
    client.send({ t: "hello", token: "token" });
    expect(await client.next("error")).toMatchObject({ code: "internal" });
    expect(await client.closed).toBe(1011);
    expect(house.warnings).toHaveLength(1);
    expect(house.gateway.isVisitorOnline(ann.id)).toBe(false);
  });

  it("R14 keeps the socket when a later frame cannot be answered", async () => {
    house = await startGateway({ deps: { markRead: () => Promise.reject(new Error("the database is gone")) } });
    house.converse(A, ann);
    const client = await house.join(ann);
    client.send({ t: "read", conversationId: A, seq: 1 });
    expect(await client.next("error")).toMatchObject({ code: "internal" });
    expect(await client.soFar()).toEqual([]);
  });
});

describe("following", () => {
  it("R6 sends the entries after the number held, hidden ones included", async () => {
    house = await startGateway();
    house.converse(A, ann, 5);
    const log = house.logs.get(A) ?? [];
    log[3] = { kind: "hidden", conversationId: A, seq: 4 };
    const client = await house.join(ann, { [A]: 2 });
    const missed = await client.soFar();
    expect(missed).toEqual([3, 4, 5].map((seq) => messageFrame(log[seq - 1] ?? entry(A, 0))));
  });

  it("R7 sends live frames after the backlog, and nothing of it twice", async () => {
    const asked = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<void>();
    house = await startGateway({
      deps: {
        async backlog() {
          asked.resolve();
          await answer.promise;
          return { items: [entry(A, 1), entry(A, 2)], lastSeq: 2 };
        },
      },
    });
    house.converse(A, ann);
    house.converse(B, ann);
    const client = await house.join(ann, { [A]: 0 });
    await asked.promise;
    // 2 is written while the backlog is being read, and seen by both; B waits for nothing
    house.bus.publish(`conversation:${A}`, messageFrame(entry(A, 2)));
    house.bus.publish(`conversation:${A}`, messageFrame(entry(A, 3)));
    house.bus.publish(`conversation:${B}`, messageFrame(entry(B, 1)));
    expect(await client.next("message")).toMatchObject({ conversationId: B });
    answer.resolve();
    for (const seq of [1, 2, 3]) expect(await client.next("message")).toMatchObject({ message: { seq } });
    expect(await client.soFar()).toEqual([]);
  });

  it("R8 says reset when too much was missed", async () => {
    house = await startGateway();
    house.converse(A, ann, 501);
    house.converse(B, ann, 500);
    const client = await house.join(ann, { [A]: 0, [B]: 0 });
    expect(await client.next()).toEqual({ t: "reset", conversationId: A });
    for (let seq = 1; seq <= 500; seq++) expect(await client.next("message")).toMatchObject({ message: { seq } });
    // what comes live is told all the same
    house.bus.publish(`conversation:${A}`, messageFrame(entry(A, 502)));
    expect(await client.soFar()).toEqual([messageFrame(entry(A, 502))]);
  });

  it("R8 says reset when the backlog cannot be read, or too much comes meanwhile", async () => {
    const asked = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<void>();
    house = await startGateway({
      limits: { held: 2 },
      deps: {
        async backlog(_, id) {
          if (id === B) throw new Error("the database is gone");
          asked.resolve();
          await answer.promise;
          return { items: [], lastSeq: 0 };
        },
      },
    });
    house.converse(A, ann);
    house.converse(B, ann);
    const client = await house.join(ann, { [A]: 0, [B]: 0 });
    await asked.promise;
    for (const seq of [1, 2, 3]) house.bus.publish(`conversation:${A}`, messageFrame(entry(A, seq)));
    answer.resolve();
    expect(await client.next()).toEqual({ t: "reset", conversationId: A });
    const rest = await client.soFar();
    expect(rest.at(-1)).toEqual({ t: "reset", conversationId: B });
    expect(house.warnings).toHaveLength(1);
  });

  it("R9 tells a visitor of all its conversations, and an agent of those it named", async () => {
    house = await startGateway();
    house.converse(A, ann);
    house.converse(B, ann);
    const visitorClient = await house.join(ann);
    const agentClient = await house.join(aiko, { [A]: 0 });
    await visitorClient.next("presence");
    house.bus.publish(`conversation:${A}`, messageFrame(entry(A, 1)));
    house.bus.publish(`conversation:${B}`, messageFrame(entry(B, 1)));
    expect(await visitorClient.soFar()).toHaveLength(2);
    expect(await agentClient.soFar()).toEqual([messageFrame(entry(A, 1))]);
  });

  it("R9 lets a visitor name an old conversation that is not among those it need not name", async () => {
    house = await startGateway({
      deps: { mayFollow: async (_, ids) => (ids ?? [B]).filter((id) => id === A || id === B) },
    });
    house.converse(A, ann, 1);
    const client = await house.join(ann, { [A]: 0 });
    expect(await client.next("message")).toMatchObject({ conversationId: A });
    house.bus.publish(`conversation:${B}`, messageFrame(entry(B, 1)));
    expect(await client.next("message")).toMatchObject({ conversationId: B });
  });

  it("R10 follows more when asked, and less when asked", async () => {
    house = await startGateway();
    house.converse(A, ann, 1);
    const client = await house.join(aiko);
    client.send({ t: "subscribe", resume: { [A]: 0 } });
    expect(await client.next("message")).toMatchObject({ message: { seq: 1 } });
    house.bus.publish(`notes:${A}`, messageFrame(entry(A, 2)));
    expect(await client.next("message")).toMatchObject({ message: { seq: 2 } });
    client.send({ t: "unsubscribe", ids: [A, B] });
    await client.soFar();
    house.bus.publish(`conversation:${A}`, messageFrame(entry(A, 3)));
    house.bus.publish(`notes:${A}`, messageFrame(entry(A, 4)));
    expect(await client.soFar()).toEqual([]);
  });

  it("R10 lets a visitor subscribe to a conversation it began after the hello", async () => {
    house = await startGateway();
    const client = await house.join(ann);
    house.converse(A, ann, 2);
    client.send({ t: "subscribe", resume: { [A]: 1 } });
    expect(await client.next("message")).toMatchObject({ message: { seq: 2 } });
  });

  it("R11 says of another's conversation what it says of none, and follows the rest", async () => {
    house = await startGateway();
    house.converse(A, ann, 1);
    house.converse(B, bob, 1);
    const client = await house.join(ann, { [B]: 0, [A]: 0 });
    expect(await client.next("error")).toEqual({ t: "error", code: "not_found", detail: `No such conversation: ${B}` });
    expect(await client.next("message")).toMatchObject({ conversationId: A });
    client.send({ t: "subscribe", resume: { [C]: 0 } });
    expect(await client.next("error")).toEqual({ t: "error", code: "not_found", detail: `No such conversation: ${C}` });
    house.bus.publish(`conversation:${B}`, messageFrame(entry(B, 2)));
    expect(await client.soFar()).toEqual([]);
  });

  it("R12 tells no visitor of what is among agents", async () => {
    house = await startGateway();
    house.converse(A, ann);
    const visitorClient = await house.join(ann, { [A]: 0 });
    const agentClient = await house.join(aiko, { [A]: 0 });
    await visitorClient.next("presence");
    house.bus.publish(`notes:${A}`, messageFrame(entry(A, 1, "not for the customer")));
    house.bus.publish("agents", { t: "presence", online: true, agentIds: [aiko.id] });
    expect(await agentClient.soFar()).toHaveLength(2);
    expect(await visitorClient.soFar()).toEqual([]);
  });

  it("tells a visitor of its tickets, and of nobody else's", async () => {
    house = await startGateway();
    const [annClient, bobClient] = [await house.join(ann), await house.join(bob)];
    house.bus.publish(`visitor:${ann.id}`, { t: "reset", conversationId: A });
    expect(await annClient.soFar()).toEqual([{ t: "reset", conversationId: A }]);
    expect(await bobClient.soFar()).toEqual([]);
  });

  it("refuses to follow more conversations than one socket may", async () => {
    house = await startGateway({ limits: { follows: 1 } });
    house.converse(A, ann);
    house.converse(B, ann);
    const client = await house.join(aiko, { [A]: 0 });
    client.send({ t: "subscribe", resume: { [B]: 0 } });
    expect(await client.next("error")).toMatchObject({ code: "rate_limited" });
    client.send({ t: "subscribe", resume: { [A]: 0 } });
    expect(await client.soFar()).toEqual([]);
  });

  it("leaves nothing behind when a socket goes while it is being let in", async () => {
    const asked = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<string[]>();
    house = await startGateway({
      deps: {
        mayFollow() {
          asked.resolve();
          return answer.promise;
        },
      },
    });
    house.know("token", ann);
    const client = await house.open();
    client.send({ t: "hello", token: "token" });
    await asked.promise;
    client.socket.terminate();
    await once(client.socket, "close");
    await house.gateway.close();
    answer.resolve([A]);
    expect(house.gateway.isVisitorOnline(ann.id)).toBe(false);
    expect(house.gateway.size()).toBe(0);
  });
});
