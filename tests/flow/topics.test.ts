import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../support/engines.ts";
import { type House, openHouse, type Person } from "../support/house.ts";

describe.each(engines)("topics and translations on $name", (engine) => {
  let house: House;
  let agent: Person;
  beforeAll(async () => {
    house = await openHouse(engine);
    agent = await house.agent("Mei");
  });
  afterAll(() => house.close());

  const write = (title: string, category: string, more: object = {}) =>
    agent.client.createArticle({ title, body: title, lang: "en", category, status: "published", ...more });
  const topicsShown = async () =>
    [...(await (await fetch(`${house.url}/help/en/`)).text()).matchAll(/<h3>(.*?)<\/h3>/g)].map(([, name]) => name);
  const names = async (lang = "en") => (await agent.client.listCategories({ lang })).items.map(({ name }) => name);

  it("are listed and put in order as the help centre shows them, and renamed on every article", async () => {
    const first = await write("A bill", "Payment");
    await write("B parcel", "Shipping");
    await write("C draft", "Plans", { status: "draft" });
    await write("D account", "Account");
    await write("E loose", "");
    await write("A 請求", "Payment", { lang: "ja" });

    expect((await agent.client.listCategories({ lang: "en" })).items).toEqual([
      { name: "Payment", articles: 1, published: 1 },
      { name: "Shipping", articles: 1, published: 1 },
      { name: "Account", articles: 1, published: 1 },
      { name: "Plans", articles: 1, published: 0 },
    ]);
    expect(await topicsShown()).toEqual(["Payment", "Shipping", "Account", "Other"]);
    const ordered = await agent.client.orderCategories({ lang: "en", names: ["Account", "Plans", "Payment"] });
    expect(ordered.items.map(({ name }) => name)).toEqual(["Account", "Plans", "Payment", "Shipping"]);
    expect(await topicsShown()).toEqual(["Account", "Payment", "Shipping", "Other"]);

    // a rename takes its place along, is no change of a text, and leaves the other language alone
    const before = await agent.client.getArticle({ id: first.id });
    expect(await agent.client.renameCategory({ lang: "en", name: "Payment", to: "Money" })).toEqual({ moved: 1 });
    const after = await agent.client.getArticle({ id: first.id });
    expect(after).toEqual({ ...before, category: "Money" });
    expect(await topicsShown()).toEqual(["Account", "Money", "Shipping", "Other"]);
    expect(await names("ja")).toEqual(["Payment"]);
    // into one that is there already
    await agent.client.renameCategory({ lang: "en", name: "Account", to: "Shipping" });
    expect((await agent.client.listCategories({ lang: "en" })).items).toEqual([
      { name: "Shipping", articles: 2, published: 2 },
      { name: "Plans", articles: 1, published: 0 },
      { name: "Money", articles: 1, published: 1 },
    ]);
    await expect(agent.client.renameCategory({ lang: "en", name: "Nothing", to: "X" })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(agent.client.renameCategory({ lang: "en", name: "Money", to: " " })).rejects.toMatchObject({
      errors: [{ path: "to" }],
    });
  });

  it("links articles as translations and parts them again, one of each language at most", async () => {
    const english = await write("Return an item", "");
    const japanese = await write("商品を返品する", "", { lang: "ja" });
    const other = await write("Return a gift", "");
    expect(english.translations).toEqual([]);

    const linked = await agent.client.updateArticle({ id: japanese.id, key: english.key });
    expect(linked.translations).toMatchObject([{ id: english.id, lang: "en" }]);
    expect(linked.version).toBe(japanese.version);
    const listed = (await agent.client.listArticles({ q: "Return an item" })).items[0];
    expect(listed).toMatchObject({ id: english.id, langs: ["en", "ja"] });
    expect(await (await fetch(house.url + english.url)).text()).toContain(japanese.url);

    // a reader of two English ones could not tell which is meant
    await expect(agent.client.updateArticle({ id: other.id, key: english.key })).rejects.toMatchObject({
      code: "invalid_input",
      errors: [{ path: "key", message: "is that of “Return an item”, which is in this language too" }],
    });
    await expect(agent.client.updateArticle({ id: japanese.id, lang: "en" })).rejects.toMatchObject({
      errors: [{ path: "key" }],
    });
    expect((await agent.client.getArticle({ id: japanese.id })).lang).toBe("ja");

    // whichever of the two is parted, also the one that gave its name to both
    const parted = await agent.client.updateArticle({ id: english.id, key: null });
    expect(parted.translations).toEqual([]);
    expect((await agent.client.getArticle({ id: japanese.id })).translations).toEqual([]);
    expect((await agent.client.updateArticle({ id: japanese.id, lang: "en" })).lang).toBe("en");
  });

  it("gives two articles of one title and language keys of their own", async () => {
    const [one, two] = [await write("Opening hours", ""), await write("Opening hours", "")];
    expect(one.key).not.toBe(two.key);
  });
});
