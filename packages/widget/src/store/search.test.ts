// @vitest-environment happy-dom
import type { Hit } from "@kotae/sdk/schema";
import { expect, it } from "vitest";
import type { Device } from "../device/device.ts";
import { fakeClient, fakeClock, noDevice, settled } from "../fake.ts";
import { createSearch } from "./search.ts";
import { createTrail } from "./trail.ts";

const hit = (title: string): Hit => ({ articleId: title, title, url: "", excerpt: "", heading: "", score: 1 });

function setUp(device: Device = noDevice) {
  const waiting = new Map<string, (items: Hit[] | Error) => void>();
  const { client, calls } = fakeClient({
    search: ({ q }) =>
      new Promise((resolve, reject) => {
        waiting.set(q, (items) => (items instanceof Error ? reject(items) : resolve({ items, nextCursor: null })));
      }),
  });
  const clock = fakeClock();
  const trail = createTrail();
  const search = createSearch({
    ...{ client, trail, after: clock.after, site: "demo", origin: "https://help.test", page: window },
    lang: () => "en",
    token: () => undefined,
    loadDevice: async () => ({ openDevice: () => device }),
  });
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

it("lets the device answer without a wait or a request once it can, and notes it on the trail", async () => {
  let isReady = false;
  const told: string[] = [];
  const device: Device = {
    ...noDevice,
    find: (words) => (isReady ? [hit(`device ${words}`)] : undefined),
    searched: (words, _, results) => void told.push(`${words}: ${results}`),
    opened: (id) => void told.push(`opened ${id}`),
    leave: () => void told.push("left"),
  };
  const { search, clock, asked, answer, trail } = setUp(device);
  search.prepare();
  await settled();
  search.type("bra");
  clock.turn(120);
  expect(asked()).toEqual(["bra"]);
  isReady = true;
  // what the server was asked before still counts for those words, and for no others
  search.type("brak");
  expect(search.found.value).toEqual({ words: "brak", items: [hit("device brak")] });
  await answer("bra", [hit("late")]);
  expect(search.found.value?.words).toBe("brak");
  clock.turn(10_000);
  expect(asked()).toEqual(["bra"]);
  expect(search.isSlow.value).toBe(false);
  expect(trail.read().searches).toEqual(["brak"]);
  search.opened("a1");
  search.clear();
  expect(told).toEqual(["brak: 1", "opened a1", "left"]);
});

it("shows what the device is not sure of, and asks the server, which knows other languages", async () => {
  const own = new Map([["weak", [hit("weak here")]]]);
  const device: Device = { ...noDevice, find: (words) => own.get(words) ?? [], isSure: () => false };
  const { search, clock, asked, answer } = setUp(device);
  search.prepare();
  await settled();
  search.type("weak");
  expect(search.found.value).toEqual({ words: "weak", items: [hit("weak here")] });
  clock.turn(120);
  await answer("weak", [hit("from another language")]);
  expect(search.found.value?.items).toEqual([hit("from another language")]);
  // nothing here is no answer yet
  search.type("返金");
  expect(search.found.value?.words).toBe("weak");
  clock.turn(120);
  expect(asked()).toEqual(["weak", "返金"]);
  await answer("返金", new Error("offline"));
  expect(search.found.value).toEqual({ words: "返金", items: [] });
  expect(search.hasFailed.value).toBe(false);
});

it("brings the device's code at the first focus only, and again after it did not come", async () => {
  let loads = 0;
  const { client } = fakeClient({});
  const search = createSearch({
    ...{
      client,
      trail: createTrail(),
      after: fakeClock().after,
      site: "demo",
      origin: "https://help.test",
      page: window,
    },
    lang: () => "en",
    token: () => undefined,
    loadDevice: async () => {
      if (++loads === 1) throw new Error("offline");
      return { openDevice: () => noDevice };
    },
  });
  search.prepare();
  await settled();
  for (let n = 0; n < 3; n++) {
    search.prepare();
    await settled();
  }
  expect(loads).toBe(2);
});
