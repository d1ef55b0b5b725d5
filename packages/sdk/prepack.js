// Compiles the package for npm. Only pnpm packs it with the entries that `publishConfig` names: what npm would pack has none
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";

if (!process.env.npm_config_user_agent?.startsWith("pnpm")) {
  throw new Error("@kotae/sdk is packed by pnpm: run `npx pnpm@12 pack` in this folder.");
}
// what a file that is gone once gave must not be packed
rmSync(new URL("dist", import.meta.url), { recursive: true, force: true });
execFileSync("tsc", ["-p", "tsconfig.build.json"], { stdio: "inherit", shell: process.platform === "win32" });
