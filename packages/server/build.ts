import { fileURLToPath } from "node:url";
import { build } from "vite";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Bundles our own source for Node; what comes from npm stays in node_modules. */
export async function buildServer(): Promise<void> {
  await build({
    configFile: false,
    root: at("."),
    logLevel: "warn",
    // what is plain JavaScript comes in, without the parts nobody calls: half of what an idle process weighs is code
    ssr: { noExternal: [/^@kotae\//, /^(@hono\/node-server|@orama\/orama|hono|htmlparser2|jose|kysely|zod)(\/|$)/] },
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
