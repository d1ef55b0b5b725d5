import { describe, expect, it } from "vitest";
import { dataFolder, kotae, mean, measure, questionSets } from "../../../../tests/bench/search.ts";

const sets = questionSets();
// eight sets with real questions; without them this says nothing, and says so
if (sets.length === 0) process.stderr.write(`SKIPPED: search quality was not measured, ${dataFolder} is not there.\n`);

describe.skipIf(sets.length === 0)("search quality over all question sets", () => {
  it("finds and refuses at least as well as it did", { timeout: 120_000 }, () => {
    const { r1, r3, a5, a10 } = mean(sets.map((set) => measure(set, kotae)));
    process.stderr.write(`R@1 ${r1.toFixed(3)}  R@3 ${r3.toFixed(3)}  A@5 ${a5.toFixed(3)}  A@10 ${a10.toFixed(3)}\n`);
    expect(r1).toBeGreaterThanOrEqual(0.72);
    expect(r3).toBeGreaterThanOrEqual(0.85);
    expect(a5).toBeGreaterThanOrEqual(0.61);
    expect(a10).toBeGreaterThanOrEqual(0.65);
  });
});
