// @vitest-environment happy-dom
import { KotaeError } from "@kotae/sdk";
import type { Citation, Message, ToolOffer } from "@kotae/sdk/schema";
import { act, cleanup, fireEvent, screen, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { agent, assistant, settled, ticket } from "../fake.ts";
import { open } from "../fake-panel.tsx";

const wait = () => act(settled);
type Said = Extract<Message, { kind: "message" }>;
type Given = Partial<NonNullable<Said["answer"]>>;
const source = (n: number, title: string): Citation => ({
  ...{ n, articleId: `a${n}`, title, url: "", heading: "", excerpt: "" },
});
const offer: ToolOffer = {
  ...{ tool: "order_status", title: "Where is my order?", description: "", verification: "none" },
  inputSchema: { type: "object", properties: { order: { type: "string", title: "Order number" } } },
  input: {},
};

/** A panel in which the assistant has just said something, as the server stored it. */
async function answered(body: string, given: Given) {
  const set = await open({
    askStream: async ({ question, clientId }) => {
      const asked = set.thread.say({ kind: "visitor", id: "v", name: null }, question, clientId ?? null);
      const answer = { decision: "answer" as const, confidence: 0.9, citations: [], generated: false, ...given };
      const message = set.thread.say(assistant, body, null, answer);
      return { ...answer, answer: body, conversationId: "conversation-1", message, question: asked };
    },
  });
  await act(async () => {
    set.widget.ask("How?");
    await settled();
  });
  return set;
}

beforeEach(() => localStorage.clear());
afterEach(cleanup);

describe("an answer", () => {
  it("that asks back offers its topics as buttons, and each asks for itself", async () => {
    const { calls } = await answered("Which of these do you mean:\n- Brakes [1]\n- Chain [2]", {
      decision: "clarify",
      citations: [source(1, "Brakes"), source(2, "Chain")],
    });
    const choices = screen.getByRole("list", { name: "Choices" });
    expect(
      within(choices)
        .getAllByRole("button")
        .map((each) => each.textContent),
    ).toEqual(["Brakes", "Chain"]);
    // once as words is enough
    expect(screen.getByRole("log").textContent?.match(/Chain/g)).toHaveLength(1);
    fireEvent.click(within(choices).getByText("Chain"));
    await wait();
    expect(calls.filter(([name]) => name === "askStream").at(-1)?.[1]).toMatchObject({ question: "Chain" });
  });

  it("from an article in another language says which, and is read out in it", async () => {
    await answered("ネジを回してください。", { foreign: true });
    expect(screen.getByText("From an article in Japanese")).toBeTruthy();
    expect(screen.getByText("ネジを回してください。").closest("[lang]")?.getAttribute("lang")).toBe("ja");
  });

  it("offers what the site's own systems can do, and a person beside it", async () => {
    const { widget } = await answered("It depends on your order.", { offers: [offer] });
    expect(screen.getByRole("button", { name: "Talk to a person" })).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Where is my order?" }));
    await wait();
    expect(widget.navigation.view.value.name).toBe("tool");
    expect(screen.getByRole("heading", { name: "Where is my order?" })).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole("textbox", { name: /Order number/ }));
    expect(screen.getByRole("button", { name: "Talk to a person" })).toBeTruthy();
  });
});

