import { luminance, parseHex } from "@kotae/sdk/theme";
import type { Lang, Settings } from "../contract.ts";
import { launcherWords } from "../strings/launcher.ts";
import css from "./launcher.css?inline";

export type Launcher = ReturnType<typeof createLauncher>;

/** Draws the launcher in a shadow root of its own; it asks the network for nothing. */
export function createLauncher(settings: Settings, tokens: string) {
  const host = document.createElement("div");
  host.id = "kotae-root";
  const root = host.attachShadow({ mode: "open" });
  const adopt = (text: string) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  };
  adopt(tokens + css);

  const region = element("div", `${settings.side} ${settings.theme ?? ""}`);
  region.role = "region";
  const place = element("div", "place");
  const button = element("button", "launcher");
  button.type = "button";
  button.ariaHasPopup = "dialog";
  const [svg, line] = icon();
  const label = element("span", "label");
  label.textContent = settings.label;
  label.hidden = !settings.label;
  const badge = element("span", "badge");
  button.append(svg, label, badge);
  region.append(place, button);
  root.append(region);

  function paint(accent: string): void {
    const rgb = parseHex(accent);
    if (!rgb) return;
    // black or white, whichever stands out more: their contrasts with a colour meet at this luminance (WCAG 2.2)
    adopt(`:host{--accent:${accent};--accent-text:${luminance(rgb) > 0.179 ? "#000" : "#fff"}}`);
    region.classList.add("brand");
  }
  paint(settings.accent);

  let state: "closed" | "waiting" | "open" | "failed" = "closed";
  let lang = settings.lang;
  let unread = 0;

  function draw(): void {
    const words = launcherWords[lang];
    const isOpen = state === "open";
    const waiting = isOpen ? 0 : unread;
    region.lang = lang;
    region.ariaLabel = words.region;
    region.classList.toggle("opened", isOpen);
    button.ariaExpanded = `${isOpen}`;
    button.ariaBusy = `${state === "waiting"}`;
    const name = isOpen ? words.close : state === "failed" ? words.failed : words.open;
    // the visible label is part of the name, so that a spoken "click …" finds it
    button.ariaLabel = [settings.label, name, waiting && words.unread.replace("{n}", `${waiting}`)]
      .filter(Boolean)
      .join(", ");
    line.setAttribute("d", isOpen ? chevron : bubble);
    badge.hidden = waiting === 0;
    badge.textContent = waiting > 99 ? "99+" : `${waiting}`;
  }
  draw();

  return {
    host,
    root,
    place,
    button,
    adopt,
    paint,
    setState(next: typeof state) {
      state = next;
      draw();
    },
    setLang(next: Lang) {
      lang = next;
      draw();
    },
    setUnread(next: number) {
      unread = next;
      draw();
    },
    setVisible(visible: boolean) {
      button.hidden = !visible;
    },
  };
}

const bubble = "M6 17c-6-5-2-13 6-13s12 8 6 13c-2 2-6 2-8 1-2 2-4 2-5 2 1-1 1-2 1-3ZM8 10h8m-8 3h5";
const chevron = "m6 10 6 6 6-6";

/** A line drawing on a 24 px grid, and its one line. */
function icon(): [svg: SVGElement, line: SVGElement] {
  const [svg, line] = ["svg", "path"].map((name) => document.createElementNS("http://www.w3.org/2000/svg", name)) as [
    SVGElement,
    SVGElement,
  ];
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.ariaHidden = "true";
  svg.append(line);
  return [svg, line];
}

function element<T extends keyof HTMLElementTagNameMap>(tag: T, className: string): HTMLElementTagNameMap[T] {
  const made = document.createElement(tag);
  made.className = className;
  return made;
}
