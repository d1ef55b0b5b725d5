import type { Author, Message, ServerFrame } from "@kotae/sdk/schema";
import { describe, expect, it } from "vitest";
import { type Listen, untilTaken } from "./interrupt.ts";

const conversationId = "c";
const agent: Author = { kind: "agent", id: "a", name: "Aiko" };
const common = { id: "m", conversationId, seq: 3, createdAt: "2026-11-22T09:00:00.000Z" };
const words = (author: Author, kind: "message" | "note" = "message"): ServerFrame => {
  const body = { ...common, author, body: "I will look at this.", clientId: null };
  const message: Message = kind === "note" ? { ...body, kind } : { ...body, kind, answer: null };
  return { t: "message", conversationId, message };
};
const event = (change: Extract<Message, { kind: "event" }>["change"]): ServerFrame => ({
  t: "message",
  conversationId,
  message: { ...common, kind: "event", author: agent, change },
});
const nobody = new AbortController().signal;

/** A conversation one can tell frames, and who still listens. */
function listening() {
  const heard = new Set<(frame: ServerFrame) => void>();
  const topics: string[] = [];
  const listen: Listen = (topic, hear) => {
    topics.push(topic);
    heard.add(hear);
    return () => heard.delete(hear);
  };
  const tell = (frame: ServerFrame) => {
    for (const hear of heard) hear(frame);
  };
  return { listen, topics, heard, tell };
}

describe("an answer that is being made", () => {
  it.each([
    ["an agent writes", words(agent)],
    ["it is assigned", event({ type: "assigned", to: agent, from: null, why: "taken" })],
    ["it is handed over", event({ type: "escalated", ticketId: "t", number: 7 })],
  ])("A1 is given up at once when %s", async (_, frame) => {
    const { listen, tell, topics } = listening();
    const interrupt = untilTaken(listen, conversationId, 60_000, nobody);
    expect(topics).toEqual(["conversation:c"]);
    tell(frame);
    // in the same turn: nothing of the model is waited for
    expect(interrupt.signal.aborted).toBe(true);
    expect(await interrupt.happened).toBe("taken");
    interrupt.end();
  });

  it.each([
    ["its visitor writes", words({ kind: "visitor", id: "v", name: null })],
    ["the assistant says something", words({ kind: "assistant", id: null, name: null })],
    ["agents take notes", words(agent, "note")],
    ["its visitor says how the last answer was", event({ type: "outcome", solved: false, rejected: [] })],
    ["an agent types", { t: "typing", conversationId, who: agent, on: true }],
    ["an agent reads", { t: "read", conversationId, by: "agent", seq: 3 }],
  ] as [string, ServerFrame][])("goes on while %s", (_, frame) => {
    const { listen, tell } = listening();
    const interrupt = untilTaken(listen, conversationId, 60_000, nobody);
    tell(frame);
    expect(interrupt.signal.aborted).toBe(false);
    interrupt.end();
  });

  it("stalls when its time is up, and hears nothing any more once it ended", async () => {
    const { listen, heard } = listening();
    const interrupt = untilTaken(listen, conversationId, 1, nobody);
    expect(await interrupt.happened).toBe("stalled");
    expect(interrupt.signal.aborted).toBe(true);
    interrupt.end();
    expect(heard.size).toBe(0);
  });
});
