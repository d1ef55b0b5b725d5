import { KotaeError } from "@kotae/sdk/errors";
import { describe, expect, it } from "vitest";
import { exitOf } from "./call.ts";
import { runImport, showProgress, summary } from "./import.ts";
import { sourceOf } from "./sources.ts";

const screen = (isTTY: boolean) => {
  const written: string[] = [];
  return { written, write: (text: string) => written.push(text), isTTY, columns: 80 };
};
const nothing = { added: 0, changed: 0, unchanged: 0, removed: 0, skipped: [], broken: [], notes: [] };

describe("the progress of an import", () => {
  it("is one line that redraws itself on a terminal, and leaves it empty", () => {
    const out = screen(true);
    const progress = showProgress(out);
    progress.show({ phase: "reading", done: 0, total: 4 });
    progress.show({ phase: "reading", done: 2, total: 4 });
    progress.show({ phase: "reading", done: 2, total: 4 });
    progress.end();
    expect(out.written).toHaveLength(3);
    expect(out.written[1]).toContain("███████████████░░░░░░░░░░░░░░░ 2 of 4");
    expect(out.written.join("")).not.toContain("\n");
    expect(out.written.at(-1)).toBe("\r\u001b[2K");
  });

  it("is a line for each phase elsewhere", () => {
    const out = screen(false);
    const progress = showProgress(out);
    for (const done of [0, 1, 2]) progress.show({ phase: "storing", done, total: 2 });
    progress.end();
    expect(out.written).toEqual(["Storing …\n"]);
  });
});

describe("the summary of an import", () => {
  it("counts, and gives the reason for everything skipped and every link and image that leads nowhere", () => {
    const text = summary({
      ...nothing,
      added: 3,
      skipped: [{ path: "a.md", reason: "is empty" }],
      broken: [{ path: "b.md", href: "c.md" }],
      notes: [{ path: "d.md", reason: "shows “e.png”, which is not there" }],
    });
    expect(text).toMatch(/Added +3\n/);
    expect(text).toMatch(/Skipped +1\n/);
    expect(text).toContain("  a.md is empty\n");
    expect(text).toContain("  b.md -> c.md\n");
    expect(text).toContain("  d.md shows “e.png”, which is not there\n");
  });

  it("says when nothing could be read, and shortens a long list", () => {
    expect(summary(nothing)).toContain("Nothing could be read");
    const skipped = Array.from({ length: 60 }, (_, n) => ({ path: `${n}.md`, reason: "is empty" }));
    expect(summary({ ...nothing, added: 1, skipped })).toContain("… and 10 more");
  });
});

describe("a call of import", () => {
  it.each([
    [["./help", "--every", "often"], "--every often is no time"],
    [["./help", "--pages", "many"], "--pages must be a number"],
    [["./help", "--nonsense"], "--nonsense"],
  ])("%j that cannot be meant is refused, and the command ends with 2", async (args, words) => {
    const error = await runImport(args, { write: () => true }).catch((error: unknown) => error);
    expect(error).toMatchObject({ message: expect.stringContaining(words) });
    expect(KotaeError.is(error) && exitOf(error)).toBe(2);
  });

  it("of nothing or of two things shows how it is called", async () => {
    const written: string[] = [];
    for (const args of [[], ["a", "b"]]) {
      expect(await runImport(args, { write: (text) => written.push(text) })).toBe(2);
    }
    expect(await runImport(["--help"], { write: (text) => written.push(text) })).toBe(0);
    expect(written.map((text) => text.includes("kotae import <git address"))).toEqual([true, true, true]);
  });

  it("with a path out of its repository is refused before anything is brought", () => {
    const deps = { dataDir: "data", env: {}, read: () => Promise.reject(new Error("not asked")) };
    expect(() => sourceOf("./help", { path: "../other" }, deps)).toThrow("is no path inside a repository");
  });
});
