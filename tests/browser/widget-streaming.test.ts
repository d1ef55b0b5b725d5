import { createClient } from "@kotae/sdk";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { engines } from "../support/engines.ts";
import { type House, openHouse, type Person } from "../support/house.ts";

type Held = Window & { hold: boolean; release: () => void };

/**
 * Makes the page hear a first piece that is no part of the answer, and then nothing until it is let go: what a model does
 * that begins, stalls, and is replaced by what the articles say.
 */
function holdAnswers(): void {
  const held = window as unknown as Held;
  held.hold = false;
  const real = window.fetch;
  window.fetch = async (...given) => {
    if (!held.hold || !String(given[0]).endsWith("/v1/ask")) return real(...given);
    const encoder = new TextEncoder();
    const letGo = new Promise<void>((resolve) => {
      held.release = resolve;
    });
    const body = new ReadableStream<Uint8Array>({
      async start(controller) {
        const piece = JSON.stringify({ text: "Something that will not be the answer, in quite a few words. " });
        controller.enqueue(encoder.encode(`event: delta\ndata: ${piece}\n\n`));
        await letGo;
        const response = await real(...given);
        const reader = response.body?.getReader();
        for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
          controller.enqueue(next.value);
        }
        controller.close();
      },
    });
    return new Response(body, { headers: { "content-type": "text/event-stream" } });
  };
}

describe("an answer that is being written", () => {
  let browser: Browser;
  let house: House;
  let agent: Person;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    const [engine] = engines;
    if (!engine) throw new Error("there is no engine");
    [browser, house] = await Promise.all([launchBrowser(), openHouse(engine)]);
    agent = await house.agent("Aiko", "admin");
    await agent.client.createArticle({
      title: "Change your delivery address",
      body: "Open your order and choose Edit address. You can do this until the parcel has left.",
      lang: "en",
      status: "published",
    });
    await house.services.searcher.settled();
  });
  afterEach(() => Promise.all(contexts.splice(0).map((each) => each.close())));
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  async function open() {
    const context = await browser.newContext({ locale: "en-US" });
    contexts.push(context);
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    await page.addInitScript(holdAnswers);
    await page.goto(`${house.url}/demo/`);
    await page.getByRole("button", { name: "Open support" }).click();
    const panel = page.getByRole("dialog", { name: "Support" });
    return { page, panel, log: panel.getByRole("log") };
  }
  const hold = (page: Page) =>
    page.evaluate(() => {
      (window as unknown as Held).hold = true;
    });
  const release = (page: Page) => page.evaluate(() => (window as unknown as Held).release());

  it("is replaced where it stands by what is stored, without a jump", { timeout: 60_000 }, async () => {
    const { page, panel, log } = await open();
    await hold(page);
    await panel.getByLabel("Search or ask a question").fill("How do I change my delivery address?");
    await panel.getByLabel("Search or ask a question").press("Enter");
    const half = log.getByText("Something that will not be the answer");
    await half.waitFor();
    const bubble = await half.evaluateHandle((each) => each.closest(".bubble") as HTMLElement);
    const question = await log.locator(".own").elementHandle();
    const still = () =>
      page.evaluate(
        ([one, other]) => [
          one?.isConnected,
          other?.isConnected,
          Math.round(one?.getBoundingClientRect().top ?? 0),
          Math.round(other?.getBoundingClientRect().top ?? 0),
        ],
        [bubble, question] as const,
      );
    await expect.poll(() => page.evaluate((each) => each.getAnimations().length, bubble)).toBe(0);
    const before = await still();
    await release(page);
    await log.getByText("Edit address").waitFor();
    expect(await half.count()).toBe(0);
    expect(await still()).toEqual(before);
    expect(await page.evaluate((each) => each.getAnimations().length, bubble)).toBe(0);
  });

  it("goes away when a person has taken over, and the question is theirs", { timeout: 60_000 }, async () => {
    const { page, panel, log } = await open();
    await panel.getByLabel("Search or ask a question").fill("How do I change my delivery address?");
    await panel.getByLabel("Search or ask a question").press("Enter");
    await log.getByText("Edit address").waitFor();
    await hold(page);
    await panel.getByLabel("Message").fill("And the parcel after that?");
    await panel.getByLabel("Message").press("Enter");
    const half = log.getByText("Something that will not be the answer");
    await half.waitFor();

    // on another page the same visitor has asked for a person, who answers
    const kept = await page.evaluate(() => JSON.parse(Object.values(localStorage)[0] as string));
    const visitor = createClient({ baseUrl: house.url, token: () => kept.token });
    const ticket = await visitor.escalate({ id: kept.conversationId, body: "I need a person." });
    await agent.client.postTicketMessage({ id: ticket.id, body: "I will look at this myself.", visibility: "public" });
    await log.getByText("I will look at this myself.").waitFor();
    await expect.poll(() => half.count()).toBe(0);
    await release(page);
    await panel.getByRole("heading", { name: "Aiko" }).waitFor();
    await expect
      .poll(async () => {
        const { items } = await visitor.listMessages({ id: kept.conversationId });
        return items.filter((entry) => entry.kind === "message" && entry.body === "And the parcel after that?").length;
      })
      .toBe(1);
    expect(await log.getByText("And the parcel after that?").count()).toBe(1);
    expect(await half.count()).toBe(0);
    expect(await log.getByRole("alert").count()).toBe(0);
  });
});
