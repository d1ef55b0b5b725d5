import { describe, expect, it } from "vitest";
import { showProgress, summary } from "./import.ts";

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
