import { fieldsOf, isWorded, type TextField } from "./fields.ts";
import { isEnough, questionOf } from "./question.ts";
import { createServer, type Event, type Search } from "./server.ts";
import { createView } from "./view.ts";
import { langOf, words } from "./words.ts";

/** Which article was said to have solved it. */
export type Solved = { articleId: string; title: string; url: string };

export type DeflectOptions = {
  /** Where the Kotae server is, as in `https://help.example.com`. */
  baseUrl: string;
  /** The key of your site. */
  site: string;
  /** `en` or `ja`; by default the language of the form. */
  lang?: string;
  /** A selector of the fields in which the matter is described; by default the text areas, and a subject before them. */
  fields?: string;
  /** So many characters are enough to search for; 15 by default, and two words or four Japanese characters always are. */
  minChars?: number;
  /** What the form is called in reports; by default its name, its id, or the page's path. */
  name?: string;
  /** Where the suggestions stand; by default below the field that is being written in. */
  place?: HTMLElement;
  /** Somebody said that an article solved it. The form is left as it is. */
  onSolved?: (solved: Solved) => void;
  fetch?: typeof fetch;
};

export type Deflection = {
  /** Takes the suggestions and every listener off the page; the form is as it was. */
  destroy(): void;
};

const restMillis = 400;
/** After a request that failed the server is left alone for a while. */
const pauseMillis = 10_000;
/** A result much weaker than the best one is no answer to the same question. */
const closeToBest = 0.4;

/**
 * Shows answers beside a form while somebody writes in it, and counts what that saved.
 *
 * The form works as it did: it is never held up, its own handlers run first and alone, and where the server is away
 * nothing is seen of it. Nothing is asked for before somebody writes, and nothing is kept in the browser.
 *
 * @example
 * const deflection = deflectForm(document.querySelector("form#contact"), {
 *   baseUrl: "https://help.example.com",
 *   site: "your-site-key",
 * });
 */
