import { run } from "./run.ts";

/** The demo from source: the server starts again when its files change; widget and console are built once before. */
await run("node", ["scripts/build.ts", "--if-stale"]);
process.exitCode = await run("node", [
  "--watch-path=packages/server/src",
  "--watch-path=packages/sdk/src",
  "packages/server/src/cli/kotae.ts",
  "demo",
]);
