import { build } from "vite";
import { consoleConfig } from "./vite.config.ts";

/** Builds the console into `packages/console/dist/`. */
export async function buildConsole(): Promise<void> {
  await build({ ...consoleConfig, configFile: false, logLevel: "warn" });
}
