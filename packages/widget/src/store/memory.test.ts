// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from "vitest";
import { createMemory } from "./memory.ts";

beforeEach(() => localStorage.clear());

it("stores nothing until it is given something to keep", () => {
  createMemory("demo", () => localStorage).get();
  expect(localStorage.length).toBe(0);
});

it("keeps what it is given for the next page", () => {
  createMemory("demo", () => localStorage).keep({ token: "t", conversationId: "c" });
  expect(createMemory("demo", () => localStorage).get()).toEqual({ token: "t", conversationId: "c" });
  expect(createMemory("other", () => localStorage).get()).toEqual({});
});

it("works in memory where storage is blocked", () => {
  const memory = createMemory("demo", () => {
    throw new DOMException("blocked", "SecurityError");
  });
  memory.keep({ token: "t" });
  expect(memory.get().token).toBe("t");
  memory.forget();
  expect(memory.get().token).toBeUndefined();
});

it.each(["{", "null", '"text"', "[]"])("takes %s for nothing", (broken) => {
  localStorage.setItem("kotae:demo", broken);
  expect(createMemory("demo", () => localStorage).get().token).toBeUndefined();
});

it("hears of another tab's change, and not of another site's", () => {
  const memory = createMemory("demo", () => localStorage);
  const changed = vi.fn();
  const stop = memory.watch(window, changed);
  localStorage.setItem("kotae:demo", '{"token":"new"}');
  window.dispatchEvent(new StorageEvent("storage", { key: "kotae:other" }));
  expect(changed).not.toHaveBeenCalled();
  window.dispatchEvent(new StorageEvent("storage", { key: "kotae:demo" }));
  expect(changed).toHaveBeenCalledWith({ token: "new" }, {});
  stop();
});
