import * as fc from "fast-check";
import { expect, it } from "vitest";
import { isTooMuch, stillNews } from "./backlog.ts";
import { entry, idOf, messageFrame } from "./testing.ts";

const id = idOf(1);
const held = (seqs: number[]) => seqs.map((seq) => ({ frame: messageFrame(entry(id, seq)), json: String(seq) }));

it("R7 whatever was written while the backlog was read, the client gets each entry, in order, and once", () => {
  return fc.assert(
    fc.property(fc.nat(30), fc.nat(30), fc.nat(30), fc.nat(30), (after, before, during, later) => {
      // subscribed at `subscribed`; the backlog sees some of what came since, the listener all of it
      const subscribed = after + before;
      const seen = subscribed + during;
      const last = seen + later;
      const backlog = range(after + 1, seen);
      const live = held(range(subscribed + 1, last));
      const sent = [...backlog, ...stillNews(live, seen).map(({ json }) => Number(json))];
      expect(sent).toEqual(range(after + 1, last));
    }),
  );
});

it("R7 keeps held frames that are no entries", () => {
  const typing = { frame: { t: "pong" } as const, json: "" };
  expect(stillNews([...held([1]), typing, ...held([2])], 1).map(({ json }) => json)).toEqual(["", "2"]);
});

it("R8 knows a page that does not reach the end", () => {
  expect(isTooMuch({ items: [entry(id, 6)], lastSeq: 6 }, 5)).toBe(false);
  expect(isTooMuch({ items: [], lastSeq: 5 }, 5)).toBe(false);
  expect(isTooMuch({ items: [entry(id, 6)], lastSeq: 7 }, 5)).toBe(true);
  expect(isTooMuch({ items: [], lastSeq: 7 }, 5)).toBe(true);
});

const range = (from: number, to: number) => Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => from + n);
