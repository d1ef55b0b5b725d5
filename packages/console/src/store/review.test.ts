import { KotaeError } from "@kotae/sdk";
import { describe, expect, it, vi } from "vitest";
import { aDesk, aGap, aQuestion, settled } from "../fakes.ts";
import { GapsModel } from "./gaps.ts";
import { QuestionsModel } from "./questions.ts";
import { SynonymsModel } from "./synonyms.ts";
import { VotesModel } from "./votes.ts";

const query = { view: "unanswered", complaint: "", lang: "", gapId: "" } as const;

describe("questions", () => {
  const detail = {
    answer: "",
    citations: [],
    threshold: 0.5,
    ranked: [],
    now: { decision: "escalate" as const, confidence: 0, ranked: [] },
  };
  const review = { rightArticleId: "a1", by: "aiko", at: "2026-03-04T12:00:00Z" };
  async function open(answers: Parameters<typeof aDesk>[0]) {
    const bench = aDesk({
      listQuestions: async () => ({ items: [aQuestion(), aQuestion({ id: "q2" })], nextCursor: null }),
      getQuestion: async ({ id } = { id: "" }) => ({ ...aQuestion({ id }), ...detail }),
      ...answers,
    });
    const questions = new QuestionsModel(bench.desk);
    questions.show(query);
    questions.open("q1");
    await settled();
    return { ...bench, questions };
  }

  it("marks the right article in list and detail, and takes it back", async () => {
    const reviewQuestion = vi.fn(async (input: { reviewed?: boolean | undefined }) =>
      aQuestion(input.reviewed === false ? {} : { review }),
    );
    const { questions, desk } = await open({ reviewQuestion: reviewQuestion as never });
    expect(await questions.answeredBy("a1")).toBe(true);
    expect(reviewQuestion).toHaveBeenCalledWith({ id: "q1", rightArticleId: "a1" });
    expect(questions.rows.peek()?.[0]?.review).toEqual(review);
    expect(questions.detail.peek()?.review).toEqual(review);
    desk.toasts.items.value[0]?.undo?.();
    await settled();
    expect(reviewQuestion).toHaveBeenLastCalledWith({ id: "q1", reviewed: false });
    expect(questions.rows.peek()?.[0]?.review).toBeNull();
  });

  it("knows what follows, and nothing after the end", async () => {
    const { questions } = await open({});
    expect([questions.after("q1"), questions.after("q2"), questions.after("")]).toEqual(["q2", undefined, "q1"]);
  });

  it("says when a review could not be kept", async () => {
    const { questions, desk } = await open({
      reviewQuestion: async () => {
        throw new KotaeError("network", "No.");
      },
    });
    expect(await questions.setReviewed(true)).toBe(false);
    expect(desk.toasts.items.value[0]?.tone).toBe("bad");
  });
});

describe("votes", () => {
  const vote = {
    id: "v1",
    article: { id: "a1", title: "Refunds", lang: "en", version: 3 },
    version: 3,
    comment: "How long?",
    review: null,
    createdAt: "2026-03-04T11:00:00Z",
  };
  it("marks one as looked at where it stands, and takes that back", async () => {
    const listVotes = vi.fn(async () => ({ items: [vote], nextCursor: null }));
    const reviewVote = vi.fn(async ({ reviewed }: { reviewed?: boolean | undefined }) => ({
      ...vote,
      review: reviewed === false ? null : { by: "Aiko", at: "2026-03-04T12:00:00Z" },
    }));
    const { desk } = aDesk({ listVotes, reviewVote: reviewVote as never });
    const votes = new VotesModel(desk);
    votes.show({ view: "open", lang: "ja" });
    await settled();
    expect(listVotes).toHaveBeenCalledWith({ view: "open", limit: 50, lang: "ja" }, expect.anything());
    await votes.setReviewed(vote, true);
    expect(votes.rows.peek()?.[0]?.review?.by).toBe("Aiko");
    desk.toasts.items.value[0]?.undo?.();
    await settled();
    expect(reviewVote).toHaveBeenLastCalledWith({ id: "v1", reviewed: false });
    expect(votes.rows.peek()?.[0]?.review).toBeNull();
  });
});

describe("gaps", () => {
  async function open(answers: Parameters<typeof aDesk>[0]) {
    const bench = aDesk({
      listGaps: async () => ({ items: [aGap()], nextCursor: null }),
      getGap: async () => ({ ...aGap(), examples: [], sources: [], near: [], changes: [] }),
      ...answers,
    });
    const gaps = new GapsModel(bench.desk);
    gaps.show({ status: "open", lang: "" });
    gaps.open("g1");
    await settled();
    return { ...bench, gaps };
  }

  it("puts a gap aside and opens it again", async () => {
    const updateGap = vi.fn(async ({ status }: { status?: "open" | "dismissed" | undefined }) =>
      aGap(status ? { status } : {}),
    );
    const { gaps, desk } = await open({ updateGap: updateGap as never });
    await gaps.dismiss(aGap());
    expect(gaps.rows.peek()?.[0]?.status).toBe("dismissed");
    desk.toasts.items.value[0]?.undo?.();
    await settled();
    expect(gaps.rows.peek()?.[0]?.status).toBe("open");
    expect(gaps.detail.peek()?.status).toBe("open");
  });

  it("hands over the article of a draft, and says what it was written from", async () => {
    const { gaps, desk } = await open({
      draftGap: async () => ({ gap: aGap({ status: "drafted" }), articleId: "a9", fromTicket: null, generated: false }),
    });
    expect(await gaps.draft(aGap())).toBe("a9");
    expect(gaps.detail.peek()?.status).toBe("drafted");
    expect(desk.toasts.items.value[0]?.text).toBe("The draft is an outline made of the questions.");
  });

  it("does not rename to nothing, nor to the same", async () => {
    const updateGap = vi.fn(async () => aGap());
    const { gaps } = await open({ updateGap });
    await gaps.rename(aGap(), "  ");
    await gaps.rename(aGap(), "Refunds");
    expect(updateGap).not.toHaveBeenCalled();
  });
});

describe("synonyms", () => {
  const group = {
    id: "s1",
    lang: "en",
    words: ["refund", "money back"],
    status: "suggested" as const,
    evidence: [],
    createdAt: "2026-03-04T12:00:00Z",
  };
  it("takes a suggestion, and takes that back", async () => {
    const updateSynonym = vi.fn(async ({ status }: { status?: "active" | "dismissed" | undefined }) => ({
      ...group,
      status: status ?? group.status,
    }));
    const { desk } = aDesk({
      listSynonyms: async () => ({ items: [group], nextCursor: null }),
      updateSynonym: updateSynonym as never,
    });
    const synonyms = new SynonymsModel(desk);
    synonyms.show("");
    await settled();
    expect(synonyms.suggested.value).toHaveLength(1);
    await synonyms.setStatus(group, "active");
    expect([synonyms.suggested.value.length, synonyms.active.value.length]).toEqual([0, 1]);
    desk.toasts.items.value[0]?.undo?.();
    await settled();
    expect(synonyms.dismissed.value).toHaveLength(1);
  });

  it("wants two words, and says which group has one already", async () => {
    const { desk } = aDesk({
      listSynonyms: async () => ({ items: [], nextCursor: null }),
      createSynonym: async () => {
        throw new KotaeError("conflict", "No.");
      },
    });
    const synonyms = new SynonymsModel(desk);
    expect(await synonyms.add("en", "refund,")).toBe("Enter at least two words, separated by commas.");
    expect(await synonyms.add("en", "refund, return")).toBe("One of these words is in another group already.");
  });
});
