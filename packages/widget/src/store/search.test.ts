import type { Hit } from "@kotae/sdk/schema";
import { expect, it } from "vitest";
import { fakeClient, fakeClock, settled } from "../fake.ts";
import { createSearch } from "./search.ts";
import { createTrail } from "./trail.ts";

const hit = (title: string): Hit => ({ articleId: title, title, url: "", excerpt: "", heading: "", score: 1 });

function setUp() {
  const waiting = new Map<string, (items: Hit[] | Error) => void>();
  const { client, calls } = fakeClient({
    search: ({ q }) =>
      new Promise((resolve, reject) => {
        waiting.set(q, (items) => (items instanceof Error ? reject(items) : resolve({ items, nextCursor: null })));
      }),
  });
  const clock = fakeClock();
  const trail = createTrail();
  const search = createSearch({ client, lang: () => "en", trail, after: clock.after });
  const answer = async (q: string, items: Hit[] | Error) => {
    waiting.get(q)?.(items);
    await settled();
  };
  return { search, clock, trail, answer, asked: () => calls.map(([, input]) => (input as { q: string }).q) };
}

it("waits until the fingers rest, and asks once", async () => {
  const { search, clock, asked } = setUp();
  for (const text of ["b", "br", "bra"]) {
    search.type(text);
    clock.turn(100);
  }
  expect(asked()).toEqual([]);
  clock.turn(20);
  expect(asked()).toEqual(["bra"]);
});

it("keeps the old results until the new ones are there, and lets late answers go", async () => {
  const { search, clock, answer } = setUp();
  search.type("bra");
  clock.turn(120);
  search.type("brakes");
  clock.turn(120);
  await answer("brakes", [hit("Brakes")]);
  await answer("bra", [hit("Bravery")]);
  expect(search.found.value?.items[0]?.title).toBe("Brakes");
  search.type("brakes s");
  expect(search.found.value?.items[0]?.title).toBe("Brakes");
});

it("says that it searches only where that takes long", async () => {
  const { search, clock, answer } = setUp();
  search.type("brakes");
  clock.turn(300);
  expect(search.isSlow.value).toBe(false);
  clock.turn(200);
  expect(search.isSlow.value).toBe(true);
  await answer("brakes", []);
  expect(search.isSlow.value).toBe(false);
});

it("walks through the results, the question to the assistant, and back to the field", async () => {
  const { search, clock, answer } = setUp();
  search.type("brakes");
  clock.turn(120);
  await answer("brakes", [hit("one"), hit("two")]);
  const walked: number[] = [];
  for (let step = 0; step < 4; step++) {
    search.move(1);
    walked.push(search.active.value);
  }
  expect(walked).toEqual([0, 1, 2, -1]);
  search.move(-1);
  expect(search.active.value).toBe(2);
});

it("says when it fails, and forgets that with the next key", async () => {
  const { search, clock, answer } = setUp();
  search.type("brakes");
  clock.turn(120);
  await answer("brakes", new Error("down"));
  expect(search.hasFailed.value).toBe(true);
  search.type("brakes!");
  expect(search.hasFailed.value).toBe(false);
});

it("notes one search for words that were typed on", async () => {
  const { search, clock, answer, trail } = setUp();
  for (const text of ["bra", "brakes", "chain"]) {
    search.type(text);
    clock.turn(120);
    await answer(text, []);
  }
  expect(trail.read().searches).toEqual(["brakes", "chain"]);
});