describe("an answer that failed", () => {
  it("shows the ticket at once where people were given the question", async () => {
    const set = await open({
      askStream: async ({ question, clientId }) => {
        const asked = set.thread.say({ kind: "visitor", id: "v", name: null }, question, clientId ?? null);
        const answer = { decision: "escalate" as const, confidence: 0, citations: [], generated: false };
        const message = set.thread.say(assistant, "I have passed it on.", null, { ...answer, handOver: "ticket" });
        set.thread.state.ticket = ticket({});
        return { ...answer, answer: message.body, conversationId: "conversation-1", message, question: asked };
      },
    });
    await act(async () => {
      set.widget.ask("How?");
      await settled();
    });
    expect(set.widget.conversation.isWithPerson.value).toBe(true);
    expect(set.widget.navigation.view.value.name).toBe("thread");
    expect(screen.getByText(/#7|7/)).toBeTruthy();
  });

  it("shows the form for a person at once where nobody knows how to reach the visitor", async () => {
    const { widget, calls } = await answered("I could not finish an answer in time.", {
      decision: "escalate",
      handOver: "contact",
    });
    expect(widget.navigation.view.value.name).toBe("person");
    expect(screen.getByText(/Say how to reach you/)).toBeTruthy();
    expect(calls.filter(([name]) => name === "getConversation")).toEqual([]);
    const email = screen.getByRole<HTMLInputElement>("textbox", { name: /Email/ });
    fireEvent.input(email, { target: { value: "mika@example.test" } });
    fireEvent.click(screen.getByRole("button", { name: "Send to a person" }));
    await wait();
    expect(calls.find(([name]) => name === "escalate")?.[1]).toMatchObject({ email: "mika@example.test" });
    expect(widget.conversation.needsContact.value).toBe(false);
    expect(widget.navigation.view.value.name).toBe("thread");
  });

  it("shows that form again to who comes back without having filled it in", async () => {
    const first = await answered("I could not finish an answer in time.", {
      decision: "escalate",
      handOver: "contact",
    });
    cleanup();
    const again = await open({ listMessages: () => ({ items: first.thread.log, nextCursor: null, lastSeq: 2 }) });
    await wait();
    expect(again.widget.navigation.view.value.name).toBe("person");
  });

  it("is left to its visitor where the articles simply do not answer", async () => {
    const { widget } = await answered("I could not find an answer.", { decision: "escalate" });
    expect(widget.navigation.view.value.name).toBe("thread");
    expect(screen.getByText("This is one for a person.")).toBeTruthy();
  });
});

it("that no article gives, beside something to look up, offers both", async () => {
  await answered("This may help:\n- Where is my order?", { decision: "escalate", offers: [offer] });
  expect(screen.getByRole("button", { name: "Where is my order?" })).toBeTruthy();
  expect(screen.getAllByRole("button", { name: "Talk to a person" }).length).toBeGreaterThan(0);
  expect(screen.queryByText("This is one for a person.")).toBeNull();
});

describe("an answer that is being written", () => {
  /** Asks, and leaves the answer in the making. */
  async function asking() {
    let hear = (_: string) => {};
    let end = (_: unknown) => {};
    let refuse = (_: unknown) => {};
    let reset = () => {};
    const set = await open({
      askStream: (_, onText, options) =>
        new Promise((resolve, reject) => {
          hear = onText;
          reset = () => options?.onReset?.();
          end = resolve as typeof end;
          refuse = reject;
        }),
    });
    await act(async () => {
      set.widget.ask("How?");
      await settled();
    });
    const clientId = String(set.widget.conversation.stream.value?.clientId);
    return {
      ...set,
      clientId,
      hear: (text: string) => hear(text),
      reset: () => reset(),
      end: (v: unknown) => end(v),
      refuse: (e: unknown) => refuse(e),
    };
  }

  it("is replaced in its own element by what is stored, where the two differ", async () => {
    const { thread, clientId, hear, end } = await asking();
    await act(async () => hear("Turn the screw to the left, "));
    const line = document.querySelector("[data-id=stream]");
    const bubble = screen.getByText(/Turn the screw to the/).closest(".bubble");
    const own = document.querySelector(".own");
    const question = thread.say({ kind: "visitor", id: "v", name: null }, "How?", clientId);
    const answer = { decision: "answer" as const, confidence: 0.9, citations: [], generated: true };
    const message = thread.say(assistant, "Turn it to the right.", null, answer);
    await act(async () => {
      end({ ...answer, answer: message.body, conversationId: "conversation-1", message, question });
      await settled();
    });
    const result = screen.getByText("Turn it to the right.");
    // neither the answer nor the question is drawn anew: nothing fades in again, and nothing moves
    expect(result.closest(".bubble")).toBe(bubble);
    expect(result.closest(".line")).toBe(line);
    expect(document.querySelector(".own")).toBe(own);
    expect(screen.queryByText(/to the left/)).toBeNull();
    expect(bubble?.getAttribute("aria-busy")).toBe("false");
  });

  it("is cleared where a model broke off, and the next one begins in its place", async () => {
    const { hear, reset, thread, clientId, end } = await asking();
    await act(async () => hear("Five days [1]. A refund is paid in "));
    const line = document.querySelector("[data-id=stream]");
    expect(screen.getByRole("log").textContent).toContain("Five days");
    await act(async () => reset());
    expect(screen.getByRole("log").textContent).not.toContain("Five days");
    await act(async () => hear("A refund takes five days. "));
    expect(screen.getByRole("log").textContent).toContain("A refund takes five days.");
    expect(screen.getByRole("log").textContent).not.toContain("paid in");
    expect(document.querySelector("[data-id=stream]")).toBe(line);
    // one that comes too late brings nothing back
    const question = thread.say({ kind: "visitor", id: "v", name: null }, "How?", clientId);
    const answer = { decision: "answer" as const, confidence: 0.9, citations: [], generated: false };
    const message = thread.say(assistant, "A refund takes five days.", null, answer);
    await act(async () => {
      end({ ...answer, answer: message.body, conversationId: "conversation-1", message, question });
      await settled();
      reset();
    });
    expect(screen.getAllByText("A refund takes five days.")).toHaveLength(1);
    expect(document.querySelector("[data-id=stream]")).toBeNull();
  });

  it("disappears when a person writes instead, and does not come back; the person's words and the question stand", async () => {
    const set = await open({});
    await act(async () => {
      set.widget.ask("First question");
      await settled();
    });
    let hear = (_: string) => {};
    let refuse = (_: unknown) => {};
    set.answers.askStream = (_, onText) =>
      new Promise((_resolve, reject) => {
        hear = onText;
        refuse = reject;
      });
    await act(async () => {
      set.widget.ask("Second question");
      await settled();
    });
    await act(async () => hear("Half an ans"));
    const asked = set.thread.say(
      { kind: "visitor", id: "v", name: null },
      "Second question",
      String(set.widget.conversation.drafts.value[0]?.clientId),
    );
    await act(async () => {
      set.thread.deliver(asked, set.thread.say(agent, "I will look at this myself."));
      hear("wer that nobody waits for");
      refuse(new KotaeError("conflict", "A person looks after this conversation now."));
      await settled();
    });
    const words = screen.getByRole("log").textContent;
    expect(words).toContain("I will look at this myself.");
    expect(words).not.toContain("Half an");
    expect(words).not.toContain("nobody waits for");
    expect(words?.match(/Second question/g)).toHaveLength(1);
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

describe("the home", () => {
  const home = (more: object) => ({
    getWidget: () => ({
      ...{ site: { name: "Aozora", accent: null }, online: true, popular: [], tools: [], assistant: true },
      ...more,
    }),
  });

  it("offers what the site's own systems can do before anything was asked", async () => {
    await open(home({ tools: [offer] }));
    expect(screen.getByRole("button", { name: "Where is my order?" })).toBeTruthy();
  });

  it("offers people first where no assistant answers, and takes a question to them", async () => {
    const { widget } = await open(home({ assistant: false }));
    const buttons = screen.getAllByRole("button").map((each) => each.textContent);
    expect(buttons.filter((words) => words === "Talk to a person")).toHaveLength(1);
    const field = screen.getByLabelText<HTMLInputElement>("Search or ask a question");
    fireEvent.input(field, { target: { value: "Brakes squeak" } });
    expect(screen.getByRole("option").textContent).toContain("Send to our team: Brakes squeak");
    fireEvent.keyDown(field, { key: "Enter" });
    await wait();
    expect(widget.navigation.view.value.name).toBe("person");
    expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: "What can we help with?" }).value).toBe(
      "Brakes squeak",
    );
  });
});
