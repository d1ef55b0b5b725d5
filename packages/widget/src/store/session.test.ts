import { type ErrorCode, errorCodes, KotaeError } from "@kotae/sdk";
import type { Visitor } from "@kotae/sdk/schema";
import { expect, it, vi } from "vitest";
import { fakeClient, visitor } from "../fake.ts";
import { createMemory, type Kept } from "./memory.ts";
import { createSession } from "./session.ts";

type Asked = { identityToken?: string; token?: string };

/** A session before a server that refuses, in this order, what the list says. */
function setUp({
  kept = {},
  refusals = [],
  found = {},
}: {
  kept?: Kept;
  refusals?: ErrorCode[];
  found?: Partial<Visitor>;
} = {}) {
  const asked: Asked[] = [];
  const { client, calls } = fakeClient({
    createVisitor: ({ siteKey: _, locale: __, ...rest }) => {
      asked.push(rest as Asked);
      const code = refusals.shift();
      if (code) throw new KotaeError(code, "refused", { status: errorCodes[code] });
      return { token: `token-${asked.length}`, expiresAt: "", visitor: { ...visitor, ...found } };
    },
    updateVisitor: () => visitor,
  });
  const memory = createMemory("demo", () => {
    throw new Error("blocked");
  });
  memory.keep(kept);
  const onError = vi.fn();
  const onSwitch = vi.fn();
  const session = createSession({ client, memory, site: "demo", lang: () => "en", onError, onSwitch });
  return { session, memory, asked, calls, onError, onSwitch };
}

it("makes one visitor, however many ask at once", async () => {
  const { session, asked, memory } = setUp();
  await Promise.all([session.ensure(), session.ensure()]);
  await session.ensure();
  expect(asked).toEqual([{}]);
  expect(memory.get()).toMatchObject({ token: "token-1", visitorId: "visitor-1" });
});

it("takes the anonymous device's conversations along to the identified visitor", async () => {
  const { session, asked } = setUp({ kept: { token: "anonymous" } });
  session.identify("signed");
  await session.ensure();
  expect(asked).toEqual([{ identityToken: "signed", token: "anonymous" }]);
});

it("never hands one identified visitor's token to the next, and clears the screen", async () => {
  const kept = { token: "first", verified: true, visitorId: "someone-else", conversationId: "theirs", live: true };
  const { session, asked, memory, onSwitch } = setUp({ kept, found: { verified: true } });
  session.identify("signed");
  await session.ensure();
  expect(asked).toEqual([{ identityToken: "signed" }]);
  expect(memory.get().conversationId).toBeUndefined();
  expect(onSwitch).toHaveBeenCalledOnce();
});

it("asks the page again for an identity token that has expired", async () => {
  const { session, asked } = setUp({ refusals: ["token_expired"] });
  const callback = vi.fn().mockReturnValueOnce("old").mockResolvedValueOnce("fresh");
  session.identify(callback);
  await session.ensure();
  expect(asked).toEqual([{ identityToken: "old" }, { identityToken: "fresh" }]);
});

it("goes on without a name where the identity is refused, and says so", async () => {
  const { session, asked, onError } = setUp({ refusals: ["identity_invalid", "identity_invalid", "identity_invalid"] });
  session.identify("forged");
  await session.ensure();
  expect(asked.at(-1)).toEqual({});
  expect(onError).toHaveBeenCalledOnce();
});

it("gets a new token once for a call that is refused, and repeats the call", async () => {
  const { session, memory } = setUp({ kept: { token: "old" } });
  const call = vi
    .fn()
    .mockRejectedValueOnce(new KotaeError("token_expired", "old", { status: 401 }))
    .mockResolvedValueOnce("done");
  await expect(session.run(call)).resolves.toBe("done");
  expect(memory.get().token).toBe("token-1");
});

it("leaves every other failure to the caller", async () => {
  const { session, asked } = setUp({ kept: { token: "good" } });
  await expect(session.run(() => Promise.reject(new KotaeError("rate_limited", "slow")))).rejects.toThrow("slow");
  expect(asked).toEqual([]);
});

it("keeps attributes until there is a session, and forgets everything on reset", async () => {
  const { session, calls, memory } = setUp();
  await session.set({ plan: "team" });
  expect(calls).toEqual([]);
  await session.ensure();
  expect(calls.at(-1)).toEqual(["updateVisitor", { attributes: { plan: "team" } }]);
  session.forget();
  expect(memory.get()).toEqual({});
  expect(session.visitor.value).toBeUndefined();
});
