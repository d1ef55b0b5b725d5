import type { Message } from "@kotae/sdk/schema";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { createNavigation } from "./navigation.ts";
import { merge } from "./thread.ts";
import { clean } from "./words.ts";

const entry = (seq: number): Message => ({ kind: "hidden", conversationId: "c", seq });

it("gives every number once and in order, however messages arrive", () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.integer({ min: 1, max: 30 }))), (batches) => {
      const merged = batches.reduce<Message[]>((known, seqs) => merge(known, seqs.map(entry)), []);
      expect(merged.map(({ seq }) => seq)).toEqual([...new Set(batches.flat())].sort((one, other) => one - other));
    }),
  );
});

it("makes any text one that the server takes", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const cleaned = clean(`${text}\u0000\ud800`);
      expect(cleaned.isWellFormed() && !cleaned.includes("\u0000") && cleaned === cleaned.trim()).toBe(true);
    }),
  );
});

it("goes back the way one came, never in circles", () => {
  const { view, go, back } = createNavigation();
  go({ name: "thread" });
  go({ name: "article", id: "a" });
  go({ name: "thread" });
  expect(view.value.name).toBe("thread");
  back();
  expect(view.value.name).toBe("home");
  back();
  expect(view.value.name).toBe("home");
});
