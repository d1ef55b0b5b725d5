import { createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { json, openToolServer } from "../../../../tests/support/tool-server.ts";
import { isPublicAddress } from "./address.ts";
import { type Address, answerBytes, createCall } from "./call.ts";

const request = { headers: { "content-type": "application/json" }, body: '{"a":"あ"}', timeoutMillis: 5_000 };

describe("a call", () => {
  let server: Awaited<ReturnType<typeof openToolServer>>;
  const call = createCall(() => true);
  const ask = (timeoutMillis = 5_000) => call({ ...request, url: server.url, timeoutMillis });
  beforeEach(async () => {
    server = await openToolServer(json({ status: "shipped" }));
  });
  afterEach(() => server.close());

  it("posts the body as it is and reads an object", async () => {
    expect(await ask()).toEqual({
      status: 200,
      text: '{"status":"shipped"}',
      json: { status: "shipped" },
      error: null,
    });
    expect(server.heard).toMatchObject([{ path: "/tools", body: '{"a":"あ"}' }]);
    expect(server.heard[0]?.headers).not.toHaveProperty("cookie");
    server.answer = (response) => void response.writeHead(201, { "content-type": "application/hal+json" }).end("{}");
    expect(await ask()).toMatchObject({ status: 201, json: {}, error: null });
  });

  it("follows no redirect", async () => {
    server.answer = (response) => void response.writeHead(307, { location: `${server.url}/elsewhere` }).end();
    expect(await ask()).toMatchObject({ status: 307, json: undefined, error: "redirect" });
    expect(server.heard).toHaveLength(1);
  });

  it("keeps the words of a refusal", async () => {
    server.answer = json({ message: "no such order" }, 404);
    expect(await ask()).toMatchObject({ status: 404, text: '{"message":"no such order"}', error: "not_found" });
    for (const status of [400, 401, 500, 503]) {
      server.answer = json({ message: "no" }, status);
      expect(await ask()).toMatchObject({ status, json: undefined, error: `status: ${status}` });
    }
  });

  it("takes nothing but one JSON object in UTF-8", async () => {
    for (const [type, text] of [
      ["text/html", "{}"],
      ["application/jsonp", "{}"],
      [undefined, "{}"],
      ["application/json", "[]"],
      ["application/json", "null"],
      ["application/json", '"ok"'],
      ["application/json", ""],
      ["application/json", '{"a":'],
      ["application/json", Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ] as const) {
      server.answer = (response) => void response.writeHead(200, type ? { "content-type": type } : {}).end(text);
      expect([type, text, await ask()]).toEqual([
        type,
        text,
        expect.objectContaining({ json: undefined, error: "not_json" }),
      ]);
    }
    server.answer = (response) =>
      void response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" }).end("{}");
    expect(await ask()).toMatchObject({ error: "not_json" });
  });

  it("reads so many bytes and no more", async () => {
    const text = (size: number) => `{"a":"${"x".repeat(size - 8)}"}`;
    server.answer = (response) =>
      void response.writeHead(200, { "content-type": "application/json" }).end(text(answerBytes));
    expect(await ask()).toMatchObject({ error: null });
    server.answer = (response) =>
      void response.writeHead(200, { "content-type": "application/json" }).end(text(answerBytes + 1));
    expect(await ask()).toEqual({ status: 200, text: null, json: undefined, error: "too_large" });
    // one that never ends, by the piece
    server.answer = (response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const more = () => {
        while (!response.destroyed && response.write("x".repeat(1_000)));
        if (!response.destroyed) response.once("drain", more);
      };
      more();
    };
    expect(await ask()).toMatchObject({ error: "too_large" });
  });

  it("waits so long and no longer, for the answer and for the rest of it", async () => {
    server.answer = () => undefined;
    expect(await ask(100)).toEqual({ status: null, text: null, json: undefined, error: "timeout" });
    server.answer = (response) => void response.writeHead(200, { "content-type": "application/json" }).write('{"a":');
    expect(await ask(100)).toMatchObject({ error: "timeout" });
  });

  it("says that a connection broke, or never was", async () => {
    server.answer = (response) => void response.destroy();
    expect(await ask()).toMatchObject({ status: null, error: "connection: ECONNRESET" });
    server.answer = (response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
      response.write('{"a":', () => response.destroy());
    };
    expect(await ask()).toMatchObject({ error: expect.stringMatching(/^connection: /) });
    const closed = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => closed.once("listening", resolve));
    const { port } = closed.address() as { port: number };
    await new Promise((resolve) => closed.close(resolve));
    expect(await call({ ...request, url: `http://127.0.0.1:${port}/` })).toMatchObject({
      error: "connection: ECONNREFUSED",
    });
  });
});

describe("the guard of a call", () => {
  let server: Awaited<ReturnType<typeof openToolServer>>;
  beforeEach(async () => {
    server = await openToolServer(json({}));
  });
  afterEach(() => server.close());
  const isAllowed = (_: string, address: string) => isPublicAddress(address);
  const named = () => server.url.replace("127.0.0.1", "tools.example.test");
  const ask = (url: string, ...answers: Address[][]) => {
    const asked: string[] = [];
    const call = createCall(isAllowed, async (host) => {
      asked.push(host);
      return answers.shift() ?? [];
    });
    return { reply: call({ ...request, url, timeoutMillis: 500 }), asked };
  };
  const v4 = (address: string): Address => ({ address, family: 4 });

  it("refuses this machine and private networks, written out or behind a name", async () => {
    for (const host of ["127.0.0.1", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"]) {
      const url = server.url.replace("127.0.0.1", host);
      expect([host, await ask(url).reply]).toEqual([host, expect.objectContaining({ error: "address_refused" })]);
    }
    const { reply, asked } = ask(named(), [v4("127.0.0.1")]);
    expect(await reply).toMatchObject({ error: "address_refused" });
    expect(asked).toEqual(["tools.example.test"]);
    for (const address of ["10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "fd00::1"]) {
      const answer = [{ address, family: address.includes(":") ? 6 : 4 }];
      expect([address, await ask(named(), answer).reply]).toEqual([
        address,
        expect.objectContaining({ error: "address_refused" }),
      ]);
    }
    expect(await ask(named(), [v4("1.1.1.1"), v4("127.0.0.1")]).reply).toMatchObject({ error: "address_refused" });
    expect(await ask(named(), []).reply).toMatchObject({ error: "address_refused" });
    expect(server.heard).toEqual([]);
  });

  it("is asked where the connection is made, so that a name that changes its meaning gains nothing", async () => {
    const allowed: string[] = [];
    const answers = [[v4("127.0.0.1")], [v4("10.0.0.1")]];
    const call = createCall(
      (_, address) => {
        allowed.push(address);
        return address === "127.0.0.1";
      },
      async () => answers.shift() ?? [],
    );
    // the first meaning is allowed here, and reached; the next one is judged anew
    expect(await call({ ...request, url: named() })).toMatchObject({ status: 200 });
    expect(await call({ ...request, url: named() })).toMatchObject({ error: "address_refused" });
    expect(allowed).toEqual(["127.0.0.1", "10.0.0.1"]);
    expect(server.heard).toHaveLength(1);
    expect(server.heard[0]?.headers.host).toMatch(/^tools\.example\.test:/);
  });

  it("says that a name is none", async () => {
    const call = createCall(isAllowed, async () => {
      throw Object.assign(new Error("no such host"), { code: "ENOTFOUND" });
    });
    expect(await call({ ...request, url: named() })).toMatchObject({ error: "connection: ENOTFOUND" });
  });
});
