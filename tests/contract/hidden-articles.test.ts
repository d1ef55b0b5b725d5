import { type Client, createClient, fillPath, type RouteName, routes } from "@kotae/sdk";
import type { Input } from "@kotae/sdk/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSite } from "../../packages/server/src/cli/init.ts";
import { access } from "../../packages/server/src/http/access.ts";
import { updateArticle } from "../../packages/server/src/knowledge/index.ts";
import { runDue } from "../../packages/server/src/knowledge/schedule/worker.ts";
import { engines } from "../support/engines.ts";
import { type House, openHouse, type Person } from "../support/house.ts";

type Hidden = { why: string; lang: "en" | "ja"; id: string; secret: string; lure: string };
const later = new Date(Date.now() + 86_400_000).toISOString();
/** Words nobody would find by accident; the lure is what the walk asks for, the secret is what must not come back. */
const kinds = ["internal", "draft", "archived", "scheduled", "expired", "other site", "other desk", "gone"] as const;
const secretWords = ["quagga", "numbat", "okapi", "dugong", "axolotl", "tarsier", "pangolin", "aardwolf"];
const lureWords = ["zorblat", "flimzer", "grunkel", "plothar", "vexnim", "drumsel", "klarvic", "snorpet"];

describe.each(engines)("an article that is not for visitors, on $name", (engine) => {
  let house: House;
  let agent: Client;
  let other: Person;
  let hidden: Hidden[];
  let shown: { id: string; url: string; key: string };
  let askers: { name: string; headers: Record<string, string> }[];
  let walked = 0;
  let secondKey: string;

  beforeAll(async () => {
    house = await openHouse(engine);
    ({ client: agent } = await house.agent("Aiko", "admin"));
    const desk = await agent.createDesk({ key: "orders", name: "Orders" });
    const strange = await agent.createDesk({ key: "billing", name: "Billing" });
    await agent.updateSite({ id: house.site.id, deskId: desk.id });
    const second = await house.services.act((act) => createSite(act, { name: "Other", locale: "en", accent: null }));
    secondKey = second.key;
    await agent.updateSite({ id: second.id, deskId: strange.id });
    const open = createClient({ baseUrl: house.url });
    const { token, visitor } = await open.createVisitor({ siteKey: second.key });
    other = {
      client: createClient({ baseUrl: house.url, token: () => token }),
      id: visitor.id,
      token,
      cookie: undefined,
    };
    shown = await agent.createArticle({
      title: "Return an item zanzibar",
      body: "Send the zanzibar back within thirty days.",
      lang: "en",
      key: "shared",
      category: "Orders",
      status: "published",
      siteId: house.site.id,
      deskId: desk.id,
      popular: true,
    });
    hidden = [];
    for (const [at, why] of kinds.entries()) {
      for (const lang of ["en", "ja"] as const) {
        const word = (list: string[]) => `${list[at]}${lang === "ja" ? "ji" : ""}`;
        const [secret, lure] = [word(secretWords), word(lureWords)];
        const { id } = await agent.createArticle({
          title: `${secret} zanzibar ${lure}${lang === "ja" ? " について" : ""}`,
          summary: `About ${secret} and ${lure}.`,
          body: `The ${secret} returns the zanzibar.\n\n## ${secret} ${lure}\n\nMore of ${lure} ${secret}.`,
          lang,
          key: "shared",
          category: `${secret} matters`,
          keywords: [secret, lure],
          popular: true,
          status: why === "draft" || why === "scheduled" ? "draft" : "published",
          visibility: why === "internal" ? "internal" : "public",
          ...(why === "scheduled" ? { publishAt: later } : {}),
          ...(why === "other site" ? { siteId: second.id } : {}),
          ...(why === "other desk" ? { deskId: strange.id } : {}),
        });
        if (why === "archived") await agent.updateArticle({ id, status: "archived" });
        if (why === "gone") await agent.deleteArticle({ id });
        if (why === "expired") {
          // a day ago it was to be taken back an hour later
          const now = Date.now() - 86_400_000;
          const expiresAt = new Date(now + 3_600_000).toISOString();
          await house.services.act((act) => updateArticle({ ...act, now }, id, { expiresAt }));
        }
        hidden.push({ why, lang, id, secret, lure });
      }
    }
    await house.services.act(runDue);
    await house.services.searcher.settled();
    const visitor1 = await house.visitor();
    askers = [
      { name: "the public", headers: {} },
      { name: "a visitor", headers: { authorization: `Bearer ${visitor1.token}` } },
    ];
  });
  afterAll(() => house?.close());

  async function clean(response: Response, what: string): Promise<void> {
    const text = (await response.text()) + JSON.stringify([...response.headers]);
    walked++;
    for (const { secret, why, lang } of hidden) {
      expect([what, why, lang, text.toLowerCase().includes(secret)]).toEqual([what, why, lang, false]);
    }
  }

  const request = async (name: RouteName, input: Record<string, unknown>, headers: Record<string, string>) => {
    const [method, pattern] = routes[name];
    const path = fillPath(pattern, input);
    const rest = Object.fromEntries(Object.entries(input).filter(([key]) => !pattern.includes(`:${key}`)));
    const isRead = method === "GET" || method === "DELETE";
    const query = isRead ? `?${new URLSearchParams(rest as Record<string, string>)}` : "";
    return fetch(house.url + path + query, {
      method,
      headers: { ...headers, "content-type": "application/json" },
      ...(isRead ? {} : { body: JSON.stringify(rest) }),
    });
  };

  /** What each route that visitors or the public may ask is asked; a new route has to say it here. */
  function inputs(): Partial<{ [N in RouteName]: Input<N>[] }> {
    const lures = [...hidden.map(({ lure }) => lure), "zanzibar", "return the zanzibar", "について"];
    const langs = ["en", "ja"] as const;
    const ids = hidden.map(({ id }) => id);
    const site = house.site.key;
    return {
      createVisitor: [{ siteKey: site }],
      getVisitor: [{}],
      updateVisitor: [{ name: "Mika" }],
      getWidget: langs.map((lang) => ({ site, lang })),
      search: lures.flatMap((q) => [
        ...langs.map((lang) => ({ q, lang, limit: 20 })),
        { q, typing: "true" as const },
        { q, site, limit: 20 },
      ]),
      getIndex: [...langs.map((lang) => ({ lang })), { lang: "en", site }],
      getArticle: [...ids, shown.id].flatMap((id) => [{ id }, { id, site }]),
      ask: lures.map((question) => ({ question: `How does ${question} work?` })),
      createConversation: [{}],
      listConversations: [{}],
      // `:id` of these is filled in by the walk
      getConversation: [{ id: "" }],
      listMessages: [{ id: "" }],
      postMessage: [{ id: "", clientId: "one", body: "About the zanzibar" }],
      markRead: [{ id: "", seq: 1 }],
      recordOutcome: ids.slice(0, 3).map((articleId) => ({ id: "", solved: false, articleId })),
      escalate: [{ id: "", trail: { searches: lures.slice(0, 20), articles: ids.slice(0, 20).map((id) => ({ id })) } }],
      rate: [{ id: "", score: 5 }],
      recordSearches: [
        { site, items: ids.slice(0, 10).map((opened) => ({ q: "zanzibar", lang: "en" as const, results: 1, opened })) },
      ],
      giveFeedback: ids.flatMap((id) => [{ id, helpful: false }]),
      recordDeflection: ids
        .slice(0, 4)
        .map((articleId) => ({ site, form: "f", visit: articleId, event: "opened" as const, articleId })),
      startToolRun: [{ id: "", tool: "zanzibar" }],
      confirmToolRun: [{ id: "", runId: crypto.randomUUID(), code: "123456" }],
      createSession: [{ email: "zanzibar@example.test", password: "zanzibar" }],
    };
  }

  it("K1 comes back in no answer of any route that visitors and the public may ask", { timeout: 60_000 }, async () => {
    const asked = inputs();
    const open = (Object.keys(access) as RouteName[]).filter((name) =>
      access[name].some((caller) => caller === "anyone" || caller === "visitor"),
    );
    expect(Object.keys(asked).sort()).toEqual([...open].sort());
    for (const { name: who, headers } of askers) {
      const begun = await request("createConversation", {}, headers);
      const id = begun.ok ? ((await begun.json()) as { id: string }).id : crypto.randomUUID();
      for (const name of Object.keys(asked) as RouteName[]) {
        for (const input of asked[name] ?? []) {
          const filled = "id" in input && input.id === "" ? { ...input, id } : { ...input };
          await clean(await request(name, filled, headers), `${who} asks ${name} ${JSON.stringify(filled)}`);
        }
      }
      // once more, now that everything has been said in it
      await clean(await request("listMessages", { id }, headers), `${who} reads the conversation`);
      for (const { id: articleId, why } of hidden) {
        expect([why, (await request("getArticle", { id: articleId }, headers)).status]).toEqual([why, 404]);
      }
    }
    expect(walked).toBeGreaterThan(200);
  });

  it("K2 stands on no page of the help centre", { timeout: 60_000 }, async () => {
    const slugs = hidden.map(({ secret, lure, lang }) => ({ lang, slug: `${secret}-zanzibar-${lure}` }));
    const paths = [
      "/help/",
      "/help/sitemap.xml",
      "/help/sitemap-1.xml",
      "/robots.txt",
      "/openapi.json",
      ...["en", "ja"].flatMap((lang) => [
        `/help/${lang}/`,
        `/help/${lang}/feed.xml`,
        `/help/${lang}/topics/Orders`,
        `/help/${lang}/topics/-`,
        `/help/${lang}/topics/Orders?page=2`,
        `/help/${lang}/search`,
        ...[...hidden.map(({ lure }) => lure), "zanzibar", "について"].map((q) => `/help/${lang}/search?q=${q}`),
        ...hidden.map(({ secret }) => `/help/${lang}/topics/${secret}%20matters`),
        ...slugs.map(({ slug }) => `/help/${lang}/articles/${slug}`),
        ...slugs.map(({ slug }) => `/help/${lang}/articles/${slug}-について`),
      ]),
      shown.url,
      `${shown.url}?helpful=no`,
    ];
    for (const path of paths) {
      for (const { headers } of askers) await clean(await fetch(house.url + path, { headers }), path);
    }
    for (const { lang, slug } of slugs) {
      const response = await fetch(`${house.url}/help/${lang}/articles/${slug}/feedback`, {
        method: "POST",
        headers: { origin: house.url },
        body: new URLSearchParams({ helpful: "no" }),
      });
      await clean(response, slug);
    }
  });

  it("K3 is there for agents, and for the visitors it is for", async () => {
    const listed = new Set<string>();
    let cursor: string | undefined;
    do {
      const page = await agent.listArticles({ limit: 10, ...(cursor === undefined ? {} : { cursor }) });
      for (const { id } of page.items) listed.add(id);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    for (const { why, id } of hidden) expect([why, listed.has(id)]).toEqual([why, why !== "gone"]);
    const found = async (client: Client, q: string) =>
      (await client.search({ q, lang: "en", limit: 20 })).items.map(({ articleId }) => articleId);
    for (const { why, id, lure, lang } of hidden) {
      if (lang === "ja") continue;
      expect([why, (await found(agent, lure)).includes(id)]).toEqual([
        why,
        ["internal", "other site", "other desk"].includes(why),
      ]);
      const isTheirs = why === "other site" || why === "other desk";
      expect([why, (await found(other.client, lure)).includes(id)]).toEqual([why, isTheirs]);
      if (isTheirs) expect((await other.client.getArticle({ id })).id).toBe(id);
    }
    const anybody = createClient({ baseUrl: house.url });
    for (const { why, id, lang } of hidden) {
      if (lang === "ja" || (why !== "other site" && why !== "other desk")) continue;
      await expect(anybody.getArticle({ id })).rejects.toMatchObject({ code: "not_found" });
      expect((await anybody.getArticle({ id, site: secondKey })).id).toBe(id);
      // a token says where its visitor is, whatever the page claims
      const here = (await house.visitor()).client;
      await expect(here.getArticle({ id, site: secondKey })).rejects.toMatchObject({ code: "not_found" });
    }
    expect((await anybody.getArticle({ id: shown.id })).id).toBe(shown.id);
    const visitor = await house.visitor();
    expect(await found(visitor.client, "zanzibar")).toEqual([shown.id]);
    expect(await found(other.client, "thirty days")).not.toContain(shown.id);
    await expect(other.client.getArticle({ id: shown.id })).rejects.toMatchObject({ code: "not_found" });
    expect((await visitor.client.getArticle({ id: shown.id })).translations).toEqual([]);
    expect((await visitor.client.getWidget({ site: house.site.key })).popular.map(({ id }) => id)).toEqual([shown.id]);
  });
});
