import type { Message } from "@kotae/sdk/schema";
import { describe, expect, it } from "vitest";
import { summarise } from "./handover.ts";
import { summariseForAgent } from "./summary.ts";

let seq = 0;
const common = (kind: "visitor" | "assistant") => ({
  id: `m${++seq}`,
  conversationId: "c",
  seq,
  author: { kind, id: null, name: null },
  createdAt: "2026-01-01T00:00:00.000Z",
});
const asks = (body: string): Message => ({ ...common("visitor"), kind: "message", body, clientId: null, answer: null });
const tells = (body: string): Message => ({
  ...common("assistant"),
  kind: "message",
  body,
  clientId: "run:1:end",
  answer: null,
});
const answers = (...titles: string[]): Message => ({
  ...common("assistant"),
  kind: "message",
  body: "…",
  clientId: null,
  answer: {
    decision: titles.length > 0 ? "answer" : "escalate",
    confidence: 0.8,
    citations: titles.map((title, n) => ({ n: n + 1, articleId: title, title, url: "/", heading: "", excerpt: "" })),
    generated: false,
  },
});
const rejects = (...rejected: string[]): Message => ({
  ...common("visitor"),
  kind: "event",
  change: { type: "outcome", solved: false, rejected },
});
const of = (log: Message[], locale: string, searches: string[] = []) =>
  summariseForAgent(log, summarise(log, { searches, articles: [] }), locale);

describe("the summary for the agent", () => {
  it("says in a few sentences what happened", () => {
    const log = [
      asks("How do I export?"),
      answers("Exports", "Backups"),
      rejects("Exports"),
      tells("Order A-1042 is on its way."),
      asks("It fails on my phone.\nPlease help."),
    ];
    expect(of(log, "en", ["export csv"])).toBe(
      "Asked “How do I export?”. Shown: “Exports”, “Backups”. Did not help: “Exports”. " +
        "Looked up: Order A-1042 is on its way. Searched for “export csv”. Last words: “It fails on my phone. Please help.”.",
    );
  });

  it("says it in Japanese to whoever wrote Japanese", () => {
    const log = [
      asks("書き出しの方法は"),
      answers("書き出す"),
      rejects("書き出す"),
      asks("携帯でできますか"),
      answers(),
    ];
    expect(of(log, "ja")).toBe(
      "「書き出しの方法は」、続いて「携帯でできますか」とのご質問です。お見せした記事は「書き出す」です。「書き出す」では解決しませんでした。",
    );
  });

  it("says that no article answered it, and nothing where nothing was said", () => {
    expect(of([asks("Penguins?"), answers()], "en")).toBe("Asked “Penguins?”. No article answered it.");
    expect(of([], "en")).toBe("");
  });

  it("stays short, whatever was written", () => {
    const long = [asks("𠮷".repeat(5_000)), answers("x".repeat(5_000)), asks("a ".repeat(5_000))];
    const text = of(long, "en", Array(20).fill("s".repeat(500)));
    expect(text.length).toBeLessThan(1_500);
    expect(text.isWellFormed()).toBe(true);
  });
});
