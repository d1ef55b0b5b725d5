import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeFindings, launchBrowser } from "../support/browser.ts";
import { type ServerProcess, spawnServer } from "../support/process.ts";

const password = "correct horse battery";

/** The same story in two languages, on a desktop and on a phone. */
const stories = [
  {
    name: "in English on a desktop",
    path: "/demo/",
    locale: "en-US",
    viewport: { width: 1280, height: 900 },
    open: "Open support",
    dialog: "Support",
    field: "Search or ask a question",
    typed: "reset passw",
    article: "Add an agent or reset a password",
    question: "How do I install the widget on my site?",
    quoted: /script tag/i,
    source: /Install the widget/,
    unanswerable: "Can you recommend a restaurant for my cat's birthday?",
    back: "Back",
    no: "No, I need a person",
    person: "Talk to a person",
    words: /What can we help with|Anything to add/,
    email: /Email/,
    sendToPerson: "Send to a person",
    message: "Message",
    send: "Send",
    offline: /Offline/,
    rate: "Good",
    sendRating: "Send rating",
    thanks: /You rated this: Good/,
    joined: /(Aiko|Kenji).*joined/,
    agent: {
      email: "Email",
      password: "Password",
      login: "Log in",
      all: "All",
      tried: "What they tried",
      reply: "Reply",
      status: "Status",
      resolved: "Resolved",
      rated: /rated this 4 of 5/,
    },
  },
  {
    name: "in Japanese on a phone",
    path: "/demo/ja/",
    locale: "ja-JP",
    viewport: { width: 390, height: 844 },
    open: "サポートを開く",
    dialog: "サポート",
    field: "検索または質問",
    typed: "パスワード",
    article: "担当者を追加する、パスワードを再設定する",
    question: "サイトにウィジェットを設置するにはどうすればよいですか",
    quoted: /タグ/,
    source: /ウィジェット/,
    unanswerable: "明日の東京の天気と、おすすめのラーメン屋を教えてください",
    back: "戻る",
    no: "いいえ、担当者と話す",
    person: "担当者と話す",
    words: /どのようなご用件|伝えておきたい/,
    email: /メールアドレス/,
    sendToPerson: "担当者に送る",
    message: "メッセージ",
    send: "送信",
    offline: /接続がありません/,
    rate: "満足",
    sendRating: "評価を送る",
    thanks: /評価：満足/,
    joined: /(Aiko|Kenji).*加わりました/,
    agent: {
      email: "メールアドレス",
      password: "パスワード",
      login: "ログイン",
      all: "すべて",
      tried: "試したこと",
      reply: "返信",
      status: "状態",
      resolved: "解決済み",
      rated: /4/,
    },
  },
];

