/**
 * The design tokens: one language for widget, console and help centre.
 *
 * Colours are named by role. Each theme was chosen for itself, and `tokens.test.ts` checks every pair that may meet.
 */

export type Role =
  | "surface-0" // the page
  | "surface-1" // a card or pane on it
  | "surface-2" // a control, a bubble, a hovered row
  | "surface-3" // a pressed or selected one
  | "text"
  | "text-quiet"
  | "line" // separates; never the only sign of anything
  | "edge" // the border of a control, 3:1 against the surfaces
  | "accent"
  | "accent-text" // words on the accent
  | "accent-soft" // a tint of it, behind `text`
  | "accent-ink" // the accent as the colour of words and icons
  | "good"
  | "good-soft"
  | "soon"
  | "soon-soft"
  | "late"
  | "late-soft"
  | "note" // the tint behind internal notes, under `text`
  | "note-edge"
  | "focus";

export const light: Record<Role, string> = {
  "surface-0": "#ffffff",
  "surface-1": "#f8f8fa",
  "surface-2": "#f0f0f4",
  "surface-3": "#e4e4ec",
  text: "#1b1b22",
  "text-quiet": "#5c5c6a",
  line: "#e3e3ea",
  edge: "#85859a",
  accent: "#3b4a9f",
  "accent-text": "#ffffff",
  "accent-soft": "#eceefa",
  "accent-ink": "#3b4a9f",
  good: "#1c6b41",
  "good-soft": "#e5f4ea",
  soon: "#7f5300",
  "soon-soft": "#fbf0d9",
  late: "#a8282c",
  "late-soft": "#fdeaea",
  note: "#fdf5dc",
  "note-edge": "#9a7416",
  focus: "#3b4a9f",
};

export const dark: Record<Role, string> = {
  "surface-0": "#141418",
  "surface-1": "#1b1b21",
  "surface-2": "#26262e",
  "surface-3": "#32323d",
  text: "#ededf2",
  "text-quiet": "#a6a6b5",
  line: "#2d2d37",
  edge: "#737388",
  accent: "#6e7fdb",
  "accent-text": "#0e0e1c",
  "accent-soft": "#242844",
  "accent-ink": "#a5b1f5",
  good: "#74cf98",
  "good-soft": "#1a2f23",
  soon: "#e5b65a",
  "soon-soft": "#34290f",
  late: "#f4918f",
  "late-soft": "#3d1e20",
  note: "#2f2a17",
  "note-edge": "#b8963c",
  focus: "#a5b1f5",
};

/** Sizes that do not change with the theme; lengths in px unless they say otherwise. */
export const scale = {
  "text-12": "0.75rem",
  "text-13": "0.8125rem",
  "text-14": "0.875rem",
  "text-16": "1rem",
  "text-20": "1.25rem",
  "text-28": "1.75rem",
  "space-4": "4px",
  "space-8": "8px",
  "space-12": "12px",
  "space-16": "16px",
  "space-24": "24px",
  "space-32": "32px",
  "radius-control": "6px",
  "radius-card": "10px",
  "radius-panel": "16px",
  "radius-tight": "4px",
  "move-hand": "120ms",
  "move-arrive": "200ms",
  ease: "cubic-bezier(0.2, 0, 0, 1)",
  font: 'system-ui, -apple-system, "Segoe UI", Roboto, "Hiragino Sans", "Yu Gothic UI", "Noto Sans JP", "Noto Sans CJK JP", sans-serif',
  mono: 'ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono CJK JP", monospace',
} as const;

const declare = (values: Record<string, string>) =>
  Object.entries(values)
    .map(([name, value]) => `--${name}:${value};`)
    .join("");

/**
 * The tokens as custom properties on `scope` (`:root`, `:host`), light by default, dark where the reader asks for it
 * or `[data-theme]` on the scope says so.
 */
export function tokensCss(scope: ":root" | ":host"): string {
  const on = (theme: string) => (scope === ":host" ? `:host([data-theme="${theme}"])` : `:root[data-theme="${theme}"]`);
  const lightShadow = "--shadow:0 1px 2px #10101a14,0 12px 40px #10101a2e;color-scheme:light;";
  const darkShadow = "--shadow:0 1px 2px #0006,0 12px 40px #000a;color-scheme:dark;";
  return [
    `${scope}{${declare(scale)}${declare(light)}${lightShadow}}`,
    `@media (prefers-color-scheme:dark){${scope}{${declare(dark)}${darkShadow}}}`,
    `${on("light")}{${declare(light)}${lightShadow}}`,
    `${on("dark")}{${declare(dark)}${darkShadow}}`,
    `@media (prefers-reduced-motion:reduce){${scope}{--move-hand:0.01ms;--move-arrive:0.01ms;}}`,
  ].join("\n");
}
