import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { engines } from "../support/engines.ts";
import { type House, openHouse, type Person } from "../support/house.ts";

type Heard = Window & { heard: string[] };

const topics = [
  [
    "Change your delivery address",
    "Open your order and choose Edit address. You can do this until the parcel has left.",
  ],
  ["Track a parcel", "Every delivery has a number. Enter it on the tracking page."],
  ["Return something", "Send it back within 30 days. The delivery back is free."],
  ["Pay by invoice", "Choose invoice at the checkout. You have 14 days to pay."],
  ["Adjust squeaking brakes", "Turn the screw at the lever by half a turn, then try again."],
  ["Replace a chain", "Open the link, take the old chain off, and put the new one on the same way."],
  ["Reset your password", "Choose “Forgot password” and follow the link we send to your email address."],
];

describe("search on the visitor's own device", () => {
  let browser: Browser;
  let house: House;
  let agent: Person;
  let host: Server;
  let hostUrl: string;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    const [engine] = engines;
    if (!engine) throw new Error("there is no engine");
    [browser, house] = await Promise.all([launchBrowser(), openHouse(engine)]);
    agent = await house.agent("Aiko", "admin");
    for (const [title = "", body = ""] of topics) {
      await agent.client.createArticle({ title, body, lang: "en", status: "published" });
    }
    await house.services.searcher.settled();
    const policy = [
      "default-src 'none'",
      "script-src 'nonce-only-this' 'strict-dynamic'",
      "style-src 'self'",
      `connect-src ${house.url} ${house.url.replace("http", "ws")}`,
      "base-uri 'none'",
      "require-trusted-types-for 'script'",
    ].join("; ");
    host = createServer((request, response) => {
      if (request.url !== "/") return response.writeHead(404).end();
      response.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-security-policy": policy });
      response.end(`<!doctype html><html lang="en"><head><title>A shop</title>
<script nonce="only-this">
  window.heard = [];
  addEventListener("securitypolicyviolation", (event) => heard.push(event.violatedDirective + " " + event.blockedURI));
</script>
<script nonce="only-this" src="${house.url}/kotae.js" data-site="${house.site.key}" async></script>
</head><body><h1>A shop</h1></body></html>`);
    }).listen(0, "127.0.0.1");
    await once(host, "listening");
    const address = host.address();
    hostUrl = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/`;
  });
  afterEach(() => Promise.all(contexts.splice(0).map((each) => each.close())));
  afterAll(async () => {
    await browser.close();
    host.close();
    await house.close();
  });

  /** Opens the panel on somebody else's page; `asked` fills with every request to us. */
  async function open(prepare?: (page: Page) => Promise<unknown>) {
    const context = await browser.newContext({ locale: "en-US", reducedMotion: "reduce" });
    contexts.push(context);
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    const asked: string[] = [];
    page.on("request", (request) => {
      const { origin, pathname } = new URL(request.url());
      if (origin === house.url) asked.push(pathname.replace(/-[\w-]{8}\.js$/, ".js"));
    });
    await prepare?.(page);
    await page.goto(hostUrl);
    await page.getByRole("button", { name: "Open support" }).waitFor();
    expect(asked).toEqual(["/kotae.js"]);
    const panel = page.getByRole("dialog", { name: "Support" });
    return { page, context, asked, panel, field: panel.getByLabel("Search or ask a question") };
  }
  const start = (page: Page) => page.getByRole("button", { name: "Open support" }).click();
  /** Types until no key makes a request any more: then the device answers. */
  async function untilReady(field: Locator, asked: string[]): Promise<void> {
    await expect
      .poll(
        async () => {
          const before = asked.length;
          await field.fill("");
          await field.fill("parcel");
          await field.page().getByRole("option", { name: "Track a parcel" }).waitFor();
          return asked.slice(before).filter((path) => path === "/v1/search").length;
        },
        { timeout: 15_000 },
      )
      .toBe(0);
  }
  const titles = (panel: Locator) => panel.locator("[role=option]:not(.ask) .row-title").allInnerTexts();

  it("loads its code and the articles once, with the first focus, and then asks for nothing at any key", {
    timeout: 60_000,
  }, async () => {
    const { page, asked, panel, field } = await open();
    // the panel comes with the pointer, and nothing of the search with it
    await page.getByRole("button", { name: "Open support" }).hover();
    await expect.poll(() => asked).toContain("/widget/panel-en.js");
    expect(asked).not.toContain("/widget/device.js");
    await start(page);
    await untilReady(field, asked);
    expect(asked.filter((path) => path === "/widget/device.js" || path === "/v1/index")).toEqual([
      "/widget/device.js",
      "/v1/index",
    ]);

    const before = asked.length;
    await field.fill("");
    for (const q of ["return somet", "squeeking brakes", "delivery", "pasword", "chain replace", "how do i pay"]) {
      await field.fill(q);
      const expected = await agent.client.search({ q, lang: "en", typing: "true", limit: 5 });
      // the same articles in the same order, with nothing in between
      await expect.poll(() => titles(panel)).toEqual(expected.items.map(({ title }) => title));
      const notes = await panel.locator("[role=option]:not(.ask) .row-note").allInnerTexts();
      const wanted = expected.items.map(({ excerpt }) => excerpt.replace(/\s+/g, " "));
      for (const [at, note] of notes.entries()) expect(note.replace(/\s+/g, " ")).toContain(wanted[at]);
    }
    expect(asked.slice(before).filter((path) => path !== "/v1/searches")).toEqual([]);
    expect(await page.evaluate(() => (window as unknown as Heard).heard)).toEqual([]);
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([
      0,
      0,
      "",
    ]);
  });

  it("goes on without a connection, and tells the server afterwards what was searched for and opened", {
    timeout: 60_000,
  }, async () => {
    const { page, context, asked, panel, field } = await open();
    await start(page);
    await untilReady(field, asked);
    await context.setOffline(true);
    await field.fill("brakes");
    await panel.getByRole("option", { name: "Adjust squeaking brakes" }).waitFor();
    await field.fill("return");
    await panel.getByRole("option", { name: "Return something" }).waitFor();
    await context.setOffline(false);
    await panel.getByRole("option", { name: "Return something" }).click();
    await panel.getByRole("heading", { name: "Return something" }).waitFor();
    const told = page.waitForRequest((request) => request.url().endsWith("/v1/searches"));
    await panel.getByRole("button", { name: "Back" }).click();
    await panel.getByRole("button", { name: "Clear the search" }).click();
    const { items } = (await told).postDataJSON() as { items: { q: string; opened?: string }[] };
    const opened = items.find(({ q }) => q === "return");
    const { items: found } = await agent.client.search({ q: "return something", lang: "en" });
    expect(opened?.opened).toBe(found[0]?.articleId);
    expect((await (await told).response())?.status()).toBe(200);
  });

  it.each([
    [
      "the articles are too many for a device",
      { format: 2, version: 1, lang: "en", tooLarge: true, surfaces: [], articles: [] },
    ],
    ["the layout is one it does not know", { format: 99, version: 1, lang: "en", articles: "?" }],
    ["what came cannot be read", "this is no JSON"],
    ["what came is broken", { format: 2, version: 1, lang: "en", surfaces: [], articles: [{ id: 7 }] }],
  ])("leaves it to the server where %s", { timeout: 60_000 }, async (_, snapshot) => {
    const { page, asked, panel, field } = await open((each) =>
      each.route("**/v1/index*", (route) =>
        route.fulfill({
          contentType: "application/json",
          headers: { "access-control-allow-origin": "*" },
          body: typeof snapshot === "string" ? snapshot : JSON.stringify(snapshot),
        }),
      ),
    );
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await start(page);
    await expect.poll(() => asked).toContain("/v1/index");
    await field.fill("squeaking brakes");
    await panel.getByRole("option", { name: "Adjust squeaking brakes" }).waitFor();
    await field.fill("replace a chain");
    await expect.poll(async () => (await titles(panel))[0]).toBe("Replace a chain");
    expect(asked.filter((path) => path === "/v1/search")).toHaveLength(2);
    expect(errors).toEqual([]);
  });

  it("leaves it to the server where its own code does not come, and fetches it again at the next focus", {
    timeout: 60_000,
  }, async () => {
    let isBlocked = true;
    const { page, asked, panel, field } = await open((each) =>
      each.route("**/widget/device-*", (route) => (isBlocked ? route.abort() : route.continue())),
    );
    await start(page);
    await field.fill("squeaking brakes");
    await panel.getByRole("option", { name: "Adjust squeaking brakes" }).waitFor();
    isBlocked = false;
    await panel.getByRole("button", { name: "Clear the search" }).focus();
    await field.focus();
    await untilReady(field, asked);
  });
});
