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

  it("mends an article from a question nobody answered, and sees that it is answered today", {
    timeout: 90_000,
  }, async () => {
    const lost = "How do I export my contacts to a spreadsheet?";
    await ask([lost]);
    const page = await open("/questions");
    const list = page.getByRole("region", { name: "List of questions" });
    await list.getByRole("link", { name: lost }).click();
    await page.getByRole("heading", { name: lost }).waitFor();
    const today = page.getByRole("region", { name: "Today" });
    await today.getByText("Today it would do the same.").waitFor();
    expect(await page.getByText("It answered", { exact: true }).count()).toBe(0);

    // the article that is nearest says nothing of it yet
    await page.getByRole("link", { name: "Edit the article" }).click();
    const text = page.getByRole("textbox", { name: "Text in Markdown" });
    await text.waitFor();
    expect(await page.getByRole("textbox", { name: "Question" }).inputValue()).toBe(lost);
    const before = await text.inputValue();
    await text.fill(
      `${before}\n\n## Export your contacts to a spreadsheet\n\nOpen Contacts and press Export: you get a spreadsheet.`,
    );
    // what it would answer follows the text, saved or not
    await page.getByText("It answers", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Everything is saved").waitFor();
    await page.getByRole("link", { name: "Back to the question" }).click();

    await page.waitForURL(/\/questions\//);
    await today.getByText("Today: it answers.").waitFor();
    await today.getByText("It answers from").waitFor();
    await page.getByRole("button", { name: "Mark as reviewed" }).click();
    await page.getByText("Reviewed.", { exact: true }).waitFor();
    await page.goto(`${server.url}/console/questions`);
    await page.getByRole("region", { name: "List of questions" }).waitFor();
    await page.waitForLoadState("networkidle");
    expect(await list.getByRole("link", { name: lost }).count()).toBe(0);
  });

  it("shows why answers were rated badly, and what readers found not helpful", { timeout: 60_000 }, async () => {
    const site = (await admin.listSites()).items[0];
    const { token } = await createClient({ baseUrl: server.url }).createVisitor({ siteKey: site?.key ?? "" });
    const visitor = createClient({ baseUrl: server.url, token: () => token });
    const question = "Which attribute sets the position of the launcher?";
    const { conversationId, citations } = await visitor.ask({ question, lang: "en" });
    const ticket = await visitor.escalate({ id: conversationId });
    await admin.setTicketStatus({ id: ticket.id, status: "resolved" });
    await visitor.rate({ id: conversationId, score: 1, comment: "It sent me in circles" });
    await visitor.giveFeedback({ id: citations[0]?.articleId ?? "", helpful: false, comment: "Where is the example?" });

    const page = await open("/questions?view=unhelpful");
    await page.getByRole("combobox", { name: "Why" }).selectOption({ label: "Ticket rated low" });
    await page.waitForURL(/why=rating/);
    await page.getByRole("link", { name: question }).click();
    const said = page.getByRole("region", { name: "What was said against it" });
    await said.getByText("The conversation's ticket was rated 1 of 5.").waitFor();
    await said.getByText("It sent me in circles").waitFor();
    await said.getByText("Where is the example?").waitFor();
    expect(await axeFindings(page)).toEqual([]);

    await page.getByRole("link", { name: "Votes" }).first().click();
    const vote = page.getByRole("listitem").filter({ hasText: "Where is the example?" });
    await vote.getByRole("button", { name: /as looked at/ }).click();
    await vote.getByText(/looked at it/).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.reload();
    await page.getByRole("heading", { name: "Votes" }).waitFor();
    await page.waitForLoadState("networkidle");
    expect(await page.getByText("Where is the example?").count()).toBe(0);
  });

  it("links two articles as one in two languages, parts them, and keeps the writer's text", async () => {
    const english = await admin.createArticle({ title: "Keep a parcel", body: "Ask for it.", lang: "en" });
    const japanese = await admin.createArticle({ title: "荷物を預かる", body: "お申し付けください。", lang: "ja" });
    const page = await open(`/articles/${english.id}?panel=details`);
    await page.getByRole("textbox", { name: "Text in Markdown" }).fill("Ask for it at the desk.");
    await page.getByRole("button", { name: "Link one that exists (Japanese)" }).click();
    await page.getByRole("searchbox", { name: "Find an article" }).fill("荷物");
    await page.getByRole("button", { name: "Link “荷物を預かる”" }).click();
    await page.getByRole("list", { name: "Languages" }).getByRole("link", { name: "Japanese", exact: true }).waitFor();
    expect((await admin.getArticle({ id: japanese.id })).translations).toMatchObject([{ id: english.id, lang: "en" }]);
    expect(await page.getByRole("textbox", { name: "Text in Markdown" }).inputValue()).toBe("Ask for it at the desk.");
    // its language is a choice, but not the one the other has
    expect(
      await page.getByRole("combobox", { name: "Language", exact: true }).locator("option").allTextContents(),
    ).toEqual(["English"]);
    await page.getByRole("button", { name: "Part it from its translations" }).click();
    await page.getByText("It stands by itself now.").waitFor();
    expect((await admin.getArticle({ id: japanese.id })).translations).toEqual([]);
    expect(await page.getByRole("combobox", { name: "Language", exact: true }).locator("option").count()).toBe(2);
  });

  it("offers the categories there are, renames one everywhere, and orders them as the help centre does", async () => {
    const made = await admin.createArticle({
      title: "Pay by invoice",
      body: "Choose it.",
      lang: "en",
      status: "published",
    });
    const page = await open(`/articles/${made.id}?panel=details`);
    const category = page.getByRole("combobox", { name: "Category" });
    await category.waitFor();
    await expect.poll(() => page.locator("datalist option").count()).toBeGreaterThan(3);
    await category.fill("Payments");
    await page.getByText("“Payments” is a new category.").waitFor();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Everything is saved").waitFor();

    await page.goto(`${server.url}/console/articles?lang=en`);
    await page.getByRole("button", { name: "Categories" }).click();
    const sheet = page.getByRole("dialog", { name: "Categories" });
    await sheet.getByRole("button", { name: "Rename Payments" }).click();
    await sheet.getByRole("textbox", { name: "New name for Payments" }).fill("Money");
    await sheet.getByRole("button", { name: "Rename", exact: true }).click();
    await page.getByText("1 article is under “Money” now.").waitFor();
    expect((await admin.getArticle({ id: made.id })).category).toBe("Money");

    const topics = async () =>
      [...(await (await fetch(`${server.url}/help/en/`)).text()).matchAll(/<h3>(.*?)<\/h3>/g)].map(([, name]) => name);
    const before = await topics();
    const second = String(before[1]);
    const up = sheet.getByRole("button", { name: `Move ${second} up` });
    await up.click();
    await sheet.getByText(`${second} is 1 of`).waitFor({ state: "attached" });
    await expect.poll(topics).toEqual([second, before[0], ...before.slice(2)]);
    // the hand stays on what it moved
    expect(await page.evaluate("document.activeElement.getAttribute('aria-label')")).toBe(`Move ${second} down`);
    expect(await axeFindings(page)).toEqual([]);
  });

  it("adds a department and a site of it, whose visitors alone get the department's articles", {
    timeout: 60_000,
  }, async () => {
    const page = await open("/");
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.url });
    await page.getByRole("link", { name: "Sites", exact: true }).click();
    await page.getByRole("button", { name: "Add a department" }).click();
    const deskSheet = page.getByRole("dialog", { name: "Add a department" });
    await deskSheet.getByRole("textbox", { name: "Name" }).fill("Wholesale");
    await deskSheet.getByRole("textbox", { name: "Key" }).fill("Whole sale");
    await deskSheet.getByRole("button", { name: "Add a department" }).click();
    await deskSheet.getByText("Lower-case letters and digits, with hyphens between words.").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await deskSheet.getByRole("textbox", { name: "Key" }).fill("wholesale");
    await deskSheet.getByRole("button", { name: "Add a department" }).click();
    await page.getByRole("rowheader", { name: /Wholesale/ }).waitFor();

    await page.getByRole("button", { name: "Add a site" }).click();
    const sheet = page.getByRole("dialog", { name: "Add a site" });
    await sheet.getByRole("textbox", { name: "Name" }).fill("Trade shop");
    await sheet.getByRole("textbox", { name: "Colour" }).fill("green");
    await sheet.getByRole("combobox", { name: "Department" }).selectOption({ label: "Wholesale" });
    await sheet.getByRole("button", { name: "Add a site" }).click();
    await sheet.getByText("Write a colour as in #2b5fb3.").waitFor();
    await sheet.getByRole("textbox", { name: "Colour" }).fill("#1f6f54");
    await sheet.getByRole("button", { name: "Add a site" }).click();
    const ready = page.getByRole("dialog", { name: "Trade shop is ready" });
    const secret = await ready.getByRole("textbox", { name: "Identity secret" }).inputValue();
    expect(secret.length).toBeGreaterThan(20);
    expect(await axeFindings(page)).toEqual([]);
    await ready.getByRole("button", { name: "I have kept it" }).click();
    expect(await page.content()).not.toContain(secret);
    const site = (await admin.listSites()).items.find(({ name }) => name === "Trade shop");
    await page.getByRole("button", { name: "Copy the tag of Trade shop" }).click();
    await page.getByText("Copied.").waitFor();
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe(
      `<script src="${server.url}/kotae.js" data-site="${site?.key}" data-accent="#1f6f54" async></script>`,
    );

    // an article for the department, chosen where articles are written
    const made = await admin.createArticle({ title: "Trade prices", body: "Ask.", lang: "en", status: "published" });
    await page.goto(`${server.url}/console/articles/${made.id}?panel=details`);
    await page.getByRole("combobox", { name: "Department" }).selectOption({ label: "Wholesale" });
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Everything is saved").waitFor();
    const first = (await admin.listSites()).items[0];
    const statusAt = async (key = "") => (await fetch(`${server.url}/v1/articles/${made.id}?site=${key}`)).status;
    expect([await statusAt(site?.key), await statusAt(first?.key)]).toEqual([200, 404]);

    await page.goto(`${server.url}/console/sites`);
    await page.getByRole("button", { name: "Rename Wholesale" }).click();
    const rename = page.getByRole("dialog", { name: "Rename Wholesale" });
    await rename.getByRole("textbox", { name: "Name" }).fill("Trade");
    await rename.getByRole("button", { name: "Rename" }).click();
    await page.getByRole("rowheader", { name: /^Trade/ }).waitFor();
    expect((await admin.listDesks()).items).toMatchObject([{ key: "wholesale", name: "Trade" }]);
  });

  it("says in a tool's log for whom and by whom it was used, also once the tool is gone", async () => {
    const first = (await admin.listSites()).items[0];
    const tool = (await admin.listTools()).items.find(({ name }) => name === "order_status");
    const { token } = await createClient({ baseUrl: server.url }).createVisitor({ siteKey: first?.key ?? "" });
    const visitor = createClient({ baseUrl: server.url, token: () => token });
    await visitor.updateVisitor({ name: "Hana Suzuki", email: "hana@example.test" });
    const { id } = await visitor.createConversation({});
    await visitor.startToolRun({ id, tool: "order_status", input: { order: "A-1002" } });
    const page = await open(`/tools/${tool?.id}`);
    const log = page.getByRole("region", { name: "Log of runs" });
    await log.getByText("Hana Suzuki").click();
    await log.getByText("hana@example.test").waitFor();
    await log.getByRole("button", { name: "Read the conversation" }).click();
    const sheet = page.getByRole("dialog", { name: "Conversation" });
    await sheet.getByText(/A-1002 is /).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    const ticket = await visitor.escalate({ id });
    await page.reload();
    await log.getByText("Hana Suzuki").click();
    await log.getByRole("link", { name: "Open the ticket" }).click();
    await page.waitForURL(new RegExp(`/tickets/${ticket.id}`));

    // the one that was made and never used
    const ping = (await admin.listTools()).items.find(({ name }) => name === "ping");
    await page.goto(`${server.url}/console/tools/${ping?.id}`);
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete", exact: true }).click();
    const gone = page.getByRole("region", { name: "Deleted tools" });
    await gone.getByText(/^Deleted by Sakura Mori/).waitFor();
    await gone.getByRole("link", { name: "Ping" }).click();
    await page.getByRole("region", { name: "Log of runs" }).waitFor();
    await page.getByText(/^Deleted by Sakura Mori/).waitFor();
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
    const gone = (await admin.listRetiredTools()).items[0]?.id;
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
      "/questions?view=unhelpful",
      "/votes?view=all",
      "/gaps?status=any",
      `/gaps/${gap}?status=any`,
      "/synonyms",
      "/assistant",
      "/tools",
      "/tools/new",
      `/tools/${tool}`,
      `/tools/${gone}`,
      "/sites",
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
