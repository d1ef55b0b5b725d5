import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../../../tests/support/engines.ts";
import { type House, openHouse } from "../../../../../tests/support/house.ts";

const browser = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Safari/605.1.15";

describe.each(engines)("the forms of the help centre on $name", (engine) => {
  let house: House;
  let page: string;
  let id: string;
  beforeAll(async () => {
    house = await openHouse(engine);
    const { client } = await house.agent("Aiko");
    const article = await client.createArticle({
      title: "Return an item",
      body: "Send it back.",
      lang: "en",
      status: "published",
    });
    ({ id } = article);
    page = house.url + article.url;
  });
  afterAll(() => house?.close());

  const post = (url: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(url, {
      method: "POST",
      redirect: "manual",
      headers: { origin: house.url, "user-agent": browser, ...headers },
      body: new URLSearchParams(fields),
    });
  const said = async () => (await house.agent("Kenji")).client.listFeedback({ id });

  it("take a reader from “was this helpful” to thanks, without a script, and count one voice", async () => {
    const html = await (await fetch(page, { headers: { "user-agent": browser } })).text();
    expect(html).toContain(`action="${new URL(page).pathname}/feedback" method="post"`);
    const no = await post(`${page}/feedback`, { helpful: "no", website: "" });
    expect([no.status, no.headers.get("location")]).toEqual([303, `${new URL(page).pathname}?helpful=no#helpful`]);
    expect(await (await fetch(`${page}?helpful=no`)).text()).toContain("What was missing or unclear?");
    const why = await post(`${page}/feedback`, { helpful: "no", comment: " 送料は\r\nいくらですか " });
    expect(why.headers.get("location")).toContain("helpful=thanks");
    expect(await said()).toMatchObject({
      items: [{ helpful: false, comment: "送料は\nいくらですか" }],
      counts: { unhelpful: 1, helpful: 0, views: 1 },
    });
    await post(`${page}/feedback`, { helpful: "yes" });
    expect((await said()).counts).toMatchObject({ unhelpful: 0, helpful: 1 });
    expect(await (await fetch(`${page}?helpful=yes`)).text()).toContain("Thank you for telling us.");
  });

  it("keep nothing that another site's page, a program or nobody sent", async () => {
    const before = await said();
    const evil = { origin: "https://evil.example" };
    expect((await post(`${page}/feedback`, { helpful: "no" }, evil)).status).toBe(403);
    expect((await post(`${page}/feedback`, { helpful: "no" }, { origin: "null" })).status).toBe(403);
    expect((await post(`${page}/feedback`, { helpful: "no" }, { "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await post(`${page}/feedback`, { helpful: "perhaps" })).status).toBe(400);
    expect((await post(`${page}/feedback`, { comment: "x".repeat(20_000), helpful: "no" })).status).toBe(413);
    expect((await post(`${page}x/feedback`, { helpful: "no" })).status).toBe(404);
    const json = await fetch(`${page}/feedback`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: house.url },
      body: "{}",
    });
    expect(json.status).toBe(415);
    const trapped = await post(`${page}/feedback`, { helpful: "no", website: "https://spam.example" });
    expect([trapped.status, trapped.headers.get("location")]).toEqual([303, expect.stringContaining("helpful=no")]);
    expect(await said()).toEqual(before);
  });

  it("keep how light it is only where a reader chose, and lead back to a page of ours", async () => {
    const plain = await fetch(page);
    expect(plain.headers.get("set-cookie")).toBeNull();
    expect(await plain.text()).not.toContain("data-theme");
    const back = new URL(page).pathname;
    const chosen = await post(`${house.url}/help/theme`, { theme: "dark", back });
    expect([chosen.status, chosen.headers.get("location")]).toEqual([303, back]);
    const cookie = chosen.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/^kotae_theme=dark; Max-Age=31536000; Path=\/help; HttpOnly; SameSite=Lax$/);
    const dark = await (await fetch(page, { headers: { cookie: "kotae_theme=dark" } })).text();
    expect(dark).toContain('<html lang="en" data-theme="dark">');
    expect((await post(`${house.url}/help/theme`, { theme: "auto", back })).headers.get("set-cookie")).toContain(
      "Max-Age=0",
    );
    for (const elsewhere of [
      "https://evil.example/",
      "//evil.example",
      "/help/en//evil.example",
      "/help/en/\\evil",
      "/x",
    ]) {
      const answer = await post(`${house.url}/help/theme`, { theme: "light", back: elsewhere });
      expect(answer.headers.get("location")).toBe("/help/");
    }
    expect((await fetch(page, { headers: { cookie: 'kotae_theme="><script>' } })).ok).toBe(true);
    expect((await post(`${house.url}/help/theme`, { theme: "dark" }, { origin: "https://evil.example" })).status).toBe(
      403,
    );
  });

  it("count one reader a day, and neither crawlers nor what is fetched ahead", async () => {
    const { client } = await house.agent("Mika");
    const { id: other, url } = await client.createArticle({
      title: "Opened",
      body: "x",
      lang: "en",
      status: "published",
    });
    const open = (headers: Record<string, string>) => fetch(house.url + url, { headers });
    await open({ "user-agent": browser });
    await open({ "user-agent": browser });
    await open({ "user-agent": "Mozilla/5.0 (compatible; bingbot/2.0)" });
    await open({ "user-agent": "Another browser", "sec-purpose": "prefetch" });
    await fetch(house.url + url, { method: "HEAD", headers: { "user-agent": "A third browser" } });
    expect((await client.listFeedback({ id: other })).counts.views).toBe(1);
    const visitor = await house.visitor();
    await fetch(`${house.url}/v1/articles/${other}`, {
      headers: { authorization: `Bearer ${visitor.token}`, "user-agent": browser },
    });
    expect((await client.listFeedback({ id: other })).counts.views).toBe(2);
  });
});

describe("a reader who sends too much", () => {
  it("is asked to wait, in words", async () => {
    const [engine] = engines;
    if (!engine) throw new Error("There is no engine.");
    const house = await openHouse(engine, { rateLimits: true });
    try {
      const { client } = await house.agent("Aiko");
      const { url } = await client.createArticle({ title: "返品する", body: "x", lang: "ja", status: "published" });
      const send = () =>
        fetch(`${house.url}${url}/feedback`, {
          method: "POST",
          redirect: "manual",
          headers: { origin: house.url },
          body: new URLSearchParams({ helpful: "yes" }),
        });
      const answers = new Map<number, Response>();
      for (let n = 0; n < 900 && !answers.has(429); n++) {
        const answer = await send();
        answers.set(answer.status, answer);
      }
      const late = answers.get(429);
      expect(Number(late?.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(await late?.text()).toContain("回数が多すぎます");
      expect([...answers.keys()].sort()).toEqual([303, 429]);
    } finally {
      await house.close();
    }
  });
});
