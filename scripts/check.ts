import { run } from "./run.ts";

/** Types, lint and what nobody uses: the checks that run nothing. */
const steps: [name: string, command: string, ...args: string[]][] = [
  ["types", "tsc", "-p", "."],
  ["lint", "biome", "check", "--error-on-warnings", "."],
  ["unused", "knip"],
];

let failed = 0;
for (const [name, command, ...args] of steps) {
  const began = Date.now();
  const code = await run(command, args);
  console.log(`${code === 0 ? "ok    " : "FAILED"} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  if (code !== 0) failed++;
}
process.exitCode = failed === 0 ? 0 : 1;
