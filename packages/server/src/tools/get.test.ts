import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createGet } from "./get.ts";

let server: Server;
let origin: string;
let behave: RequestListener = () => undefined;
beforeAll(async () => {
  server = createServer((request, response) => behave(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const limits = { bytes: 10_000, millis: 5_000 };
const get = createGet({ allowPrivate: true });

describe("a page", () => {
  it("is read with where it was found, unpacked, and after redirects", async () => {
    behave = ({ url }, response) => {
      if (url === "/old") response.writeHead(301, { location: "/new" }).end();
      else
        response
          .writeHead(200, { "content-type": "text/html", "content-encoding": "gzip" })
          .end(gzipSync(`<p>${url}</p>`));
    };
    expect(await get(`${origin}/old`, limits)).toEqual({
      url: `${origin}/new`,
      type: "text/html",
      bytes: Buffer.from("<p>/new</p>"),
    });
  });

  it.each([
    "http://127.0.0.1/",
    "http://[::1]/",
    "http://10.0.0.7/",
    "http://169.254.169.254/latest/meta-data",
    "http://2130706433/",
    "http://[::ffff:127.0.0.1]/",
  ])("is not read from a private network: %s", async (url) => {
    let connected = false;
    behave = () => {
      connected = true;
    };
    expect(await createGet({ allowPrivate: false })(url, limits)).toMatchObject({
      reason: "is on a machine of a private network",
    });
    expect(connected).toBe(false);
  });

  it("is not read where a name means a machine of a private network, nor after a redirect to one", async () => {
    const named = createGet({ allowPrivate: false, resolve: async () => [{ address: "127.0.0.1", family: 4 }] });
    expect(await named(`http://public.example:${new URL(origin).port}/`, limits)).toMatchObject({
      reason: expect.stringContaining("private network"),
    });
    // the first hop is let through, as a public machine would be, and the second one is judged all the same
    behave = (_, response) => response.writeHead(302, { location: "http://inside.example/" }).end();
    const asked: string[] = [];
    const redirected = createGet({
      allowPrivate: true,
      resolve: async (host) => {
        asked.push(host);
        throw Object.assign(new Error("not found"), { code: "ENOTFOUND" });
      },
    });
    expect(await redirected(`${origin}/`, limits)).toMatchObject({ reason: "cannot be reached (ENOTFOUND)" });
    expect(asked).toEqual(["inside.example"]);
  });

  it.each<[string, RequestListener, string, boolean]>([
    ["is not there", (_, response) => response.writeHead(404).end(), "is not there (404)", true],
    ["is refused", (_, response) => response.writeHead(503).end(), "was answered with 503", false],
    ["is too long", (_, response) => response.end("x".repeat(20_000)), "is larger than 0 MB", false],
    [
      "is too long once it is unpacked",
      (_, response) => response.setHeader("content-encoding", "gzip").end(gzipSync("x".repeat(1_000_000))),
      "is larger than 0 MB",
      false,
    ],
    [
      "breaks off",
      (_, response) => void response.writeHead(200, { "content-length": "100" }).write("x", () => response.destroy()),
      "cannot be reached (ECONNRESET)",
      false,
    ],
    [
      "goes in a circle",
      (_, response) => response.writeHead(302, { location: "/" }).end(),
      "is redirected again and again",
      false,
    ],
    [
      "leads to a file",
      (_, response) => response.writeHead(302, { location: "file:///etc/passwd" }).end(),
      "leads to an address that is no web page",
      false,
    ],
  ])("that %s is told in words", async (_, behaviour, reason, isGone) => {
    behave = behaviour;
    expect(await get(`${origin}/`, limits)).toEqual({ reason, isGone });
  });

  it("that never comes is not waited for", async () => {
    behave = () => undefined;
    expect(await get(`${origin}/`, { ...limits, millis: 50 })).toMatchObject({ reason: "takes longer than 0 s" });
    behave = (_, response) => void response.writeHead(200).write("a little");
    expect(await get(`${origin}/`, { ...limits, millis: 200 })).toMatchObject({ reason: "takes longer than 0 s" });
  });
});
