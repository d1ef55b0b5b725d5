import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runKotae, startKotae } from "../support/process.ts";

const folder = mkdtempSync(join(tmpdir(), "kotae-cli-"));
const env = { KOTAE_DATA: join(folder, "data") };
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const golden = file(
  "golden.jsonl",
  [
    { id: "q1", text: "how do I adjust the brakes?", lang: "en", answers: ["brakes"] },
    { id: "q2", text: "who won the match?", lang: "en", answers: [] },
  ]
    .map((row) => JSON.stringify(row))
    .join("\n"),
);

/** The command as it is run in a terminal, with what it leaves to its caller: exit code, output, errors. */
describe("the kotae command", () => {
  beforeAll(async () => {
    mkdirSync(join(folder, "help"));
    file("help/brakes.md", "---\ntitle: Adjust the brakes\n---\nTurn the screw clockwise.\n");
    file("help/refund.md", "---\ntitle: Get a refund\n---\nSend it back within 30 days.\n");
    expect(await runKotae(["init", "--name", "Bicycles"], env)).toMatchObject({ code: 0, errors: "" });
    expect(await runKotae(["import", join(folder, "help")], env)).toMatchObject({ code: 0 });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("eval asks the live knowledge base: 0 where the limits hold, 1 where one is missed", async () => {
    const details = join(folder, "details.jsonl");
    const well = await runKotae(["eval", golden, "--json", "--min-r1", "1", "--details", details], env);
    expect(well).toMatchObject({ code: 0, errors: expect.stringContaining("As a visitor of Bicycles") });
    expect(JSON.parse(well.out)).toMatchObject({ total: { questions: 2, r1: 1 }, missed: [] });
    const rows = readFileSync(details, "utf8").trim().split("\n");
    expect(rows.map((row) => Object.keys(JSON.parse(row)))).toEqual(
      rows.map(() => ["id", "ranked", "confidence", "decision"]),
    );
    const missed = await runKotae(["eval", golden, "--max-ece", "0"], env);
    expect(missed).toMatchObject({ code: 1, out: expect.stringContaining("--max-ece 0: it is 0.") });
  });

  it("import follows a repository until it is stopped: what changes there, what fails, and what doctor says of it", async () => {
    const repository = join(folder, "repository");
    const git = (...args: string[]) =>
      execFileSync("git", ["-C", repository, "-c", "user.name=Mei", "-c", "user.email=mei@example.test", ...args]);
    const commit = (text: string) => {
      file("repository/docs/bell.md", text);
      git("add", "--all");
      git("commit", "--quiet", "-m", "change");
    };
    mkdirSync(join(repository, "docs"), { recursive: true });
    git("init", "--quiet");
    file("repository/docs/chain.md", "# Oil the chain\nOnce a month.\n");
    commit("# Ring the bell\nPush it.\n");
    const following = startKotae(["import", repository, "--git", "--path", "docs", "--every", "1s"], env);
    expect(await following.said(/Added +2\n/)).toContain("  commit ");
    await following.said(/Nothing new/);
    rmSync(join(repository, "docs/chain.md"));
    commit("# Ring the bell\nPush it twice.\n");
    await following.said(/Changed +1\n[\s\S]*Removed +1\n/);
    renameSync(repository, `${repository}-away`);
    await following.said(/git could not bring/);
    following.child.kill("SIGTERM");
    expect(await following.ended).toBe(0);
    const doctor = await runKotae(["doctor"], env);
    expect(doctor.out).toMatch(/^CHECK import of git:.*repository#docs: git could not bring/m);
    renameSync(`${repository}-away`, repository);
    const once = await runKotae(["import", repository, "--git", "--path", "docs"], env);
    expect(once).toMatchObject({ code: 0, out: expect.stringMatching(/Commit +\w{10}\n[\s\S]*Unchanged +1\n/) });
  });

  it("import reads a page of this machine only where that is said", async () => {
    const server = createServer((_, response) =>
      response.setHeader("content-type", "text/html").end("<h1>Pump the tyres</h1><p>To four bar.</p>"),
    ).listen(0, "127.0.0.1");
    await once(server, "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/pump`;
    try {
      const refused = await runKotae(["import", url], env);
      expect([refused.code, refused.errors]).toEqual([
        1,
        expect.stringContaining("is on a machine of a private network"),
      ]);
      const { code, out } = await runKotae(["import", url, "--allow-private"], env);
      expect([code, out]).toEqual([0, expect.stringMatching(/Added +1\n/)]);
    } finally {
      server.close();
    }
  });

  // what is wrong with a call is found out in many places, and leaves the process by one
  it.each<[string, string[], string]>([
    ["a missing file", ["eval", join(folder, "gone.jsonl")], "There is no file"],
    ["an unknown option", ["agent", "add", "a@example.test", "--boss"], "--boss"],
  ])("ends with 2 and a sentence for %s", async (_, args, words) => {
    const { code, errors } = await runKotae(args, env);
    expect(code).toBe(2);
    expect(errors).toContain(words);
    expect(errors).not.toMatch(/^\s+at /m);
  });
});
