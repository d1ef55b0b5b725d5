import type { Change, Citation, Message } from "@kotae/sdk/schema";
import { describe, expect, it } from "vitest";
import { subjectOf, summarise } from "./handover.ts";

let seq = 0;
const common = (kind: "visitor" | "assistant") => ({
  id: `m${++seq}`,
  conversationId: "c",
  seq,
  author: { kind, id: null, name: null },
  createdAt: "2026-01-01T00:00:00.000Z",
});
const asks = (body: string): Message => ({ ...common("visitor"), kind: "message", body, clientId: null, answer: null });
const cites = (...ids: string[]): Citation[] =>
  ids.map((articleId, n) => ({
    n: n + 1,
    articleId,
    title: `About ${articleId}`,
    url: `/${articleId}`,
    heading: "",
    excerpt: "",
  }));
const answers = (...ids: string[]): Message => ({
  ...common("assistant"),
  kind: "message",
  body: "Like this [1].",
  clientId: null,
  answer: {
    decision: ids.length > 0 ? "answer" : "escalate",
    confidence: 0.8,
    citations: cites(...ids),
    generated: false,
  },
});
const says = (change: Change): Message => ({ ...common("visitor"), kind: "event", change });
const nothing = { searches: [], articles: [] };

describe("the hand-over", () => {
  it("T3 tells each question with its answer, and which articles did not help", () => {
    const log = [
      asks("How do I export?"),
      answers("export", "backup"),
      says({ type: "outcome", solved: false, rejected: ["export", "backup"] }),
      asks("And on a phone?"),
      answers(),
    ];
    expect(summarise(log, nothing)).toEqual({
      searches: [],
      questions: [
        {
          text: "How do I export?",
          decision: "answer",
          confidence: 0.8,
          articles: ["export", "backup"],
          solved: false,
        },
        { text: "And on a phone?", decision: "escalate", confidence: 0.8, articles: [], solved: null },
      ],
      articles: [
        { id: "export", title: "About export", url: "/export", how: "answer", rejected: true },
        { id: "backup", title: "About backup", url: "/backup", how: "answer", rejected: true },
      ],
    });
  });

  it("T3 adds what was searched and opened before the conversation began, each once", () => {
    const trail = {
      searches: ["exp", "export", "export"],
      articles: [
        { id: "export", title: "About export", url: "/export", solved: false },
        { id: "price", title: "Prices", url: "/price", solved: undefined },
      ],
    };
    const tried = summarise([asks("export"), answers("export")], trail);
    expect(tried.searches).toEqual(["exp", "export"]);
    expect(tried.articles.map(({ id, how, rejected }) => [id, how, rejected])).toEqual([
      ["export", "answer", true],
      ["price", "opened", false],
    ]);
  });

  it("takes its subject from the first question, cut between characters", () => {
    expect(subjectOf([asks("  How do\n I export? "), asks("Please")], "x")).toBe("How do I export?");
    expect(subjectOf([answers()], "Support request")).toBe("Support request");
    const long = subjectOf([asks("𠮷".repeat(100))], "x");
    expect([...long]).toHaveLength(80);
    expect(long.isWellFormed()).toBe(true);
  });
});
