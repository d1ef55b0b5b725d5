// @vitest-environment happy-dom
import { KotaeError } from "@kotae/sdk";
import type { Hit } from "@kotae/sdk/schema";
import { act, cleanup, fireEvent, screen, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { agent, assistant, type fakeWidget, settled, ticket } from "../fake.ts";
import { article, open } from "../fake-panel.tsx";

const hit = (title: string): Hit => ({
  articleId: `id of ${title}`,
  title,
  url: "",
  excerpt: "",
  heading: "",
  score: 1,
});

const wait = () => act(settled);
const field = () => screen.getByLabelText<HTMLInputElement>("Search or ask a question");
const composer = () => screen.getByLabelText<HTMLTextAreaElement>("Message");

beforeEach(() => localStorage.clear());
afterEach(cleanup);

describe("the panel", () => {
  it("is a dialog with a name, and closes on Escape", async () => {
    const { close } = await open();
    const dialog = screen.getByRole("dialog", { name: "Support" });
    fireEvent.keyDown(dialog, { key: "Escape" });
    expect(close).toHaveBeenCalledOnce();
  });

  it("puts the cursor where one begins", async () => {
    const { widget } = await open();
    expect(document.activeElement).toBe(field());
    await act(async () => widget.showPerson());
    expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "What can we help with?" }));
  });

  it("changes its language as a whole", async () => {
    const { widget } = await open();
    const { ja } = await import("../strings/ja.ts");
    await act(async () => widget.run("locale", "ja", ja));
    const dialog = screen.getByRole("dialog", { name: "サポート" });
    expect(dialog.lang).toBe("ja");
    expect(screen.getByLabelText("検索または質問")).toBeTruthy();
    expect(screen.getByRole("button", { name: "担当者と話す" })).toBeTruthy();
  });
});

describe("searching", () => {
  async function searched(text: string, answers: Parameters<typeof fakeWidget>[0] = {}) {
    const set = await open({ search: () => ({ items: [hit("Brakes"), hit("Chain")], nextCursor: null }), ...answers });
    fireEvent.input(field(), { target: { value: text } });
    await act(async () => {
      set.clock.turn(200);
      await settled();
    });
    return set;
  }

  it("offers what it found, says how much, and always the assistant last", async () => {
    await searched("brakes");
    expect(screen.getByRole("status").textContent).toBe("2 articles found");
    const rows = screen.getAllByRole("option").map((row) => row.textContent);
    expect(rows.slice(0, 2)).toEqual(["Brakes", "Chain"]);
    expect(rows[2]).toContain("Ask the assistant: brakes");
  });

  it("opens the row the arrow keys stand on", async () => {
    const { widget } = await searched("brakes", { getArticle: () => article([]) });
    fireEvent.keyDown(field(), { key: "ArrowDown" });
    fireEvent.keyDown(field(), { key: "ArrowDown" });
    const row = screen.getByRole("option", { selected: true });
    expect(row.textContent).toBe("Chain");
    expect(field().getAttribute("aria-activedescendant")).toBe(row.id);
    fireEvent.keyDown(field(), { key: "Enter" });
    expect(widget.navigation.view.value).toEqual({ name: "article", id: "id of Chain" });
  });

  it("asks the assistant on Enter", async () => {
    await searched("Why do my brakes squeak?");
    fireEvent.keyDown(field(), { key: "Enter" });
    await wait();
    expect(within(screen.getByRole("log")).getByText("Forty-two.")).toBeTruthy();
  });

  it("leaves Enter to an input method that is still composing", async () => {
    const { widget } = await searched("ぶれーき");
    fireEvent.keyDown(field(), { key: "Enter", isComposing: true });
    fireEvent.keyDown(field(), { key: "Enter", keyCode: 229 });
    expect(widget.navigation.view.value.name).toBe("home");
  });

  it("says in plain words that it found nothing, or failed", async () => {
    const { clock } = await searched("zzz", {
      search: ({ q }) => {
        if (q === "zzz") return { items: [], nextCursor: null };
        throw new KotaeError("unavailable", "down");
      },
    });
    expect(screen.getByRole("status").textContent).toContain("No article matches");
    fireEvent.input(field(), { target: { value: "yyy" } });
    await act(async () => {
      clock.turn(200);
      await settled();
    });
    expect(screen.getByRole("status").textContent).toContain("The search does not answer");
    expect(screen.getByRole("option").textContent).toContain("Ask the assistant");
  });
});

