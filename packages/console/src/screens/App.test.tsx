// @vitest-environment happy-dom
import { type Client, KotaeError } from "@kotae/sdk";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { aiko, aMessage, aRow, aTicket, fakeClient, fakeLink, handClock, kenji, memoryStorage } from "../fakes.ts";
import { openConsole } from "../store/console.ts";
import { App } from "./App.tsx";

class Observer {
  observe(): void {}
  disconnect(): void {}
}

beforeAll(() => {
  vi.stubGlobal("ResizeObserver", Observer);
  vi.stubGlobal("IntersectionObserver", Observer);
  HTMLElement.prototype.checkVisibility ??= () => true;
});
afterEach(cleanup);

const server: Partial<Client> = {
  getSession: async () => ({ agent: aiko, expiresAt: "" }),
  countTickets: async () => ({ mine: 1, unassigned: 0, all: 4 }),
  listAgents: async () => ({ items: [aiko, kenji], nextCursor: null }),
  listTickets: async () => ({ items: [aRow()], nextCursor: null }),
  getTicket: async () => aTicket(),
  listTicketEvents: async () => ({
    items: [aMessage(1, "Where?"), aMessage(2, "Hello?")],
    nextCursor: null,
    lastSeq: 2,
  }),
  listArticles: async () => ({ items: [], nextCursor: null }),
};

function show(path: string, answers: Partial<Client> = {}, storage = memoryStorage()) {
  window.history.replaceState(null, "", path);
  const link = fakeLink();
  let ids = 0;
  const model = openConsole({
    client: fakeClient({ ...server, ...answers }),
    openLink: link.openLink,
    clock: handClock(),
    page: window,
    storage,
    newId: () => `client-${++ids}`,
  });
  render(<App console={model} />);
  return { model, link, storage };
}
const fill = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });

describe("the log-in", () => {
  const nobody = async () => {
    throw new KotaeError("unauthorized", "No.");
  };

  it("leads to where the person wanted", async () => {
    const createSession = vi.fn(async () => ({ agent: aiko, expiresAt: "" }));
    show("/console/tickets/t1?view=all", { getSession: nobody, createSession });
    await screen.findByRole("button", { name: "Log in" });
    expect(location.pathname).toBe("/console/login");
    fill("Email", "aiko@example.com");
    fill("Password", "correct horse battery");
    fireEvent.click(screen.getByRole("button", { name: "Log in" }));
    await screen.findByRole("heading", { name: /Refund/ });
    expect(location.pathname + location.search).toBe("/console/tickets/t1?view=all");
  });

  it("says in words what is wrong, and how long to wait", async () => {
    const createSession = vi.fn(async () => {
      throw new KotaeError("rate_limited", "No.", { retryAfter: 240 });
    });
    show("/console/", { getSession: nobody, createSession });
    fireEvent.click(await screen.findByRole("button", { name: "Log in" }));
    expect(await screen.findByText("Enter your email address.")).toBeTruthy();
    expect(createSession).not.toHaveBeenCalled();
    fill("Email", "a@b.c");
    fill("Password", "x");
    fireEvent.click(screen.getByRole("button", { name: "Log in" }));
    expect(await screen.findByText("Too many tries. Wait 4 minutes, then try again.")).toBeTruthy();
  });

  it("comes back when the session ends, and loses no draft", async () => {
    const { model, storage } = show("/console/tickets/t1");
    fireEvent.input(await screen.findByRole("textbox", { name: "Reply" }), { target: { value: "Half a sentence" } });
    model.session.end();
    expect(await screen.findByText(/Your session has ended/)).toBeTruthy();
    cleanup();
    show("/console/tickets/t1", {}, storage);
    const box = (await screen.findByRole("textbox", { name: "Reply" })) as HTMLTextAreaElement;
    expect(box.value).toBe("Half a sentence");
  });
});

describe("the inbox", () => {
  it("shows views with counts, and a ticket with its customer", async () => {
    show("/console/?view=all");
    const row = await screen.findByRole("link", { name: /Unread: Mika/ });
    expect(screen.getByRole("link", { name: "Mine" })).toBeTruthy();
    expect(await screen.findByText("4")).toBeTruthy();
    fireEvent.click(row);
    expect(await screen.findByRole("region", { name: "What they tried" })).toBeTruthy();
    expect(screen.getByRole("combobox", { name: "Status" })).toBeTruthy();
    expect(screen.getByRole("textbox", { name: "Reply" })).toBeTruthy();
  });

  it("moves, opens and writes by keyboard, but not while somebody types", async () => {
    show("/console/");
    await screen.findByRole("link", { name: /Mika/ });
    fireEvent.keyDown(document.body, { key: "j" });
    expect(document.activeElement?.getAttribute("data-ticket")).toBe("t1");
    fireEvent.keyDown(document.activeElement ?? document.body, { key: "o" });
    const reply = await screen.findByRole("textbox", { name: "Reply" });
    fireEvent.keyDown(reply, { key: "n" });
    expect(screen.queryByRole("textbox", { name: "Note" })).toBeNull();
    fireEvent.keyDown(document.body, { key: "n" });
    expect(await screen.findByRole("textbox", { name: "Note" })).toBeTruthy();
    fireEvent.keyDown(document.body, { key: "u" });
    await waitFor(() => expect(location.pathname).toBe("/console/"));
  });

  it("stops a reply when the thread moved, and offers both ways on", async () => {
    const postTicketMessage = vi.fn(async () => {
      throw new KotaeError("thread_moved", "No.", { missed: [aMessage(3, "It came after all.")] });
    });
    show("/console/tickets/t1", { postTicketMessage });
    const box = (await screen.findByRole("textbox", { name: "Reply" })) as HTMLTextAreaElement;
    fireEvent.input(box, { target: { value: "I am looking." } });
    fireEvent.keyDown(box, { key: "Enter", ctrlKey: true, isComposing: true });
    expect(postTicketMessage).not.toHaveBeenCalled();
    fireEvent.keyDown(box, { key: "Enter", ctrlKey: true });
    expect(await screen.findByRole("button", { name: "Send anyway" })).toBeTruthy();
    expect(box.value).toBe("I am looking.");
    fireEvent.click(screen.getByRole("button", { name: "Keep editing" }));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Send anyway" })).toBeNull());
    expect(box.value).toBe("I am looking.");
  });

  it("says in words that the connection is gone", async () => {
    const { link } = show("/console/");
    await screen.findByRole("link", { name: /Mika/ });
    link.state("offline");
    expect(await screen.findByText("Reconnecting. What you write is kept.")).toBeTruthy();
  });

  it("speaks Japanese", async () => {
    const { model } = show("/console/tickets/t1");
    model.preferences.setLanguage("ja");
    expect(await screen.findByRole("textbox", { name: "返信" })).toBeTruthy();
    expect(screen.getByRole("button", { name: "送信" })).toBeTruthy();
    expect(screen.getByRole("link", { name: "自分の担当" })).toBeTruthy();
    expect(screen.getByRole("region", { name: "試したこと" })).toBeTruthy();
    await waitFor(() => expect(document.documentElement.lang).toBe("ja"));
  });
});
