import { readdir, readFile, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, type InlineConfig } from "vite";
import { launcherTokens, panelTokens } from "./src/theme.ts";

const here = fileURLToPath(new URL(".", import.meta.url));

// `h(tag, props, ...children)` is smaller than what the automatic runtime writes
const jsx: NonNullable<InlineConfig["oxc"]> = {
  jsx: { runtime: "classic", pragma: "$h", pragmaFrag: "$Fragment" },
  jsxInject: `import { h as $h, Fragment as $Fragment } from "preact"`,
};

// what the panel lends its later parts (`parts/kit.ts`), and they must not bring themselves
const lent = /^(preact|preact\/hooks|.*\/(context\.ts|Icon\.tsx|Optional\.tsx|OutLink\.tsx|strings\/words\.ts))$/;
const lentByPanel = { find: lent, replacement: join(here, "src/parts/kit.ts") };

const leftOut = { find: /^.*\/(errors|remove)\.js$/, replacement: join(here, "src/device/orama-left-out.ts") };

/**
 * Builds what is loaded later, then a panel in each language that knows those names, `panel-<lang>-<hash>.js`, then the
 * loader that knows the panels', `kotae.js`; and `kotae-deflect.js`, for contact forms.
 */
export async function buildWidget(outDir = join(here, "dist")): Promise<void> {
  await rm(outDir, { recursive: true, force: true });
  // a test's NODE_ENV would choose the libraries' development builds
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = "production";
  try {
    await buildAll(outDir);
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  }
}

async function buildAll(outDir: string): Promise<void> {
  const sheets = (await readdir(join(here, "src/ui"))).filter((name) => name.endsWith(".css"));
  const css = await Promise.all(sheets.map((name) => readFile(join(here, "src/ui", name), "utf8")));
  const later = Object.fromEntries(
    await Promise.all(
      ["live", "device", "parts/article", "parts/rating", "parts/tool"].map(async (entry) => {
        const name = basename(entry);
        return [name, await bundle(outDir, `src/${entry}.ts`, "es", `${name}-[hash].js`, {})];
      }),
    ),
  );
  const given = { __LATER__: JSON.stringify(later), __PANEL_TOKENS__: JSON.stringify(panelTokens(css.join(""))) };
  const panels = {
    en: await bundle(outDir, "src/panel-en.ts", "es", "panel-en-[hash].js", given),
    ja: await bundle(outDir, "src/panel-ja.ts", "es", "panel-ja-[hash].js", given),
  };
  await bundle(outDir, "src/loader/main.ts", "iife", "kotae.js", {
    __PANELS__: JSON.stringify(panels),
    __LAUNCHER_TOKENS__: JSON.stringify(launcherTokens),
  });
  await bundle(outDir, "src/deflect.ts", "iife", "kotae-deflect.js", {});
}

async function bundle(
  outDir: string,
  entry: string,
  format: "es" | "iife",
  fileName: string,
  define: Record<string, string>,
): Promise<string> {
  const config: InlineConfig = {
    configFile: false,
    root: here,
    logLevel: "warn",
    define: { ...define, "process.env.NODE_ENV": '"production"' },
    oxc: /panel|parts/.test(entry) ? jsx : {},
    resolve: { alias: entry.includes("device") ? [leftOut] : entry.includes("parts") ? [lentByPanel] : [] },
    build: {
      outDir,
      emptyOutDir: false,
      target: "es2022",
      cssMinify: true,
      // older ones would get light-dark() and relative colours spelled out, which costs more than it helps
      cssTarget: ["chrome125", "firefox128", "safari18"],
      reportCompressedSize: false,
      // as a library: an application's dynamic imports would carry a helper that preloads style sheets
      lib: { entry: join(here, entry), formats: [format], name: "kotaeLoader", fileName: () => fileName },
      rolldownOptions: { output: { entryFileNames: fileName, minify: true, comments: false, codeSplitting: false } },
    },
  };
  const result = await build(config);
  const outputs = Array.isArray(result) ? result : [result];
  for (const one of outputs) if ("output" in one) return one.output[0].fileName;
  throw new Error(`${entry} gave no file.`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await buildWidget(process.argv[2]);
