import { fileURLToPath } from "node:url";
import { tokensCss } from "@kotae/sdk/theme";
import type { InlineConfig, Plugin } from "vite";

/** Serves the design tokens as a style sheet: `style-src 'self'` lets no inline style through. */
function tokens(): Plugin {
  const name = "virtual:tokens.css";
  return {
    name: "kotae-tokens",
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: (id) => (id === `\0${name}` ? tokensCss(":root") : undefined),
  };
}

/** How the console is built, and served while it is being written. */
export const consoleConfig: InlineConfig = {
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "/console/",
  plugins: [tokens()],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    // the polyfill would be one more script for browsers we do not support
    modulePreload: { polyfill: false },
    // a data: URL for a small asset would need a wider policy than 'self'
    assetsInlineLimit: 0,
  },
  server: { proxy: { "/v1": { target: "http://127.0.0.1:8787", ws: true }, "/help": "http://127.0.0.1:8787" } },
};

export default consoleConfig;
