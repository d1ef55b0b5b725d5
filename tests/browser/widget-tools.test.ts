import { SignJWT } from "jose";
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { axeFindings, launchBrowser } from "../support/browser.ts";
import { engines } from "../support/engines.ts";
import { type House, openHouse } from "../support/house.ts";
import { openMailServer } from "../support/mail-server.ts";
import { json, openToolServer } from "../support/tool-server.ts";

type KotaeWindow = Window & { Kotae: { identify(token: string): void; open(): void } };

describe("what the site's own systems can do, in the panel", () => {
  let browser: Browser;
  let house: House;
  let mail: Awaited<ReturnType<typeof openMailServer>>;
  let shop: Awaited<ReturnType<typeof openToolServer>>;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    const [engine] = engines;
    if (!engine) throw new Error("there is no engine");
    mail = await openMailServer();
    [browser, house, shop] = await Promise.all([
      launchBrowser(),
      openHouse(engine, { toolsAllowPrivate: true, mail: { url: mail.url, from: "Shop <help@shop.test>" } }),
      openToolServer(json({ order: "A-1001", status: "on its way" })),
    ]);
    const admin = await house.agent("Sakura", "admin");
    const shared = { url: shop.url, timeoutSeconds: 5, enabled: true };
    await admin.client.createTool({
      ...shared,
      name: "order_status",
      title: { en: "Where is my order?", ja: "注文の状況" },
      description: { en: "Looks up where your order is.", ja: "ご注文の状況をお調べします。" },
      inputSchema: {
        type: "object",
        properties: {
          order: {
            type: "string",
            title: { en: "Order number", ja: "注文番号" },
            description: { en: "As in A-1234.", ja: "A-1234のような番号です。" },
            pattern: "^[A-Z]-\\d{4}$",
          },
          carrier: { type: "string", title: { en: "Carrier", ja: "運送会社" }, enum: ["Yamato", "Sagawa"] },
          gift: { type: "boolean", title: { en: "It is a present", ja: "贈り物です" } },
        },
        required: ["order"],
      },
      reply: { en: "Order {{order}} is {{status}}.", ja: "ご注文 {{order}} の状況：{{status}}" },
      triggers: ["order", "注文"],
    });
    await admin.client.createTool({
      ...shared,
      name: "new_password",
      title: { en: "New password", ja: "パスワードの再設定" },
      description: { en: "Sends you a link.", ja: "再設定の案内をお送りします。" },
      inputSchema: { type: "object", properties: {} },
      verification: "email_code",
      reply: { en: "A link is on its way.", ja: "再設定の案内をお送りしました。" },
      triggers: [],
    });
  });
  afterEach(() => Promise.all(contexts.splice(0).map((each) => each.close())));
  afterAll(async () => {
    await browser.close();
    await shop.close();
    await house.close();
    await mail.close();
  });

  async function visit(path: string, more: object = {}) {
    const context = await browser.newContext({ locale: "en-US", reducedMotion: "reduce", ...more });
    contexts.push(context);
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    await page.goto(house.url + path);
    return { page, panel: page.getByRole("dialog") };
  }

  it("comes up with an answer, knows the number already, and its result stands in the thread", {
    timeout: 60_000,
  }, async () => {
    const { page, panel } = await visit("/demo/");
    await page.getByRole("button", { name: "Open support" }).click();
    await panel.getByRole("button", { name: "Where is my order?" }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await panel.getByLabel("Search or ask a question").fill("Where is my order a-1001 now?");
    await panel.getByLabel("Search or ask a question").press("Enter");
    await panel.getByRole("log").getByRole("button", { name: "Where is my order?" }).click();
    const order = panel.getByRole("textbox", { name: "Order number" });
    expect(await order.inputValue()).toBe("A-1001");
    expect(await axeFindings(page)).toEqual([]);

    await order.fill("1001");
    await panel.getByRole("button", { name: "Continue" }).click();
    await panel.getByText("This does not look right. Please check it.").waitFor();
    expect(await order.evaluate((each) => (each.getRootNode() as ShadowRoot).activeElement === each)).toBe(true);
    expect(await axeFindings(page)).toEqual([]);
    await order.fill("A-1001");
    await panel.getByRole("checkbox", { name: "It is a present" }).check();
    await panel.getByRole("combobox", { name: /Carrier/ }).selectOption("Yamato");
    await panel.getByRole("button", { name: "Continue" }).click();
    await panel.getByRole("log").getByText("Order A-1001 is on its way.").waitFor();
    expect(JSON.parse(shop.heard.at(-1)?.body ?? "{}")).toMatchObject({
      tool: "order_status",
      input: { order: "A-1001", carrier: "Yamato", gift: true },
    });
    // a person is where it always is
    await panel.getByRole("button", { name: "Talk to a person" }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  it("asks for the code that went to the visitor's address, in Japanese on a phone", { timeout: 60_000 }, async () => {
    const token = await new SignJWT({ email: "hana@example.test" })
      .setProtectedHeader({ alg: "HS256" })
      .setSubject("hana")
      .setExpirationTime("1h")
      .sign(new TextEncoder().encode(house.site.identity_secret));
    const { page, panel } = await visit("/demo/ja/", { locale: "ja-JP", viewport: { width: 390, height: 844 } });
    await page.getByRole("button", { name: "サポートを開く" }).waitFor();
    await page.evaluate((given) => {
      const { Kotae } = window as unknown as KotaeWindow;
      Kotae.identify(given);
      Kotae.open();
    }, token);
    await panel.getByRole("button", { name: "パスワードの再設定" }).click();
    await panel.getByRole("button", { name: "次へ" }).click();
    const code = panel.getByRole("textbox", { name: "6桁の確認番号" });
    await code.waitFor();
    await panel
      .getByRole("status")
      .getByText(/h…@example\.test/)
      .waitFor();
    expect(await axeFindings(page)).toEqual([]);
    const sent = /^ {4}(\d{6})$/m.exec(mail.letters.at(-1)?.text ?? "")?.[1] ?? "none";
    const wrong = String((Number(sent) + 1) % 1_000_000).padStart(6, "0");
    await code.fill(wrong);
    await panel.getByText(/番号が違うか、期限が切れています/).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await code.fill(`${sent.slice(0, 3)} ${sent.slice(3)}`);
    await panel.getByRole("log").getByText("再設定の案内をお送りしました。").waitFor();
    expect(JSON.parse(shop.heard.at(-1)?.body ?? "{}")).toMatchObject({
      tool: "new_password",
      visitor: { verifiedBy: "email_code" },
    });
  });
});
