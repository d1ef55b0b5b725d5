import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { KotaeError, toProblem } from "../errors.ts";
import { type ClientOptions, createClient, createVisitorClient } from "./client.ts";

type Seen = { method: string; url: string; headers: IncomingMessage["headers"]; body: string };
type Answer = (response: ServerResponse, seen: Seen) => void;

let server: Server;
const seen: Seen[] = [];
const id = "00000000-0000-7000-8000-000000000001";
const ok = { items: [], nextCursor: null, lastSeq: 0 };

/** A client of a server on a real port that gives these answers, one a request. */
async function clientOf(answers: Answer[], options: ClientOptions = {}) {
  seen.length = 0;
  server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (piece: string) => (body += piece));
    request.on("end", () => {
      const one = { method: request.method ?? "", url: request.url ?? "", headers: request.headers, body };
      seen.push(one);
      (answers[seen.length - 1] ?? refuse(500))(response, one);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return createClient({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, ...options });
}

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const json =
  (value: unknown, status = 200): Answer =>
  (response) =>
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
const refuse =
  (status: number, headers: Record<string, string> = {}): Answer =>
  (response) =>
    response.writeHead(status, headers).end("<html>a proxy's page</html>");
const hangUp: Answer = (response) => response.destroy();
const breakOff: Answer = (response) => {
  response.writeHead(200, { "content-length": "100" });
  response.write('{"items":', () => response.destroy());
};
const never: Answer = () => undefined;
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable("it was answered"),
    (error: unknown) => error as KotaeError,
  );

describe("requests", () => {
  it("puts parameters into the path, the rest into the query, and the token into a header", async () => {
    const client = await clientOf([json(ok)], { token: () => "secret", headers: { "x-test": "yes" } });
    expect(await client.listMessages({ id, after: 3, wait: 0 })).toEqual(ok);
    expect(seen[0]).toMatchObject({ method: "GET", url: `/v1/conversations/${id}/messages?after=3&wait=0` });
    expect(seen[0]?.headers).toMatchObject({ authorization: "Bearer secret", "x-test": "yes" });
    expect(seen[0]?.headers["idempotency-key"]).toBeUndefined();
  });

  it("sends a write as JSON, with a key of its own", async () => {
    const client = await clientOf([json({ ok: true }), json({ ok: true })]);
    await client.postMessage({ id, clientId: "c1", body: "答え" });
    await client.postMessage({ id, clientId: "c2", body: "two" }, { idempotencyKey: "mine" });
    expect(JSON.parse(seen[0]?.body ?? "")).toEqual({ clientId: "c1", body: "答え" });
    expect(seen[0]?.headers["idempotency-key"]).toMatch(/^[\da-f-]{36}$/);
    expect(seen[1]?.headers["idempotency-key"]).toBe("mine");
  });

  it("sends an image as its own bytes, and again where no answer came; a visitor's client cannot", async () => {
    const client = await clientOf([hangUp, json({ url: "/a.png" }), json({ url: "/b" })], {
      headers: { cookie: "c=1" },
    });
    expect(await client.uploadImage(new Blob(["PNG…"], { type: "image/png" }))).toEqual({ url: "/a.png" });
    expect(seen[1]).toMatchObject({ method: "POST", url: "/v1/images", body: "PNG…" });
    expect(seen[1]?.headers).toMatchObject({ "content-type": "image/png", cookie: "c=1" });
    await client.uploadImage(new Blob(["?"]));
    expect(seen[2]?.headers["content-type"]).toBe("application/octet-stream");
    expect(Reflect.get(createVisitorClient(), "uploadImage")).toBeUndefined();
  });

  it("gives a report as CSV, as text", async () => {
    const client = await clientOf([
      (response) =>
        response.writeHead(200, { "content-type": "text/csv; charset=utf-8" }).end("\ufeffq,results\r\n返金,0\r\n"),
    ]);
    expect(await client.getReportCsv({ name: "searches", by: "total" })).toBe("q,results\r\n返金,0\r\n");
    expect(seen[0]?.url).toBe("/v1/reports/searches?by=total&format=csv");
    expect(seen[0]?.headers.accept).toBe("text/csv");
  });

  it("gives an empty object for 204", async () => {
    const client = await clientOf([(response) => response.writeHead(204).end()]);
    expect(await client.deleteSession()).toEqual({});
  });

  it("has no calls but the table's, and is no promise", async () => {
    const client = await clientOf([]);
    expect("then" in client ? client.then : undefined).toBeUndefined();
    expect(Reflect.get(client, "toString")).toBeUndefined();
  });
});

