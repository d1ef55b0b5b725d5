import { createClient } from "@kotae/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSite } from "../../packages/server/src/cli/init.ts";
import { engines } from "../support/engines.ts";
import { type House, openHouse, type Person } from "../support/house.ts";

describe.each(engines)("the count of searches, on $name", (engine) => {
  let house: House;
  let mei: Person;
  let other: { id: string; key: string };
  const report = async (siteId?: string) => {
    await house.services.searches.flush();
    return mei.client.getReport({ name: "searches", ...(siteId === undefined ? {} : { siteId }) });
  };
  beforeAll(async () => {
    house = await openHouse(engine);
    mei = await house.agent("Mei");
    other = await house.services.act((act) => createSite(act, { name: "Other", locale: "en", accent: null }));
    for (const [title, body] of [
      ["Cancel an order", "Press the button before the parcel leaves. Insurance ends with the order."],
      ["Change your password", "Use the link on the page where you log in."],
      ["Change your address", "Open your profile."],
      ["Pay by invoice", "Companies may pay within 30 days."],
      ["Where is my parcel?", "See the number of the parcel in the mail."],
      ["Return an item", "Send it back within 30 days."],
    ] as const) {
      await mei.client.createArticle({ title, body, lang: "en", status: "published" });
    }
    await house.services.searcher.settled();
  });
  afterAll(() => house.close());

  it("N5 has those of somebody without a session under the site whose page they are on", async () => {
    const stranger = createClient({ baseUrl: house.url });
    await stranger.search({ q: "change my password", site: other.key });
    await stranger.search({ q: "password of mei@example.test", site: other.key });
    await stranger.search({ q: "typed on the w", site: other.key, typing: "true" });
    await stranger.search({ q: "where is my parcel" });
    await mei.client.search({ q: "what agents search" });
    expect((await report(other.id)).rows.map(({ q }) => q)).toEqual([
      "change my password",
      expect.not.stringContaining("mei@"),
    ]);
    // without a site they see what the help centre shows, which is the first site's
    expect((await report(house.site.id)).rows.map(({ q }) => q)).toEqual(["where is my parcel"]);
  });

  it("has those of the help centre", async () => {
    const before = (await report(house.site.id)).total;
    const headers = { "user-agent": "Mozilla/5.0" };
    for (const q of ["pay+by+invoice", "harpsichord"]) {
      expect((await fetch(`${house.url}/help/en/search?q=${q}`, { headers })).status).toBe(200);
    }
    const { total, rows } = await report(house.site.id);
    expect([Number(total.times) - Number(before.times), Number(total.empty) - Number(before.empty)]).toEqual([2, 1]);
    expect(rows.find(({ q }) => q === "harpsichord")).toMatchObject({ times: 1, empty: 1, unopened: 0 });
  });

  it("takes for empty what only shares a word with an article, wherever it was searched", async () => {
    const q = "harpsichord concert insurance";
    const { items } = await createClient({ baseUrl: house.url }).search({ q, site: house.site.key });
    expect(items.length).toBeGreaterThan(0);
    const [first] = items;
    await fetch(`${house.url}/v1/searches`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        site: house.site.key,
        items: [{ q, lang: "en", results: items.length, score: first?.score }],
      }),
    });
    const { rows } = await report(house.site.id);
    expect(rows.find((row) => row.q === q)).toMatchObject({ times: 2, empty: 2, unopened: 0 });
  });
});
