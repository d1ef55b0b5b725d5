// @vitest-environment happy-dom
import { KotaeError } from "@kotae/sdk";
import { beforeEach, describe, expect, it } from "vitest";
import { agent, fakeWidget, settled, ticket } from "../fake.ts";

beforeEach(() => localStorage.clear());

const kept = () => JSON.parse(localStorage.getItem("kotae:demo") ?? "{}");
const words = ({ widget }: ReturnType<typeof fakeWidget>) =>
  widget.conversation.messages.value.flatMap((message) => (message.kind === "message" ? [message.body] : []));

describe("with the assistant", () => {
  it("shows the question at once, then the answer as it is written, then the stored one", async () => {
    const set = fakeWidget();
    const { conversation } = set.widget;
    const seen: string[] = [];
    conversation.stream.subscribe((stream) => stream && seen.push(stream.text));
    set.widget.ask("What is the answer?");
    expect(conversation.drafts.value).toMatchObject([{ body: "What is the answer?", state: "sending" }]);
    expect(set.widget.navigation.view.value.name).toBe("thread");
    await settled();
    expect(seen).toEqual(["", "Forty-", "Forty-two."]);
    expect(conversation.stream.value).toBeUndefined();
    expect(conversation.drafts.value).toEqual([]);
    expect(words(set)).toEqual(["What is the answer?", "Forty-two."]);
    expect(conversation.outcome.value).toBe("ask");
    expect(set.thread.followed).toEqual([2]);
  });

  it("stores nothing in the browser before the first question", async () => {
    const set = fakeWidget();
    set.widget.setOpen(true);
    set.widget.search.type("brakes");
    set.clock.turn(200);
    await settled();
    expect(localStorage.length).toBe(0);
    expect(set.calls.map(([name]) => name)).toEqual(["getWidget", "search"]);
    set.widget.ask("Brakes?");
    await settled();
    expect(kept()).toMatchObject({ token: "token-1", conversationId: "conversation-1" });
  });

  it("shows each message once, whatever the socket repeats", async () => {
    const set = fakeWidget();
    set.widget.ask("Hello?");
    await settled();
    set.thread.deliver(...set.thread.log);
    expect(words(set)).toEqual(["Hello?", "Forty-two."]);
  });

  it("asks for the outcome until it is told", async () => {
    const set = fakeWidget();
    set.widget.ask("Hello?");
    await settled();
    set.widget.judgeAnswer(true);
    await settled();
    expect(set.widget.conversation.outcome.value).toBe("solved");
  });

  it("keeps a question that was refused, and asks it again under the same id", async () => {
    let isBusy = true;
    const set = fakeWidget();
    const ask = set.client.askStream;
    const busy = fakeWidget({
      askStream: (...values) => {
        if (isBusy) throw new KotaeError("rate_limited", "busy");
        return ask(...values);
      },
    });
    busy.widget.ask("Hello?");
    await settled();
    const [draft] = busy.widget.conversation.drafts.value;
    expect(draft).toMatchObject({ body: "Hello?", state: "failed" });
    expect(busy.events).toContainEqual(["error", { code: "rate_limited", detail: "busy" }]);
    isBusy = false;
    busy.widget.conversation.retry(draft?.clientId ?? "");
    await settled();
    expect(words(busy)).toEqual(["Hello?", "Forty-two."]);
    const asked = busy.calls
      .filter(([name]) => name === "askStream")
      .map(([, input]) => (input as { clientId: string }).clientId);
    expect(new Set(asked).size).toBe(1);
  });
});

