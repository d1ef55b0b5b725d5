import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../support/engines.ts";
import { type House, openHouse, type Person } from "../support/house.ts";

describe.each(engines)("sites and desks on $name", (engine) => {
  let house: House;
  let admin: Person;
  let agent: Person;
  beforeAll(async () => {
    house = await openHouse(engine);
    [admin, agent] = [await house.agent("Sakura", "admin"), await house.agent("Aiko")];
  });
  afterAll(() => house.close());

  it("are made and renamed by admins, and an article for the desk reaches its site's visitors alone", async () => {
    const desk = await admin.client.createDesk({ key: "billing", name: "Billing" });
    const renamed = await admin.client.updateDesk({ id: desk.id, name: "Invoices" });
    expect(renamed).toEqual({ id: desk.id, key: "billing", name: "Invoices" });
    expect((await admin.client.listDesks()).items).toEqual([renamed]);
    await expect(admin.client.updateDesk({ id: randomUUID(), name: "Nowhere" })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(admin.client.updateDesk({ id: desk.id, name: "  " })).rejects.toMatchObject({
      code: "invalid_input",
      errors: [{ path: "name" }],
    });

    const shop = await admin.client.createSite({ name: "Shop", locale: "ja", accent: "#1f6f54", deskId: desk.id });
    expect(shop).toMatchObject({ name: "Shop", locale: "ja", accent: "#1f6f54", deskId: desk.id });
    const article = await admin.client.createArticle({
      title: "Pay an invoice",
      body: "Use the link in the mail.",
      lang: "en",
      status: "published",
      deskId: desk.id,
    });
    const statusAt = async (key: string) => (await fetch(`${house.url}/v1/articles/${article.id}?site=${key}`)).status;
    expect([await statusAt(shop.key), await statusAt(house.site.key)]).toEqual([200, 404]);
    // another desk, or none, takes the article away from its visitors
    await admin.client.updateSite({ id: shop.id, deskId: null, accent: null });
    expect(await statusAt(shop.key)).toBe(404);
  });

  it("show a new site's secret once, and refuse what no site may be", async () => {
    const key = randomUUID();
    const made = await admin.client.createSite({ name: "Once" }, { idempotencyKey: key });
    const again = await admin.client.createSite({ name: "Once" }, { idempotencyKey: key });
    expect(made.identitySecret).toBeTruthy();
    expect(again).toEqual({ ...made, identitySecret: undefined });
    expect(JSON.stringify(await admin.client.listSites())).not.toContain(made.identitySecret);
    const { storage } = house.services;
    expect(JSON.stringify(await storage.db.selectFrom("idempotency_keys").selectAll().execute())).not.toContain(
      made.identitySecret,
    );

    await expect(admin.client.createSite({ name: "" })).rejects.toMatchObject({ errors: [{ path: "name" }] });
    await expect(admin.client.createSite({ name: "Red", accent: "red" })).rejects.toMatchObject({
      errors: [{ path: "accent", message: "must be a colour such as #2b5fb3" }],
    });
    await expect(admin.client.createSite({ name: "Lost", deskId: randomUUID() })).rejects.toMatchObject({
      errors: [{ path: "deskId", message: "must be the id of a desk" }],
    });
    await expect(agent.client.createSite({ name: "Mine" })).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("the first site of a server that runs already", () => {
  it("gives the help centre its name and its widget without a restart", async () => {
    const engine = engines[0] as (typeof engines)[number];
    const house = await openHouse(engine);
    try {
      // as it is before anybody ran `kotae init`
      await house.services.act(({ db }) => db.deleteFrom("sites").execute());
      await house.services.refreshSites();
      const admin = await house.agent("Sakura", "admin");
      expect(await (await fetch(`${house.url}/help/en/`)).text()).not.toContain("data-site");
      const { key } = await admin.client.createSite({ name: "First" });
      const page = await (await fetch(`${house.url}/help/en/`)).text();
      expect(page).toContain(key);
      expect(page).toContain("First");
    } finally {
      await house.close();
    }
  });
});
