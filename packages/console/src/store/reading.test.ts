import { KotaeError } from "@kotae/sdk";
import { expect, it } from "vitest";
import { settled } from "../fakes.ts";
import { openReader, openRows } from "./reading.ts";

it("shows the answer to the last question, whichever comes first", async () => {
  const answers: ((value: string) => void)[] = [];
  const reader = openReader<string>(() => new Promise((resolve) => answers.push(resolve)));
  void reader.load();
  void reader.load();
  answers[1]?.("second");
  await settled();
  answers[0]?.("first");
  await settled();
  expect(reader.peek()).toBe("second");
  expect(reader.isBusy.value).toBe(false);
});

it("says what went wrong, and tries again", async () => {
  let works = false;
  const reader = openReader(async () => {
    if (!works) throw new KotaeError("network", "No.");
    return "there";
  });
  await reader.load();
  expect(reader.state.value.step).toBe("failed");
  works = true;
  reader.retry();
  expect(reader.state.value.step).toBe("loading");
  await settled();
  expect(reader.peek()).toBe("there");
});

it("adds pages, and drops the one that belonged to another list", async () => {
  let late = (_: { items: string[]; nextCursor: string | null }) => {};
  const rows = openRows<string>(async ({ cursor }) => {
    if (cursor === undefined) return { items: ["a"], nextCursor: "next" };
    if (cursor === "slow") return new Promise((resolve) => (late = resolve));
    return { items: ["b"], nextCursor: "slow" };
  });
  await rows.load();
  await rows.loadMore();
  expect([rows.peek(), rows.hasMore.value]).toEqual([["a", "b"], true]);
  const waiting = rows.loadMore();
  await rows.load();
  late({ items: ["old"], nextCursor: null });
  await waiting;
  expect([rows.peek(), rows.hasMore.value]).toEqual([["a"], true]);
});
