// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { KotaeApi, Panel, PanelModule, Settings } from "../contract.ts";
import { en } from "../strings/en.ts";
import { langOf, settingsOf } from "./settings.ts";
import { start } from "./start.ts";

const settings = (): Settings => ({
  site: "demo",
  origin: "https://help.test",
  lang: "en",
  accent: "",
  side: "right",
  label: "",
  theme: undefined,
});

let api: KotaeApi | undefined;
const panel = { run: vi.fn(), setOpen: vi.fn(), destroy: vi.fn() } satisfies Panel;
let handed: Parameters<PanelModule["mount"]>[0] | undefined;
const module: PanelModule = {
  mount(handover) {
    handed = handover;
    return panel;
  },
  words: en,
};
const load = vi.fn<(lang: string) => Promise<PanelModule>>();

const begin = (change: Partial<Settings> = {}) => {
  api = start({ ...settings(), ...change }, "", load);
  return api;
};
const host = () => document.getElementById("kotae-root");
const button = () => host()?.shadowRoot?.querySelector("button") as HTMLButtonElement;
const settled = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

beforeEach(() => {
  localStorage.clear();
  vi.clearAllMocks();
  load.mockResolvedValue(module);
});
afterEach(() => {
  if (window.Kotae === api) api?.destroy();
  delete window.Kotae;
});

it("shows a launcher and asks for nothing", () => {
  begin();
  expect(button().ariaLabel).toBe("Open support");
  expect(button().ariaHasPopup).toBe("dialog");
  expect(button().ariaExpanded).toBe("false");
  expect(load).not.toHaveBeenCalled();
  expect(localStorage.length).toBe(0);
});

it("brings the panel once, when a hand or the focus comes near", async () => {
  begin();
  button().dispatchEvent(new Event("pointerenter"));
  button().dispatchEvent(new Event("focus"));
  await settled();
  expect(load).toHaveBeenCalledExactlyOnceWith("en");
  expect(panel.setOpen).not.toHaveBeenCalled();
});

it("opens and closes by its button, and tells the page", async () => {
  const kotae = begin();
  const heard: string[] = [];
  kotae.on("open", () => heard.push("open"));
  kotae.on("close", () => heard.push("close"));
  button().click();
  await settled();
  expect(button().ariaExpanded).toBe("true");
  expect(button().ariaLabel).toBe("Close support");
  button().click();
  expect(panel.setOpen.mock.calls).toEqual([[true], [false]]);
  expect(heard).toEqual(["open", "close"]);
});

it("keeps calls until the panel is there, in order, and takes those that came before itself", async () => {
  window.Kotae = { q: [["set", { plan: "team" }], ["ask", "Why?"], ["nonsense"]] };
  const kotae = begin();
  kotae.article("a1");
  await settled();
  expect(panel.run.mock.calls).toEqual([
    ["set", { plan: "team" }],
    ["ask", "Why?"],
    ["article", "a1"],
  ]);
  kotae.q.push(["close"]);
  expect(panel.setOpen).toHaveBeenLastCalledWith(false);
});

it("counts unread messages on the launcher and for whoever listens late", async () => {
  const kotae = begin();
  kotae.open();
  await settled();
  kotae.close();
  handed?.emit("unread", 120);
  expect(host()?.shadowRoot?.querySelector(".badge")?.textContent).toBe("99+");
  expect(button().ariaLabel).toBe("Open support, 120 unread");
  const listener = vi.fn();
  const off = kotae.on("unread", listener);
  expect(listener).toHaveBeenCalledExactlyOnceWith(120);
  off();
  handed?.emit("unread", 0);
  expect(listener).toHaveBeenCalledOnce();
});

it("says so when the panel cannot be loaded, and tries again", async () => {
  const kotae = begin();
  const failed = vi.fn();
  kotae.on("error", failed);
  load.mockRejectedValueOnce(new TypeError("offline"));
  kotae.open();
  await settled();
  expect(failed).toHaveBeenCalledWith({ code: "network", detail: "TypeError: offline" });
  expect(button().ariaLabel).toContain("could not be loaded");
  kotae.open();
  await settled();
  expect(panel.setOpen).toHaveBeenCalledWith(true);
});

it("goes along when the page's body is swapped", async () => {
  begin();
  const before = host();
  document.documentElement.replaceChild(document.createElement("body"), document.body);
  await new Promise((resolve) => setTimeout(resolve));
  expect(host()).toBe(before);
  expect(host()?.parentElement).toBe(document.body);
});

it("leaves the page as it found it", async () => {
  const before = document.documentElement.outerHTML;
  const kotae = begin();
  kotae.open();
  await settled();
  kotae.destroy();
  expect(panel.destroy).toHaveBeenCalledOnce();
  expect(document.documentElement.outerHTML).toBe(before);
  expect("Kotae" in window).toBe(false);
});

it("forgets the device on reset, also before the panel is there", async () => {
  localStorage.setItem("kotae:demo", '{"token":"t"}');
  const kotae = begin();
  kotae.identify("secret");
  kotae.reset();
  kotae.open();
  await settled();
  expect(localStorage.length).toBe(0);
  expect(panel.run).not.toHaveBeenCalled();
});

it("comes back by itself for a visitor who is talking with a person", async () => {
  localStorage.setItem("kotae:demo", '{"token":"t","live":true}');
  begin();
  expect(load).toHaveBeenCalledOnce();
});

it("changes its language with the page", async () => {
  const kotae = begin();
  kotae.locale("ja-JP");
  expect(button().ariaLabel).toBe("サポートを開く");
  kotae.open();
  await settled();
  expect(load).toHaveBeenCalledWith("ja");
  kotae.locale("en");
  await settled();
  expect(panel.run).toHaveBeenCalledWith("locale", "en", en);
});

it("does not let the page's own mistake stop others", async () => {
  const kotae = begin();
  const heard = vi.fn();
  const reported = new Promise<unknown>((resolve) => process.once("uncaughtException", resolve));
  vi.stubGlobal("queueMicrotask", (act: () => void) => {
    try {
      act();
    } catch (error) {
      process.emit("uncaughtException", error as Error);
    }
  });
  kotae.on("unread", () => {
    throw new Error("the page's own");
  });
  kotae.on("unread", heard);
  expect(heard).toHaveBeenCalledOnce();
  expect(String(await reported)).toContain("the page's own");
  vi.unstubAllGlobals();
});

it("reads what the tag says", () => {
  const script = document.createElement("script");
  script.setAttribute("src", "https://help.test/kotae.js");
  expect(settingsOf(script)).toBeUndefined();
  Object.assign(script.dataset, { site: "demo", lang: "ja", accent: "#aa3300", position: "left", label: " Help " });
  expect(settingsOf(script)).toEqual({
    site: "demo",
    origin: "https://help.test",
    lang: "ja",
    accent: "#aa3300",
    side: "left",
    label: "Help",
    theme: undefined,
  });
  expect(["ja-JP", "JA", "en-GB", "de", "jam"].map(langOf)).toEqual(["ja", "ja", "en", "en", "en"]);
});