describe.each(stories)("the whole story $name", (words) => {
  let browser: Browser;
  let server: ServerProcess;
  let dataDir: string;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), "kotae-story-"));
    [browser, server] = await Promise.all([
      launchBrowser(),
      spawnServer({ KOTAE_DATA: dataDir, KOTAE_PORT: "0", KOTAE_DEMO_PASSWORD: password }, "demo"),
    ]);
  });
  afterAll(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    await browser.close();
    await server.kill("SIGTERM");
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function openPage(options: { locale: string; viewport: { width: number; height: number } }): Promise<Page> {
    const { locale, viewport } = options;
    // without motion: axe would judge the colours of what is still fading in
    const context = await browser.newContext({ locale, viewport, reducedMotion: "reduce" });
    context.setDefaultTimeout(15_000);
    contexts.push(context);
    return context.newPage();
  }
  const clean = async (page: Page, where: string) => expect([where, await axeFindings(page)]).toEqual([where, []]);

  it("goes from a question to a rating, and nothing is lost on the way", { timeout: 120_000 }, async () => {
    // an agent is there
    const desk = await openPage({ locale: words.locale, viewport: { width: 1440, height: 900 } });
    await desk.goto(`${server.url}/console/`);
    await desk.getByLabel(words.agent.email).waitFor();
    await clean(desk, "console: login");
    await desk.getByLabel(words.agent.email).fill("agent1@demo.kotae.test");
    await desk.getByLabel(words.agent.password).fill(password);
    await desk.getByRole("button", { name: words.agent.login, exact: true }).click();
    await desk.getByRole("link", { name: words.agent.all }).first().click();
    await clean(desk, "console: empty inbox");

    // a visitor comes: nothing is asked for or kept until it acts
    const page = await openPage(words);
    const asked: string[] = [];
    const complaints: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    page.on("console", (message) => {
      if (
        message.type() === "error" &&
        !/Failed to load resource|ERR_INTERNET_DISCONNECTED|WebSocket connection/.test(message.text())
      )
        complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(server.url + words.path);
    const launcher = page.getByRole("button", { name: words.open });
    await launcher.waitFor();
    await clean(page, "demo page");
    expect(asked.filter((path) => !path.startsWith("/demo/"))).toEqual(["/kotae.js"]);
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([
      0,
      0,
      "",
    ]);

    // it searches and reads
    await launcher.click();
    const panel = page.getByRole("dialog", { name: words.dialog });
    const field = panel.getByLabel(words.field);
    await field.waitFor();
    await clean(page, "widget: home");
    await field.fill(words.typed);
    const hit = panel
      .getByRole("option", { name: words.article })
      .or(panel.getByRole("link", { name: words.article }))
      .or(panel.getByRole("button", { name: words.article }))
      .first();
    await hit.waitFor();
    await clean(page, "widget: results");
    await hit.click();
    await panel.getByRole("heading", { name: words.article }).waitFor();
    await clean(page, "widget: article");
    await panel.getByRole("button", { name: words.back }).click();
    expect(await page.evaluate(() => [localStorage.length, document.cookie])).toEqual([0, ""]);

    // it asks, and gets an answer with its source
    await field.fill(words.question);
    await field.press("Enter");
    const log = panel.getByRole("log");
    await log.getByText(words.quoted).first().waitFor();
    await panel
      .getByRole("button", { name: words.source })
      .or(panel.getByRole("link", { name: words.source }))
      .first()
      .waitFor();
    await panel.getByRole("button", { name: words.no }).waitFor();
    await clean(page, "widget: answer");

    // it asks what no article answers, and is told so
    await panel.getByLabel(words.message).fill(words.unanswerable);
    await panel.getByLabel(words.message).press("Enter");
    await log.getByText(words.unanswerable).waitFor();
    await panel
      .getByRole("button", { name: words.no })
      .or(panel.getByRole("button", { name: words.person }))
      .last()
      .waitFor();

    // it asks for a person
    await panel
      .getByRole("button", { name: words.person })
      .or(panel.getByRole("button", { name: words.no }))
      .last()
      .click();
    await panel.getByLabel(words.email).waitFor();
    await clean(page, "widget: talk to a person");
    await panel.getByLabel(words.email).fill("hana@example.test");
    await panel.getByLabel(words.words).fill("My cat is 7 & <b>hungry</b>");
    await panel.getByRole("button", { name: words.sendToPerson }).click();
    await log.getByText(words.joined).waitFor();
    await clean(page, "widget: with a person");

    // the agent sees what is known, and answers
    await desk
      .getByText("hana@example.test")
      .or(desk.getByText(/cat is 7|おすすめ|restaurant|ウィジェットを設置|install the widget/i))
      .first()
      .click();
    const tried = desk.getByRole("region", { name: words.agent.tried });
    await tried.waitFor();
    await tried.getByText(words.typed, { exact: true }).waitFor();
    await tried.getByText(words.unanswerable, { exact: true }).waitFor();
    await desk.getByText("My cat is 7 & <b>hungry</b>").first().waitFor();
    await clean(desk, "console: ticket");
    const reply = desk.getByRole("textbox", { name: words.agent.reply });
    const answer = async (text: string) => {
      await reply.fill(text);
      await reply.press("Control+Enter");
      await desk.getByRole("log").or(desk.getByRole("region")).getByText(text).first().waitFor();
    };
    await answer("Hello, this is Aiko.");
    await log.getByText("Hello, this is Aiko.").waitFor();

    // the visitor loses its connection; what is written meanwhile is there once and in order when it is back
    await page.context().setOffline(true);
    await panel.getByText(words.offline).first().waitFor();
    await answer("First while you were away.");
    await answer("Second while you were away.");
    expect(await log.getByText("while you were away").count()).toBe(0);
    await panel.getByLabel(words.message).fill("Written without a connection.");
    await panel.getByRole("button", { name: words.send, exact: true }).click();
    await page.context().setOffline(false);
    await log.getByText("Second while you were away.").waitFor();
    const said = (await log.getByText("while you were away").allInnerTexts()).map((text) => text.trim());
    expect(said).toEqual(["First while you were away.", "Second while you were away."]);
    await desk.getByText("Written without a connection.").first().waitFor();
    expect(await log.getByText("Written without a connection.").count()).toBe(1);

    // it is solved, and rated
    await desk.getByLabel(words.agent.status, { exact: true }).selectOption({ label: words.agent.resolved });
    const good = panel.getByRole("radio", { name: words.rate, exact: true });
    await good.waitFor({ state: "attached" });
    await clean(page, "widget: rating");
    await good.check({ force: true });
    await panel.getByRole("button", { name: words.sendRating }).click();
    await log.getByText(words.thanks).waitFor();
    await desk.getByText(words.agent.rated).first().waitFor();
    await clean(desk, "console: rated");

    // Esc closes, and the focus is back at the launcher
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "hidden" });
    expect(
      await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.getAttribute("aria-haspopup")),
    ).toBe("dialog");
    expect(complaints).toEqual([]);
  });

  it("has a help centre in which axe finds nothing", { timeout: 60_000 }, async () => {
    const page = await openPage(words);
    const lang = words.locale.slice(0, 2);
    for (const path of [
      `/help/${lang}/`,
      `/help/${lang}/search?q=${encodeURIComponent(words.typed)}`,
      `/help/${lang}/search?q=zzzz`,
      `/help/${lang}/nowhere`,
    ]) {
      await page.goto(server.url + path);
      await clean(page, path);
    }
    await page.goto(`${server.url}/help/${lang}/`);
    await page.getByRole("link", { name: words.source }).first().click();
    await page.getByRole("heading", { level: 1 }).waitFor();
    await clean(page, "help: article");
  });
});
