// @vitest-environment happy-dom
import { KotaeError } from "@kotae/sdk";
import type { Citation, Message, ToolOffer } from "@kotae/sdk/schema";
import { act, cleanup, fireEvent, screen, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { agent, assistant, settled } from "../fake.ts";
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

describe("an answer that is being written", () => {
  /** Asks, and leaves the answer in the making. */
  async function asking() {
    let hear = (_: string) => {};
    let end = (_: unknown) => {};
    let refuse = (_: unknown) => {};
    const set = await open({
      askStream: (_, onText) =>
        new Promise((resolve, reject) => {
          hear = onText;
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
