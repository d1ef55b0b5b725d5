// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Article, Hit } from "../schema/index.ts";
import { type DeflectOptions, deflectForm } from "./index.ts";

const hit = (articleId: string, score = 1): Hit => ({
  ...{
    articleId,
    title: `title of ${articleId}`,
    url: `/help/en/${articleId}`,
    excerpt: "in short",
    heading: "",
    score,
  },
});
const article = {
  lang: "en",
  content: [
    ["h2", {}, "Steps"],
    ["p", { onclick: "alert(1)" }, "Turn the ", ["a", { href: "/help/en/screw" }, "screw"], "."],
    ["a", { href: "javascript:alert(1)" }, "bad"],
    ["script", {}, "alert(1)"],
    ["img", { src: "https://evil.test/x.png", alt: "A screw" }],
  ],
} as Partial<Article>;

type Told = { event: string; visit: string; form: string; articleId?: string; q?: string };

/** A page with a form, and a server of plain answers behind it. */
function setUp(options: Partial<DeflectOptions> = {}) {
  document.body.innerHTML =
    '<form id="contact" lang="en"><input name="email" type="email"><input name="subject"><input name="secret" type="password">' +
    '<input name="token" type="hidden" value="hidden words here"><input name="cc" autocomplete="cc-number"><textarea name="message"></textarea><button>Send</button></form>';
  const form = document.querySelector("form") as HTMLFormElement;
  const asked: string[] = [];
  const told: Told[] = [];
  const searches: unknown[] = [];
  const server = { items: [hit("a1"), hit("a2"), hit("weak", 0.1)] as Hit[], isDown: false };
  const fetch = vi.fn(async (address: string, init: RequestInit) => {
    const url = new URL(address);
    if (server.isDown) throw new TypeError("Failed to fetch");
    if (url.pathname === "/v1/search") {
      asked.push(String(url.searchParams.get("q")));
      return Response.json({ items: server.items });
    }
    if (url.pathname === "/v1/deflections") {
      expect(init).toMatchObject({ method: "POST", keepalive: true, credentials: "omit" });
      told.push(JSON.parse(String(init.body)));
      return Response.json({});
    }
    if (url.pathname === "/v1/searches") {
      expect(init).toMatchObject({ method: "POST", keepalive: true, credentials: "omit" });
      searches.push(JSON.parse(String(init.body)));
      return Response.json({});
    }
    return Response.json(article);
  });
  const deflection = deflectForm(form, {
    baseUrl: "https://help.test",
    site: "demo",
    fetch: fetch as unknown as typeof globalThis.fetch,
    ...options,
  });
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement;
  const root = () => form.querySelector("div")?.shadowRoot;
  const titles = () => [...(root()?.querySelectorAll(".row b") ?? [])].map((each) => each.textContent);
  const press = async (words: string) => {
    const buttons = [...(root()?.querySelectorAll("button") ?? [])];
    buttons.find((each) => each.textContent?.includes(words) || each.ariaLabel === words)?.click();
    await vi.advanceTimersByTimeAsync(0);
  };
  const type = (name: string, text: string, init: InputEventInit = {}) => {
    field(name).focus();
    field(name).value = text;
    field(name).dispatchEvent(new InputEvent("input", { bubbles: true, ...init }));
  };
  const write = async (text: string, name = "message") => {
    type(name, text);
    await vi.advanceTimersByTimeAsync(400);
  };
  return { form, fetch, asked, told, searches, server, deflection, field, root, titles, press, type, write };
}

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
});
afterEach(() => vi.useRealTimers());

