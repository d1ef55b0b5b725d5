// @vitest-environment happy-dom
import { type Client, KotaeError } from "@kotae/sdk";
import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import {
  aGap,
  aiko,
  aListed,
  anArticle,
  aQuestion,
  assistantAt,
  fakeClient,
  fakeLink,
  handClock,
  kenji,
  memoryStorage,
} from "../fakes.ts";
import { openConsole } from "../store/console.ts";
import { App } from "./App.tsx";

class Observer {
  observe(): void {}
  disconnect(): void {}
}
beforeAll(() => {
  vi.stubGlobal("ResizeObserver", Observer);
  vi.stubGlobal("IntersectionObserver", Observer);
});
afterEach(cleanup);

const none = async () => ({ items: [], nextCursor: null });
const report = {
  name: "searches" as const,
  from: "2026-02-03",
  to: "2026-03-04",
  by: "search",
  columns: [
    {
      key: "q",
      kind: "text" as const,
      title: { en: "Searched", ja: "検索した言葉" },
      definition: { en: "What was searched.", ja: "検索された言葉です。" },
    },
    {
      key: "empty",
      kind: "count" as const,
      title: { en: "Found nothing", ja: "見つからず" },
      definition: { en: "Without a result.", ja: "結果がなかった回数です。" },
    },
  ],
  rows: [{ q: "refund", lang: "en", empty: 4 }],
  total: { q: "", empty: 4 },
};
const server: Partial<Client> = {
  getSession: async () => ({ agent: aiko, expiresAt: "" }),
  countTickets: async () => ({ mine: 0, unassigned: 0, all: 0 }),
  listAgents: async () => ({ items: [aiko, kenji], nextCursor: null }),
  listTickets: none,
  listSites: none,
  listDesks: none,
  listArticles: async () => ({ items: [aListed()], nextCursor: null }),
  getArticle: async () => anArticle(),
  previewArticle: async () => ({
    content: [
      ["h2", {}, "Seen"],
      ["script", {}, "alert(1)"],
      ["p", {}, "By readers"],
    ],
  }),
  listQuestions: async () => ({ items: [aQuestion(), aQuestion({ id: "q2", text: "Second?" })], nextCursor: null }),
  getQuestion: async ({ id } = { id: "" }) => ({
    ...aQuestion({ id, text: id === "q2" ? "Second?" : "Can I get a refund?" }),
    answer: "",
    citations: [],
    threshold: 0.5,
    ranked: [],
    now: { decision: "answer", confidence: 0.9, ranked: [] },
  }),
  search: none,
  listGaps: async ({ met } = {}) => ({ items: met === "once" ? [] : [aGap()], nextCursor: null }),
  listSynonyms: none,
  getAssistant: async () => assistantAt(),
  listTools: none,
  listRetiredTools: none,
  listCategories: none,
  listVotes: none,
  getReport: async () => report,
};

function show(path: string, answers: Partial<Client> = {}) {
  window.history.replaceState(null, "", path);
  const model = openConsole({
    client: fakeClient({ ...server, ...answers }),
    openLink: fakeLink().openLink,
    clock: handClock(),
    page: window,
    storage: memoryStorage(),
    newId: () => "client-1",
  });
  render(<App console={model} />);
  return model;
}

describe("the articles", () => {
  it("lists what its address asks for, and keeps the search in it", async () => {
    const listArticles = vi.fn(async () => ({ items: [aListed()], nextCursor: null }));
    show("/console/articles?lang=ja&due=review", { listArticles });
    expect(await screen.findByRole("link", { name: "Refunds" })).toBeTruthy();
    expect(listArticles).toHaveBeenLastCalledWith({ limit: 50, lang: "ja", due: "review" }, expect.anything());
    fireEvent.change(screen.getByRole("combobox", { name: "Status" }), { target: { value: "scheduled" } });
    await waitFor(() => expect(location.search).toContain("due=publish"));
    expect(listArticles).toHaveBeenLastCalledWith({ limit: 50, lang: "ja", due: "publish" }, expect.anything());
  });

  it("says what went wrong, and tries again", async () => {
    let works = false;
    show("/console/articles", {
      listArticles: async () => {
        if (!works) throw new KotaeError("network", "No.");
        return { items: [], nextCursor: null };
      },
    });
    expect(await screen.findByText("The server could not be reached.")).toBeTruthy();
    works = true;
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByText("No articles yet.")).toBeTruthy();
  });

  it("shows the text as readers will see it, and takes over nothing it does not know", async () => {
    show("/console/articles/a1");
    expect(await screen.findByRole("heading", { name: "Seen" })).toBeTruthy();
    expect(document.querySelector("#console script, main script")).toBeNull();
    expect(screen.getByText("By readers")).toBeTruthy();
  });

  it("saves with Ctrl+S, and not without a change", async () => {
    const updateArticle = vi.fn(async () => anArticle({ title: "Refunds and returns", version: 4 }));
    show("/console/articles/a1", { updateArticle });
    const title = await screen.findByRole("textbox", { name: "Title" });
    fireEvent.keyDown(document.body, { key: "s", ctrlKey: true });
    expect(updateArticle).not.toHaveBeenCalled();
    fireEvent.input(title, { target: { value: "Refunds and returns" } });
    expect(screen.getByText("Unsaved changes")).toBeTruthy();
    fireEvent.keyDown(title, { key: "s", ctrlKey: true });
    await screen.findByText("Everything is saved");
    expect(updateArticle).toHaveBeenCalledTimes(1);
  });

  it("asks once more before an article is deleted", async () => {
    const deleteArticle = vi.fn(async () => ({}));
    show("/console/articles/a1", { deleteArticle });
    fireEvent.click(await screen.findByRole("button", { name: "More" }));
    fireEvent.click(screen.getByRole("button", { name: "Delete" }));
    const sheet = await screen.findByRole("dialog", { name: "Delete this article?" });
    expect(deleteArticle).not.toHaveBeenCalled();
    fireEvent.click(within(sheet).getByRole("button", { name: "Delete" }));
    await waitFor(() => expect(location.pathname).toBe("/console/articles"));
    expect(deleteArticle).toHaveBeenCalledWith({ id: "a1" });
  });
});

