import { readdirSync } from "node:fs";
import { deflateSync } from "node:zlib";
import { createClient, errorCodes, type Problem } from "@kotae/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../support/engines.ts";
import { type House, openHouse, type Person } from "../support/house.ts";

/** What begins like a PNG is one to the server; the browser's test shows a real one. */
const png = (words: string) => Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), deflateSync(words)]);

describe.each(engines)("images that an agent uploads, on $name", (engine) => {
  let house: House;
  let agent: Person;
  beforeAll(async () => {
    house = await openHouse(engine);
    agent = await house.agent("Mei");
  });
  afterAll(() => house.close());

  const stored = () =>
    readdirSync(house.config.dataDir, { recursive: true }).filter((name) => /\.png/.test(String(name)));
  type Asked = { as?: Person | undefined; headers?: Record<string, string> };
  /** Sends a body as it is; gives the status and the problem document, after checking its form, or the url. */
  async function send(
    body: BodyInit,
    { as = agent, headers = {} }: Asked = {},
  ): Promise<{ status: number; url?: string; code?: string }> {
    const response = await fetch(`${house.url}/v1/images`, {
      method: "POST",
      headers: {
        "content-type": "image/png",
        ...(as.token === undefined ? {} : { authorization: `Bearer ${as.token}` }),
        ...(as.cookie === undefined ? {} : { cookie: as.cookie }),
        ...headers,
      },
      body,
      ...(body instanceof ReadableStream ? { duplex: "half" } : {}),
    } as RequestInit);
    if (response.ok) return { status: response.status, ...((await response.json()) as { url: string }) };
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    const problem = (await response.json()) as Problem;
    expect(problem).toMatchObject({ type: expect.any(String), title: expect.any(String), detail: expect.any(String) });
    expect(response.status).toBe(errorCodes[problem.code]);
    return { status: response.status, code: problem.code };
  }

  it("have one address each, however often they come and whatever they are called", async () => {
    const image = png("one");
    const first = await send(image);
    expect(first).toEqual({ status: 201, url: expect.stringMatching(/^\/help\/files\/[0-9a-f]{32}\.png$/) });
    expect(await send(image, { headers: { "content-type": "application/octet-stream" } })).toEqual(first);
    expect(await agent.client.uploadImage(new Blob([image], { type: "image/jpeg" }))).toEqual({ url: first.url });
    const served = await fetch(house.url + first.url);
    expect(served.headers.get("content-type")).toBe("image/png");
    expect(Buffer.from(await served.arrayBuffer())).toEqual(image);
  });

  it("are shown in the article, its preview, the help centre and what the widget reads", async () => {
    const { url } = await agent.client.uploadImage(new Blob([png("shown")], { type: "image/png" }));
    const body = `![The form](${url})\n\n![Elsewhere](https://example.com/a.png)`;
    const image = ["img", { src: url, alt: "The form", loading: "lazy" }];
    const { content } = await agent.client.previewArticle({ body, lang: "en" });
    expect(content).toContainEqual(["p", {}, image]);
    expect(JSON.stringify(content)).toContain('"https://example.com/a.png"');
    const made = await agent.client.createArticle({ title: "Fill in the form", body, lang: "en" });
    await agent.client.publishArticle({ id: made.id });
    const visitor = await house.visitor();
    expect((await visitor.client.getArticle({ id: made.id })).content).toEqual(content);
    const page = await (await fetch(house.url + made.url)).text();
    expect(page).toContain(`src="${url}" alt="The form"`);
    // the text of a version has the address in it
    await agent.client.updateArticle({ id: made.id, body: "No image" });
    const restored = await agent.client.restoreArticleVersion({ id: made.id, version: 1 });
    expect(restored.content).toEqual(content);
  });

  it("are refused, and nothing of them kept, where they are none or too large", async () => {
    const before = stored();
    const large = Buffer.concat([png("large"), Buffer.alloc(5_000_001)]);
    expect(await send("words")).toEqual({ status: 415, code: "unsupported_media_type" });
    expect(await send("")).toEqual({ status: 415, code: "unsupported_media_type" });
    expect(await send("<!doctype html><script>alert(1)</script>")).toMatchObject({ status: 415 });
    const json = JSON.stringify({ image: png("json").toString("base64") });
    expect(await send(json, { headers: { "content-type": "application/json" } })).toMatchObject({ status: 415 });
    const form = new FormData();
    form.set("image", new Blob([png("form")]), "a.png");
    const { body, headers } = new Response(form);
    const type = { "content-type": String(headers.get("content-type")) };
    expect(await send(Buffer.from(await new Response(body).arrayBuffer()), { headers: type })).toMatchObject({
      status: 415,
    });
    expect(await send(large)).toEqual({ status: 413, code: "payload_too_large" });
    // one that does not say how long it is
    expect(await send(new Blob([large]).stream())).toEqual({ status: 413, code: "payload_too_large" });
    expect(stored()).toEqual(before);
  });

  it("are taken from agents only, and from no other site's page", async () => {
    const before = stored();
    const visitor = await house.visitor();
    const nobody = { client: createClient(), id: "", token: undefined, cookie: undefined };
    expect(await send(png("visitor"), { as: visitor })).toEqual({ status: 403, code: "forbidden" });
    expect(await send(png("nobody"), { as: nobody })).toEqual({ status: 401, code: "unauthorized" });
    const elsewhere = { headers: { origin: "https://evil.example" } };
    expect(await send(png("elsewhere"), elsewhere)).toEqual({ status: 403, code: "origin_refused" });
    expect(stored()).toEqual(before);
    expect(await send(png("here"), { headers: { origin: house.url } })).toMatchObject({ status: 201 });
    expect(stored()).toHaveLength(before.length + 1);
  });

  it("are in the OpenAPI document", async () => {
    const document = (await (await fetch(`${house.url}/openapi.json`)).json()) as { paths: Record<string, unknown> };
    expect(document.paths["/v1/images"]).toMatchObject({
      post: { operationId: "uploadImage", security: [{ agent: [] }] },
    });
  });
});

it("count against the limit of writes", async () => {
  const engine = engines[0];
  if (!engine) throw new Error("There is no engine.");
  const house = await openHouse(engine, { rateLimits: true });
  try {
    const agent = await house.agent("Mei");
    const image = new Blob([png("often")], { type: "image/png" });
    const answers = await Promise.allSettled(Array.from({ length: 70 }, () => agent.client.uploadImage(image)));
    const refused = answers.filter(({ status }) => status === "rejected");
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]).toMatchObject({ reason: { code: "rate_limited" } });
  } finally {
    await house.close();
  }
});
