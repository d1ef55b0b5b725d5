import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { launchBrowser } from "../tests/support/browser.ts";
import { spawnServer } from "../tests/support/process.ts";

/** Takes the README's pictures from the running demo: `node scripts/pictures.ts [folder]`. */
const folder = process.argv[2] ?? "docs/pictures";
const password = "correct horse battery";

const dataDir = mkdtempSync(join(tmpdir(), "kotae-pictures-"));
mkdirSync(folder, { recursive: true });
const server = await spawnServer({ KOTAE_DATA: dataDir, KOTAE_PORT: "0", KOTAE_DEMO_PASSWORD: password }, "demo");
const browser = await launchBrowser();

async function open(path: string, viewport: { width: number; height: number }, more: object = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport,
    locale: "en-US",
    deviceScaleFactor: 1.5,
    reducedMotion: "reduce",
    ...more,
  });
  const page = await context.newPage();
  await page.goto(server.url + path);
  return page;
}
const shoot = (page: Page, name: string) => page.screenshot({ path: join(folder, `${name}.png`) });

async function logIn(more: object = {}, who = "agent1"): Promise<Page> {
  const desk = await open("/console/", { width: 1440, height: 900 }, more);
  await desk.getByLabel(/Email|メールアドレス/).fill(`${who}@demo.kotae.test`);
  await desk.getByLabel(/Password|パスワード/).fill(password);
  await desk.getByRole("button", { name: /^(Log in|ログイン)$/ }).click();
  await desk.getByRole("link", { name: /^(All|すべて)$/ }).click();
  return desk;
}

type Story = {
  path: string;
  more?: object;
  viewport: { width: number; height: number };
  open: string;
  field: string;
  question: string;
  person: RegExp;
  name: RegExp;
  email: RegExp;
  words: RegExp;
  send: string;
  who: string;
  address: string;
  last: string;
};
async function tell(story: Story, name?: string): Promise<Page> {
  const page = await open(story.path, story.viewport, story.more);
  await page.getByRole("button", { name: story.open }).click();
  const panel = page.getByRole("dialog");
  if (name) await panel.getByRole("listitem").first().waitFor();
  if (name) await shoot(page, `${name}-home`);
  await panel.getByLabel(story.field).fill(story.question);
  await panel.getByLabel(story.field).press("Enter");
  await panel.getByRole("button", { name: story.person }).first().waitFor();
  if (name) await shoot(page, `${name}-answer`);
  await panel.getByRole("button", { name: story.person }).first().click();
  await panel.getByLabel(story.name).fill(story.who);
  await panel.getByLabel(story.email).fill(story.address);
  await panel.getByLabel(story.words).fill(story.last);
  if (name) await shoot(page, `${name}-person`);
  await panel.getByRole("button", { name: story.send }).click();
  await panel.getByRole("log").getByText(story.last).waitFor();
  return page;
}

const desk = await logIn();
const english: Story = {
  path: "/demo/",
  viewport: { width: 1200, height: 800 },
  open: "Open support",
  field: "Search or ask a question",
  question: "How do I connect Kotae to Postgres?",
  person: /No, I need a person/,
  name: /Name/,
  email: /Email/,
  words: /Anything to add|What can we help with/,
  send: "Send to a person",
  who: "Hana Suzuki",
  address: "hana@example.test",
  last: "We run Postgres 16 with TLS. Does that work?",
};
const japanese: Story = {
  path: "/demo/ja/",
  more: { locale: "ja-JP" },
  viewport: { width: 390, height: 844 },
  open: "サポートを開く",
  field: "検索または質問",
  question: "訪問者が誰かを識別するにはどうすればよいですか",
  person: /いいえ、担当者と話す/,
  name: /お名前/,
  email: /メールアドレス/,
  words: /伝えておきたいこと|どのようなご用件/,
  send: "担当者に送る",
  who: "鈴木 花",
  address: "suzuki@example.test",
  last: "JWTの有効期限は何時間まで設定できますか。",
};
const page = await tell(english, "widget");
const phone = await tell(japanese, "widget-ja");
await tell({
  ...english,
  question: "Can the widget use our brand colour?",
  who: "Marco Rossi",
  address: "marco@example.test",
  last: "It looks grey on our page.",
});

await desk.getByText("Hana Suzuki").first().click();
const reply = desk.getByRole("textbox", { name: "Reply" });
await reply.fill("Yes, it does: add ?sslmode=require to DATABASE_URL. I have tried it with 16 just now.");
await reply.press("Control+Enter");
await page.getByRole("log").getByText("sslmode=require").waitFor();
await page.getByRole("textbox", { name: "Message" }).fill("That was it, thank you.");
await page.getByRole("textbox", { name: "Message" }).press("Enter");
await desk.getByText("That was it, thank you.").first().waitFor();
await shoot(desk, "console");
const admin = await logIn({}, "admin");
await admin.goto(`${server.url}/console/articles?q=brand&lang=en`);
await admin.getByRole("link", { name: "Match your brand" }).click();
await admin.getByRole("link", { name: "Try it" }).click();
await admin.getByRole("textbox", { name: "Question" }).fill("Can the widget use our brand colour?");
await admin.getByRole("heading", { name: "Which articles fit" }).waitFor();
await shoot(admin, "editor");
await shoot(page, "widget-person-live");
await shoot(phone, "widget-ja-live");
const dark = await logIn({ colorScheme: "dark", locale: "ja-JP" });
await dark.getByText("鈴木 花").first().click();
await dark.getByText("JWTの有効期限").first().waitFor();
await shoot(dark, "console-ja-dark");
await shoot(await open("/help/en/", { width: 1200, height: 900 }), "help");

await browser.close();
await server.kill("SIGTERM");
rmSync(dataDir, { recursive: true, force: true });
