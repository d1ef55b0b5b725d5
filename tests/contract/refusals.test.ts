import { randomUUID } from "node:crypto";
import { request } from "node:http";
import { errorCodes, fillPath, type Problem, type RouteName, routes } from "@kotae/sdk";
import { SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { access } from "../../packages/server/src/http/access.ts";
import { rates } from "../../packages/server/src/http/limits.ts";
import { visitorTokens } from "../../packages/server/src/identity/index.ts";
import { engines } from "../support/engines.ts";
import { type House, openHouse, type Person, password } from "../support/house.ts";

type Asked = { as?: Person | undefined; body?: BodyInit | Record<string, unknown>; headers?: Record<string, string> };
const names = Object.keys(routes) as RouteName[];

describe.each(engines)("what is refused on $name", (engine) => {
  let house: House;
  let visitor: Person;
  let stranger: Person;
  let agent: Person;
  let conversationId: string;
  let ticketId: string;
  beforeAll(async () => {
    house = await openHouse(engine);
    [visitor, stranger, agent] = [await house.visitor(), await house.visitor(), await house.agent("Aiko")];
    conversationId = (await visitor.client.createConversation()).id;
    await visitor.client.postMessage({ id: conversationId, clientId: "first", body: "first" });
    ticketId = (await visitor.client.escalate({ id: conversationId })).id;
  });
  afterAll(() => house.close());

  /** One plain request; gives the status and, where it is refused, the problem document after checking its form. */
  async function ask(name: RouteName, params: Record<string, unknown>, { as, body, headers = {} }: Asked = {}) {
    const isPlain = body !== undefined && Object.getPrototypeOf(body) === Object.prototype;
    const method = routes[name][0];
    const response = await fetch(house.url + fillPath(routes[name][1], params), {
      method,
      headers: {
        ...(as?.token === undefined ? {} : { authorization: `Bearer ${as.token}` }),
        ...(as?.cookie === undefined ? {} : { cookie: as.cookie }),
        "content-type": "application/json",
        ...headers,
      },
      ...(method === "GET" || method === "DELETE"
        ? {}
        : { body: isPlain ? JSON.stringify(body) : ((body as BodyInit) ?? "{}") }),
    });
    const text = await response.text();
    if (response.ok) return { status: response.status, headers: response.headers, text, problem: undefined };
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    const problem = JSON.parse(text) as Problem;
    expect(problem).toMatchObject({ type: expect.any(String), title: expect.any(String), detail: expect.any(String) });
    expect([response.status, problem.status]).toEqual([errorCodes[problem.code], errorCodes[problem.code]]);
    return { status: response.status, headers: response.headers, text, problem };
  }
  const post = (body: Asked["body"], as: Person | undefined = visitor, headers = {}) =>
    ask("postMessage", { id: conversationId }, { as, ...(body === undefined ? {} : { body }), headers });
  const lastSeq = async () => (await visitor.client.getConversation({ id: conversationId })).lastSeq;

  it("H1 H8 answers broken JSON, other types and other encodings with a problem document", async () => {
    const before = await lastSeq();
    for (const [body, code, headers] of [
      ['{"body": "hi"', "invalid_json", {}],
      ["[1,2]", "invalid_json", {}],
      ["null", "invalid_json", {}],
      [new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), "invalid_json", {}],
      ["body=hi", "unsupported_media_type", { "content-type": "application/x-www-form-urlencoded" }],
    ] as const) {
      expect((await post(body, visitor, headers)).problem?.code).toBe(code);
    }
    expect(await lastSeq()).toBe(before);
  });

  it("H2 names every field that is wrong", async () => {
    const { problem } = await post({ clientId: 7, body: { text: "hi" } });
    expect(problem).toMatchObject({ code: "invalid_input", status: 400 });
    expect(problem?.errors?.map(({ path }) => path).sort()).toEqual(["body", "clientId"]);
    expect((await post({ clientId: "c", body: "   " })).problem?.errors).toEqual([
      { path: "body", message: "must not be empty" },
    ]);
    const rating = await ask("rate", { id: conversationId }, { as: visitor, body: { score: 6 } });
    expect(rating.problem?.errors?.[0]?.path).toBe("score");
  });

  it("H7 refuses bodies that are too large, with and without a length", async () => {
    const before = await lastSeq();
    const big = JSON.stringify({ clientId: "big", body: "x".repeat(2 * 1024 * 1024) });
    expect((await post(big)).problem).toMatchObject({ code: "payload_too_large", status: 413 });
    const chunked = await new Promise<number>((resolve, reject) => {
      const sent = request(`${house.url}${fillPath(routes.postMessage[1], { id: conversationId })}`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${visitor.token}`,
          "content-type": "application/json",
          "transfer-encoding": "chunked",
        },
      });
      sent.on("response", (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      sent.on("error", reject);
      sent.end(big);
    });
    expect(chunked).toBe(413);
    // 100 kB of words are over the body's limit, 40 kB over the message's
    expect((await post({ clientId: "c", body: "あ".repeat(34_000) })).problem?.code).toBe("payload_too_large");
    expect((await post({ clientId: "c", body: "x".repeat(40_000) })).problem).toMatchObject({
      code: "invalid_input",
      detail: expect.stringContaining("10000"),
    });
    expect(await lastSeq()).toBe(before);
  });

  it("H9 refuses text no database could give back: NUL and halves of surrogate pairs", async () => {
    const before = await lastSeq();
    for (const body of ['"a\\u0000b"', '"\\ud83d"', '"\\ude00\\ud83d"']) {
      const { problem } = await post(`{"clientId":"c","body":${body}}`);
      expect(problem).toMatchObject({ code: "invalid_input", errors: [{ path: "body" }] });
    }
    expect((await ask("updateVisitor", {}, { as: visitor, body: '{"attributes":{"a\\u0000":1}}' })).problem?.code).toBe(
      "invalid_input",
    );
    expect(await lastSeq()).toBe(before);
    const kept = "emoji 😀, 𠮷野家, e\u0301 and \u202eright to left\u202c";
    const stored = await visitor.client.postMessage({ id: conversationId, clientId: "unicode", body: kept });
    expect(stored).toMatchObject({ body: kept });
  });

  it("H3 says the same of another visitor's conversation as of one that is not there", async () => {
    const before = await lastSeq();
    const runId = randomUUID();
    const bodies: Partial<Record<RouteName, Record<string, unknown>>> = {
      postMessage: { clientId: "x", body: "let me in" },
      markRead: { seq: 1 },
      escalate: { body: "mine now" },
      recordOutcome: { solved: true },
      rate: { score: 1 },
      startToolRun: { tool: "order_status" },
      confirmToolRun: { code: "123456" },
    };
    for (const name of names.filter((each) => routes[each][1].startsWith("/v1/conversations/:id"))) {
      const theirs = await ask(
        name,
        { id: conversationId, runId },
        { as: stranger, ...(bodies[name] ? { body: bodies[name] } : {}) },
      );
      const nowhere = await ask(
        name,
        { id: randomUUID(), runId },
        { as: stranger, ...(bodies[name] ? { body: bodies[name] } : {}) },
      );
      expect([name, theirs.status]).toEqual([name, 404]);
      expect(theirs.text).toBe(nowhere.text);
    }
    const asked = await ask("ask", {}, { as: stranger, body: { question: "hello?", conversationId } });
    expect(asked.status).toBe(404);
    expect(await lastSeq()).toBe(before);
  });

  it("H3 answers ids that are none, in any route, with 404", async () => {
    for (const id of ["nonsense", "%00", "..%2f..%2fetc", "1 or 1=1"]) {
      expect((await ask("getConversation", { id }, { as: visitor })).status).toBe(404);
      expect((await ask("getTicket", { id }, { as: agent })).status).toBe(404);
      expect((await ask("getArticle", { id })).status).toBe(404);
    }
  });

  it("H4 lets nobody ask what `access.ts` does not let them ask", async () => {
    const admin = await house.agent("Sakura", "admin");
    const callers = { anyone: undefined, visitor, agent, admin } as const;
    for (const name of names) {
      for (const [kind, as] of Object.entries(callers)) {
        const allowed = access[name];
        const isLet =
          allowed.includes("anyone") ||
          allowed.includes(kind as "visitor") ||
          (kind === "admin" && allowed.includes("agent"));
        // an id that names nothing and a body that says nothing: whoever is let in gets no further
        const { status, problem } = await ask(
          name,
          { id: name === "updateAgent" ? "me" : randomUUID() },
          { as, body: {}, headers: { origin: house.url } },
        );
        if (isLet) expect([name, kind, status]).not.toEqual([name, kind, 403]);
        else
          expect([name, kind, problem?.code]).toEqual([name, kind, kind === "anyone" ? "unauthorized" : "forbidden"]);
        if (name === "deleteSession" && kind !== "anyone" && kind !== "visitor") {
          // logged out: come back in
          callers satisfies object;
          const again = await login(kind === "admin" ? admin : agent);
          (kind === "admin" ? admin : agent).cookie = again;
        }
      }
    }
  });

  async function login(person: Person): Promise<string> {
    const { email } = await house.services.storage.db
      .selectFrom("agents")
      .select("email")
      .where("id", "=", person.id)
      .executeTakeFirstOrThrow();
    const { headers } = await ask("createSession", {}, { body: { email, password } });
    return headers.get("set-cookie")?.split(";")[0] ?? "";
  }

  it("H5 refuses forged, broken and expired tokens", async () => {
    const old = visitorTokens(house.config.secret, () => Date.now() - 91 * 86_400_000);
    const forged = visitorTokens("another secret, quite as long as ours", Date.now);
    const claims = { visitorId: visitor.id, siteId: house.site.id };
    const unsigned =
      `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify({ sub: visitor.id, iss: "kotae", exp: 9_999_999_999 }))}.`.replaceAll(
        "=",
        "",
      );
    const identity = await new SignJWT({})
      .setProtectedHeader({ alg: "HS256" })
      .setSubject(visitor.id)
      .setExpirationTime("1h")
      .sign(new TextEncoder().encode(house.site.identity_secret));
    for (const [token, code] of [
      [(await old.sign(claims)).token, "token_expired"],
      [(await forged.sign(claims)).token, "token_invalid"],
      [`${visitor.token}x`, "token_invalid"],
      [unsigned, "token_invalid"],
      [identity, "token_invalid"],
      ["rubbish", "token_invalid"],
    ] as const) {
      const { problem } = await ask("getVisitor", {}, { headers: { authorization: `Bearer ${token}` } });
      expect(problem?.code).toBe(code);
    }
    expect((await ask("getVisitor", {}, { headers: { authorization: "Basic abc" } })).problem?.code).toBe(
      "token_invalid",
    );
  });

  it("H5 refuses identity tokens that are forged, endless, too long-lived or over", async () => {
    const sign = (secret: string, expires: string | undefined, sub: string | undefined = "u1") => {
      const token = new SignJWT({}).setProtectedHeader({ alg: "HS256" });
      if (sub) token.setSubject(sub);
      if (expires) token.setExpirationTime(expires);
      return token.sign(new TextEncoder().encode(secret));
    };
    const secret = house.site.identity_secret;
    for (const [identityToken, code] of [
      [await sign("not the secret of this site, but as long", "1h"), "identity_invalid"],
      [await sign(secret, undefined), "identity_invalid"],
      [await sign(secret, "3 days"), "identity_invalid"],
      [await sign(secret, "1h", ""), "identity_invalid"],
      [await sign(secret, "-1h"), "token_expired"],
    ] as const) {
      const { problem } = await ask("createVisitor", {}, { body: { siteKey: house.site.key, identityToken } });
      expect(problem?.code).toBe(code);
    }
    expect((await ask("createVisitor", {}, { body: { siteKey: "no such site" } })).problem).toMatchObject({
      code: "not_found",
      hint: expect.stringContaining("data-site"),
    });
  });

  it("H11 refuses writes that another site's page makes with an agent's cookie", async () => {
    const write = (origin: string) =>
      ask("setTicketStatus", { id: ticketId }, { as: agent, body: { status: "on_hold" }, headers: { origin } });
    expect((await write("https://evil.example.test")).problem?.code).toBe("origin_refused");
    expect((await write("null")).problem?.code).toBe("origin_refused");
    expect((await write(house.url)).status).toBe(200);
  });

  it("says the same of a wrong password and an unknown email", async () => {
    const { email } = await house.services.storage.db.selectFrom("agents").select("email").executeTakeFirstOrThrow();
    const wrong = await ask("createSession", {}, { body: { email, password: "not the password" } });
    const unknown = await ask(
      "createSession",
      {},
      { body: { email: "nobody@example.test", password: "not the password" } },
    );
    expect(wrong.problem?.code).toBe("credentials_wrong");
    expect(unknown.text).toBe(wrong.text);
  });

  it("M6 refuses an Idempotency-Key that is none", async () => {
    const { problem } = await post({ clientId: "k", body: "hi" }, visitor, { "idempotency-key": "a b" });
    expect(problem?.code).toBe("idempotency_key_invalid");
  });

  it("stores Markdown with scripts as an article that can do nothing", async () => {
    const admin = await house.agent("Sakura", "admin");
    const article = await admin.client.createArticle({
      title: "Hello <script>alert(1)</script>",
      body: "Fine.\n\n<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n[click](javascript:alert(1))\n\n<svg onload=alert(1)>",
      lang: "en",
      status: "published",
    });
    const tree = JSON.stringify(article.content);
    expect(tree).toContain("Fine.");
    expect(tree).not.toMatch(/script|onerror|onload|javascript|svg/i);
    const page = await (await fetch(house.url + article.url)).text();
    expect(page).not.toMatch(/<script>|onerror=|javascript:|<svg onload/i);
    expect(page).toContain("Hello &lt;script&gt;");
  });

  it("M2 has lost nothing and doubled nothing after all that", async () => {
    const { items } = await visitor.client.listMessages({ id: conversationId });
    expect(items.map(({ seq }) => seq)).toEqual(items.map((_, index) => index + 1));
  });
});

describe("rates", () => {
  it("H6 refuses too many requests with the seconds to wait, and lets others go on", async () => {
    const [engine] = engines;
    if (!engine) throw new Error("there is no engine");
    const house = await openHouse(engine, { rateLimits: true });
    try {
      const [loud, quiet] = [await house.visitor(), await house.visitor()];
      const { id } = await loud.client.createConversation();
      const answers = await Promise.allSettled(
        Array.from({ length: rates.write.session.burst + 10 }, (_, n) =>
          loud.client.postMessage({ id, clientId: `c${n}`, body: "again" }, { idempotencyKey: `k${n}` }),
        ),
      );
      const refused = answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason] : []));
      expect(refused.length).toBeGreaterThan(0);
      expect(refused[0]).toMatchObject({ code: "rate_limited", status: 429, retryAfter: expect.any(Number) });
      await quiet.client.createConversation();
      const attempts = await Promise.all(
        Array.from({ length: rates.login.address.burst + 5 }, () =>
          fetch(`${house.url}/v1/sessions`, {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify({ email: "a@example.test", password: "guess" }),
          }),
        ),
      );
      const throttled = attempts.filter(({ status }) => status === 429);
      expect(throttled.length).toBeGreaterThan(0);
      expect(Number(throttled[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
    } finally {
      await house.close();
    }
  });
});
