import { createHash } from "node:crypto";
import { accentOf, dark, light, tokensCss } from "@kotae/sdk/theme";
import { css } from "./css.ts";

/** The help centre's style sheet under a name that changes with it, so that it may be kept for ever. */
export type Sheet = { url: string; text: string };

const sheets = new Map<string, Sheet>();

/** The style sheet with a site's brand colour in it. */
export function sheetOf(accent: string | null | undefined): Sheet {
  const key = accent ?? "";
  const known = sheets.get(key);
  if (known) return known;
  const text = [tokensCss(":root"), brand(key), css].join("\n");
  const hash = createHash("sha256").update(text).digest("base64url").slice(0, 12);
  const sheet = { url: `/help/style-${hash}.css`, text };
  sheets.set(key, sheet);
  return sheet;
}

/** The sheet a url names, as far as this process has made it. */
export const sheetAt = (url: string): Sheet | undefined => [...sheets.values()].find((sheet) => sheet.url === url);

function brand(accent: string): string {
  const [day, night] = [light, dark].map((theme) => accentOf(accent, theme["surface-0"], theme.text));
  if (!day || !night) return "";
  const declare = (tokens: Record<string, string>) =>
    Object.entries(tokens)
      .map(([name, value]) => `--${name}:${value};`)
      .join("");
  const theme = (name: string) => `:root[data-theme="${name}"]`;
  return [
    `:root{${declare(day)}}@media (prefers-color-scheme:dark){:root{${declare(night)}}}`,
    `${theme("light")}{${declare(day)}}${theme("dark")}{${declare(night)}}`,
  ].join("");
}