describe("the questions", () => {
  it("goes through them by keyboard", async () => {
    const reviewQuestion = vi.fn(async () =>
      aQuestion({ review: { rightArticleId: null, by: "aiko", at: "2026-03-04T12:00:00Z" } }),
    );
    show("/console/questions", { reviewQuestion });
    await screen.findByRole("link", { name: /refund/ });
    fireEvent.keyDown(document.body, { key: "j" });
    expect(await screen.findByRole("heading", { name: "Can I get a refund?" })).toBeTruthy();
    expect(screen.getByText("Today: it answers.")).toBeTruthy();
    fireEvent.keyDown(document.body, { key: "e" });
    expect(await screen.findByRole("heading", { name: "Second?" })).toBeTruthy();
    expect(reviewQuestion).toHaveBeenCalledWith({ id: "q1", reviewed: true });
    fireEvent.keyDown(document.body, { key: "u" });
    await waitFor(() => expect(location.pathname).toBe("/console/questions"));
  });

  it("goes on from what was reviewed already without a word to the server", async () => {
    const review = { rightArticleId: "a1", by: "aiko", at: "2026-03-04T12:00:00Z" };
    show("/console/questions/q1", {
      getQuestion: async ({ id } = { id: "" }) => ({
        ...aQuestion({ id, review, text: id === "q2" ? "Second?" : "Can I get a refund?" }),
        answer: "",
        citations: [],
        threshold: 0.5,
        ranked: [],
        now: { decision: "escalate", confidence: 0, ranked: [] },
      }),
    });
    await screen.findByText("An article answers it, somebody said.");
    fireEvent.keyDown(document.body, { key: "e" });
    expect(await screen.findByRole("heading", { name: "Second?" })).toBeTruthy();
    expect(screen.queryByText(/Nothing was changed/)).toBeNull();
  });
});

describe("what was said against answers", () => {
  const complaints = [
    { kind: "rating" as const, score: 1, comment: "In circles" },
    { kind: "vote" as const, articleId: "a1", title: "Refunds", comment: "Which form?" },
  ];
  it("lists the badly rated by their reason, and shows the comments", async () => {
    const listQuestions = vi.fn(async () => ({ items: [aQuestion({ complaints })], nextCursor: null }));
    show("/console/questions?view=unhelpful", {
      listQuestions,
      getQuestion: async () => ({
        ...aQuestion({ complaints, decision: "escalate" }),
        ...{ answer: "", citations: [], threshold: 0.5, ranked: [] },
        now: { decision: "answer", confidence: 0.9, ranked: [] },
      }),
    });
    expect(await screen.findByText("Ticket rated low", { selector: ".line-complaint" })).toBeTruthy();
    fireEvent.change(screen.getByRole("combobox", { name: "Why" }), { target: { value: "rating" } });
    await waitFor(() => expect(location.search).toContain("why=rating"));
    expect(listQuestions).toHaveBeenLastCalledWith(
      { view: "unhelpful", limit: 50, complaint: "rating" },
      expect.anything(),
    );
    fireEvent.click(screen.getByRole("link", { name: /refund/ }));
    expect(await screen.findByText("In circles")).toBeTruthy();
    expect(screen.getByText("Which form?")).toBeTruthy();
    // the effect of a mended article stands out
    expect(screen.getByText("Today: it answers.").className).toBe("today-mended");
    expect(screen.getAllByRole("link", { name: "Votes" })).toHaveLength(2);
  });

  it("opens the conversation of a question that never became a ticket", async () => {
    const said = { ...{ id: "m1", conversationId: "c1", seq: 1 }, createdAt: "2026-03-04T11:00:00Z" };
    show("/console/questions/q1", {
      listMessages: async () => ({
        items: [
          {
            ...said,
            ...{ kind: "message", body: "Where is it?", clientId: null, answer: null },
            author: { kind: "visitor", id: "v", name: null },
          },
        ],
        nextCursor: null,
        lastSeq: 1,
      }),
    });
    fireEvent.click(await screen.findByRole("button", { name: "Read the conversation" }));
    const sheet = await screen.findByRole("dialog", { name: "Conversation" });
    expect(await within(sheet).findByText("Where is it?")).toBeTruthy();
  });
});

