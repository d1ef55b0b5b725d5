import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { axeFindings, launchBrowser } from "../support/browser.ts";
import { engines } from "../support/engines.ts";
import { type House, openHouse } from "../support/house.ts";

type Heard = Window & { heard: string[]; submitted: string[] };

describe("a contact form with answers beside it", () => {
  let browser: Browser;
  let house: House;
  let host: Server;
  let hostUrl: string;
  const contexts: BrowserContext[] = [];
  let articleId: string;

  beforeAll(async () => {
    const [engine] = engines;
    if (!engine) throw new Error("there is no engine");
    [browser, house] = await Promise.all([launchBrowser(), openHouse(engine)]);
    const agent = await house.agent("Aiko", "admin");
    const write = (title: string, body: string, lang: string) =>
      agent.client.createArticle({ title, body, lang, status: "published" });
    const steps =
      "## Steps\n\nOpen your order and choose **Edit address**.\n\n| Day | Until |\n| --- | --- |\n| Today | noon |";
    ({ id: articleId } = await write("Change your delivery address", steps, "en"));
    await write("Return something", "Send it back within 30 days. The delivery is free.", "en");
    await write("Your order and its delivery", "Every order has a number. The address stands in it.", "en");
    await write(
      "商品を返品するには",
      `到着から30日以内であれば、返品を承ります。\n\n    ${"npm run kotae ".repeat(9)}`,
      "ja",
    );
    await house.services.searcher.settled();
    const policy = [
      "default-src 'none'",
      "script-src 'nonce-only-this' 'strict-dynamic'",
      "style-src 'self'",
      `connect-src ${house.url}`,
      "base-uri 'none'",
      "form-action 'self'",
      "require-trusted-types-for 'script'",
    ].join("; ");
    host = createServer((request, response) => {
      const headers = { "content-type": "text/html; charset=utf-8", "content-security-policy": policy };
      if (request.method === "POST") {
        let body = "";
        request.on("data", (chunk: Buffer) => {
          body += chunk.toString();
        });
        request.on("end", () => {
          const message = new URLSearchParams(body).get("message") ?? "";
          response.writeHead(200, headers).end(`<!doctype html><title>Sent</title><p>Sent: ${encodeURI(message)}</p>`);
        });
        return;
      }
      if (request.url !== "/") return response.writeHead(404).end();
      response.writeHead(200, headers);
      response.end(`<!doctype html><html lang="en"><head><title>A shop</title>
<script nonce="only-this">
  window.heard = [];
  addEventListener("securitypolicyviolation", (event) => heard.push(event.violatedDirective + " " + event.blockedURI));
  addEventListener("error", (event) => heard.push(event.message));
  addEventListener("kotae:solved", (event) => heard.push("solved " + event.detail.title));
</script>
<script nonce="only-this" src="${house.url}/kotae-deflect.js" async></script>
</head><body><main><h1>Contact</h1>
<form method="post" action="/" name="contact" data-kotae-deflect data-site="${house.site.key}">
<label>Message <textarea name="message" rows="5"></textarea></label> <button>Send</button></form>
</main></body></html>`);
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

  type Visit = {
    url?: string;
    locale?: string;
    viewport?: { width: number; height: number };
    prepare?: (page: Page) => Promise<unknown>;
  };
  async function visit({ url = hostUrl, locale = "en-US", prepare, ...more }: Visit = {}) {
    const context = await browser.newContext({ locale, reducedMotion: "reduce", ...more });
    contexts.push(context);
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    const asked: string[] = [];
    page.on("request", (request) => {
      const { origin, pathname } = new URL(request.url());
      if (origin === house.url) asked.push(`${request.method()} ${pathname}`);
    });
    await prepare?.(page);
    await page.goto(url);
    return { page, asked };
  }
  const heard = (page: Page) => page.evaluate(() => (window as unknown as Heard).heard);
  const visits = () =>
    house.services.storage.db
      .selectFrom("form_visits")
      .select(["form", "shown_at", "opened_at", "solved_at", "sent_at", "article_id", "q"])
      .orderBy("shown_at")
      .execute();
  /** Waits until the table says so: the page tells of it and does not wait. */
  async function counted(is: (rows: Awaited<ReturnType<typeof visits>>) => boolean) {
    for (let tries = 0; tries < 100; tries++) {
      const rows = await visits();
      if (is(rows)) return rows;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`never counted: ${JSON.stringify(await visits())}`);
  }

  it("suggests while somebody writes, opens in place, and counts what it solved, under the strictest policy", {
    timeout: 60_000,
  }, async () => {
    const { page, asked } = await visit();
    const field = page.getByLabel("Message");
    await page.waitForLoadState("networkidle");
    await field.focus();
    expect(asked).toEqual(["GET /kotae-deflect.js"]);
    await field.pressSequentially("I typed the wrong delivery address for my order");
    const answers = page.getByRole("region", { name: "These may answer it" });
    const answer = answers.getByRole("button", { name: /Change your delivery address/ });
    await answer.waitFor();
    expect(asked.filter((each) => each === "GET /v1/search").length).toBeLessThanOrEqual(2);
    await page
      .getByRole("status")
      .getByText(/answers? found/)
      .waitFor();
    expect(await field.evaluate((each) => document.activeElement === each)).toBe(true);
    expect(await axeFindings(page)).toEqual([]);

    // by keyboard: the suggestions come right after the field
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const opened = answers.locator("[aria-expanded=true]");
    await opened.waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => opened.count()).toBe(0);
    await answer.click();
    await answers.getByRole("heading", { name: "Steps" }).waitFor();
    await answers.getByText("Edit address", { exact: true }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await answers.getByRole("link", { name: /Open the whole page/ }).getAttribute("href")).toContain(
      "/help/en/",
    );
    await answers.getByRole("button", { name: "That solved it" }).click();
    await answers.getByText(/Nothing was sent/).waitFor();
    expect(await field.inputValue()).toBe("I typed the wrong delivery address for my order");

    const [row] = await counted((rows) => rows.some((each) => each.solved_at !== null));
    expect(row).toMatchObject({ form: "contact", article_id: articleId, sent_at: null });
    expect([row?.shown_at, row?.opened_at].every((at) => at !== null)).toBe(true);
    expect(await heard(page)).toEqual(["solved Change your delivery address"]);
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([
      0,
      0,
      "",
    ]);
  });

  it("is sent as ever, and that is counted although the page goes away", { timeout: 60_000 }, async () => {
    const before = (await visits()).length;
    const { page } = await visit();
    await page.getByLabel("Message").fill("How long can I return something?");
    await page.getByRole("button", { name: /Return something/ }).waitFor();
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.getByText("Sent: How%20long").waitFor();
    const rows = await counted((all) => all.length > before && all.some((each) => each.sent_at !== null));
    expect(rows.filter((each) => each.sent_at !== null)).toMatchObject([{ form: "contact", solved_at: null }]);
  });

  it("is sent as ever where our script is blocked or our server is away", { timeout: 60_000 }, async () => {
    for (const blocked of ["/kotae-deflect.js", "/v1/**"]) {
      const { page } = await visit({ prepare: (each) => each.route(house.url + blocked, (route) => route.abort()) });
      await page.getByLabel("Message").pressSequentially("Where is my delivery now?");
      await page.getByRole("button", { name: "Send", exact: true }).click();
      await page.getByText("Sent: Where%20is").waitFor();
    }
  });

  it("is bound when it comes to the page later, read from right to left, and let go when it leaves", {
    timeout: 60_000,
  }, async () => {
    const { page, asked } = await visit();
    await page.evaluate(() => {
      const old = document.querySelector("form");
      const late = old?.cloneNode(true) as HTMLFormElement;
      late.dir = "rtl";
      late.dataset.fields = "textarea";
      old?.replaceWith(late);
    });
    const field = page.getByLabel("Message");
    // the page has changed this moment, and the script looks for forms in the next
    await expect
      .poll(
        async () => {
          await field.fill("");
          await field.fill("change my delivery address");
          return page.getByRole("region", { name: "These may answer it" }).count();
        },
        { timeout: 15_000, interval: 1_000 },
      )
      .toBe(1);
    const answer = page.getByRole("button", { name: /Change your delivery address/ });
    await answer.waitFor();
    // what closes them stands at the end of the line, wherever that is
    const close = await page.getByRole("button", { name: "Close the suggestions" }).boundingBox();
    const box = await page.getByRole("region", { name: "These may answer it" }).boundingBox();
    expect((close?.x ?? 0) - (box?.x ?? 0)).toBeLessThan(20);
    const before = asked.length;
    await page.evaluate(() => document.querySelector("form")?.remove());
    expect(asked).toHaveLength(before);
    expect(await heard(page)).toEqual([]);
  });

  it("in Japanese on a phone searches for no half-composed word, and fits", { timeout: 60_000 }, async () => {
    const { page, asked } = await visit({
      url: `${house.url}/demo/contact-form/ja/`,
      locale: "ja-JP",
      viewport: { width: 390, height: 844 },
      prepare: (each) => each.clock.install(),
    });
    const field = page.getByLabel("お問い合わせの内容");
    await field.focus();
    const input = await page.context().newCDPSession(page);
    const compose = (text: string) =>
      input.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    for (const text of ["へ", "へんぴん", "へんぴんしたい", "返品したい"]) {
      await compose(text);
      await page.clock.runFor(5_000);
    }
    expect(await field.inputValue()).toBe("返品したい");
    expect(asked).not.toContain("GET /v1/search");
    await input.send("Input.insertText", { text: "返品したい" });
    await page.clock.runFor(400);
    const answers = page.getByRole("region", { name: "こちらで解決するかもしれません" });
    await answers.getByRole("button", { name: /商品を返品するには/ }).click();
    await answers.getByText("30日以内").last().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await answers.getByRole("button", { name: "解決しないので続きを書く" }).click();
    await expect.poll(() => answers.count()).toBe(0);
    expect(await field.evaluate((each) => document.activeElement === each)).toBe(true);
    await page.getByLabel("メールアドレス").fill("hana@example.test");
    await page.getByRole("button", { name: "送信する" }).click();
    await page.getByText("送信された内容").waitFor();
    await page.getByText("返品したい").waitFor();
  });
});
