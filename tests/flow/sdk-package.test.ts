import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const run = promisify(execFile);
const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const { exports: entries } = JSON.parse(readFileSync(at("packages/sdk/package.json"), "utf8"));
const names = Object.keys(entries).map((entry) => `@kotae/sdk${entry.slice(1)}`);

describe("the sdk as a package", () => {
  const folder = mkdtempSync(join(tmpdir(), "kotae-packed-"));
  const installed = join(folder, "node_modules/@kotae/sdk");
  beforeAll(async () => {
    // as a release does, then as an install does: the tarball's files beside its dependencies, and nothing of this tree
    await run("npx", ["-y", "pnpm@12", "pack", "--pack-destination", folder], { cwd: at("packages/sdk") });
    const [tarball = ""] = readdirSync(folder).filter((name) => name.endsWith(".tgz"));
    mkdirSync(installed, { recursive: true });
    await run("tar", ["-xzf", join(folder, tarball), "-C", installed, "--strip-components", "1"]);
    for (const name of Object.keys(JSON.parse(readFileSync(join(installed, "package.json"), "utf8")).dependencies)) {
      mkdirSync(join(folder, "node_modules", name, ".."), { recursive: true });
      symlinkSync(at(`packages/sdk/node_modules/${name}`), join(folder, "node_modules", name), "junction");
    }
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("holds JavaScript with its types, and none of its source", () => {
    const files = readdirSync(installed, { recursive: true, encoding: "utf8" });
    expect(files).toEqual(expect.arrayContaining([join("dist", "index.js"), join("dist", "index.d.ts"), "LICENSE"]));
    expect(files.filter((name) => /(?<!\.d)\.ts$|\.test\./.test(name))).toEqual([]);
  });

  it("runs the search example under plain Node, from JavaScript", async () => {
    cpSync(at("examples/search/search.js"), join(folder, "search.js"));
    const { stdout, stderr } = await run(process.execPath, ["search.js", "lost package"], { cwd: folder });
    expect(stdout).toMatch(/My order did not arrive {2}\/help\/lost/);
    expect(stderr).toBe("");
  });

  it("has every entry, and a type for what it gives", async () => {
    const script = `for (const name of ${JSON.stringify(names)}) if (Object.keys(await import(name)).length === 0) throw new Error(name)`;
    await run(process.execPath, ["--input-type=module", "--eval", script], { cwd: folder });
    writeFileSync(
      join(folder, "uses.ts"),
      `${names.map((name, n) => `import * as m${n} from "${name}";`).join("\n")}
import { buildIndex, search } from "@kotae/sdk/search";
export const all = [${names.map((_, n) => `m${n}`).join(", ")}];
export const score: number | undefined = search(buildIndex([], "en"), "x")[0]?.score;
// @ts-expect-error a score is no text: where types were missing, this would be no mistake
export const text: string | undefined = search(buildIndex([], "en"), "x")[0]?.score;
`,
    );
    const options = ["--noEmit", "--strict", "--target", "es2023", "--module", "nodenext", "uses.ts"];
    const { stdout } = await run(at("node_modules/.bin/tsc"), options, { cwd: folder }).catch((error) => error);
    expect(stdout).toBe("");
  });
});
