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

  it("takes limits for a language or a kind as well, several of one name, and knows which there are", async () => {
    const given = [questions, "--articles", articles];
    expect(await run(...given, "--min-r1", "0.5", "--min-r1", "en=0.5", "--min-r1", "in-scope=.5")).toMatchObject({
      code: 0,
    });
    const missed = await run(...given, "--min-r1", "0.1", "--min-r1", "en=0.6", "--max-wrong=oos-far=0", "--json");
    expect(missed.code).toBe(1);
    expect(JSON.parse(missed.text).missed).toEqual([
      "--min-r1 en=0.6: it is 0.500",
      "--max-wrong oos-far=0: there was nothing to measure",
    ]);
    await expect(run(...given, "--min-r1", "ja=0.5")).rejects.toMatchObject({
      code: "invalid_input",
      hint: "There are en, in-scope, oos-far.",
    });
  });

  it("asks another language where the question's own has little to say, as the live search does", async () => {
    const both = file("both.jsonl", [
      { id: "kawa", title: "革の手入れ", body: "乾いた布でふいてください。VELOX の鞍にも使えます。", lang: "ja" },
      { id: "velox", title: "Fit the Velox saddle", body: "Turn the two screws.", lang: "en" },
      { id: "other", title: "Adjust the brakes", body: "Turn the screw clockwise.", lang: "en" },
    ]);
    const asked = file("asked.jsonl", [{ id: "q", text: "fit the velox saddle", lang: "ja", answers: ["velox"] }]);
    expect((await run(asked, "--articles", both, "--min-r1", "1")).text).toMatch(/^all +1 +1\.000/m);
  });

  it("decides as the assistant does: by the sentence of a message that asks something", async () => {
    const long = file("long.jsonl", [
      {
        id: "q",
        text: "Hello, I bought a touring bicycle in Kyoto last spring and love riding it along the river. How do I adjust the brakes?",
        lang: "en",
        answers: ["brakes"],
      },
    ]);
    const details = join(folder, "long-details.jsonl");
    await run(long, "--articles", articles, "--details", details);
    expect(JSON.parse(readFileSync(details, "utf8"))).toMatchObject({ decision: "answer" });
  });

  it("says what is wrong with a file that cannot be read or written, before it asks anything", async () => {
    const refused = (code: string, message: string) => ({ code, message });
    const missing = join(folder, "missing.jsonl");
    await expect(run(missing)).rejects.toMatchObject(refused("not_found", `There is no file ${missing}.`));
    await expect(run(folder)).rejects.toMatchObject(
      refused("invalid_input", `${folder} cannot be read: it is a folder.`),
    );
    await expect(run(questions, "--articles", missing)).rejects.toMatchObject({ code: "not_found" });
    const nowhere = join(folder, "nowhere", "out.jsonl");
    await expect(run(questions, "--articles", articles, "--details", nowhere)).rejects.toMatchObject(
      refused("invalid_input", `${nowhere} cannot be written: its folder is not there.`),
    );
  });

  it("refuses a limit that is no share, an unknown option and a missing file name", async () => {
    await expect(run(questions, "--min-r1", "70")).rejects.toThrow("--min-r1 must be a share from 0 to 1");
    await expect(run(questions, "--min-r1", "ja=0,7")).rejects.toThrow("--min-r1 must be a share from 0 to 1");
    await expect(run(questions, "--min-r1", "")).rejects.toThrow("--min-r1 must be a share from 0 to 1");
    await expect(run(questions, "--articles", articles, "--site", "x")).rejects.toMatchObject({
      code: "invalid_input",
    });
    await expect(run(questions, "--nonsense")).rejects.toMatchObject({ code: "invalid_input" });
    expect(await run()).toMatchObject({ code: 2 });
  });
});
