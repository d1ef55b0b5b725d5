import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { axeFindings, launchBrowser } from "../support/browser.ts";
import { engines } from "../support/engines.ts";
import { type House, openHouse, type Person } from "../support/house.ts";

describe("reading in the panel", () => {
  let browser: Browser;
  let house: House;
  let agent: Person;
  let articleId: string;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    const [engine] = engines;
    if (!engine) throw new Error("there is no engine");
    [browser, house] = await Promise.all([launchBrowser(), openHouse(engine)]);
    agent = await house.agent("Aiko", "admin");
    const write = (title: string) =>
      agent.client.createArticle({
        ...{ title, body: "## First\n\nTurn the screw.", lang: "en", status: "published", popular: true },
      });
    ({ id: articleId } = await write("Adjust the brakes"));
    await write("Replace the chain");
    await house.services.searcher.settled();
  });
  afterEach(() => Promise.all(contexts.splice(0).map((each) => each.close())));
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  async function open() {
    const context = await browser.newContext({ locale: "en-US", reducedMotion: "reduce" });
    contexts.push(context);
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    await page.goto(`${house.url}/demo/`);
    await page.getByRole("button", { name: "Open support" }).click();
    return { page, panel: page.getByRole("dialog", { name: "Support" }) };
  }

  it("takes a vote and a reason for it, and offers the article again among what was read recently", {
    timeout: 60_000,
  }, async () => {
    const { page, panel } = await open();
    await panel.getByRole("button", { name: "Adjust the brakes" }).click();
    await panel.getByRole("heading", { name: "Adjust the brakes" }).waitFor();
    // what scrolls has the focus, so that the keys of a keyboard read on
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.className))
      .toBe("scroll");
    await panel.getByRole("group", { name: "Was this helpful?" }).getByRole("button", { name: "No" }).click();
    const reason = panel.getByRole("textbox", { name: "What was missing or unclear?" });
    await reason.waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await reason.fill("Which screw?");
    await reason.press("Enter");
    await panel.getByText("We will look at this article.").waitFor();
    const { items } = await agent.client.listFeedback({ id: articleId });
    expect(items).toMatchObject([{ helpful: false, comment: "Which screw?" }]);
    await panel.getByRole("button", { name: "Talk to a person" }).waitFor();

    await panel.getByRole("button", { name: "Back" }).click();
    const recent = panel.getByRole("region", { name: "Read recently" });
    expect(await recent.getByRole("button").allInnerTexts()).toEqual(["Adjust the brakes"]);
    expect(
      await panel.getByRole("region", { name: "Popular articles" }).getByRole("button").allInnerTexts(),
    ).not.toContain("Adjust the brakes");
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.evaluate(() => [localStorage.length, document.cookie])).toEqual([0, ""]);
  });

  it("says so where a part of the panel does not come, keeps people in reach, and tries again", {
    timeout: 60_000,
  }, async () => {
    const { page, panel } = await open();
    let isBlocked = true;
    await page.route("**/widget/article-*", (route) => (isBlocked ? route.abort() : route.continue()));
    await panel.getByRole("button", { name: "Adjust the brakes" }).click();
    await panel.getByText("This could not be loaded.").waitFor();
    await panel.getByRole("button", { name: "Talk to a person" }).waitFor();
    isBlocked = false;
    await panel.getByRole("button", { name: "Try again" }).click();
    await panel.getByRole("heading", { name: "Adjust the brakes" }).waitFor();
  });
});
