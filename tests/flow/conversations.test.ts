import { randomUUID } from "node:crypto";
import type { Message } from "@kotae/sdk/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { brokenLogs } from "../../packages/server/src/conversations/index.ts";
import { engines } from "../support/engines.ts";
import { type House, openHouse } from "../support/house.ts";

const seqs = (items: Message[]) => items.map(({ seq }) => seq);
const count = (n: number, from = 1) => Array.from({ length: n }, (_, index) => index + from);

describe.each(engines)("conversations on $name", (engine) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(engine);
  });
  afterAll(() => house.close());

  const begin = async () => {
    const visitor = await house.visitor();
    const { id } = await visitor.client.createConversation();
    return {
      visitor,
      id,
      post: (body: string, clientId = randomUUID()) => visitor.client.postMessage({ id, clientId, body }),
    };
  };

  it("M1 numbers what many write at once without a gap or a repeat", async () => {
    const { visitor, id, post } = await begin();
    const posted = await Promise.all(count(60).map((n) => post(`message ${n}`)));
    expect(seqs(posted).sort((a, b) => a - b)).toEqual(count(60));
    const { items } = await visitor.client.listMessages({ id });
    expect(seqs(items)).toEqual(count(60));
    expect(await brokenLogs(house.services.storage.db)).toEqual([]);
  });

  it("M4 gives back the first message for a repeated clientId, also when both arrive at once", async () => {
    const { visitor, id, post } = await begin();
    const clientId = randomUUID();
    const [first, second] = await Promise.all([post("once", clientId), post("once", clientId)]);
    expect(second).toEqual(first);
    expect(await post("once", clientId)).toEqual(first);
    expect((await post("next")).seq).toBe(2);
    expect((await visitor.client.listMessages({ id })).items).toHaveLength(2);
  });

  it("M5 M6 gives back the first result for a repeated Idempotency-Key, and refuses the key for another request", async () => {
    const { visitor, id } = await begin();
    const idempotencyKey = randomUUID();
    const rename = (name: string) => visitor.client.updateVisitor({ name }, { idempotencyKey });
    const first = await rename("Hana");
    expect(await rename("Hana")).toEqual(first);
    await expect(rename("Mei")).rejects.toMatchObject({ code: "idempotency_key_reused", status: 422 });

    const key = randomUUID();
    const twice = await Promise.all(
      count(4).map(() => visitor.client.createConversation({ locale: "ja" }, { idempotencyKey: key })),
    );
    expect(new Set(twice.map((conversation) => conversation.id)).size).toBe(1);
    const { items } = await visitor.client.listConversations();
    expect(items.map((conversation) => conversation.id).sort()).toEqual([id, twice[0]?.id].sort());
  });

  it("M5 keeps one caller's key from another", async () => {
    const [one, other] = [await begin(), await begin()];
    const idempotencyKey = "the-same-key";
    const mine = await one.visitor.client.createConversation({}, { idempotencyKey });
    const theirs = await other.visitor.client.createConversation({}, { idempotencyKey });
    expect(theirs.id).not.toBe(mine.id);
  });

  it("M7 gives the log in pages that join up", async () => {
    const { visitor, id, post } = await begin();
    for (const n of count(7)) await post(`message ${n}`);
    const first = await visitor.client.listMessages({ id, limit: 3 });
    expect([seqs(first.items), first.lastSeq, first.nextCursor]).toEqual([[1, 2, 3], 7, "3"]);
    const rest = await visitor.client.listMessages({ id, after: 3, limit: 10 });
    expect([seqs(rest.items), rest.nextCursor]).toEqual([[4, 5, 6, 7], null]);
  });

  it("M9 has no route that changes or removes an entry", async () => {
    const { visitor, id, post } = await begin();
    await post("for good");
    for (const method of ["PUT", "PATCH", "DELETE"]) {
      const response = await fetch(`${house.url}/v1/conversations/${id}/messages`, {
        method,
        headers: { authorization: `Bearer ${visitor.token}` },
      });
      expect(response.status).toBe(404);
    }
  });

  it("M10 holds a request until there is something new, and answers it empty when its time is up", async () => {
    const { visitor, id, post } = await begin();
    await post("first");
    const waiting = visitor.client.listMessages({ id, after: 1, wait: 20 });
    await post("second");
    expect(seqs((await waiting).items)).toEqual([2]);
    const empty = await visitor.client.listMessages({ id, after: 2, wait: 0.05 });
    expect(empty).toMatchObject({ items: [], lastSeq: 2 });
  });

  it("M11 moves a reader's mark forward only, never past the end, and tells of moves only", async () => {
    const { visitor, id, post } = await begin();
    const socket = house.connect(visitor);
    await socket.live();
    await post("one");
    await post("two");
    await visitor.client.markRead({ id, seq: 2 });
    await visitor.client.markRead({ id, seq: 1 });
    await visitor.client.markRead({ id, seq: 9 });
    expect((await visitor.client.getConversation({ id })).visitorReadSeq).toBe(2);
    await post("three");
    await visitor.client.markRead({ id, seq: 3 });
    await socket.until(() => socket.heard.find((frame) => frame.t === "read" && frame.seq === 3));
    expect(socket.heard.filter((frame) => frame.t === "read").map((frame) => "seq" in frame && frame.seq)).toEqual([
      2, 3,
    ]);
  });

  it("M3 M12 has an owner from the first moment, and a refused write tells nobody anything", async () => {
    const { visitor, id } = await begin();
    expect((await visitor.client.getConversation({ id })).owner).toBe("assistant");
    const socket = house.connect(visitor);
    await socket.live();
    await expect(visitor.client.rate({ id, score: 5 })).rejects.toMatchObject({ code: "not_escalated" });
    await visitor.client.postMessage({ id, clientId: randomUUID(), body: "heard" });
    socket.link.follow(id, 0);
    await socket.until(() => socket.messages.length > 0);
    expect(socket.messages.map(({ kind }) => kind)).toEqual(["message"]);
    await visitor.client.escalate({ id });
    expect((await visitor.client.getConversation({ id })).owner).toBe("queue");
  });

  it("hands an anonymous visitor's conversations to the person it turns out to be", async () => {
    const { SignJWT } = await import("jose");
    const sign = (sub: string) =>
      new SignJWT({ email: "Hana@Example.test", name: "Hana", plan: "gold" })
        .setProtectedHeader({ alg: "HS256" })
        .setSubject(sub)
        .setExpirationTime("1h")
        .sign(new TextEncoder().encode(house.site.identity_secret));
    const { visitor, id } = await begin();
    const sub = randomUUID();
    const identified = await house.visitor({ identityToken: await sign(sub), token: String(visitor.token) });
    expect(await identified.client.getVisitor()).toMatchObject({
      name: "Hana",
      email: "hana@example.test",
      verified: true,
      attributes: { plan: "gold" },
    });
    expect((await identified.client.listConversations()).items.map((each) => each.id)).toEqual([id]);
    // on another device the same person finds it again; unsigned words do not outweigh signed ones
    const elsewhere = await house.visitor({ identityToken: await sign(sub) });
    await elsewhere.client.updateVisitor({ name: "Mallory", attributes: { plan: "free", seat: 4 } });
    expect(await elsewhere.client.getVisitor()).toMatchObject({ name: "Hana", attributes: { plan: "gold", seat: 4 } });
    expect((await elsewhere.client.listConversations()).items).toHaveLength(1);
  });
});
