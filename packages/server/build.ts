import { fileURLToPath } from "node:url";
import { build } from "vite";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Bundles our own source for Node; what comes from npm stays in node_modules. */
export async function buildServer(): Promise<void> {
  await build({
    configFile: false,
    root: at("."),
    logLevel: "warn",
    ssr: { noExternal: [/^@kotae\//] },
    build: {
      ssr: true,
      outDir: at("dist"),
      emptyOutDir: true,
      target: "node24",
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input: { kotae: at("src/cli/kotae.ts"), "index-worker": at("src/knowledge/index-worker.ts") },
        output: { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
      },
    },
  });
}
