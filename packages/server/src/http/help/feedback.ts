import { limits } from "@kotae/sdk/schema";
import { html } from "hono/html";
import type { Language } from "../language.ts";
import type { Frame, Html } from "./page.ts";
import { strings } from "./strings.ts";

export type Step = "ask" | "yes" | "no" | "thanks";

/** Where in giving feedback a reader is, from the page's address. */
export const stepOf = (said: string | undefined): Step =>
  said === "yes" || said === "no" || said === "thanks" ? said : "ask";

/** What a form said of an article, or undefined where it said nothing; a trap that was filled in was no person. */
export function readFeedback(
  form: URLSearchParams,
): { helpful: boolean; comment: string | undefined; isTrapped: boolean } | undefined {
  const helpful = form.get("helpful");
  if (helpful !== "yes" && helpful !== "no") return undefined;
  const comment = (form.get("comment") ?? "").replaceAll("\u0000", "").replace(/\r\n?/g, "\n").trim();
  return {
    helpful: helpful === "yes",
    comment:
      comment === ""
        ? undefined
        : Array.from(comment).slice(0, limits.commentChars).join("").slice(0, limits.commentChars).toWellFormed(),
    isTrapped: (form.get("website") ?? "") !== "",
  };
}

/** Where a reader goes on after saying something: somebody whom it did not help may say why. */
export const nextStep = (said: { helpful: boolean; comment: string | undefined }): Step =>
  said.helpful ? "yes" : said.comment === undefined ? "no" : "thanks";

/** “Was this helpful?” and what comes after it, as plain forms. */
export function feedbackSection(frame: Frame, url: string, step: Step): Html {
  const words = strings[frame.lang];
  const form = (inner: Html) =>
    html`<form class="say" action="${url}/feedback" method="post">${inner}${trap(frame.lang)}</form>`;
  const inner = {
    ask: () =>
      html`<h2>${words.helpful}</h2>${form(
        html`<button type="submit" name="helpful" value="yes">${words.yes}</button><button type="submit" name="helpful" value="no">${words.no}</button>`,
      )}`,
    yes: () => html`<p role="status"><strong>${words.thanks}</strong></p>`,
    no: () =>
      html`<p role="status"><strong>${words.thanks}</strong></p>${form(
        html`<input type="hidden" name="helpful" value="no"><label for="feedback-comment">${words.whatWasMissing}</label><textarea id="feedback-comment" name="comment" rows="3" maxlength="${limits.commentChars}" required></textarea><p class="quiet">${words.noReply}</p><button type="submit">${words.sendComment}</button>`,
      )}`,
    thanks: () => html`<p role="status"><strong>${words.thanksForWords}</strong></p>`,
  };
  return html`<section class="helpful" id="helpful" tabindex="-1" aria-label="${words.helpful}">${inner[step]()}</section>`;
}

/** A field no person sees: programs that fill in everything fill it in too. */
const trap = (lang: Language) =>
  html`<div class="unseen" aria-hidden="true"><label>${strings[lang].trap}<input name="website" tabindex="-1" autocomplete="off"></label></div>`;
