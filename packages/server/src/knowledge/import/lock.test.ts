import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { withLock } from "./lock.ts";

let file: string;
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), "kotae-lock-"));
  file = join(folder, "deep", "lock");
  return () => rmSync(folder, { recursive: true, force: true });
});
const held = (by: { host: string; pid: number }) => writeFileSync(file, JSON.stringify({ ...by, id: "x" }));
/** No process has it: the system gives out smaller ones. */
const noProcess = 2 ** 30;

describe("a lock", () => {
  it("lets one in at a time, and the next one after it, also where the first failed", async () => {
    const order: string[] = [];
    const first = Promise.withResolvers<void>();
    const entered = Promise.withResolvers<void>();
    const holding = withLock(file, () => {
      entered.resolve();
      return first.promise;
    });
    await entered.promise;
    await expect(withLock(file, async () => order.push("second"))).rejects.toMatchObject({ code: "conflict" });
    first.reject(new Error("failed"));
    await expect(holding).rejects.toThrow("failed");
    await withLock(file, async () => order.push("third"));
    expect(order).toEqual(["third"]);
    expect(existsSync(file)).toBe(false);
  });

  it("of many at once has one winner", async () => {
    await withLock(file, async () => undefined);
    held({ host: hostname(), pid: noProcess });
    let inside = 0;
    let most = 0;
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () =>
        withLock(file, async () => {
          most = Math.max(most, ++inside);
          await new Promise((resolve) => setImmediate(resolve));
          inside -= 1;
        }),
      ),
    );
    expect(most).toBe(1);
    expect(results.some(({ status }) => status === "fulfilled")).toBe(true);
  });

  it("of a process that is gone is taken over, of one that lives or of another machine it is not", async () => {
    await withLock(file, async () => undefined);
    held({ host: hostname(), pid: noProcess });
    expect(await withLock(file, async () => "in")).toBe("in");
    for (const by of [
      { host: hostname(), pid: process.ppid },
      { host: "elsewhere", pid: noProcess },
    ]) {
      held(by);
      await expect(withLock(file, async () => "in")).rejects.toMatchObject({ code: "conflict" });
    }
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(file, longAgo, longAgo);
    expect(await withLock(file, async () => "in")).toBe("in");
  });
});
