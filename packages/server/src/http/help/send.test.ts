import { brotliDecompressSync } from "node:zlib";
import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { send } from "./send.ts";

const long = "答え ".repeat(2_000);
const app = new Hono();
app.get("/", (c) => send(c, c.req.query("short") === undefined ? long : "short", { type: "text/html; charset=UTF-8" }));
const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });

describe("a text that is sent", () => {
  it.each(["br", "gzip, br;q=0.8", "br;q=1.0, *"])("is packed for a reader of %s", async (encodings) => {
    const response = await get("/", { "accept-encoding": encodings });
    expect(response.headers.get("content-encoding")).toBe("br");
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.length).toBeLessThan(1_000);
    expect(brotliDecompressSync(bytes).toString()).toBe(long);
  });

  it.each(["", "gzip", "br;q=0"])("is plain for a reader of “%s”, and where it is short", async (encodings) => {
    const response = await get("/", { "accept-encoding": encodings });
    expect(response.headers.get("content-encoding")).toBeNull();
    expect(await response.text()).toBe(long);
    expect((await get("/?short", { "accept-encoding": "br" })).headers.get("content-encoding")).toBeNull();
  });

  it("is not sent again to somebody who has it, however it was packed", async () => {
    const tag = (await get("/", { "accept-encoding": "br" })).headers.get("etag") ?? "";
    for (const header of [tag, tag.replace("W/", ""), `"other", ${tag}`]) {
      const response = await get("/", { "if-none-match": header });
      expect([response.status, await response.text(), response.headers.get("etag")]).toEqual([304, "", tag]);
    }
    expect((await get("/", { "if-none-match": 'W/"other"' })).status).toBe(200);
  });
});
