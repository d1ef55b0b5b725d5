import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { durationOf, follow, keepTurn, keptTurns, knownAfter, type Turn } from "./follow.ts";
import { kindOf } from "./sources.ts";

const nothing = { added: 0, changed: 0, unchanged: 1, removed: 0, skipped: [], broken: [], notes: [] };

describe("what is followed", () => {
  it.each<[string, Parameters<typeof kindOf>[1], string]>([
    ["https://example.test/help.git", {}, "git"],
    ["git@example.test:team/help", {}, "git"],
    ["ssh://git@example.test/help", {}, "git"],
    ["https://example.test/team/help", { git: true }, "git"],
    ["https://example.test/team/help", { path: "docs" }, "git"],
    ["./help", { branch: "main" }, "git"],
    ["https://github.com/team/help", {}, "git"],
    ["https://github.com/team/help/blob/main/a.md", {}, "web"],
    ["https://example.test/help", {}, "web"],
    ["HTTP://example.test/sitemap.xml", {}, "web"],
    ["./help", {}, "files"],
    ["C:\\help", {}, "files"],
    ["articles.jsonl", {}, "files"],
  ])("is told by its address and what is asked of it: %s %o is %s", (target, options, kind) => {
    expect(kindOf(target, options)).toBe(kind);
  });

  it("is a folder where one is called like a repository", () => {
    const folder = join(mkdtempSync(join(tmpdir(), "kotae-kind-")), "help.git");
    mkdirSync(join(folder, ".git"), { recursive: true });
    expect(kindOf(folder, {})).toBe("files");
    rmSync(folder, { recursive: true });
  });

  it.each([
    ["30s", 30_000],
    ["10m", 600_000],
    ["2h", 7_200_000],
    ["1d", 86_400_000],
  ])("is looked at every %s", (text, millis) => expect(durationOf(text)).toBe(millis));
  it.each(["", "10", "0m", "1.5h", "-1m", "25d", "ten minutes"])("is not looked at every “%s”", (text) => {
    expect(() => durationOf(text)).toThrow("is no time");
  });

  it("is known only once all of it is there", () => {
    expect(knownAfter({ version: "b", result: nothing }, "a")).toBe("b");
    expect(knownAfter({ version: "b", result: undefined }, "b")).toBe("b");
    const skipped = [{ path: "a.md", reason: "is empty" }];
    expect(knownAfter({ version: "b", result: { ...nothing, skipped } }, "a")).toBeUndefined();
  });

  it("is imported turn by turn, never twice at once, and again after a turn that failed", async () => {
    const stop = new AbortController();
    const asked: (string | undefined)[] = [];
    const heard: string[] = [];
    let inside = 0;
    const turns: (() => Turn)[] = [
      () => ({ version: "a", result: nothing }),
      () => ({ version: "a", result: undefined }),
      () => {
        throw new Error("the network is away");
      },
      () => ({ version: "b", result: nothing }),
    ];
    await follow(
      async (known) => {
        asked.push(known);
        expect(++inside).toBe(1);
        // longer than the time between two turns
        await new Promise((resolve) => setTimeout(resolve, 5));
        inside -= 1;
        return (turns.shift() as () => Turn)();
      },
      {
        ...{ everyMillis: 1, signal: stop.signal, now: () => 0 },
        onTurn(turn) {
          heard.push(turn instanceof Error ? turn.message : String(turn.version));
          if (turns.length === 0) stop.abort();
        },
      },
    );
    expect(heard).toEqual(["a", "a", "the network is away", "b"]);
    expect(asked).toEqual([undefined, "a", "a", undefined]);
  });

  it("leaves the last turn behind, for doctor", async () => {
    const folder = join(mkdtempSync(join(tmpdir(), "kotae-kept-")), "sources");
    expect(await keptTurns(folder)).toEqual([]);
    const kept = { source: "git:x#", at: "2026-11-25T00:00:00.000Z", version: "a", skipped: 0, error: null };
    await keepTurn(folder, { ...kept, error: "the network is away" });
    await keepTurn(folder, kept);
    expect(await keptTurns(folder)).toEqual([kept]);
    rmSync(folder, { recursive: true });
  });
});