describe("sites and departments", () => {
  const site = { id: "s1", key: "k1", name: "Shop", locale: "en", accent: null, deskId: "d1" };
  const places = {
    listSites: async () => ({ items: [site], nextCursor: null }),
    listDesks: async () => ({ items: [{ id: "d1", key: "billing", name: "Billing" }], nextCursor: null }),
  };

  it("shows each site with its tag, and adds a department with a key of its name", async () => {
    const createDesk = vi.fn(async () => ({ id: "d2", key: "after-sales", name: "After sales" }));
    show("/console/sites", { ...places, createDesk });
    const tag = await screen.findByRole("textbox", { name: "Tag for the pages of Shop" });
    expect((tag as HTMLInputElement).value).toContain('data-site="k1"');
    fireEvent.click(screen.getByRole("button", { name: "Add a department" }));
    const sheet = await screen.findByRole("dialog", { name: "Add a department" });
    fireEvent.input(within(sheet).getByRole("textbox", { name: "Name" }), { target: { value: "After sales" } });
    expect((within(sheet).getByRole("textbox", { name: "Key" }) as HTMLInputElement).value).toBe("after-sales");
    fireEvent.click(within(sheet).getByRole("button", { name: "Add a department" }));
    expect(await screen.findByRole("rowheader", { name: /After sales/ })).toBeTruthy();
    expect(createDesk).toHaveBeenCalledWith({ name: "After sales", key: "after-sales" });
  });

  it("lets an agent look, and change nothing", async () => {
    show("/console/sites", { ...places, getSession: async () => ({ agent: kenji, expiresAt: "" }) });
    expect(await screen.findByText("Only admins can change sites and departments.")).toBeTruthy();
    expect(await screen.findByRole("heading", { name: "Shop" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: /^(Edit|Add|Rename)/ })).toBeNull();
    expect(screen.queryByRole("link", { name: "Sites" })).toBeNull();
  });
});

describe("a tool that was deleted", () => {
  it("is gone but for its log, which says for whom it was", async () => {
    const run = {
      ...{
        id: "r1",
        toolId: "t1",
        conversationId: "c1",
        ticketId: "k1",
        by: "visitor" as const,
        state: "done" as const,
      },
      visitor: { id: "v1", name: "Hana", email: "hana@example.test" },
      ...{ agent: null, input: {}, status: 200, output: "{}", error: null, millis: 3 },
      createdAt: "2026-03-04T11:00:00Z",
    };
    const retired = { id: "t1", name: "order_status", title: { en: "Order status" }, by: "Aiko" };
    show("/console/tools/t1", {
      getTool: async () => {
        throw new KotaeError("not_found", "No.");
      },
      listRetiredTools: async () => ({
        items: [{ ...retired, retiredAt: "2026-03-04T11:30:00Z" }],
        nextCursor: null,
      }),
      listToolRuns: async () => ({ items: [run], nextCursor: null }),
    });
    expect(await screen.findByRole("heading", { name: "Order status" })).toBeTruthy();
    expect(screen.getByText(/^Deleted by Aiko/)).toBeTruthy();
    expect(await screen.findByText("Hana")).toBeTruthy();
    const ticket = screen.getByRole("link", { name: "Open the ticket" });
    expect(ticket.getAttribute("href")).toBe("/console/tickets/k1?view=all&status=any");
    expect(screen.queryByRole("button", { name: "Save" })).toBeNull();
  });
});

describe("the other rooms", () => {
  it("offers an article for what was searched in vain", async () => {
    show("/console/reports/searches");
    const link = await screen.findByRole("link", { name: "Write an article for “refund”" });
    expect(link.getAttribute("href")).toBe("/console/articles/new?lang=en&panel=try&title=refund&ask=refund");
    expect(screen.getByText("What was searched.")).toBeTruthy();
    expect(screen.getByRole("link", { name: "Download as CSV" }).getAttribute("href")).toBe(
      "/v1/reports/searches?by=total&format=csv",
    );
  });

  it("shows the settings to an agent, and lets only an admin change them", async () => {
    show("/console/assistant", { getSession: async () => ({ agent: kenji, expiresAt: "" }) });
    expect(await screen.findByText("Only admins can change these settings.")).toBeTruthy();
    const isOn = await screen.findByRole("switch", { name: "Answer questions" });
    expect(isOn.closest("fieldset")?.disabled).toBe(true);
  });

  it("says the same in Japanese", async () => {
    const model = show("/console/gaps");
    expect(
      await screen.findByText("Questions that mean the same and found no answer, the costliest first."),
    ).toBeTruthy();
    model.preferences.setLanguage("ja");
    expect(await screen.findByText(/手間のかかっている順/)).toBeTruthy();
    expect(await screen.findByText("質問3件")).toBeTruthy();
    expect(screen.getByRole("link", { name: "同じ意味の言葉" })).toBeTruthy();
  });
});
