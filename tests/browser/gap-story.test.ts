import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@kotae/sdk";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { type ServerProcess, spawnServer } from "../support/process.ts";

const password = "correct horse battery";

/** What twenty visitors ask, each in their own words; no article of the demo says anything about it. */
const english = {
  path: "/demo/",
  locale: "en-US",
  open: "Open support",
  dialog: "Support",
  field: "Search or ask a question",
  questions: [
    "Does Kotae integrate with Salesforce?",
    "Salesforce integration",
    "How do I connect Salesforce?",
    "Can I sync Salesforce contacts?",
    "Is there a Salesforce integration?",
    "Connect Kotae and Salesforce",
    "Salesforce connector for Kotae",
    "Can Kotae sync with Salesforce?",
    "Where is the Salesforce integration?",
    "We use Salesforce, can Kotae connect to Salesforce?",
  ],
};
const japanese = {
  path: "/demo/ja/",
  locale: "ja-JP",
  open: "サポートを開く",
  dialog: "サポート",
  field: "検索または質問",
  questions: [
    "Salesforce と連携できますか",
    "Salesforce 連携",
    "Salesforce との連携方法",
    "Salesforce に接続したい",
    "Salesforce と連携したいです",
    "Kotae は Salesforce と連携できますか",
    "Salesforce との接続はどうやりますか",
    "Salesforce 連携はありますか",
    "Salesforce と同期できますか",
    "Salesforce の連絡先と同期したい",
  ],
};
type Words = Omit<typeof english, "questions">;

describe("twenty visitors ask what no article answers", () => {
  let browser: Browser;
  let server: ServerProcess;
  let dataDir: string;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), "kotae-gap-"));
    [browser, server] = await Promise.all([
      launchBrowser(),
      spawnServer(
        // all twenty come from one address here, which no twenty people do
        { KOTAE_DATA: dataDir, KOTAE_PORT: "0", KOTAE_DEMO_PASSWORD: password, KOTAE_RATE_LIMITS: "off" },
        "demo",
      ),
    ]);
  });
  afterAll(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    await browser.close();
    await server.kill("SIGTERM");
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function newPage(locale: string, width = 1280): Promise<Page> {
    const context = await browser.newContext({ locale, viewport: { width, height: 900 }, reducedMotion: "reduce" });
    context.setDefaultTimeout(20_000);
    contexts.push(context);
    return context.newPage();
  }

  /** A visitor nobody has seen before opens the panel and asks; resolves once the assistant has said something. */
  async function ask(words: Words, question: string): Promise<Page> {
    const page = await newPage(words.locale);
    await page.goto(server.url + words.path);
    await page.getByRole("button", { name: words.open }).click();
    const panel = page.getByRole("dialog", { name: words.dialog });
    await panel.getByLabel(words.field).fill(question);
    await panel.getByLabel(words.field).press("Enter");
    await panel.getByRole("log").getByText(question, { exact: true }).waitFor();
    // what the assistant says in the end is the second entry of the conversation
    await panel.locator('[data-id="2"]').waitFor();
    return page;
  }

  it("and the gap is found, filled, and seen to be filled", { timeout: 240_000 }, async () => {
    for (const words of [english, japanese]) {
      for (const question of words.questions) {
        const page = await ask(words, question);
        await page.context().close();
      }
    }

    // an admin sees one gap with what it costs
    const desk = await newPage("en-US", 1440);
    await desk.goto(`${server.url}/console/gaps`);
    await desk.getByLabel("Email").fill("admin@demo.kotae.test");
    await desk.getByLabel("Password").fill(password);
    await desk.getByRole("button", { name: "Log in", exact: true }).click();
    const list = desk.getByRole("region", { name: "List of gaps" });
    const row = list.getByRole("link", { name: /Salesforce/ }).first();
    await row.waitFor();
    await row.click();
    const cost = desk.getByLabel("What it costs");
    await cost.getByText("Visitors").waitFor();
    const visitors = Number(await cost.locator("div", { hasText: "Visitors" }).locator("dd").textContent());
    expect(visitors).toBe(20);
    const gapUrl = desk.url();

    // a draft is made of it, finished by a person, and published
    await desk.getByRole("button", { name: "Write a draft", exact: true }).click();
    await desk.waitForURL(/\/articles\/[0-9a-f-]{36}/);
    const title = desk.getByRole("textbox", { name: "Title" });
    await title.fill("Connect Salesforce");
    await desk
      .getByRole("textbox", { name: "Text in Markdown" })
      .fill("To connect Kotae to Salesforce, open Integrations, choose Salesforce and allow Kotae to sync contacts.");
    await desk.getByRole("button", { name: "Save and publish" }).click();
    await desk.getByText("“Connect Salesforce” is published.").waitFor();

    // the next visitor gets the answer, and says that it solved it
    const next = await ask(english, english.questions[2] ?? "");
    const panel = next.getByRole("dialog", { name: english.dialog });
    await panel
      .getByRole("log")
      .getByText(/open Integrations, choose Salesforce/)
      .waitFor();
    await panel
      .getByRole("button", { name: "Yes, thanks" })
      .or(panel.getByRole("button", { name: /^Yes/ }))
      .first()
      .click();
    await panel.getByRole("button", { name: /^Yes/ }).first().waitFor({ state: "detached" });

    // and the page shows the difference
    await desk.goto(gapUrl);
    const effect = desk.getByRole("region", { name: "What the article changed" });
    await effect.getByText("Since it came out").waitFor();
    await effect.getByText("0 of 20 solved").waitFor();
    await effect.getByText("1 of 1 solved").waitFor();

    const client = createClient({ baseUrl: server.url, headers: { cookie: await cookieOf(desk) } });
    const gap = await client.getGap({ id: gapUrl.split("/").at(-1)?.split("?")[0] ?? "" });
    expect(gap).toMatchObject({ status: "published", before: { solved: 0 }, after: { asked: 1, solved: 1 } });
    expect(gap.langs).toEqual(expect.arrayContaining(["en", "ja"]));
  });

  const cookieOf = async (page: Page) =>
    (await page.context().cookies(server.url)).map(({ name, value }) => `${name}=${value}`).join("; ");
});