describe("asking for a person", () => {
  it("wants a few words where nothing was said before, and an address that is one", async () => {
    const { widget, calls } = await open();
    await act(async () => widget.showPerson());
    const send = screen.getByRole("button", { name: "Send to a person" });
    fireEvent.click(send);
    expect((await screen.findByRole("alert")).textContent).toContain("a few words");
    const words = screen.getByRole("textbox", { name: "What can we help with?" });
    expect(words.getAttribute("aria-invalid")).toBe("true");
    fireEvent.input(words, { target: { value: "Squeaks" } });
    fireEvent.input(screen.getByRole("textbox", { name: /Email/ }), { target: { value: "nope" } });
    fireEvent.click(send);
    expect((await screen.findByRole("alert")).textContent).toContain("email");
    expect(calls.some(([name]) => name === "escalate")).toBe(false);
  });

  it("keeps every word when sending fails", async () => {
    const { widget } = await open({
      escalate: () => {
        throw new KotaeError("network", "gone");
      },
    });
    await act(async () => widget.showPerson());
    const words = () => screen.getByRole<HTMLTextAreaElement>("textbox", { name: "What can we help with?" });
    fireEvent.input(words(), { target: { value: "Squeaks" } });
    fireEvent.click(screen.getByRole("button", { name: "Send to a person" }));
    expect((await screen.findByRole("alert")).textContent).toContain("kept");
    expect(words().value).toBe("Squeaks");
    await act(async () => widget.navigation.back());
    await act(async () => widget.showPerson());
    expect(words().value).toBe("Squeaks");
  });
});

