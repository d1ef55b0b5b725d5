// @vitest-environment happy-dom
import type { IndexSnapshot } from "@kotae/sdk/schema";
import { buildIndex, search, toSnapshot } from "@kotae/sdk/search";
import { afterEach, describe, expect, it, vi } from "vitest";
import { fakeClock } from "../fake.ts";
import { type DeviceDeps, openDevice } from "./device.ts";

const articles = ["Adjust squeaking brakes", "Replace a chain", "Track a parcel"].map((title, n) => ({
  ...{ id: `a${n}`, title, url: `/help/${n}`, summary: "", keywords: [] },
  sections: [{ heading: "Steps", text: `${title}: this is how it is done.` }],
}));
const snapshot = toSnapshot(1, "en", articles);

function setUp(answer: () => unknown = () => snapshot) {
  const clock = fakeClock();
  const asked: string[] = [];
  const deps: DeviceDeps = {
    ...{ origin: "https://help.test", site: "demo", page: window, after: clock.after },
    token: () => undefined,
    fetch: (async (url: string) => {
      asked.push(url);
      return Response.json(answer());
    }) as unknown as typeof fetch,
    yieldTo: async () => undefined,
  };
  const device = openDevice(deps);
  const ready = () => vi.waitFor(() => expect(device.find("brakes", "en")).toBeDefined());
  return { device, clock, asked, ready };
}

afterEach(() => vi.restoreAllMocks());

describe("a device", () => {
  it("has the articles of a language brought once, and finds what the library finds, in its order", async () => {
    const { device, asked, ready } = setUp();
    device.prepare("en");
    expect(device.find("brakes", "en")).toBeUndefined();
    await ready();
    expect(asked).toEqual(["https://help.test/v1/index?lang=en&site=demo"]);
    for (const words of ["squeeking brak", "chain", "parcel track", "zzz"]) {
      const expected = search(buildIndex(articles, "en"), words, { limit: 5, typing: true });
      expect(device.find(words, "en")?.map(({ articleId, heading }) => [articleId, heading])).toEqual(
        expected.map(({ articleId, passage }) => [articleId, passage.heading]),
      );
    }
    expect(device.find("brakes", "en")?.[0]?.excerpt).toContain("this is how it is done");
  });

  it("asks again some time after a failure, and not at every key", async () => {
    let isDown = true;
    const { device, clock, asked, ready } = setUp(() => {
      if (isDown) throw new TypeError("Failed to fetch");
      return snapshot;
    });
    for (const words of ["b", "br", "bra"]) expect(device.find(words, "en")).toBeUndefined();
    await vi.waitFor(() => {
      clock.turn(30_000);
      device.find("brak", "en");
      expect(asked).toHaveLength(2);
    });
    isDown = false;
    await vi.waitFor(() => {
      clock.turn(30_000);
      device.prepare("en");
      expect(asked.length).toBeGreaterThan(2);
    });
    await ready();
  });

  it.each([
    ["are too many", { ...snapshot, tooLarge: true }],
    ["come in a layout it does not know", { ...snapshot, format: 99 }],
  ])("never answers where the articles %s", async (_, given: IndexSnapshot) => {
    const { device, clock, asked } = setUp(() => given);
    device.prepare("en");
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    clock.turn(120_000);
    expect(device.find("brakes", "en")).toBeUndefined();
    expect(asked).toHaveLength(1);
  });

  it("fetches nothing where its owner saves data", async () => {
    Object.defineProperty(navigator, "connection", { value: { saveData: true }, configurable: true });
    const { device, asked } = setUp();
    device.prepare("en");
    expect(device.find("brakes", "en")).toBeUndefined();
    Object.defineProperty(navigator, "connection", { value: undefined, configurable: true });
    expect(asked).toEqual([]);
  });
});
