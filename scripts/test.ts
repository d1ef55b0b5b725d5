import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "./run.ts";

/** Everything: the checks, a build, then every test; the last line counts them. */
const filters = process.argv.slice(2);
const report = join(mkdtempSync(join(tmpdir(), "kotae-tests-")), "report.json");

const isWhole = filters.length === 0;
const checks = isWhole ? await run("node", ["scripts/check.ts"]) : 0;
const built = await run("node", ["scripts/build.ts", "--if-stale"]);
await run("vitest", ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...filters]);

type Report = { numPassedTests: number; numFailedTests: number; numPendingTests: number; success: boolean };
let counts: Report = { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0, success: false };
try {
  counts = JSON.parse(readFileSync(report, "utf8")) as Report;
} catch (error) {
  console.error("The tests left no report.", error);
}
const steps = [checks, built].filter((code) => code !== 0).length;
// a file that fails before its first test counts nowhere in the report
const failed = counts.numFailedTests + steps || (counts.success ? 0 : 1);
const skipped = counts.numPendingTests > 0 ? `, ${counts.numPendingTests} skipped` : "";
console.log(`${counts.numPassedTests + (isWhole ? 2 - steps : 0)} passed, ${failed} failed${skipped}`);
process.exitCode = failed === 0 ? 0 : 1;