describe("the conversation", () => {
  async function withPerson(answers: Parameters<typeof fakeWidget>[0] = {}) {
    const set = await open(answers);
    await act(async () => {
      await set.widget.requestPerson({ body: "Squeaks" });
      await settled();
    });
    return set;
  }

  it("sends on Enter, breaks on Shift+Enter, and waits for an input method", async () => {
    const { calls } = await withPerson();
    fireEvent.input(composer(), { target: { value: "こんにちは" } });
    fireEvent.keyDown(composer(), { key: "Enter", isComposing: true });
    fireEvent.keyDown(composer(), { key: "Enter", shiftKey: true });
    expect(calls.some(([name]) => name === "postMessage")).toBe(false);
    fireEvent.keyDown(composer(), { key: "Enter" });
    await wait();
    expect(calls.find(([name]) => name === "postMessage")?.[1]).toMatchObject({ body: "こんにちは" });
    expect(composer().value).toBe("");
  });

  it("sends nothing that is empty or too long, and counts near the end", async () => {
    await withPerson();
    const send = screen.getByRole<HTMLButtonElement>("button", { name: "Send" });
    expect(send.disabled).toBe(true);
    fireEvent.input(composer(), { target: { value: "x".repeat(9_990) } });
    expect(screen.getByText("10 characters left")).toBeTruthy();
    fireEvent.input(composer(), { target: { value: "x".repeat(10_002) } });
    expect(screen.getByText("2 characters too many")).toBeTruthy();
    expect(send.disabled).toBe(true);
  });

  it("says who is there, how far a message has got, and what happened", async () => {
    const { thread, widget } = await withPerson();
    const conversationId = "conversation-1";
    expect(screen.getByText("Ticket 7 · 2 before you")).toBeTruthy();
    expect(screen.getByText("Handed to our team as ticket 7")).toBeTruthy();
    thread.state.ticket = ticket({ assignee: "Aiko", ahead: null, status: "open" });
    await act(async () => {
      thread.tell({ t: "ticket", conversationId, ticket: ticket({ assignee: "Aiko", ahead: null, status: "open" }) });
      thread.deliver(thread.happen({ type: "assigned", to: agent, from: null, why: "" }), thread.say(agent, "Hi"));
      widget.conversation.say("Thank you");
      await settled();
    });
    expect(screen.getByRole("heading", { name: "Aiko" })).toBeTruthy();
    expect(screen.getByText("Aiko joined")).toBeTruthy();
    expect(screen.getByRole("log").textContent).toContain("Sent · ");
    await act(async () => thread.tell({ t: "read", conversationId, by: "agent", seq: 99 }));
    expect(screen.getByRole("log").textContent).toContain("Read · ");
    await act(async () => thread.tell({ t: "typing", conversationId, who: agent, on: true }));
    expect(screen.getByText("Aiko is writing…")).toBeTruthy();
  });

  it("keeps a message that was refused, with a way to send it again", async () => {
    let isBusy = true;
    const { thread } = await withPerson({
      postMessage: ({ body, clientId }) => {
        if (isBusy) throw new KotaeError("rate_limited", "busy");
        return thread.say({ kind: "visitor", id: "visitor-1", name: null }, body, clientId);
      },
    });
    fireEvent.input(composer(), { target: { value: "Hello" } });
    fireEvent.keyDown(composer(), { key: "Enter" });
    await wait();
    expect(screen.getByRole("alert").textContent).toContain("It is kept here");
    isBusy = false;
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    await wait();
    expect(screen.queryByRole("alert")).toBeNull();
    expect(screen.getAllByText("Hello")).toHaveLength(1);
  });

  it("says what the connection is like", async () => {
    const { thread } = await withPerson();
    await act(async () => thread.become("offline"));
    expect(screen.getByText("Offline. Your messages are kept and will be sent.")).toBeTruthy();
    await act(async () => thread.become("polling"));
    expect(screen.getByText(/Live connection blocked/)).toBeTruthy();
    await act(async () => thread.become("live"));
    expect(screen.queryByText(/Live connection blocked/)).toBeNull();
  });

  it("shows an answer with sources that open, and asks once whether it helped", async () => {
    const source = { n: 1, articleId: "a1", title: "Brakes", url: "", heading: "", excerpt: "" };
    const { widget } = await open({
      getArticle: () => article([]),
      askStream: async ({ question, clientId }, onText) => {
        onText("Turn the screw. [1]");
        const set = widget.conversation.id.value;
        expect(set).toBeUndefined();
        const common = { conversationId: "c", createdAt: "2026-11-22T09:00:00.000Z", kind: "message" as const };
        const answer = { decision: "answer" as const, confidence: 0.9, citations: [source], generated: false };
        const asked = {
          ...common,
          id: "1",
          seq: 1,
          author: { kind: "visitor" as const, id: "v", name: null },
          body: question,
          clientId: clientId ?? null,
          answer: null,
        };
        const message = {
          ...common,
          id: "2",
          seq: 2,
          author: assistant,
          body: "Turn the screw. [1]",
          clientId: null,
          answer,
        };
        return { ...answer, answer: message.body, conversationId: "c", message, question: asked };
      },
      recordOutcome: () => ({}),
      listMessages: () => ({ items: [], nextCursor: null, lastSeq: 2 }),
    });
    await act(async () => {
      widget.ask("How?");
      await settled();
    });
    const sources = screen.getByRole("list", { name: "Sources" });
    fireEvent.click(within(sources).getByRole("button", { name: /Brakes/ }));
    expect(widget.navigation.view.value).toEqual({ name: "article", id: "a1" });
    fireEvent.click(screen.getByRole("button", { name: "Back" }));
    expect(screen.getByRole("group", { name: "Did this solve it?" })).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "No, I need a person" }));
    expect(widget.navigation.view.value.name).toBe("person");
  });

  it("takes a rating in words, once", async () => {
    const { thread, calls } = await withPerson();
    const conversationId = "conversation-1";
    await act(async () =>
      thread.tell({ t: "ticket", conversationId, ticket: ticket({ status: "resolved", canRate: true }) }),
    );
    await wait();
    expect(screen.getAllByRole("radio")).toHaveLength(5);
    fireEvent.click(screen.getByRole("radio", { name: "Very good" }));
    fireEvent.click(screen.getByRole("button", { name: "Send rating" }));
    await wait();
    expect(calls.find(([name]) => name === "rate")?.[1]).toMatchObject({ score: 5 });
    expect(screen.queryByRole("radio")).toBeNull();
    expect(screen.getByText("You rated this: Very good. Thank you.")).toBeTruthy();
  });
});
