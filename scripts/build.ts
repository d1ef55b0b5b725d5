import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

/** Everything the built files are made of. */
const sources = ["packages", "pnpm-lock.yaml", "scripts/build.ts"];
const results = ["packages/server/dist", "packages/widget/dist", "packages/console/dist"];
const stamp = "packages/server/dist/.built";

const skipped = new Set(["node_modules", "dist"]);

/** The newest change below a path, epoch milliseconds. */
function newest(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  const names = readdirSync(path);
  const entries = names.filter((name) => !skipped.has(name) && !name.includes(".test."));
  // a build changes the folder its results are in
  return Math.max(names.includes("dist") ? 0 : stats.mtimeMs, ...entries.map((name) => newest(join(path, name))));
}

function isStale(): boolean {
  if (!existsSync(stamp) || results.some((folder) => !existsSync(folder))) return true;
  return Math.max(...sources.map(newest)) > Number(readFileSync(stamp, "utf8"));
}

/** Puts a brotli copy beside every text a browser loads, so that no request has to wait for compression. */
function compress(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const file = join(folder, entry);
    if (/\.(js|css|html|svg)$/.test(file)) writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file)));
  }
}

if (!process.argv.includes("--if-stale") || isStale()) {
  const began = Date.now();
  const [{ buildWidget }, { buildConsole }, { buildServer }] = await Promise.all([
    import("../packages/widget/build.ts"),
    import("../packages/console/build.ts"),
    import("../packages/server/build.ts"),
  ]);
  await buildWidget();
  await buildConsole();
  await buildServer();
  compress("packages/widget/dist");
  compress("packages/console/dist");
  writeFileSync(stamp, String(began));
  console.log(`Built in ${((Date.now() - began) / 1000).toFixed(1)} s`);
}
