import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importOnce } from "../../packages/server/src/cli/follow.ts";
import { sourceOf, sourcesFolder } from "../../packages/server/src/cli/sources.ts";
import { engines } from "../support/engines.ts";
import { type House, openHouse, type Person } from "../support/house.ts";

describe.each(engines)("a knowledge base that follows a repository, on $name", (engine) => {
  let house: House;
  let mei: Person;
  const folder = mkdtempSync(join(tmpdir(), "kotae-follow-"));
  const repository = join(folder, "help");
  const who = ["-c", "user.name=Mei", "-c", "user.email=mei@example.test"];
  const git = (...args: string[]) => execFileSync("git", ["-C", repository, ...who, ...args], { encoding: "utf8" });
  const commit = (files: Record<string, string | null>) => {
    for (const [name, text] of Object.entries(files)) {
      const path = join(repository, name);
      mkdirSync(dirname(path), { recursive: true });
      if (text === null) rmSync(path);
      else writeFileSync(path, text);
    }
    git("add", "--all");
    git("commit", "--quiet", "-m", "change");
    return git("rev-parse", "HEAD").trim();
  };
  const turn = (known?: string) => {
    const { dataDir } = house.config;
    const read = () => Promise.reject(new Error("nothing is read from the web"));
    const source = sourceOf(repository, { git: true, path: "docs" }, { dataDir, env: process.env, read });
    const signal = new AbortController().signal;
    return importOnce(house.services, source, repository, { folder: sourcesFolder(dataDir), signal, known });
  };
  const counts = async (known?: string) => {
    const { result } = await turn(known);
    const { added, changed, unchanged, removed } = result ?? {};
    return { added, changed, unchanged, removed };
  };
  const titles = async () => (await mei.client.listArticles({})).items.map(({ title }) => title).sort();

  beforeAll(async () => {
    house = await openHouse(engine);
    mei = await house.agent("Mei");
    execFileSync("git", ["init", "--quiet", "--initial-branch=main", repository]);
    await mei.client.createArticle({ title: "Written here", body: "By hand.", lang: "en", status: "published" });
  });
  afterAll(async () => {
    await house.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("has what is committed, then what changed, and no more what was deleted there", async () => {
    commit({
      "docs/brakes.md": "# Brakes\nTurn.",
      "docs/bell.md": "# Bell\nRing.",
      "docs/lock.md": "# Lock\nClose.",
      "README.md": "# Not help",
    });
    expect(await counts()).toEqual({ added: 3, changed: 0, unchanged: 0, removed: 0 });
    expect(await titles()).toEqual(["Bell", "Brakes", "Lock", "Written here"]);
    commit({ "docs/brakes.md": "# Brakes\nTurn the screw.", "docs/bell.md": null, "docs/pump.md": "# Pump\nPush." });
    expect(await counts()).toEqual({ added: 1, changed: 1, unchanged: 1, removed: 1 });
    expect(await titles()).toEqual(["Brakes", "Lock", "Pump", "Written here"]);
  });

  it("does not import a commit again that it has, and does where something of it was skipped", async () => {
    const first = await turn();
    expect(await turn(first.version)).toEqual({ version: first.version, result: undefined });
    commit({ "docs/empty.md": "" });
    const { result } = await turn(first.version);
    expect(result?.skipped).toEqual([{ path: "empty.md", reason: "is empty" }]);
    commit({ "docs/empty.md": null });
  });

  it("keeps everything while the repository is away, its folder is gone or empty, and goes on afterwards", async () => {
    const before = await titles();
    renameSync(repository, `${repository}-away`);
    await expect(turn()).rejects.toMatchObject({ code: "unavailable" });
    renameSync(`${repository}-away`, repository);
    git("mv", "docs", "documents");
    commit({});
    await expect(turn()).rejects.toMatchObject({ code: "not_found" });
    git("mv", "documents", "docs");
    commit({ "docs/lock.md": "# Lock\nClose it well." });
    expect(await titles()).toEqual(before);
    expect(await counts()).toMatchObject({ changed: 1, removed: 0 });
  });

  it("is imported once at a time, whoever tries", async () => {
    commit({ "docs/lock.md": "# Lock\nClose it twice." });
    const results = await Promise.allSettled([turn(), turn(), turn()]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of results) {
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "conflict" });
    }
    expect(await counts()).toMatchObject({ added: 0, changed: 0, removed: 0 });
  });
});