export function deflectForm(form: HTMLFormElement, options: DeflectOptions): Deflection {
  const tag = options.lang ?? form.closest<HTMLElement>("[lang]")?.lang ?? document.documentElement.lang;
  const lang = langOf(tag);
  const server = createServer(options);
  const name = (options.name || form.getAttribute("name") || form.id || location.pathname).slice(0, 100);
  let visit = "";
  let told = new Set<string>();
  let asked = "";
  /** What the last search of this visit came to. */
  let last: Omit<Search, "q" | "lang"> = { results: 0 };
  let hasLeft = false;
  let isComposing = false;
  let quietUntil = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let searching: AbortController | undefined;
  let field: TextField | undefined;

  const view = createView({
    lang,
    words: words[lang],
    address: server.address,
    read: server.article,
    onOpened({ articleId }) {
      last.opened ??= articleId;
      tell("opened", articleId);
    },
    onSolved(hit) {
      tell("solved", hit.articleId);
      tellSearch();
      hasLeft = true;
      const { articleId, title } = hit;
      const solved = { articleId, title, url: server.address(hit.url) ?? hit.url };
      options.onSolved?.(solved);
      form.dispatchEvent(new CustomEvent("kotae:solved", { bubbles: true, detail: solved }));
    },
    onLeft() {
      // who sends them away does not want them back at the next letter
      hasLeft = true;
      tellSearch();
      leave();
    },
  });

  /** Tells each event of a visit once; one with an article once for each. */
  function tell(event: Event["event"], articleId?: string): void {
    const once = `${event} ${articleId ?? ""}`;
    if (told.has(once)) return;
    told.add(once);
    visit ||= newVisit();
    const about = { ...(articleId && { articleId }), ...(asked && { q: inShort(asked) }) };
    server.record({ site: options.site, form: name, visit, event, lang, ...about });
  }

  /** Tells what the visit searched for, once it is over: what was written on the way to that was no search of its own. */
  function tellSearch(): void {
    if (!asked || told.has("searched")) return;
    told.add("searched");
    server.searched({ q: inShort(asked), lang, ...last });
  }

  function leave(): void {
    clearTimeout(timer);
    searching?.abort();
    if (view.hasFocus()) field?.focus();
    view.hide();
  }

  function wrote(): void {
    clearTimeout(timer);
    if ((!hasLeft || told.has("sent ")) && !isComposing) timer = setTimeout(() => void search(), restMillis);
  }

  async function search(): Promise<void> {
    const question = questionOf(fieldsOf(form, options.fields).map(({ value }) => value));
    if (!isEnough(question, options.minChars)) {
      // a form that was sent and emptied by its page begins again
      if (told.has("sent ")) begin();
      asked = "";
      if (!view.isReading()) view.hide();
      return;
    }
    if ((question === asked && view.isShown()) || Date.now() < quietUntil) return;
    searching?.abort();
    const mine = new AbortController();
    searching = mine;
    try {
      const { items } = await server.search(question, lang, mine.signal);
      if (mine.signal.aborted) return;
      asked = question;
      const best = items[0]?.score ?? 0;
      const close = items.filter(({ score }) => score >= best * closeToBest).slice(0, 3);
      last = { ...last, results: close.length, score: Math.min(1, best) };
      if (close.length === 0) {
        if (!view.isReading()) view.hide();
        return;
      }
      view.show(close);
      tell("shown");
    } catch {
      // the form goes on without answers, as it would without us
      if (!mine.signal.aborted) quietUntil = Date.now() + pauseMillis;
    }
  }

  /** Puts the suggestions below the field that is written in; a label would take them for its own words. */
  function put(): void {
    if (options.place) {
      if (view.host.parentNode !== options.place) options.place.append(view.host);
      return;
    }
    const anchor = field?.closest("label") ?? field;
    if (anchor && anchor.nextSibling !== view.host && !view.isShown()) anchor.after(view.host);
  }

  function onInput(event: globalThis.Event): void {
    const { target } = event;
    if (!(target instanceof Element) || !isWorded(target) || !fieldsOf(form, options.fields).includes(target)) return;
    field = target;
    put();
    // an input method is still choosing its characters
    isComposing = (event as InputEvent).isComposing;
    wrote();
  }
  function onComposed(event: globalThis.Event): void {
    if (event.target !== field) return;
    isComposing = false;
    wrote();
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== "Escape" || event.isComposing || !view.isShown() || event.target !== field) return;
    hasLeft = true;
    tellSearch();
    leave();
  }
  function onSubmit(): void {
    // of a form in which nobody wrote we know nothing
    if (field) tell("sent");
    tellSearch();
    leave();
  }
  /** What is written next belongs to another visit. */
  function begin(): void {
    visit = asked = "";
    last = { results: 0 };
    told = new Set();
    hasLeft = false;
    field = undefined;
  }
  function onReset(): void {
    tellSearch();
    leave();
    begin();
  }

  const listeners: [string, (event: never) => void][] = [
    ["input", onInput],
    ["compositionend", onComposed],
    ["keydown", onKeyDown],
    ["submit", onSubmit],
    ["reset", onReset],
  ];
  for (const [type, listener] of listeners) form.addEventListener(type, listener as EventListener);
  addEventListener("pagehide", tellSearch);

  return {
    destroy() {
      tellSearch();
      removeEventListener("pagehide", tellSearch);
      clearTimeout(timer);
      searching?.abort();
      for (const [type, listener] of listeners) form.removeEventListener(type, listener as EventListener);
      view.hide();
      view.host.remove();
    },
  };
}

/** As much of a question as is kept. */
const inShort = (question: string) => question.slice(0, 200).toWellFormed().trim();

/** Where `crypto.randomUUID` is missing a page is not secure, and a form works there all the same. */
const newVisit = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (n) => n.toString(16).padStart(2, "0")).join("");
