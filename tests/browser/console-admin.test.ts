import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@kotae/sdk";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeFindings, launchBrowser } from "../support/browser.ts";
import { type ServerProcess, spawnServer } from "../support/process.ts";

const password = "correct horse battery";
const first = "Can I get a refund when I cancel?";
const asked = [first, "How do refunds work when I cancel?", "Refund after I cancel, is it possible?"];
const wide = { width: 1440, height: 900 };
const narrow = { width: 390, height: 844 };

describe("the console's rooms beside the inbox", () => {
  let browser: Browser;
  let server: ServerProcess;
  let dataDir: string;
  let cookie: { name: string; value: string };
  let admin: ReturnType<typeof createClient>;
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), "kotae-admin-"));
    [browser, server] = await Promise.all([
      launchBrowser(),
      spawnServer({ KOTAE_DATA: dataDir, KOTAE_PORT: "0", KOTAE_DEMO_PASSWORD: password }, "demo"),
    ]);
    const response = await fetch(`${server.url}/v1/sessions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: "admin@demo.kotae.test", password }),
    });
    const [name = "", value = ""] = (response.headers.get("set-cookie")?.split(";")[0] ?? "").split("=");
    cookie = { name, value };
    admin = createClient({ baseUrl: server.url, headers: { cookie: `${name}=${value}` } });
    await ask([...asked, "How do I install the widget on my site?", "Choose the language of the widget"]);
  });
  afterAll(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    await browser.close();
    await server.kill("SIGTERM");
    rmSync(dataDir, { recursive: true, force: true });
  });

  /** Each question comes from a visitor of its own. */
  async function ask(questions: readonly string[]): Promise<void> {
    const site = (await admin.listSites()).items[0];
    for (const question of questions) {
      const { token } = await createClient({ baseUrl: server.url }).createVisitor({ siteKey: site?.key ?? "" });
      await createClient({ baseUrl: server.url, token: () => token }).ask({ question, lang: "en" });
    }
  }

  async function open(
    path: string,
    { viewport = wide, locale = "en-US", colorScheme = "light" as "light" | "dark" } = {},
  ): Promise<Page> {
    const context = await browser.newContext({ viewport, locale, colorScheme, reducedMotion: "reduce" });
    context.setDefaultTimeout(15_000);
    contexts.push(context);
    await context.addCookies([{ ...cookie, url: server.url }]);
    const page = await context.newPage();
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error" && !/Failed to load resource/.test(message.text()))
        complaints.push(message.text());
    });
    await page.goto(`${server.url}/console${path}`);
    return page;
  }

  it("loads the rooms' code only when somebody goes there", async () => {
    const page = await open("/?view=all");
    const names: string[] = [];
    page.on("request", (request) => names.push(new URL(request.url()).pathname));
    await page.getByRole("link", { name: "Unassigned" }).waitFor();
    expect(names.filter((name) => /Room-/.test(name))).toEqual([]);
    await page.getByRole("link", { name: "Reports" }).click();
    await page.getByRole("heading", { name: "Deflection" }).waitFor();
    expect(names.filter((name) => /ReportsRoom-.*js$/.test(name))).toHaveLength(1);
    expect(names.filter((name) => /KnowledgeRoom-.*js$/.test(name))).toEqual([]);
  });

  it("writes an article, tries it, publishes it and brings an old version back", { timeout: 90_000 }, async () => {
    const page = await open("/articles");
    await page.getByRole("link", { name: "New article" }).click();
    await page.getByRole("textbox", { name: "Title", exact: true }).fill("Cancel a subscription");
    const text = page.getByRole("textbox", { name: "Text in Markdown" });
    await text.fill(
      "## Refunds when you cancel\n\nYou get the unused days back within *five* days. <script>alert(1)</script>",
    );
    const preview = page.getByRole("region", { name: "Preview" });
    await preview.getByRole("heading", { name: "Refunds when you cancel" }).waitFor();
    expect(await preview.locator("script").count()).toBe(0);
    expect(await preview.locator("em").textContent()).toBe("five");

    // what is not saved is there again after the page was loaded anew
    await page.getByRole("status").getByText("Unsaved changes").waitFor();
    await page.reload();
    await page.getByText(/Unsaved text of .* was brought back/).waitFor();
    expect(await page.getByRole("textbox", { name: "Title", exact: true }).inputValue()).toBe("Cancel a subscription");

    // it answers before anybody can read it
    await page.getByRole("link", { name: "Try it" }).click();
    const question = page.getByRole("textbox", { name: "Question" });
    await question.fill("Do I get a refund for the unused days when I cancel?");
    await question.press("Enter");
    await page.getByText("It answers", { exact: true }).waitFor();
    await page.getByText("(this article)").first().waitFor();

    await page.keyboard.press("Control+s");
    await page.waitForURL(/\/articles\/[0-9a-f-]{36}/);
    await page.getByText("Everything is saved").waitFor();
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await page.getByText("“Cancel a subscription” is published.").waitFor();
    const id = /articles\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "";
    const shown = await fetch(`${server.url}${(await admin.getArticle({ id })).url}`);
    expect(await shown.text()).toContain("Refunds when you cancel");

    // a second version, its difference, and the way back
    await text.fill("## Refunds when you cancel\n\nYou get nothing back.");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Everything is saved").waitFor();
    await page.getByRole("link", { name: "Versions" }).click();
    const side = page.getByRole("region", { name: "Versions" });
    await side.getByRole("button", { name: /^Version 2/ }).click();
    await side.getByText("You get nothing back.").waitFor();
    await side.getByText("Removed: ").first().waitFor({ state: "attached" });
    await side.getByRole("button", { name: /^Version 1/ }).click();
    await side.getByRole("button", { name: "Restore this version" }).click();
    await page.getByText("Version 1 is the text again.").waitFor();
    expect(await text.inputValue()).toContain("unused days");
    expect((await admin.getArticle({ id })).body).toContain("unused days");
  });

  it("takes a pasted image, shows it, and lets one that failed be tried again", async () => {
    const made = await admin.createArticle({ title: "With an image", body: "Before. After.", lang: "en" });
    const page = await open(`/articles/${made.id}`);
    const text = page.getByRole("textbox", { name: "Text in Markdown" });
    await text.waitFor();
    await text.evaluate((area: HTMLTextAreaElement) => {
      area.focus();
      area.setSelectionRange(8, 8);
    });
    const paste = () =>
      text.evaluate(async (area) => {
        const canvas = new OffscreenCanvas(40, 30);
        canvas.getContext("2d")?.fillRect(0, 0, 40, 30);
        const data = new DataTransfer();
        data.items.add(new File([await canvas.convertToBlob()], "form.png", { type: "image/png" }));
        area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
      });
    await page.route("**/v1/images", (route) => route.abort());
    await paste();
    await page.getByText("form.png was not uploaded. The server could not be reached.").waitFor();
    expect(await text.inputValue()).toBe("Before. ![](… uploading form.png …)After.");
    expect(await page.locator(".editor-preview img").count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    await page.unroute("**/v1/images");
    await page.getByRole("button", { name: "Try again form.png" }).click();
    await page.getByText(/form\.png is in the text\./).waitFor();
    expect(await text.inputValue()).toMatch(/^Before\. !\[\]\(\/help\/files\/[0-9a-f]{32}\.png\)After\.$/);

    // the caret is where the description goes
    await page.keyboard.type("The form");
    const image = page.getByRole("region", { name: "Preview" }).getByRole("img", { name: "The form" });
    await image.waitFor();
    await image.evaluate((shown: HTMLImageElement) => shown.decode());
    expect(await image.evaluate((shown: HTMLImageElement) => shown.naturalWidth)).toBe(40);
    await page.keyboard.press("ControlOrMeta+s");
    await page.getByText("Everything is saved").waitFor();
    expect((await admin.getArticle({ id: made.id })).body).toBe(await text.inputValue());
    for (let n = 0; n < 5 && (await text.inputValue()) !== "Before. After."; n++) {
      await page.keyboard.press("ControlOrMeta+z");
    }
    expect(await text.inputValue()).toBe("Before. After.");
  });

  it("keeps both texts when two people save one article", async () => {
    const made = await admin.createArticle({ title: "Written twice", body: "First line.", lang: "en" });
    const page = await open(`/articles/${made.id}`);
    await page.getByRole("textbox", { name: "Text in Markdown" }).fill("My line.");
    await admin.updateArticle({ id: made.id, body: "Their line." });
    await page.getByRole("button", { name: "Save draft" }).click();
    const sheet = page.getByRole("dialog", { name: /saved this article while you were writing/ });
    await sheet.getByText("Their line.").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await sheet.getByRole("button", { name: "Keep mine, save over theirs" }).click();
    await page.getByText("Everything is saved").waitFor();
    expect((await admin.getArticle({ id: made.id })).body).toBe("My line.");
    expect((await admin.listArticleVersions({ id: made.id })).items).toHaveLength(3);
  });

  it("goes from a question nobody answered to its gap and to a draft", { timeout: 90_000 }, async () => {
    const page = await open("/questions?view=all");
    const list = page.getByRole("region", { name: "List of questions" });
    await list.getByRole("link", { name: first }).click();
    await page.getByRole("heading", { name: first }).waitFor();
    await page.getByText("The answer as it was given").waitFor();
    await page.keyboard.press("e");
    await page.getByText("Reviewed.", { exact: true }).waitFor();
    await list.getByRole("link", { name: first }).getByText("Reviewed").waitFor();

    await page.getByRole("link", { name: "Gaps" }).click();
    const gaps = page.getByRole("region", { name: "List of gaps" });
    await gaps
      .getByRole("link", { name: /questions/ })
      .first()
      .click();
    await page.getByText("What was asked").waitFor();
    await page.getByRole("button", { name: "Write a draft", exact: true }).first().click();
    await page.waitForURL(/\/articles\/[0-9a-f-]{36}/);
    await page.getByRole("textbox", { name: "Text in Markdown" }).waitFor();
    await page.getByText("Draft", { exact: true }).first().waitFor();
  });

  it("keeps words that mean the same, and takes a removal back", async () => {
    const page = await open("/synonyms");
    const words = page.getByRole("textbox", { name: "Words" });
    await words.fill("refund");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByText("Enter at least two words, separated by commas.").waitFor();
    await words.fill("refund, money back");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("button", { name: "Remove: refund, money back" }).click();
    await page.getByText("No synonyms yet.").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("button", { name: "Edit: refund, money back" }).waitFor();
    expect((await admin.listSynonyms({})).items.map((each) => each.words)).toEqual([["refund", "money back"]]);
  });

  it("shows what another precision would have changed, and keeps it", async () => {
    const before = (await admin.getAssistant({})).settings.wrongAtMost;
    const page = await open("/assistant");
    await page.getByRole("table").waitFor();
    const slider = page.getByRole("slider");
    await slider.focus();
    await slider.press("Home");
    await page.getByText("At most 1% of the answers given may be wrong.").waitFor();
    expect((await admin.getAssistant({})).settings.wrongAtMost).toBe(before);
    const shown = page.getByRole("row", { name: /^Handed over/ });
    const expected = await admin.whatIf({ wrongAtMost: 0.01 });
    await shown.getByText(String(expected.proposed.handedOver), { exact: true }).first().waitFor();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Saved. It holds for the next question.").waitFor();
    expect((await admin.getAssistant({})).settings.wrongAtMost).toBe(0.01);
    await admin.updateAssistant({ settings: { wrongAtMost: before } });
  });

  it("makes a tool, shows its secret once, and tries one that is there", { timeout: 60_000 }, async () => {
    const page = await open("/tools/new");
    await page.getByLabel("Name", { exact: true }).fill("ping");
    await page.getByLabel("Title (English)").fill("Ping");
    await page.getByLabel("When it helps (English)").fill("To see whether it works.");
    await page.getByLabel("What is said of the result (English)").fill("It says {{word}}.");
    await page.getByLabel("Web address").fill("https://tools.example.com/ping");
    await page.getByRole("button", { name: "Add a field" }).click();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    const sheet = page.getByRole("dialog", { name: "The tool's secret" });
    const secret = await sheet.getByLabel("Secret").inputValue();
    expect(secret.length).toBeGreaterThan(20);
    await sheet.getByRole("button", { name: "I have kept it" }).click();
    await page.waitForURL(/\/tools\/[0-9a-f-]{36}/);
    expect(await page.content()).not.toContain(secret);

    await page.getByRole("link", { name: "Back to the tools" }).click();
    await page.getByRole("link", { name: "Order status" }).click();
    const trial = page.getByRole("region", { name: "Try it" });
    await trial.getByRole("textbox").first().fill("A-1001");
    await trial.getByRole("button", { name: "Send the request" }).click();
    await trial.getByText("What came back").waitFor();
    await trial.getByText(/POST http/).waitFor();
    await trial.getByText(/A-1001 is /).waitFor();
    await page.getByRole("region", { name: "Log of runs" }).getByText("Trial").first().waitFor();
  });

  it("reports figures with their meaning, and the same as CSV", async () => {
    const page = await open("/reports/deflection");
    await page.getByText("Assisted conversations", { exact: true }).waitFor();
    const report = await admin.getReport({ name: "deflection" });
    const line = page.locator(".figure-line", { hasText: "Assisted conversations" }).first();
    expect(await line.locator(".figure-value").textContent()).toBe(String(report.total.conversations));
    await line.getByText(/in which the assistant was asked/).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download as CSV" }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.csv$/);
    await page.getByRole("link", { name: "Searches" }).click();
    await page.waitForURL(/reports\/searches/);
  });

  it("lets somebody who is no admin look, and change nothing", async () => {
    const context = await browser.newContext({ viewport: wide, locale: "en-US", reducedMotion: "reduce" });
    contexts.push(context);
    const page = await context.newPage();
    await page.goto(`${server.url}/console/assistant`);
    await page.getByLabel("Email").fill("agent1@demo.kotae.test");
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Log in", exact: true }).click();
    await page.getByText("Only admins can change these settings.").waitFor();
    expect(await page.getByRole("slider").isDisabled()).toBe(true);
    expect(await page.getByRole("switch", { name: "Answer questions" }).isDisabled()).toBe(true);
  });

  const looks = [
    { name: "in English, wide and light", locale: "en-US", viewport: wide, colorScheme: "light" as const },
    { name: "in Japanese, narrow and dark", locale: "ja-JP", viewport: narrow, colorScheme: "dark" as const },
  ];
  it.each(looks)("has views in which axe finds nothing $name", { timeout: 180_000 }, async (look) => {
    const lang = look.locale.slice(0, 2);
    const article = (await admin.listArticles({ lang, limit: 1 })).items[0]?.id;
    const question = (await admin.listQuestions({ view: "all" })).items[0]?.id;
    const gap = (await admin.listGaps({})).items[0]?.id;
    const tool = (await admin.listTools()).items[0]?.id;
    const page = await open("/articles", look);
    const paths = [
      "/articles",
      "/articles?q=zzzz",
      "/articles/new",
      ...["write", "preview", "details", "try", "versions", "feedback"].map(
        (pane) => `/articles/${article}?panel=${pane}`,
      ),
      "/questions?view=all",
      `/questions/${question}?view=all`,
      "/gaps?status=any",
      `/gaps/${gap}?status=any`,
      "/synonyms",
      "/assistant",
      "/tools",
      "/tools/new",
      `/tools/${tool}`,
      "/reports/deflection",
      "/reports/deflection?by=day",
      "/reports/articles",
      "/reports/searches",
      "/reports/forms",
    ];
    for (const path of paths) {
      await page.goto(`${server.url}/console${path}`);
      await page.waitForLoadState("networkidle");
      expect([path, await axeFindings(page)]).toEqual([path, []]);
      // nothing makes the page itself wider than the screen
      expect([path, await page.evaluate("document.documentElement.scrollWidth <= innerWidth")]).toEqual([path, true]);
    }
    expect(await page.getByRole("status").count()).toBeGreaterThan(0);
  });

  it("complained of nothing on the way", () => {
    expect(complaints).toEqual([]);
  });
});
