import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { bringGit, gitName } from "./git.ts";

let folder: string;
let repository: string;
const who = ["-c", "user.name=Mei", "-c", "user.email=mei@example.test"];
const git = (...args: string[]) =>
  execFileSync("git", ["-C", repository, ...who, ...args], { encoding: "utf8" }).trim();
function commit(files: Record<string, string | null>, message = "change"): string {
  for (const [name, text] of Object.entries(files)) {
    const path = join(repository, name);
    mkdirSync(dirname(path), { recursive: true });
    if (text === null) rmSync(path);
    else writeFileSync(path, text);
  }
  git("add", "--all");
  git("commit", "--quiet", "-m", message);
  return git("rev-parse", "HEAD");
}
const bring = (change: { branch?: string; path?: string; url?: string } = {}, env: NodeJS.ProcessEnv = process.env) =>
  bringGit({ url: repository, ...change }, { folder: join(folder, "kept"), env });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kotae-git-"));
  repository = join(folder, "repository");
  execFileSync("git", ["init", "--quiet", "--initial-branch=main", repository]);
  return () => rmSync(folder, { recursive: true, force: true });
});

describe("a repository", () => {
  it("is brought as its newest commit, and again with what changed since, and no more", async () => {
    const first = commit({ "docs/a.md": "one", "docs/b.md": "two", "other.md": "three" });
    const one = await bring();
    expect(one.commit).toBe(first);
    expect(readdirSync(one.path).sort()).toEqual([".git", "docs", "other.md"]);
    writeFileSync(join(one.path, "stray.md"), "not of the repository");
    const second = commit({ "docs/a.md": "one more", "docs/b.md": null });
    const two = await bring();
    expect(two).toEqual({ commit: second, path: one.path });
    expect(readFileSync(join(two.path, "docs/a.md"), "utf8")).toBe("one more");
    expect(existsSync(join(two.path, "docs/b.md"))).toBe(false);
    expect(existsSync(join(two.path, "stray.md"))).toBe(false);
    // what was never committed is nobody's business
    writeFileSync(join(repository, "draft.md"), "not yet");
    expect(existsSync(join((await bring()).path, "draft.md"))).toBe(false);
  });

  it("gives a folder or a file of a branch or a tag", async () => {
    commit({ "docs/en/a.md": "main" });
    git("tag", "v1");
    git("switch", "--quiet", "-c", "next");
    commit({ "docs/en/a.md": "next" });
    git("switch", "--quiet", "main");
    const read = async (branch: string, path = "docs/en/a.md") =>
      readFileSync((await bring({ branch, path })).path, "utf8");
    expect([await read("next"), await read("v1"), await read("main", "./docs//en/a.md")]).toEqual([
      "next",
      "main",
      "main",
    ]);
    expect((await bring({ path: "docs/" })).path).toMatch(/docs$/);
  });

  it("is one source whatever its branch, another for another folder, and named without its password", () => {
    const url = "https://mei:s3cret@example.test/help.git";
    const name = gitName({ url, branch: "main" });
    expect(name).toBe("git:https://example.test/help.git#");
    expect(gitName({ url, branch: "next", path: "." })).toBe(name);
    expect(gitName({ url, path: "docs" })).toBe(gitName({ url, path: "./docs/" }));
    expect(gitName({ url, path: "docs" })).not.toBe(name);
  });

  it.each(["../other", "/etc", "docs/../../.."])("gives nothing outside of it: %s", async (path) => {
    commit({ "a.md": "one" });
    await expect(bring({ path })).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("does not follow its own links out of it", async () => {
    mkdirSync(join(folder, "secrets"));
    commit({ "a.md": "one" });
    symlinkSync(join(folder, "secrets"), join(repository, "docs"));
    commit({});
    await expect(bring({ path: "docs" })).rejects.toThrow("is a link that leads out of it");
  });

  it("that is not there, or has no such branch or folder, is refused in words, and what was brought stays", async () => {
    const first = commit({ "a.md": "one" });
    const { path } = await bring();
    await expect(bring({ branch: "nowhere" })).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringContaining("nowhere"),
    });
    await expect(bring({ path: "docs" })).rejects.toThrow(`has no docs at ${first.slice(0, 10)}`);
    const gone = join(folder, "gone.git");
    await expect(bring({ url: gone })).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringContaining(gone),
    });
    await expect(bring({ url: "http://mei:s3cret@127.0.0.1:1/x.git" })).rejects.toThrow(/^(?!.*s3cret).*127\.0\.0\.1/s);
    expect(readFileSync(join(path, "a.md"), "utf8")).toBe("one");
    expect((await bring()).commit).toBe(first);
  });

  it("can be brought again after git was killed in the middle, and when what is kept is broken", async () => {
    commit({ "a.md": "one" });
    const { path } = await bring();
    const second = commit({ "a.md": "two" });
    for (const name of ["index.lock", "shallow.lock"]) writeFileSync(join(path, ".git", name), "");
    expect((await bring()).commit).toBe(second);
    writeFileSync(join(path, ".git/index"), "rubbish");
    await expect(bring()).rejects.toMatchObject({ code: "unavailable" });
    expect(readFileSync(join((await bring()).path, "a.md"), "utf8")).toBe("two");
  });

  it("is read by the git of this machine, and says what to do where there is none", async () => {
    commit({ "a.md": "one" });
    await expect(bring({}, { PATH: folder })).rejects.toMatchObject({
      code: "unavailable",
      message: "There is no git on this machine.",
      hint: expect.stringContaining("Install git"),
    });
  });

  it("is not mistaken for another one whose hook runs this, and runs no hooks itself", async () => {
    const first = commit({ "a.md": "one" });
    const other = join(folder, "other");
    execFileSync("git", ["init", "--quiet", other]);
    const hooks = join(folder, "hooks");
    mkdirSync(hooks);
    writeFileSync(join(hooks, "post-checkout"), `#!/bin/sh\ntouch ${join(folder, "ran")}\n`, { mode: 0o755 });
    writeFileSync(join(folder, ".gitconfig"), `[core]\n  hooksPath = ${hooks}\n`);
    const env = { ...process.env, HOME: folder, GIT_DIR: join(other, ".git"), GIT_WORK_TREE: other };
    expect((await bring({}, env)).commit).toBe(first);
    expect(readdirSync(other)).toEqual([".git"]);
    expect(existsSync(join(folder, "ran"))).toBe(false);
  });
});
