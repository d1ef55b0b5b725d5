import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Message } from "../schema/index.ts";
import { advance, cursorAt, isBehind, settle } from "./thread.ts";

const conversationId = "c";
const entry = (seq: number): Message => ({ kind: "hidden", conversationId, seq });
const entries = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => entry(from + n));
const seqs = (messages: Message[]) => messages.map(({ seq }) => seq);

it("L1 hands over what comes next, and drops what it has", () => {
  const cursor = cursorAt(2);
  expect(seqs(advance(cursor, entries(1, 4)))).toEqual([3, 4]);
  expect(seqs(advance(cursor, entries(3, 4)))).toEqual([]);
  expect(isBehind(cursor)).toBe(false);
});

it("L2 hands over nothing beyond a gap, and knows that it is behind until the gap is filled", () => {
  const cursor = cursorAt(2);
  expect(advance(cursor, [entry(5)])).toEqual([]);
  expect(isBehind(cursor)).toBe(true);
  expect(seqs(advance(cursor, entries(3, 4)))).toEqual([3, 4]);
  expect(isBehind(cursor)).toBe(true);
  expect(seqs(advance(cursor, [entry(5)]))).toEqual([5]);
  expect(isBehind(cursor)).toBe(false);
});

it("L2 believes a page without news, but not against what became known meanwhile", () => {
  const cursor = cursorAt(2);
  advance(cursor, [entry(9)]);
  const { known } = cursor;
  advance(cursor, [entry(11)]);
  settle(cursor, known);
  expect(isBehind(cursor)).toBe(true);
  settle(cursor, cursor.known);
  expect(isBehind(cursor)).toBe(false);
});

describe("a client of a lossy socket", () => {
  /** What may happen next; `read` is a page of the log as it was when it was asked for, `late` steps before. */
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.constant({ does: "write" as const }) },
    { weight: 6, arbitrary: fc.record({ does: fc.constant("frame" as const), which: fc.nat(20) }) },
    { weight: 2, arbitrary: fc.record({ does: fc.constant("read" as const), late: fc.nat(5), limit: fc.nat(4) }) },
  );

  it("L1 gets every entry once and in order, whatever is lost, repeated or reordered", () =>
    fc.assert(
      fc.property(fc.nat(5), fc.array(step, { maxLength: 200 }), (start, steps) => {
        const cursor = cursorAt(start);
        const got: number[] = [];
        const lengths = [start];
        for (const now of steps) {
          const length = lengths.at(-1) ?? 0;
          lengths.push(now.does === "write" ? length + 1 : length);
          // any entry there is, in any order, any number of times, or never
          if (now.does === "frame" && length > 0) got.push(...seqs(advance(cursor, [entry(1 + (now.which % length))])));
          if (now.does === "read") {
            const seen = lengths[Math.max(0, lengths.length - 1 - now.late)] ?? 0;
            const from = cursor.last + 1;
            got.push(...seqs(advance(cursor, entries(from, Math.min(seen, from + now.limit)))));
          }
        }
        // the last frame arrives, and the log is read until nothing is missing
        const end = (lengths.at(-1) ?? 0) + 1;
        got.push(...seqs(advance(cursor, [entry(end)])));
        while (isBehind(cursor))
          got.push(...seqs(advance(cursor, entries(cursor.last + 1, Math.min(end, cursor.last + 3)))));
        expect(got).toEqual(seqs(entries(start + 1, end)));
      }),
      { numRuns: 500 },
    ));
});
