import { KotaeError } from "@kotae/sdk";
import { expect, it, vi } from "vitest";
import { aiko, fakeClient } from "../fakes.ts";
import { openSession, watchSession } from "./session.ts";

const inside = async () => ({ agent: aiko, expiresAt: "" });
const refused = (code: "credentials_wrong" | "rate_limited" | "network" | "unauthorized", retryAfter?: number) =>
  vi.fn(async () => {
    throw new KotaeError(code, "No.", { retryAfter });
  });

it("finds whoever is logged in, nobody, or no server", async () => {
  const at = async (getSession: () => Promise<never> | ReturnType<typeof inside>) => {
    const session = openSession(fakeClient({ getSession }));
    await session.start();
    return session.state.value;
  };
  expect(await at(inside)).toEqual({ step: "in", agent: aiko });
  expect(await at(refused("unauthorized"))).toEqual({ step: "out", why: "nobody" });
  expect(await at(refused("network"))).toMatchObject({ step: "unreachable" });
});

it("tells a wrong password from too many tries, with the wait", async () => {
  const logIn = (createSession: ReturnType<typeof refused>) =>
    openSession(fakeClient({ createSession })).logIn("a@b.c", "x");
  expect(await logIn(refused("credentials_wrong"))).toEqual({ why: "wrong" });
  expect(await logIn(refused("rate_limited", 240))).toEqual({ why: "throttled", seconds: 240 });
  expect(await logIn(refused("network"))).toMatchObject({ why: "failed" });
});

it("notices in any answer that the session is over, but not in a refused log-in", async () => {
  const over = vi.fn();
  const client = watchSession(
    fakeClient({
      countTickets: refused("unauthorized"),
      createSession: refused("credentials_wrong"),
      listAgents: refused("network"),
    }),
    over,
  );
  await expect(client.createSession({ email: "", password: "" })).rejects.toThrow();
  await expect(client.listAgents()).rejects.toThrow();
  expect(over).not.toHaveBeenCalled();
  await expect(client.countTickets()).rejects.toThrow();
  expect(over).toHaveBeenCalledOnce();
});

it("steps back where availability could not be changed", async () => {
  const session = openSession(fakeClient({ getSession: inside, updateAgent: refused("network") }));
  await session.start();
  const change = session.setAvailable(false);
  expect(session.state.value).toMatchObject({ agent: { available: false } });
  await expect(change).rejects.toThrow();
  expect(session.state.value).toMatchObject({ agent: { available: true } });
});
