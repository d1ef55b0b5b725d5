import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runEval } from "./eval.ts";

const folder = mkdtempSync(join(tmpdir(), "kotae-eval-"));
const file = (name: string, rows: object[]) => {
  const path = join(folder, name);
  writeFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  return path;
};
const articles = file("articles.jsonl", [
  { id: "brakes", title: "Adjust the brakes", body: "Turn the screw clockwise.", lang: "en" },
  { id: "refund", title: "Get a refund", body: "Send it back within 30 days.", lang: "en" },
]);
const questions = file("questions.jsonl", [
  { id: "q1", text: "adjust the brakes", lang: "en", answers: ["brakes"], answerable: true, kind: "in-scope" },
  { id: "q2", text: "get a refund", lang: "en", answers: ["brakes"], answerable: true, kind: "in-scope" },
  { id: "q3", text: "who won the world cup", lang: "en", answers: [], answerable: false, kind: "oos-far" },
]);

async function run(...args: string[]) {
  const said: string[] = [];
  const out = { write: (text: string) => said.push(text) };
  const code = await runEval(args, out, { write: () => true });
  return { code, text: said.join("") };
}

describe("kotae eval", () => {
  it("prints the figures of all questions and of each kind", async () => {
    const { code, text } = await run(questions, "--articles", articles);
    expect(code).toBe(0);
    expect(text).toMatch(/^ +n +R@1 +R@3 +MRR +A@5 +A@10 +ECE +answered +wrong$/m);
    expect(text).toMatch(/^all +3 +0\.500/m);
    expect(text).toMatch(/^oos-far +1 +–/m);
  });

  it("writes one line a question with the ranking, the confidence and the decision", async () => {
    const details = join(folder, "details.jsonl");
    const { text } = await run(questions, "--articles", articles, "--json", "--details", details);
    const rows = readFileSync(details, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(rows.map(({ id }) => id)).toEqual(["q1", "q2", "q3"]);
    expect(rows[0].ranked[0]).toEqual({ articleId: "brakes", score: expect.any(Number) });
    expect(rows[0].confidence).toBeGreaterThan(rows[2].confidence);
    expect(Object.keys(rows[0])).toEqual(["id", "ranked", "confidence", "decision"]);
    expect(JSON.parse(text)).toMatchObject({ total: { questions: 3, r1: 0.5 }, missed: [] });
  });

  it("ends with 1 and says which where a limit is missed, for figures that cannot be measured too", async () => {
    expect(await run(questions, "--articles", articles, "--min-r1", "0.5")).toMatchObject({ code: 0 });
    const missed = await run(questions, "--articles", articles, "--min-r1", "0.6", "--max-ece", "1");
    expect(missed.code).toBe(1);
    expect(missed.text).toContain("--min-r1 0.6: it is 0.500");
    const none = file("none.jsonl", [{ text: "adjust the brakes", answers: ["brakes"] }]);
    expect((await run(none, "--articles", articles, "--min-a5", "0.1")).text).toContain("nothing to measure");
  });

  it("refuses a limit that is no share, an unknown option and a missing file name", async () => {
    await expect(run(questions, "--min-r1", "70")).rejects.toThrow("--min-r1 must be a share from 0 to 1");
    await expect(run(questions, "--nonsense")).rejects.toMatchObject({ code: "invalid_input" });
    expect(await run()).toMatchObject({ code: 2 });
  });
});
