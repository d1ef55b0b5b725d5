// @vitest-environment happy-dom
import { KotaeError } from "@kotae/sdk";
import type { ToolOffer } from "@kotae/sdk/schema";
import { act, cleanup, fireEvent, screen } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { assistant, settled } from "../fake.ts";
import { open } from "../fake-panel.tsx";

const wait = () => act(settled);
const offer: ToolOffer = {
  ...{ tool: "order_status", title: "Where is my order?", description: "Looks up your order.", verification: "none" },
  inputSchema: {
    type: "object",
    required: ["order"],
    properties: {
      order: { type: "string", title: "Order number", description: "As in A-1234.", pattern: "^A-[0-9]{4}$" },
      gift: { type: "boolean", title: "It is a present" },
      speed: { type: "string", title: "Delivery", enum: ["fast", "slow"] },
    },
  },
  input: {},
};
const order = () => screen.getByRole<HTMLInputElement>("textbox", { name: /Order number/ });
const type = (field: HTMLElement, value: string) => fireEvent.input(field, { target: { value } });
const press = async (name: string) => {
  fireEvent.click(screen.getByRole("button", { name }));
  await wait();
};

async function opened(answers: Parameters<typeof open>[0] = {}, change: Partial<ToolOffer> = {}) {
  const set = await open(answers);
  await act(async () => {
    set.widget.showTool({ ...offer, ...change });
    await settled();
  });
  await wait();
  return set;
}

beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe("the form of a site's own system", () => {
  it("says what it needs, field by field, and takes the cursor to the first that is wrong", async () => {
    const { calls } = await opened();
    expect(screen.getByText("Looks up your order.")).toBeTruthy();
    expect(document.activeElement).toBe(order());
    await press("Continue");
    expect(order().getAttribute("aria-invalid")).toBe("true");
    const described = String(order().getAttribute("aria-describedby")).split(" ");
    expect(described.map((id) => document.getElementById(id)?.textContent)).toEqual([
      "As in A-1234.",
      "Please fill this in.",
    ]);
    expect(document.activeElement).toBe(order());
    type(order(), "1234");
    expect(order().getAttribute("aria-invalid")).toBeNull();
    await press("Continue");
    expect(screen.getByRole("alert").textContent).toContain("does not look right");
    expect(calls.some(([name]) => name === "startToolRun")).toBe(false);
  });

  it("runs it, and shows in the thread what came of it", async () => {
    const { answers, calls, thread, widget } = await opened();
    answers.startToolRun = () => {
      thread.say(assistant, "Your parcel left this morning.");
      return { runId: "r1", state: "done", sentTo: null, reply: "Your parcel left this morning." };
    };
    type(order(), "Ａ-1234");
    fireEvent.click(screen.getByRole("checkbox", { name: "It is a present" }));
    type(screen.getByRole("combobox", { name: /Delivery/ }), "fast");
    await press("Continue");
    expect(calls.find(([name]) => name === "startToolRun")?.[1]).toEqual({
      id: "conversation-1",
      tool: "order_status",
      input: { order: "A-1234", gift: true, speed: "fast" },
    });
    expect(widget.navigation.view.value.name).toBe("thread");
    expect(screen.getByText("Your parcel left this morning.")).toBeTruthy();
    // what is said from now on is heard
    expect(thread.isLinked()).toBe(true);
  });

  it("begins with what the visitor has said already", async () => {
    await opened({}, { input: { order: "A-7777" } });
    expect(order().value).toBe("A-7777");
  });

  it("shows the server's own objections at their fields, and loses nothing when it does not answer", async () => {
    let error = new KotaeError("invalid_input", "wrong", {
      errors: [{ path: "input.order", message: "is not right" }],
    });
    await opened({
      startToolRun: () => {
        throw error;
      },
    });
    type(order(), "A-1234");
    await press("Continue");
    expect(order().getAttribute("aria-invalid")).toBe("true");
    error = new KotaeError("network", "gone");
    await press("Continue");
    expect(screen.getByRole("alert").textContent).toContain("still here");
    expect(order().value).toBe("A-1234");
    error = new KotaeError("rate_limited", "slow");
    await press("Continue");
    expect(screen.getByRole("alert").textContent).toContain("Wait a moment");
    expect(screen.getByRole("button", { name: "Talk to a person" })).toBeTruthy();
  });
});

describe("a code by email", () => {
  const code = () => screen.getByRole<HTMLInputElement>("textbox", { name: "Code of 6 digits" });

  async function waiting() {
    let runs = 0;
    const set = await opened({
      startToolRun: () => ({ runId: `r${++runs}`, state: "needs_code", sentTo: "h•••@example.test", reply: null }),
      confirmToolRun: ({ code: given }) => {
        if (given !== "123456")
          throw new KotaeError("invalid_input", "wrong", { errors: [{ path: "code", message: "is not it" }] });
        set.thread.say(assistant, "Your order is on its way.");
        return { runId: `r${runs}`, state: "done", sentTo: null, reply: null };
      },
    });
    type(order(), "A-1234");
    await press("Continue");
    return set;
  }

  it("says where it went, takes it pasted or in full width, and goes on at the sixth digit", async () => {
    const { calls, widget } = await waiting();
    expect(screen.getByRole("status").textContent).toContain("h•••@example.test");
    expect(document.activeElement).toBe(code());
    expect(code().autocomplete).toBe("one-time-code");
    type(code(), "12 34");
    expect(code().value).toBe("1234");
    type(code(), "１２３ ４５６");
    await wait();
    expect(calls.find(([name]) => name === "confirmToolRun")?.[1]).toEqual({
      id: "conversation-1",
      runId: "r1",
      code: "123456",
    });
    expect(widget.navigation.view.value.name).toBe("thread");
    expect(screen.getByText("Your order is on its way.")).toBeTruthy();
  });

  it("says that a code is wrong and asks again", async () => {
    await waiting();
    type(code(), "000000");
    await wait();
    expect(screen.getByRole("alert").textContent).toContain("This code is not right");
    expect(code().value).toBe("");
    expect(document.activeElement).toBe(code());
  });

  it("sends another after half a minute, and lets go when asked to", async () => {
    vi.useFakeTimers();
    const { calls } = await waiting();
    expect(screen.queryByRole("button", { name: "Send a new code" })).toBeNull();
    await act(async () => void (await vi.advanceTimersByTimeAsync(30_000)));
    fireEvent.click(screen.getByRole("button", { name: "Send a new code" }));
    await wait();
    expect(calls.filter(([name]) => name === "startToolRun")).toHaveLength(2);
    expect(screen.getByRole("status").textContent).toContain("A new code is on its way.");
    type(code(), "123456");
    await wait();
    expect(calls.find(([name]) => name === "confirmToolRun")?.[1]).toMatchObject({ runId: "r2" });
  });

  it("is called off without a trace of it in the form", async () => {
    await waiting();
    await press("Cancel");
    expect(order().value).toBe("A-1234");
  });
});