describe("a form", () => {
  it("asks for nothing before somebody writes, and not at every letter then", async () => {
    const { fetch, asked, type, titles, root, field } = setUp();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(fetch).not.toHaveBeenCalled();
    for (const text of ["My brakes", "My brakes sq", "My brakes squeak"]) {
      type("message", text);
      await vi.advanceTimersByTimeAsync(399);
    }
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toEqual(["My brakes squeak"]);
    expect(titles()).toEqual(["title of a1", "title of a2"]);
    expect(root()?.querySelector("[role=status]")?.textContent).toBe("2 answers found");
    expect(document.activeElement).toBe(field("message"));
    expect([localStorage.length, sessionStorage.length, document.cookie]).toEqual([0, 0, ""]);
  });

  it("reads subject and message together, and nothing that is secret, hidden or a card's", async () => {
    const { asked, write, field } = setUp();
    field("subject").value = "Brakes";
    field("secret").value = "correct horse battery";
    field("cc").value = "my card number";
    await write("they squeak loudly");
    expect(asked).toEqual(["Brakes they squeak loudly"]);
    for (const name of ["secret", "email", "cc", "token"]) await write("some words of mine", name);
    expect(asked).toHaveLength(1);
  });

  it("waits for an input method to choose its characters", async () => {
    const { asked, type, field } = setUp({ lang: "ja" });
    type("message", "へんぴんしたい", { isComposing: true });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked).toEqual([]);
    field("message").value = "返品したい";
    field("message").dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
    await vi.advanceTimersByTimeAsync(400);
    expect(asked).toEqual(["返品したい"]);
  });

  it("is as it was where the server is away, which is then left alone for a while", async () => {
    const { server, fetch, write, titles, form } = setUp();
    server.isDown = true;
    const sent = vi.fn((event: Event) => event.preventDefault());
    form.addEventListener("submit", sent);
    await write("My brakes squeak");
    await write("My brakes squeak a lot");
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(titles()).toEqual([]);
    form.requestSubmit();
    expect(sent).toHaveBeenCalledOnce();
    server.isDown = false;
    await vi.advanceTimersByTimeAsync(10_000);
    await write("My brakes squeak when wet");
    expect(titles()).toHaveLength(2);
  });

  it("lets late answers go", async () => {
    const { fetch, write, titles } = setUp();
    let late = (_: Response) => {};
    fetch.mockImplementationOnce(() => new Promise((resolve) => (late = resolve)));
    await write("first question");
    await write("second question");
    late(Response.json({ items: [hit("late")] }));
    await vi.advanceTimersByTimeAsync(0);
    expect(titles()).toEqual(["title of a1", "title of a2"]);
  });

  it("goes away without a trace", async () => {
    const { deflection, write, form, asked } = setUp();
    const before = form.innerHTML;
    await write("My brakes squeak");
    expect(form.innerHTML).not.toBe(before);
    deflection.destroy();
    expect(form.innerHTML).toBe(before);
    await write("and more of it");
    expect(asked).toHaveLength(1);
  });

  it("puts them where the page wants them", async () => {
    const place = document.createElement("aside");
    const { write } = setUp({ place });
    await write("My brakes squeak");
    expect(place.firstElementChild?.shadowRoot?.querySelectorAll(".row")).toHaveLength(2);
  });
});

