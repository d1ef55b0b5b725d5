import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importFrom } from "../../packages/server/src/knowledge/index.ts";
import { axeFindings, launchBrowser } from "../support/browser.ts";
import { engines } from "../support/engines.ts";
import { type House, openHouse } from "../support/house.ts";

/** The one this browser gives says that no person is there, and crawlers are not counted. */
const userAgent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36";

const people = [
  {
    name: "in English on a desktop",
    lang: "en",
    viewport: { width: 1280, height: 900 },
    query: "reset a password",
    no: "No",
    missing: "What was missing or unclear?",
    send: "Send",
    thanks: "Thank you. Your words help us to make this better.",
    dark: "Dark",
    auto: "Automatic",
  },
  {
    name: "in Japanese on a phone",
    lang: "ja",
    viewport: { width: 390, height: 844 },
    query: "パスワードを再設定する",
    no: "いいえ",
    missing: "足りないことや分かりにくいことは何でしたか",
    send: "送信",
    thanks: "ありがとうございます。いただいたご意見を記事の改善に役立てます。",
    dark: "暗い",
    auto: "自動",
  },
] as const;

describe("the help centre in a real browser", () => {
  let house: House;
  let browser: Browser;
  beforeAll(async () => {
    const [engine] = engines;
    if (!engine) throw new Error("There is no engine.");
    [house, browser] = await Promise.all([openHouse(engine), launchBrowser()]);
    await importFrom(house.services, fileURLToPath(new URL("../../docs/help", import.meta.url)));
    await house.services.searcher.settled();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  it.each(people)("is searched, read and judged without any script, $name", { timeout: 60_000 }, async (words) => {
    const context = await browser.newContext({ viewport: words.viewport, javaScriptEnabled: false, userAgent });
    const page = await context.newPage();
    await page.goto(`${house.url}/help/${words.lang}/`);
    await page.getByRole("searchbox").fill(words.query);
    await page.getByRole("searchbox").press("Enter");
    await page.locator(".results a").first().click();
    const title = await page.getByRole("heading", { level: 1 }).textContent();
    await page.getByRole("button", { name: words.no, exact: true }).click();
    await page.getByLabel(words.missing).fill(`${words.query}?`);
    await page.getByRole("button", { name: words.send, exact: true }).click();
    await page.getByText(words.thanks).waitFor();
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(title);
    const { client } = await house.agent("Aiko");
    const article = (await client.listArticles({ q: title ?? "", lang: words.lang })).items[0];
    expect(await client.listFeedback({ id: article?.id ?? "" })).toMatchObject({
      items: [{ helpful: false, comment: `${words.query}?` }],
      counts: { unhelpful: 1, views: 1 },
    });

    // nothing is kept before somebody chooses, and nothing once they leave it to the system again
    expect(await context.cookies()).toEqual([]);
    await page.getByRole("button", { name: words.dark, exact: true }).click();
    await page.locator('html[data-theme="dark"]').waitFor({ state: "attached" });
    expect((await context.cookies()).map(({ name, value }) => `${name}=${value}`)).toEqual(["kotae_theme=dark"]);
    await page.getByRole("button", { name: words.auto, exact: true }).click();
    await page.locator("html:not([data-theme])").waitFor({ state: "attached" });
    expect(await context.cookies()).toEqual([]);
    await context.close();
  });

  it.each(people)("breaks no rule of axe and fits the narrowest screen, $name", { timeout: 60_000 }, async (words) => {
    const context = await browser.newContext({ viewport: words.viewport });
    const page = await context.newPage();
    const home = `${house.url}/help/${words.lang}/`;
    await page.goto(home);
    const article = await page.locator(".articles a").first().getAttribute("href");
    const paths = [
      "",
      `search?q=${encodeURIComponent(words.query)}`,
      "search?q=zzzz",
      "nowhere",
      `${house.url}${article}`,
      `${house.url}${article}?helpful=no`,
      `${house.url}${article}?helpful=yes`,
    ];
    for (const path of paths) {
      const url = path.startsWith("http") ? path : home + path;
      for (const [colorScheme, theme] of [
        ["light", undefined],
        ["dark", undefined],
        ["light", "dark"],
      ] as const) {
        await context.clearCookies();
        if (theme) await context.addCookies([{ name: "kotae_theme", value: theme, url: `${house.url}/help` }]);
        await page.emulateMedia({ colorScheme });
        await page.goto(url);
        expect([url, colorScheme, theme, await axeFindings(page)]).toEqual([url, colorScheme, theme, []]);
      }
      // a page of 1280 px at 400 %, or a small phone
      await page.setViewportSize({ width: 320, height: 640 });
      expect([url, await widths(page)]).toEqual([url, [320, 320]]);
      await page.setViewportSize(words.viewport);
    }
    await context.close();
  });
});

/** How wide the page is, and how wide the window. */
const widths = (page: Page) =>
  page.evaluate<[number, number]>("[document.documentElement.scrollWidth, window.innerWidth]");