describe("refusals", () => {
  it("rebuilds the error of a problem document", async () => {
    const problem = toProblem(
      new KotaeError("thread_moved", "The thread has moved on.", { hint: "Read it.", missed: [{ seq: 4 }] }),
    );
    const client = await clientOf([json(problem, 409)]);
    const error = await failure(client.postTicketMessage({ id, body: "hi", visibility: "public" }));
    expect(KotaeError.is(error)).toBe(true);
    expect(error).toMatchObject({
      code: "thread_moved",
      status: 409,
      message: "The thread has moved on.",
      hint: "Read it.",
      missed: [{ seq: 4 }],
    });
    expect(seen).toHaveLength(1);
  });

  it("makes an error of a page that is no problem document", async () => {
    const client = await clientOf([refuse(404), refuse(500)]);
    expect(await failure(client.getConversation({ id }))).toMatchObject({ code: "not_found" });
    expect(await failure(client.getConversation({ id }))).toMatchObject({ code: "internal" });
  });

  it("says so when the answer is no JSON", async () => {
    const client = await clientOf([(response) => response.end("<html>")]);
    expect(await failure(client.getVisitor())).toMatchObject({ code: "internal" });
  });
});

describe("retries", () => {
  it("repeats a write that got no answer, with the same key", async () => {
    const client = await clientOf([hangUp, breakOff, json({ seq: 1 })]);
    expect(await client.postMessage({ id, clientId: "c", body: "hi" })).toEqual({ seq: 1 });
    expect(new Set(seen.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
    expect(new Set(seen.map(({ body }) => body)).size).toBe(1);
    expect(seen).toHaveLength(3);
  });

  it("gives up after as many tries as it may make", async () => {
    const client = await clientOf([hangUp, hangUp], { retries: 1 });
    expect(await failure(client.getVisitor())).toMatchObject({ code: "network", status: 0 });
    expect(seen).toHaveLength(2);
  });

  it.each([429, 503])("waits as long as a %i says, whoever sent it", async (status) => {
    const client = await clientOf([refuse(status, { "retry-after": "1" }), json(ok)]);
    const begun = performance.now();
    expect(await client.listMessages({ id })).toEqual(ok);
    expect(performance.now() - begun).toBeGreaterThan(990);
  });

  it("hands a long wait to its caller instead", async () => {
    const client = await clientOf([refuse(429, { "retry-after": "60" })]);
    expect(await failure(client.getVisitor())).toMatchObject({ code: "rate_limited", retryAfter: 60 });
    expect(seen).toHaveLength(1);
  });

  it("repeats nothing that was refused", async () => {
    const client = await clientOf([refuse(400)]);
    expect(await failure(client.getVisitor())).toMatchObject({ code: "invalid_input" });
    expect(seen).toHaveLength(1);
  });
});

describe("giving up", () => {
  it("says timeout when no answer comes in time, beyond what it was asked to wait", async () => {
    const client = await clientOf([never], { timeoutMs: 20, retries: 0 });
    expect(await failure(client.getVisitor())).toMatchObject({ code: "timeout" });
    const patient = await clientOf([(response) => setTimeout(() => json(ok)(response, seen[0] as Seen), 50)], {
      timeoutMs: 20,
      retries: 0,
    });
    expect(await patient.listMessages({ id, wait: 1 })).toEqual(ok);
  });

  it("says aborted when it is called off: before, while it waits for the answer, and between two tries", async () => {
    const before = await clientOf([json(ok)]);
    expect(await failure(before.listMessages({ id }, { signal: AbortSignal.abort() }))).toMatchObject({
      code: "aborted",
    });
    expect(seen).toHaveLength(0);

    const during = new AbortController();
    const client = await clientOf([() => during.abort()]);
    expect(await failure(client.listMessages({ id }, { signal: during.signal }))).toMatchObject({ code: "aborted" });

    const between = new AbortController();
    const other = await clientOf([
      (response) => {
        refuse(429, { "retry-after": "5" })(response, seen[0] as Seen);
        response.on("finish", () => setImmediate(() => between.abort()));
      },
    ]);
    expect(await failure(other.listMessages({ id }, { signal: between.signal }))).toMatchObject({ code: "aborted" });
    expect(seen).toHaveLength(1);
  });
});

describe("a streamed answer", () => {
  const events =
    (...blocks: string[]): Answer =>
    (response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.end(blocks.map((block) => `${block}\n\n`).join(""));
    };
  const delta = (text: string) => `event: delta\ndata: ${JSON.stringify({ text })}`;

  it("hands over the pieces and gives the whole", async () => {
    const client = await clientOf([events(delta("答"), delta("え"), 'event: answer\ndata: {"answer":"答え"}')]);
    const pieces: string[] = [];
    const answer = await client.askStream({ question: "?" }, (piece) => pieces.push(piece));
    expect(pieces).toEqual(["答", "え"]);
    expect(answer).toEqual({ answer: "答え" });
    expect(seen[0]?.headers.accept).toBe("text/event-stream");
  });

  it("says when what came before does not count any more", async () => {
    const stream = [
      delta("Half an ans"),
      "event: reset\ndata: {}",
      delta("Whole."),
      'event: answer\ndata: {"answer":"Whole."}',
    ];
    const client = await clientOf([events(...stream), events(...stream)]);
    let text = "";
    const hear = (piece: string) => {
      text += piece;
    };
    const onReset = () => {
      text = "";
    };
    expect(await client.askStream({ question: "?" }, hear, { onReset })).toEqual({ answer: "Whole." });
    expect(text).toBe("Whole.");
    // who does not listen for it gets the answer all the same
    expect(await client.askStream({ question: "?" }, () => undefined)).toEqual({ answer: "Whole." });
  });

  it("throws what the server says went wrong in the middle of it", async () => {
    const problem = JSON.stringify(toProblem(new KotaeError("unavailable", "The model is down.")));
    const client = await clientOf([events(delta("a"), `event: error\ndata: ${problem}`)]);
    expect(await failure(client.askStream({ question: "?" }, () => undefined))).toMatchObject({ code: "unavailable" });
  });

  it("says network when the stream ends early or is cut", async () => {
    const cut: Answer = (response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(`${delta("a")}\n\n`, () => response.destroy());
    };
    const client = await clientOf([events(delta("a")), cut]);
    for (let n = 0; n < 2; n++) {
      expect(await failure(client.askStream({ question: "?" }, () => undefined))).toMatchObject({ code: "network" });
    }
  });

  it("says aborted when it is called off in the middle, and what a listener threw as it is", async () => {
    const open: Answer = (response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(`${delta("a")}\n\n`);
    };
    const client = await clientOf([open, open]);
    const off = new AbortController();
    const called = client.askStream({ question: "?" }, () => off.abort(), { signal: off.signal });
    expect(await failure(called)).toMatchObject({ code: "aborted" });
    const broken = client.askStream({ question: "?" }, () => {
      throw new RangeError("mine");
    });
    expect(await failure(broken)).toBeInstanceOf(RangeError);
  });
});
