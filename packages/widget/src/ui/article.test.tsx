// @vitest-environment happy-dom
import { KotaeError } from "@kotae/sdk";
import type { Content as Tree } from "@kotae/sdk/schema";
import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fakeWidget, parts, settled } from "../fake.ts";
import { article, open } from "../fake-panel.tsx";
import { WidgetContext } from "./context.ts";
import { PanelView } from "./PanelView.tsx";

const wait = () => act(settled);

beforeEach(() => localStorage.clear());
afterEach(cleanup);

describe("an article", () => {
  const nodes: Tree[] = [
    ["h2", {}, "手順"],
    [
      "p",
      { onclick: "alert(1)", style: "color:red" },
      "本文と",
      ["a", { href: "/help/ja/chain", "data-article": "a2" }, "チェーン"],
    ],
    ["a", { href: "https://example.com/" }, "外の頁"],
    ["a", { href: "javascript:alert(1)" }, "悪い"],
    ["script", {}, "alert(1)"],
    ["iframe", { src: "https://evil.test" }, "枠"],
    ["img", { src: "data:text/html,x", alt: "画像" }],
    ["img", { src: "/help/brake.png", alt: "ブレーキ" }],
  ];

  async function read(answers: Parameters<typeof fakeWidget>[0] = {}) {
    const set = await open({ getArticle: ({ id }) => ({ ...article(nodes), id }), ...answers });
    await act(async () => {
      set.widget.showArticle("a1");
      await settled();
    });
    return set;
  }

  it("is shown in its own language, with only tags, attributes and addresses we know", async () => {
    await read();
    const shown = document.querySelector("article") as HTMLElement;
    expect(shown.lang).toBe("ja");
    expect(shown.querySelector("script, iframe, [onclick], [style]")).toBeNull();
    expect([...shown.querySelectorAll("img")].map(({ src }) => src)).toEqual(["https://help.test/help/brake.png"]);
    expect([...shown.querySelectorAll("a")].map((link) => link.getAttribute("href"))).toEqual([
      "https://help.test/help/ja/chain",
      "https://example.com/",
      "https://help.test/help/ja/brakes",
    ]);
    expect(within(shown).getByRole("heading", { name: "手順" }).tagName).toBe("H4");
  });

  it("opens another article inside the panel, and the way back leads here", async () => {
    const { widget } = await read();
    await act(async () => {
      fireEvent.click(screen.getByRole("link", { name: "チェーン" }));
      await settled();
    });
    expect(widget.navigation.view.value).toEqual({ name: "article", id: "a2" });
    fireEvent.click(screen.getByRole("button", { name: "Back" }));
    expect(widget.navigation.view.value).toEqual({ name: "article", id: "a1" });
  });

  it("asks whether it helped, and a no leaves room for a reason and the way to a person, who then knows of it", async () => {
    const { calls, widget } = await read({ giveFeedback: () => ({}) });
    expect(screen.getByRole("button", { name: "Talk to a person" })).toBeTruthy();
    fireEvent.click(within(screen.getByRole("group", { name: "Was this helpful?" })).getByText("No"));
    await wait();
    expect(calls.filter(([name]) => name === "giveFeedback")).toEqual([
      ["giveFeedback", { id: "a1", site: "demo", helpful: false }],
    ]);
    fireEvent.input(screen.getByRole("textbox", { name: "What was missing or unclear?" }), {
      target: { value: "  Which screw? " },
    });
    fireEvent.click(screen.getByRole("button", { name: "Send" }));
    await wait();
    expect(calls.at(-1)).toEqual(["giveFeedback", { id: "a1", site: "demo", helpful: false, comment: "Which screw?" }]);
    expect(screen.getByText(/Thank you/)).toBeTruthy();

    fireEvent.click(screen.getByRole("button", { name: "Talk to a person" }));
    await wait();
    fireEvent.input(screen.getByRole("textbox", { name: "What can we help with?" }), { target: { value: "Squeaks" } });
    fireEvent.click(screen.getByRole("button", { name: "Send to a person" }));
    await wait();
    const input = calls.find(([name]) => name === "escalate")?.[1];
    expect(input).toMatchObject({ trail: { articles: [{ id: "a1", solved: false }] } });
    expect(input).not.toHaveProperty("name");
    expect(widget.navigation.view.value.name).toBe("thread");
  });

  it("keeps the reason when it could not be sent", async () => {
    let isDown = false;
    await read({
      giveFeedback: () => {
        if (isDown) throw new KotaeError("network", "gone");
        return {};
      },
    });
    fireEvent.click(screen.getByRole("button", { name: "No" }));
    await wait();
    isDown = true;
    const field = () => screen.getByRole<HTMLInputElement>("textbox", { name: "What was missing or unclear?" });
    fireEvent.input(field(), { target: { value: "Which screw?" } });
    fireEvent.click(screen.getByRole("button", { name: "Send" }));
    await wait();
    expect(screen.getByRole("alert").textContent).toContain("kept");
    expect(field().value).toBe("Which screw?");
  });

  it("stands among what was read recently, before what is popular, and not in both", async () => {
    const { widget } = await read({
      getWidget: () => ({
        site: { name: "Aozora", accent: null },
        online: true,
        popular: ["a1", "a2"].map((id) => ({ id, title: `title of ${id}`, summary: "", url: "" })),
        tools: [],
        assistant: true,
      }),
    });
    expect(localStorage.length).toBe(0);
    await act(async () => widget.navigation.home());
    const rows = (name: string) =>
      within(screen.getByRole("region", { name }))
        .getAllByRole("button")
        .map((row) => row.textContent);
    expect(rows("Read recently")).toEqual(["ブレーキの調整"]);
    expect(rows("Popular articles")).toEqual(["title of a2"]);
    await act(async () => widget.run("reset"));
    expect(screen.queryByRole("region", { name: "Read recently" })).toBeNull();
  });

  it("says so where its code does not come, keeps the way to a person, and tries again", async () => {
    const set = fakeWidget({ getArticle: () => article(nodes) });
    const { need } = set.widget.parts;
    let isDown = true;
    vi.spyOn(set.deps, "loadPart").mockImplementation(async (name) => {
      if (isDown) throw new Error("offline");
      return parts[name];
    });
    render(
      <WidgetContext.Provider value={set.widget}>
        <PanelView close={() => {}} />
      </WidgetContext.Provider>,
    );
    await act(async () => {
      set.widget.setOpen(true);
      set.widget.showArticle("a1");
      await settled();
    });
    await wait();
    expect(screen.getByRole("alert").textContent).toContain("could not be loaded");
    const tries = vi.mocked(set.deps.loadPart).mock.calls.length;
    expect(screen.getByRole("button", { name: "Talk to a person" })).toBeTruthy();
    isDown = false;
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    await wait();
    expect(document.querySelector("article")).not.toBeNull();
    need("article");
    expect(set.deps.loadPart).toHaveBeenCalledTimes(tries + 1);
  });
});
