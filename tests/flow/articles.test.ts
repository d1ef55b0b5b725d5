import { setTimeout as pause } from "node:timers/promises";
import { type Client, KotaeError } from "@kotae/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../support/engines.ts";
import { type House, openHouse, type Person } from "../support/house.ts";

describe.each(engines)("the life of an article on $name", (engine) => {
  let house: House;
  let admin: Person;
  let agent: Person;
  beforeAll(async () => {
    house = await openHouse(engine);
    [admin, agent] = [await house.agent("Sakura", "admin"), await house.agent("Kenji")];
  });
  afterAll(() => house?.close());

  const visible = async (client: Client, id: string) =>
    client.getArticle({ id }).then(
      () => true,
      (error: unknown) => {
        if (KotaeError.is(error) && error.code === "not_found") return false;
        throw error;
      },
    );

  it("goes on by itself: out at its time, and found at once", { timeout: 20_000 }, async () => {
    const { client: reader } = await house.visitor();
    const { id, status } = await admin.client.createArticle({
      title: "Opening hours in the holidays",
      body: "We are closed on the first of January.",
      lang: "en",
      publishAt: new Date(Date.now() + 300).toISOString(),
      ownerId: agent.id,
      reviewAt: new Date(Date.now() - 1_000).toISOString(),
    });
    expect([status, await visible(reader, id)]).toEqual(["draft", false]);
    const deadline = Date.now() + 8_000;
    while (!(await visible(reader, id)) && Date.now() < deadline) await pause(50);
    expect((await reader.search({ q: "opening hours holidays" })).items[0]?.articleId).toBe(id);
    const { items } = await agent.client.listArticles({ due: "review" });
    expect(items).toMatchObject([{ id, status: "published", publishAt: null, owner: { id: agent.id, name: "Kenji" } }]);
    expect((await agent.client.listArticles({ due: "publish" })).items).toEqual([]);
  });

  it("keeps what two people write at once, and gives a version back", async () => {
    const { id, version } = await admin.client.createArticle({ title: "Fees", body: "Five euros.", lang: "en" });
    await agent.client.updateArticle({ id, body: "Six euros.", ifVersion: version, note: "new price" });
    const late = admin.client.updateArticle({ id, body: "Seven euros.", ifVersion: version });
    await expect(late).rejects.toMatchObject({
      code: "conflict",
      status: 409,
      hint: expect.stringContaining("Kenji wrote version 2 at"),
    });
    const { items } = await admin.client.listArticleVersions({ id });
    expect(items).toMatchObject([
      { version: 2, note: "new price", author: { name: "Kenji" }, added: 1, removed: 1 },
      { version: 1, note: "", author: { name: "Sakura" } },
    ]);
    const restored = await admin.client.restoreArticleVersion({ id, version: 1 });
    expect(restored).toMatchObject({ version: 3, body: "Five euros." });
    const detail = await agent.client.getArticleVersion({ id, version: 3, against: 1 });
    expect(detail).toMatchObject({ note: "Restored version 1", body: "Five euros.", difference: [] });
    await expect(admin.client.restoreArticleVersion({ id, version: 99 })).rejects.toMatchObject({ code: "not_found" });
  });

  it("is for the desk it is given, which admins make", async () => {
    await expect(agent.client.createDesk({ key: "orders", name: "Orders" })).rejects.toMatchObject({
      code: "forbidden",
    });
    const desk = await admin.client.createDesk({ key: "orders", name: "Orders" });
    await expect(admin.client.createDesk({ key: "orders", name: "Again" })).rejects.toMatchObject({ code: "conflict" });
    expect((await agent.client.listDesks()).items).toEqual([desk]);
    const { id } = await agent.client.createArticle({
      title: "Where is my order",
      body: "On its way.",
      lang: "en",
      status: "published",
      deskId: desk.id,
    });
    const { client: reader } = await house.visitor();
    const [site] = (await agent.client.listSites()).items;
    const siteId = site?.id ?? "";
    expect(await visible(reader, id)).toBe(false);
    expect((await reader.search({ q: "where is my order" })).items).toEqual([]);
    const wrong = admin.client.updateSite({ id: siteId, deskId: crypto.randomUUID() });
    await expect(wrong).rejects.toMatchObject({ code: "invalid_input", errors: [{ path: "deskId" }] });
    expect(await admin.client.updateSite({ id: siteId, deskId: desk.id, name: "Shop" })).toMatchObject({
      deskId: desk.id,
      name: "Shop",
      key: house.site.key,
    });
    expect(await visible(reader, id)).toBe(true);
    expect((await reader.search({ q: "where is my order" })).items[0]?.articleId).toBe(id);
    await admin.client.updateSite({ id: siteId, deskId: null });
    expect(await visible(reader, id)).toBe(false);
  });

  it("hears from a visitor once a day, whatever they say", async () => {
    const { id } = await agent.client.createArticle({ title: "Hello", body: "x", lang: "en", status: "published" });
    const { client: reader } = await house.visitor();
    await reader.giveFeedback({ id, helpful: true });
    await reader.giveFeedback({ id, helpful: false, comment: "短すぎます" });
    expect(await agent.client.listFeedback({ id })).toMatchObject({
      items: [{ helpful: false, comment: "短すぎます", version: 1 }],
      counts: { helpful: 0, unhelpful: 1 },
    });
  });
});
