import type { Article, Hit } from "../schema/index.ts";
import { contentNodes } from "./content.ts";
import { button, element, outLink } from "./element.ts";
import type { Server } from "./server.ts";
import { css } from "./style.ts";
import type { Lang, Words } from "./words.ts";

export type ViewOptions = {
  lang: Lang;
  words: Words;
  address: Server["address"];
  /** Brings an article; where it throws, the link to its page is what is left. */
  read: (id: string, signal: AbortSignal) => Promise<Article>;
  onOpened: (hit: Hit) => void;
  onSolved: (hit: Hit) => void;
  /** It did not help, or was closed: the person goes on writing. */
  onLeft: () => void;
};

export type View = ReturnType<typeof createView>;

/** The suggestions beside a field, in a shadow tree of their own; nothing is seen before there is something to show. */
export function createView({ lang, words, address, read, onOpened, onSolved, onLeft }: ViewOptions) {
  const host = element("div");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  const status = element("p", { class: "status", role: "status", lang });
  const box = element("section", { class: "box", lang, "aria-label": words.title, hidden: true });
  root.append(status, box);
  let shown = "";
  let reading: AbortController | undefined;
  let waiting: readonly Hit[] | undefined;

  // the form's page has its own use for this key
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    if (reading) fold();
    else onLeft();
  });

  const rows = () => [...box.querySelectorAll<HTMLButtonElement>(".row")];
  const open = () => rows().find((row) => row.getAttribute("aria-expanded") === "true");

  /** Folds the open article, and shows what was found while it was read. */
  function fold(): void {
    const row = open();
    reading?.abort();
    reading = undefined;
    row?.setAttribute("aria-expanded", "false");
    row?.nextElementSibling?.remove();
    row?.focus();
    if (waiting) show(waiting);
  }

  async function unfold(row: HTMLButtonElement, hit: Hit): Promise<void> {
    if (row === open()) return fold();
    const before = open();
    reading?.abort();
    before?.setAttribute("aria-expanded", "false");
    before?.nextElementSibling?.remove();
    const mine = new AbortController();
    reading = mine;
    const text = element("div", { class: "text", tabindex: "0" }, element("p", { class: "quiet" }, words.loading));
    const page = address(hit.url);
    const foot = element(
      "div",
      { class: "foot" },
      button(words.solved, () => thank(hit)),
      button(words.unsolved, onLeft),
      ...(page ? [outLink(page, words.newTab, words.full)] : []),
    );
    row.setAttribute("aria-expanded", "true");
    row.after(element("div", { id: String(row.getAttribute("aria-controls")), "aria-busy": "true" }, text, foot));
    onOpened(hit);
    const article = await read(hit.articleId, mine.signal).catch(() => undefined);
    if (mine.signal.aborted) return;
    text.parentElement?.setAttribute("aria-busy", "false");
    if (article) text.lang = article.lang;
    text.replaceChildren(
      ...(article
        ? contentNodes(article.content, { address, newTab: words.newTab })
        : [element("p", { class: "quiet" }, words.failed)]),
    );
  }

  function thank(hit: Hit): void {
    reading?.abort();
    reading = waiting = undefined;
    const glad = element("p", { class: "glad", tabindex: "-1" }, words.glad);
    box.replaceChildren(glad);
    shown = "";
    glad.focus();
    onSolved(hit);
  }

  function row(hit: Hit, index: number): HTMLLIElement {
    const note = hit.heading && hit.heading !== hit.title ? `${hit.heading} · ${hit.excerpt}` : hit.excerpt;
    const made = element(
      "button",
      { type: "button", class: "row", "aria-expanded": "false", "aria-controls": `kotae-answer-${index}` },
      element("b", {}, hit.title),
      element("span", {}, note),
    );
    made.addEventListener("click", () => void unfold(made, hit));
    return element("li", {}, made);
  }

  /** Shows what was found; the same again moves nothing, and an article that is being read stays. */
  function show(items: readonly Hit[]): void {
    const key = items.map(({ articleId }) => articleId).join(" ");
    waiting = reading ? items : undefined;
    if (reading || (key === shown && !box.hidden)) return;
    shown = key;
    const line = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    line.setAttribute("viewBox", "0 0 24 24");
    line.setAttribute("aria-hidden", "true");
    const cross = document.createElementNS("http://www.w3.org/2000/svg", "path");
    cross.setAttribute("d", "m7 7 10 10m0-10L7 17");
    line.append(cross);
    const close = button("", onLeft, { class: "round", "aria-label": words.close });
    close.append(line);
    box.replaceChildren(
      element("div", { class: "head" }, element("h2", {}, words.title), close),
      element("ul", { class: "answers", role: "list" }, ...items.map(row)),
    );
    box.hidden = false;
    host.toggleAttribute("data-shown", true);
    status.textContent = items.length === 1 ? words.foundOne : words.found.replace("{n}", String(items.length));
  }

  return {
    host,
    show,
    isShown: () => !box.hidden,
    isReading: () => reading !== undefined,
    hasFocus: () => root.activeElement !== null,
    hide(): void {
      reading?.abort();
      reading = waiting = undefined;
      shown = "";
      box.hidden = true;
      host.toggleAttribute("data-shown", false);
      box.replaceChildren();
      status.textContent = "";
    },
  };
}
