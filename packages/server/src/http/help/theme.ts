import { html } from "hono/html";
import type { Frame, Html } from "./page.ts";
import { strings } from "./strings.ts";

export type Theme = "light" | "dark";

const cookieName = "kotae_theme";
const yearSeconds = 31_536_000;

/** What a reader chose before, from their Cookie header; it is there only where they did. */
export function readTheme(cookie: string | undefined): Theme | undefined {
  const value = cookie
    ?.split(";")
    .map((part) => part.trim().split("="))
    .find(([name]) => name === cookieName)?.[1];
  return value === "light" || value === "dark" ? value : undefined;
}

/** The Set-Cookie line that keeps a choice, or forgets it where the system is to decide. */
export function themeCookie(choice: string | null, isSecure: boolean): string {
  const theme = readTheme(`${cookieName}=${choice ?? ""}`);
  const attributes = ["Path=/help", "HttpOnly", "SameSite=Lax", ...(isSecure ? ["Secure"] : [])];
  return [`${cookieName}=${theme ?? ""}`, `Max-Age=${theme ? yearSeconds : 0}`, ...attributes].join("; ");
}

/** Where to go back to after choosing: a page of the help centre and nothing else. */
export const backTo = (path: string | null): string =>
  path !== null && /^\/help\/(?:en|ja)\/[^\\\s]*$/.test(path) && !path.includes("//") ? path : "/help/";

/** Light, dark, or as the system says; a form, because there is no script to do it. */
export function themeForm(frame: Frame): Html {
  const words = strings[frame.lang];
  const button = (value: string, name: string) =>
    html`<button type="submit" name="theme" value="${value}" aria-pressed="${(frame.theme ?? "auto") === value ? "true" : "false"}">${name}</button>`;
  return html`<form class="theme" action="/help/theme" method="post" aria-label="${words.theme}">
<input type="hidden" name="back" value="${frame.here}">
${button("auto", words.themeAuto)}${button("light", words.themeLight)}${button("dark", words.themeDark)}
</form>`;
}