describe("an answer", () => {
  it("opens in place, as elements we know only, with the way to its page", async () => {
    const { write, press, root, told } = setUp();
    await write("My brakes squeak");
    await press("title of a1");
    const row = root()?.querySelector("[aria-expanded=true]");
    const text = root()?.getElementById(String(row?.getAttribute("aria-controls")));
    expect(text?.querySelector("h3")?.textContent).toBe("Steps");
    expect(text?.querySelector("script, img, [onclick]")).toBeNull();
    expect(text?.textContent).toContain("A screw");
    expect([...(text?.querySelectorAll("a") ?? [])].map(({ href }) => href)).toEqual([
      "https://help.test/help/en/screw",
      "https://help.test/help/en/a1",
    ]);
    expect(told.map(({ event, articleId }) => [event, articleId])).toEqual([
      ["shown", undefined],
      ["opened", "a1"],
    ]);
  });

  it("stays while it is read, whatever is found meanwhile", async () => {
    const { write, press, server, titles, root } = setUp();
    await write("My brakes squeak");
    await press("title of a1");
    server.items = [hit("a3")];
    await write("My brakes squeak and the chain");
    expect(titles()).toEqual(["title of a1", "title of a2"]);
    root()
      ?.querySelector(".row")
      ?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    expect(titles()).toEqual(["title of a3"]);
  });

  it("that solved it is counted and told, and the form keeps what was written", async () => {
    const onSolved = vi.fn();
    const heard = vi.fn();
    const { write, press, form, root, told, field } = setUp({ onSolved });
    form.addEventListener("kotae:solved", (event) => heard((event as CustomEvent).detail));
    await write("My brakes squeak");
    await press("title of a2");
    await press("That solved it");
    const solved = { articleId: "a2", title: "title of a2", url: "https://help.test/help/en/a2" };
    expect(onSolved).toHaveBeenCalledExactlyOnceWith(solved);
    expect(heard).toHaveBeenCalledExactlyOnceWith(solved);
    expect(root()?.textContent).toContain("Nothing was sent");
    expect(field("message").value).toBe("My brakes squeak");
    expect(told.at(-1)).toMatchObject({ site: "demo", form: "contact", event: "solved", articleId: "a2", lang: "en" });
  });

  it("that did not help leaves the person to write on, in peace", async () => {
    const { write, press, root, asked, field } = setUp();
    await write("My brakes squeak");
    await press("title of a1");
    await press("It did not help");
    expect(root()?.querySelector(".box:not([hidden])")).toBeNull();
    expect(document.activeElement).toBe(field("message"));
    await write("My brakes squeak, and I have tried everything");
    expect(asked).toHaveLength(1);
  });

  it("is closed by Escape, also from the field", async () => {
    const { write, field, titles } = setUp();
    await write("My brakes squeak");
    field("message").dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    expect(titles()).toEqual([]);
  });

  it("that failed to open leaves its page", async () => {
    const { write, press, root, server } = setUp();
    await write("My brakes squeak");
    server.isDown = true;
    await press("title of a1");
    expect(root()?.querySelector(".text")?.textContent).toContain("could not be opened");
    expect(root()?.querySelector<HTMLAnchorElement>(".foot a")?.href).toBe("https://help.test/help/en/a1");
  });
});

describe("the count", () => {
  it("has each event once for a visit, and a new visit once a form that was sent is written in anew", async () => {
    const { write, form, told } = setUp();
    form.addEventListener("submit", (event) => event.preventDefault());
    await write("My brakes squeak");
    await write("My brakes squeak a lot");
    form.requestSubmit();
    form.requestSubmit();
    expect(told.map(({ event }) => event)).toEqual(["shown", "sent"]);
    const [first] = told;
    await write("");
    await write("My chain is loose");
    form.requestSubmit();
    expect(told.map(({ event }) => event)).toEqual(["shown", "sent", "shown", "sent"]);
    expect(new Set(told.map(({ visit }) => visit)).size).toBe(2);
    expect(told[1]?.visit).toBe(first?.visit);
    expect(told[3]?.q).toBe("My chain is loose");
  });

  it("has one search a visit, the last one, with what was opened, however the visit ends", async () => {
    const sending = setUp();
    sending.form.addEventListener("submit", (event) => event.preventDefault());
    await sending.write("My brakes squeak");
    await sending.press("title of a1");
    await sending.write("My brakes squeak when it rains");
    expect(sending.searches).toEqual([]);
    sending.form.requestSubmit();
    sending.deflection.destroy();
    const search = { q: "My brakes squeak when it rains", lang: "en", results: 2, score: 1, opened: "a1" };
    expect(sending.searches).toEqual([{ site: "demo", items: [search] }]);

    const leaving = setUp();
    leaving.server.items = [];
    await leaving.write("harpsichord insurance");
    dispatchEvent(new Event("pagehide"));
    dispatchEvent(new Event("pagehide"));
    leaving.form.reset();
    const nothing = { q: "harpsichord insurance", lang: "en", results: 0, score: 0 };
    expect(leaving.searches).toEqual([{ site: "demo", items: [nothing] }]);
    leaving.deflection.destroy();

    const gone = setUp();
    await gone.write("My brakes squeak");
    gone.deflection.destroy();
    expect(gone.searches).toHaveLength(1);
  });

  it("says nothing of a form in which nobody wrote", () => {
    const { form, told } = setUp();
    form.addEventListener("submit", (event) => event.preventDefault());
    form.requestSubmit();
    expect(told).toEqual([]);
  });
});
