import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fullFor, type LoadPolicy, loadsOf, placesFor } from "./index.ts";
import { noLoad, withOneMore } from "./load.ts";
import { caps, channels, held, settings } from "./routing.testing.ts";

const { load: policy } = settings;

describe("load", () => {
  it("counts what is in a category that counts, by the weight of its channel", () => {
    const all = [
      ...held("ada", 2),
      ...held("ada", 1, "chat"),
      ...held("ada", 3, "mail", "new"),
      ...held("ada", 4, "form", "waiting"),
      ...held("bob", 9, "chat", "waiting"),
    ];
    expect(loadsOf(all, policy)).toEqual(new Map([["ada", { total: 5.5, channels: { form: 2, chat: 1, mail: 3 } }]]));
  });

  it("counts what is on offer, whatever its category", () => {
    const [one] = held("ada", 1, "form", "waiting");
    if (!one) throw new Error("nothing is held");
    expect(loadsOf([{ ...one, isOffer: true }], policy).get("ada")?.total).toBe(1);
  });

  it("adds tenths up to whole numbers", () => {
    const tenths: LoadPolicy = { counts: ["open"], weights: { mail: 0.1 } };
    const load = loadsOf(held("ada", 9, "mail"), tenths).get("ada") ?? noLoad;
    expect(load.total).toBe(0.9);
    expect(fullFor("mail", load, { total: 1, channels: {} }, tenths)).toEqual([]);
    expect(placesFor("mail", { total: 0.3, channels: {} }, tenths)).toBe(3);
  });

  it("says which cap one ticket more would break", () => {
    const four = { total: 4, channels: { chat: 1 } };
    const load = loadsOf([...held("ada", 1, "chat"), ...held("ada", 1)], policy).get("ada") ?? noLoad;
    expect(fullFor("form", load, four, policy)).toEqual([]);
    expect(fullFor("chat", load, four, policy)).toEqual([
      { reason: "at_capacity", load: 3, adds: 2, cap: 4 },
      { reason: "channel_full", channel: "chat", holds: 1, cap: 1 },
    ]);
  });

  it("lets an excess that was given by hand drain first", () => {
    const two = { total: 2, channels: {} };
    const after = (count: number) =>
      fullFor("form", loadsOf(held("ada", count), policy).get("ada") ?? noLoad, two, policy);
    expect([4, 3, 2].map((count) => after(count).length)).toEqual([1, 1, 1]);
    expect(after(1)).toEqual([]);
  });

  it("has as many places as tickets fit in one after another", () => {
    fc.assert(
      fc.property(channels, caps, (channel, given) => {
        let [load, fitted] = [noLoad, 0];
        while (fullFor(channel, load, given, policy).length === 0 && fitted < 100) {
          load = withOneMore(load, channel, policy);
          fitted += 1;
        }
        expect(placesFor(channel, given, policy)).toBe(fitted === 100 ? null : fitted);
      }),
    );
  });
});
