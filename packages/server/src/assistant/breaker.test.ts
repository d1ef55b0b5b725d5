import { describe, expect, it } from "vitest";
import { createBreaker } from "./breaker.ts";
import { ModelError, type ModelFailure, toModelError } from "./model-error.ts";

const failing = (reason: ModelFailure, times = 3) => {
  const breaker = createBreaker(() => 0);
  for (let n = 0; n < times; n++) breaker.failed(new ModelError(reason, "no"));
  return breaker;
};

describe("a model that fails in a row", () => {
  it.each(["timeout", "stalled", "cut_off", "rate_limited", "unreachable", "nonsense"] as const)(
    "is left alone after three times of %s: its endpoint is in trouble",
    (reason) => {
      expect(failing(reason, 2).mayTry()).toBe(true);
      expect(failing(reason).mayTry()).toBe(false);
    },
  );

  it.each(["refused", "bad_request", "budget"] as const)(
    "is asked on after any number of %s: who asks for what it refuses must not silence it for all others",
    (reason) => {
      const breaker = failing(reason, 50);
      expect(breaker.mayTry()).toBe(true);
      expect(breaker.state()).toMatchObject({ breaker: "closed", lastError: `${reason}: no` });
    },
  );

  it("is not helped out of its rest by a refusal, and tried again by the next who asks", () => {
    let now = 0;
    const breaker = createBreaker(() => now);
    for (let n = 0; n < 3; n++) breaker.failed(new ModelError("unreachable", "no"));
    now = 61_000;
    expect(breaker.mayTry()).toBe(true);
    breaker.failed(new ModelError("refused", "no"));
    expect(breaker.state().breaker).toBe("open");
    expect(breaker.mayTry()).toBe(true);
    breaker.succeeded();
    expect(breaker.state().breaker).toBe("closed");
  });
});

describe("what went wrong", () => {
  const status = (status: number, more: object = {}) => Object.assign(new Error("no"), { status, ...more });
  it.each([
    [status(400), "bad_request"],
    [status(400, { code: "content_filter" }), "refused"],
    [status(401), "refused"],
    [status(403), "refused"],
    [status(408), "timeout"],
    [status(429), "rate_limited"],
    [status(503), "unreachable"],
    [new SyntaxError("x"), "nonsense"],
    [new Error("socket hang up"), "cut_off"],
    [new Error("getaddrinfo"), "unreachable"],
  ] as const)("%s is %s", (error, reason) => {
    expect(toModelError(error).reason).toBe(reason);
  });
});
