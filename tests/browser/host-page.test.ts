import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { engines } from "../support/engines.ts";
import { type House, openHouse, type Person } from "../support/house.ts";

type KotaeWindow = Window & {
  heard: unknown[];
  Kotae: { on(event: string, fn: (value: unknown) => void): () => void; destroy(): void; open(): void };
};

describe("somebody else's page", () => {
  let browser: Browser;
  let house: House;
  let agent: Person;
  let host: Server;
  let hostUrl: string;
  let context: BrowserContext;

  beforeAll(async () => {
    const [engine] = engines;
    if (!engine) throw new Error("there is no engine");
    [browser, house] = await Promise.all([launchBrowser(), openHouse(engine)]);
    agent = await house.agent("Aiko", "admin");
    await agent.client.createArticle({
      title: "Change your delivery address",
      body: "Open your order and choose Edit address. You can do this until the parcel has left.\n\n![A form](https://example.test/form.png)",
      lang: "en",
      status: "published",
    });
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
  window.Kotae = { q: [["on", "open", () => heard.push("open")]] };
</script>
<script nonce="only-this" src="${house.url}/kotae.js" data-site="${house.site.key}" async></script>
<script nonce="only-this" src="${house.url}/kotae.js" data-site="${house.site.key}" async></script>
</head><body><h1>A shop</h1><p id="here">Buy something.</p></body></html>`);
    }).listen(0, "127.0.0.1");
    await once(host, "listening");
    const address = host.address();
    hostUrl = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/`;
  });
  afterEach(() => context.close());
  afterAll(async () => {
    await browser.close();
    host.close();
    await house.close();
  });

  async function visit(prepare?: (page: Page) => Promise<void>): Promise<Page> {
    context = await browser.newContext({ locale: "en-US", reducedMotion: "reduce" });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    await prepare?.(page);
    await page.goto(hostUrl);
    await page.getByRole("button", { name: "Open support" }).waitFor();
    return page;
  }
  const heard = (page: Page) => page.evaluate(() => (window as unknown as KotaeWindow).heard);

  it("with the strictest policy has a working widget, one launcher, and not one violation", {
    timeout: 60_000,
  }, async () => {
    const page = await visit();
    expect(await page.getByRole("button", { name: "Open support" }).count()).toBe(1);
    await page.getByRole("button", { name: "Open support" }).click();
    const panel = page.getByRole("dialog", { name: "Support" });
    await panel.getByLabel("Search or ask a question").fill("How do I change my delivery address?");
    await panel.getByRole("option", { name: "Change your delivery address" }).click();
    await panel.getByRole("heading", { name: "Change your delivery address" }).waitFor();
    await panel.getByRole("button", { name: "Back" }).click();
    await panel.getByLabel("Search or ask a question").press("Enter");
    await panel
      .getByRole("log")
      .getByText(/Edit address/)
      .waitFor();
    // the article's picture is the host's to allow, and its policy does not
    expect((await heard(page)).filter((each) => !String(each).startsWith("img-src"))).toEqual(["open"]);
  });

  it("is left as it was by destroy, and hears events until it stops listening", { timeout: 60_000 }, async () => {
    const page = await visit();
    const before = await page.evaluate(() => document.body.children.length);
    const unread = await page.evaluate(
      () => new Promise((resolve) => (window as unknown as KotaeWindow).Kotae.on("unread", resolve)),
    );
    expect(unread).toBe(0);
    await page.evaluate(() => (window as unknown as KotaeWindow).Kotae.open());
    await page.getByRole("dialog", { name: "Support" }).waitFor();
    await page.evaluate(() => (window as unknown as KotaeWindow).Kotae.destroy());
    expect(
      await page.evaluate(() => [
        typeof (window as unknown as KotaeWindow).Kotae,
        document.querySelector("#kotae-root"),
      ]),
    ).toEqual(["undefined", null]);
    expect(await page.evaluate(() => document.body.children.length)).toBeLessThanOrEqual(before);
  });

  it("where sockets are blocked gets its messages all the same, and is told how", { timeout: 60_000 }, async () => {
    const page = await visit((each) => each.routeWebSocket(/realtime/, (socket) => socket.close()));
    await page.getByRole("button", { name: "Open support" }).click();
    const panel = page.getByRole("dialog", { name: "Support" });
    await panel.getByRole("button", { name: "Talk to a person" }).click();
    await panel.getByLabel("What can we help with?").fill("Is anybody there?");
    await panel.getByRole("button", { name: "Send to a person" }).click();
    await panel.getByRole("log").getByText("Is anybody there?").waitFor();
    await panel.getByText(/Live connection blocked/).waitFor();
    const { items } = await agent.client.listTickets();
    await agent.client.postTicketMessage({ id: String(items[0]?.id), body: "Yes, I am here.", visibility: "public" });
    await panel.getByRole("log").getByText("Yes, I am here.").waitFor();
  });
});
