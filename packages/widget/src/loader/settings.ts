import type { Lang, Settings } from "../contract.ts";

/** The language we speak for a tag a page or browser gives; English for every one we do not. */
export const langOf = (tag: string): Lang => (/^ja\b/i.test(tag) ? "ja" : "en");

/** What the script tag asks for, or undefined where it names no site or came from no server. */
export function settingsOf(script: HTMLScriptElement): Settings | undefined {
  const { site, lang, accent, position, label, theme } = script.dataset;
  if (!site || !script.src) return undefined;
  return {
    site,
    origin: new URL(script.src).origin,
    lang: langOf(lang || document.documentElement.lang || navigator.language || "en"),
    accent: accent ?? "",
    side: position === "left" ? "left" : "right",
    label: label?.trim() ?? "",
    theme: theme === "light" || theme === "dark" ? theme : undefined,
  };
}
