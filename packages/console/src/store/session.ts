import { type Client, KotaeError } from "@kotae/sdk";
import type { Agent } from "@kotae/sdk/schema";
import { type ReadonlySignal, signal } from "@preact/signals";
import { isSessionOver } from "./failure.ts";

/** Whether somebody is logged in; if not, whether nobody was, the session was cut short, or they left by themselves. */
type SessionState =
  | { step: "starting" }
  | { step: "unreachable"; error: unknown }
  | { step: "out"; why: "nobody" | "ended" | "left" }
  | { step: "in"; agent: Agent };

/** Why a log-in did not succeed. */
export type Refusal = { why: "wrong" } | { why: "throttled"; seconds: number } | { why: "failed"; error: unknown };

export type Session = {
  state: ReadonlySignal<SessionState>;
  start(): Promise<void>;
  logIn(email: string, password: string): Promise<Refusal | undefined>;
  logOut(): Promise<void>;
  /** Takes note that the server no longer knows this session. */
  end(): void;
  setAvailable(available: boolean): Promise<void>;
  setPassword(password: string): Promise<void>;
};

/** Who is logged in, by the cookie that the server keeps. */
export function openSession(client: Client): Session {
  const state = signal<SessionState>({ step: "starting" });
  const enter = (agent: Agent) => {
    state.value = { step: "in", agent };
  };
  return {
    state,
    async start() {
      state.value = { step: "starting" };
      try {
        enter((await client.getSession()).agent);
      } catch (error) {
        state.value = isSessionOver(error) ? { step: "out", why: "nobody" } : { step: "unreachable", error };
      }
    },
    async logIn(email, password) {
      try {
        enter((await client.createSession({ email: email.trim(), password })).agent);
        return undefined;
      } catch (error) {
        if (!KotaeError.is(error)) return { why: "failed", error };
        if (error.code === "rate_limited") return { why: "throttled", seconds: Math.ceil(error.retryAfter ?? 60) };
        return isSessionOver(error) || error.code === "credentials_wrong" || error.code === "invalid_input"
          ? { why: "wrong" }
          : { why: "failed", error };
      }
    },
    async logOut() {
      try {
        await client.deleteSession();
      } catch (error) {
        if (!isSessionOver(error)) throw error;
      }
      state.value = { step: "out", why: "left" };
    },
    end() {
      if (state.peek().step === "in") state.value = { step: "out", why: "ended" };
    },
    async setAvailable(available) {
      const before = state.peek();
      if (before.step !== "in") return;
      enter({ ...before.agent, available });
      try {
        enter(await client.updateAgent({ id: "me", available }));
      } catch (error) {
        if (state.peek().step === "in") enter(before.agent);
        throw error;
      }
    },
    async setPassword(password) {
      await client.updateAgent({ id: "me", password });
    },
  };
}

/** The same client, which also tells when an answer says that the session is over. */
export function watchSession(client: Client, onSessionOver: () => void): Client {
  return new Proxy(client, {
    get(target, name) {
      const call: unknown = Reflect.get(target, name);
      // at log-in and at start these refusals are the answer, not the end of anything
      if (typeof call !== "function" || name === "createSession" || name === "getSession") return call;
      return async (...args: unknown[]) => {
        try {
          return await call(...args);
        } catch (error) {
          if (isSessionOver(error)) onSessionOver();
          throw error;
        }
      };
    },
  });
}
