import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../support/engines.ts";
import { type House, openHouse, type Person } from "../support/house.ts";

describe.each(engines)("the preview of an article on $name", (engine) => {
  let house: House;
  let agent: Person;
  beforeAll(async () => {
    house = await openHouse(engine);
    agent = await house.agent("Mei");
  });
  afterAll(() => house.close());

  it("is what would be shown, and is kept nowhere", async () => {
    const other = await agent.client.createArticle({ title: "Refunds", body: "Five days.", lang: "en" });
    const body =
      "## Cancel\n\nSee [refunds](/help/en/articles/refunds) and [nothing](./nowhere.md). <script>alert(1)</script>";
    const { content } = await agent.client.previewArticle({ body, lang: "en-GB" });
    expect(content).toEqual([
      ["h2", { id: "cancel" }, "Cancel"],
      "\n",
      [
        "p",
        {},
        "See ",
        ["a", { href: "/help/en/articles/refunds", "data-article": other.id }, "refunds"],
        " and ",
        "nothing",
        ". ",
      ],
      "\n",
    ]);
    const made = await agent.client.createArticle({ title: "Cancel", body, lang: "en" });
    expect(made.content).toEqual(content);
    await agent.client.previewArticle({ id: made.id, body: "Other", lang: "en" });
    expect((await agent.client.getArticle({ id: made.id })).body).toBe(body);
  });

  it("shows a text for an article that is gone", async () => {
    const id = "01890000-0000-7000-8000-000000000000";
    expect((await agent.client.previewArticle({ id, body: "Hi", lang: "ja" })).content).toEqual([
      ["p", {}, "Hi"],
      "\n",
    ]);
  });

  it("is for agents", async () => {
    const visitor = await house.visitor();
    await expect(visitor.client.previewArticle({ body: "Hi", lang: "en" })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});
