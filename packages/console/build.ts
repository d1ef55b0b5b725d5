import { fileURLToPath } from "node:url";
import { tokensCss } from "@kotae/sdk/theme";
import { build, type InlineConfig, type Plugin } from "vite";

/** Serves the design tokens as a style sheet: `style-src 'self'` lets no inline style through. */
function tokens(): Plugin {
  const name = "virtual:tokens.css";
  return {
    name: "kotae-tokens",
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: (id) => (id === `\0${name}` ? tokensCss(":root") : undefined),
  };
}

const config: InlineConfig = {
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "/console/",
  configFile: false,
  logLevel: "warn",
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
};

/** Builds the console into `packages/console/dist/`. */
export async function buildConsole(): Promise<void> {
  await build(config);
}