describe("with a person", () => {
  async function escalated(answers: Parameters<typeof fakeWidget>[0] = {}) {
    const set = fakeWidget(answers);
    await set.widget.requestPerson({ body: "My brakes squeak", email: "mika@example.com" });
    await settled();
    return set;
  }

  it("hands over what was tried, and tells the page of the ticket", async () => {
    const set = fakeWidget();
    set.widget.search.type("brakes");
    set.clock.turn(200);
    await settled();
    await set.widget.requestPerson({ body: "They squeak" });
    const input = set.calls.find(([name]) => name === "escalate")?.[1];
    expect(input).toMatchObject({ body: "They squeak", trail: { searches: ["brakes"], articles: [] } });
    expect(set.events).toContainEqual(["ticket", { id: "ticket-1", number: 7, subject: "Brakes", status: "new" }]);
    expect(set.widget.conversation.isWithPerson.value).toBe(true);
    expect(kept().live).toBe(true);
  });

  it("sends messages in the order they were written", async () => {
    const set = await escalated();
    set.widget.conversation.say("one");
    set.widget.conversation.say("two");
    expect(set.widget.conversation.drafts.value.map(({ state }) => state)).toEqual(["sending", "sending"]);
    await settled();
    expect(words(set)).toEqual(["My brakes squeak", "one", "two"]);
    expect(set.widget.conversation.drafts.value).toEqual([]);
  });

  it("keeps what cannot be sent, survives a reload with it, and sends it under the same id once there is a network", async () => {
    let isDown = false;
    const post = fakeWidget();
    const down = (...[input]: Parameters<typeof post.client.postMessage>) => {
      if (isDown) throw new KotaeError("network", "gone");
      return set.thread.say({ kind: "visitor", id: "visitor-1", name: null }, input.body, input.clientId);
    };
    const set = await escalated({ postMessage: down });
    isDown = true;
    set.widget.conversation.say("one");
    set.widget.conversation.say("two");
    await settled();
    expect(set.widget.conversation.drafts.value.map(({ state }) => state)).toEqual(["waiting", "waiting"]);
    expect(kept().unsent).toMatchObject([{ body: "one" }, { body: "two" }]);
    isDown = false;
    set.thread.become("live");
    await settled();
    expect(words(set)).toEqual(["My brakes squeak", "one", "two"]);
    expect(kept().unsent).toEqual([]);
  });

  it("does not send a message twice that arrived although its answer was lost", async () => {
    const set = await escalated({
      postMessage: () => {
        throw new KotaeError("timeout", "no answer");
      },
    });
    set.widget.conversation.say("one");
    await settled();
    const clientId = set.widget.conversation.drafts.value[0]?.clientId ?? "";
    set.thread.deliver(set.thread.say({ kind: "visitor", id: "visitor-1", name: null }, "one", clientId));
    expect(set.widget.conversation.drafts.value).toEqual([]);
    expect(words(set)).toEqual(["My brakes squeak", "one"]);
  });

  it("counts what arrives while closed, and stops once it is seen", async () => {
    const set = await escalated();
    set.thread.deliver(set.thread.say(agent, "Hi, this is Aiko."));
    expect(set.widget.conversation.unread.value).toBe(1);
    expect(set.events).toContainEqual(["unread", 1]);
    expect(set.events).toContainEqual([
      "message",
      { conversationId: "conversation-1", from: "Aiko", body: "Hi, this is Aiko." },
    ]);
    set.widget.setOpen(true);
    expect(set.widget.conversation.unread.value).toBe(0);
    expect(set.thread.sent).toContainEqual({ t: "read", conversationId: "conversation-1", seq: 3 });
  });

  it("follows the queue, the agent, the agent's reading and writing", async () => {
    const set = await escalated();
    const { conversation } = set.widget;
    const conversationId = "conversation-1";
    set.thread.tell({ t: "ticket", conversationId, ticket: ticket({ ahead: 1 }) });
    expect(conversation.ticket.value?.ahead).toBe(1);
    set.thread.tell({ t: "ticket", conversationId: "another", ticket: ticket({ ahead: 9 }) });
    expect(conversation.ticket.value?.ahead).toBe(1);
    set.thread.tell({ t: "read", conversationId, by: "agent", seq: 1 });
    expect(conversation.agentReadSeq.value).toBe(1);
    set.thread.tell({ t: "typing", conversationId, who: agent, on: true });
    expect(conversation.typist.value?.name).toBe("Aiko");
    set.clock.turn(8_000);
    expect(conversation.typist.value).toBeUndefined();
  });

  it("tells of the visitor's writing at most every three seconds, and of its end", async () => {
    const set = await escalated();
    const told = () => set.thread.sent.flatMap((frame) => (frame.t === "typing" ? [frame.on] : []));
    for (let key = 0; key < 5; key++) {
      set.widget.conversation.typing();
      set.clock.turn(1_000);
    }
    expect(told()).toEqual([true, true]);
    set.clock.turn(5_000);
    expect(told()).toEqual([true, true, false]);
    set.widget.conversation.typing();
    set.widget.conversation.say("done");
    expect(told()).toEqual([true, true, false, true, false]);
  });

  it("rates once", async () => {
    const set = await escalated();
    set.thread.tell({
      t: "ticket",
      conversationId: "conversation-1",
      ticket: ticket({ status: "resolved", canRate: true }),
    });
    await set.widget.conversation.rate(5, " good ");
    expect(set.calls.at(-1)).toEqual(["rate", { id: "conversation-1", score: 5, comment: "good" }]);
    expect(set.widget.conversation.ticket.value?.canRate).toBe(false);
  });
});

describe("on the next page", () => {
  it("goes on with the conversation, and sends what was left", async () => {
    const keep = {
      token: "token-1",
      conversationId: "conversation-1",
      unsent: [{ clientId: "left", body: "left", as: "message" }],
    };
    localStorage.setItem("kotae:demo", JSON.stringify(keep));
    const set = fakeWidget();
    set.thread.state.ticket = ticket({});
    set.thread.say(agent, "Hi");
    expect(set.calls).toEqual([]);
    set.widget.setOpen(true);
    await settled();
    expect(words(set)).toEqual(["Hi", "left"]);
    expect(set.events.some(([name]) => name === "message" || name === "ticket")).toBe(false);
    expect(set.thread.isLinked()).toBe(true);
  });

  it("lets go of a conversation that is no longer there", async () => {
    localStorage.setItem("kotae:demo", '{"token":"token-1","conversationId":"gone"}');
    const set = fakeWidget({
      getConversation: () => {
        throw new KotaeError("not_found", "gone", { status: 404 });
      },
    });
    set.widget.setOpen(true);
    await settled();
    expect(set.widget.conversation.id.value).toBeUndefined();
    expect(kept().conversationId).toBeUndefined();
  });

  it("takes up a conversation that another tab began, and lets go when that tab logs out", async () => {
    const set = fakeWidget();
    set.thread.say(agent, "Hi");
    localStorage.setItem("kotae:demo", '{"token":"token-1","conversationId":"conversation-1"}');
    window.dispatchEvent(new StorageEvent("storage", { key: "kotae:demo" }));
    await settled();
    expect(words(set)).toEqual(["Hi"]);
    localStorage.removeItem("kotae:demo");
    window.dispatchEvent(new StorageEvent("storage", { key: "kotae:demo" }));
    expect(words(set)).toEqual([]);
    expect(set.thread.isLinked()).toBe(false);
  });

  it("forgets everything on reset", async () => {
    const set = fakeWidget();
    set.widget.ask("Hello?");
    await settled();
    set.widget.run("reset");
    expect(localStorage.length).toBe(0);
    expect(words(set)).toEqual([]);
    expect(set.widget.navigation.view.value.name).toBe("home");
  });
});
