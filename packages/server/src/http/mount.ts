import { getConnInfo } from "@hono/node-server/conninfo";
import { KotaeError } from "@kotae/sdk/errors";
import { type Method, pathParams, type RouteName, routes } from "@kotae/sdk/routes";
import { type Parsed, shapes } from "@kotae/sdk/schema";
import type { Hono, Context as HonoContext } from "hono";
import { streamSSE } from "hono/streaming";
import type { Actor } from "../identity/index.ts";
import type { Services } from "../services.ts";
import { may } from "./access.ts";
import { streamAnswer } from "./ask.ts";
import { authenticate, isSameOrigin } from "./auth.ts";
import { readBody } from "./body.ts";
import type { Context, Handler, Handlers } from "./context.ts";
import { apiHeaders } from "./headers.ts";
import { type Fingerprint, fingerprint, Raced, recall, remember } from "./idempotency.ts";
import { bodyBytes, classOf, type Limiter } from "./limits.ts";
import { packed } from "./packed.ts";

/** Puts every route of the table on the app: who is it, may they, how often, what do they say, and then the handler. */
export function mount(app: Hono, services: Services, handlers: Handlers, limiter: Limiter | undefined): void {
  const names = Object.keys(routes) as RouteName[];
  // fixed paths first: `/articles/suggest` is no article's id
  for (const name of names.sort((a, b) => pathParams(routes[a][1]).length - pathParams(routes[b][1]).length)) {
    const [method, path] = routes[name];
    const route: Route = {
      name,
      method,
      params: pathParams(path),
      status: method === "POST" && isCreation(name) ? 201 : 200,
    };
    app.on(method, path, (c) => serve(c, route, services, handlers[name] as Handler<RouteName>, limiter));
  }
}

/** What goes back beside or instead of the output. */
type Reply = { headers: Record<string, string>; file: Parameters<Context["instead"]>[0] | undefined };

/** What is known of a route before any request. */
type Route = { name: RouteName; method: Method; params: string[]; status: 200 | 201 };

async function serve(
  c: HonoContext,
  route: Route,
  services: Services,
  handler: Handler<RouteName>,
  limiter: Limiter | undefined,
): Promise<Response> {
  const { name, method } = route;
  const isWrite = method !== "GET";
  const { actor, session } = await authenticate(services, {
    authorization: c.req.header("authorization"),
    cookie: c.req.header("cookie"),
  });
  const isLogin = name === "createSession";
  if (!isLogin) limiter?.count(classOf(name), actor.kind === "public" ? undefined : actor.id, addressOf(c));
  if (!may(actor, name)) throw refusal(actor);
  if (
    isWrite &&
    session !== undefined &&
    !isSameOrigin(c.req.header("origin"), c.req.header("host"), services.config.publicUrl)
  ) {
    throw new KotaeError("origin_refused", "This request came from another site's page.");
  }
  const input = parse(name, await readInput(c, route));
  // guesses count against the account that is guessed at, from whatever address they come
  if (isLogin) limiter?.count("login", (input as Parsed<"createSession">).email.toLowerCase(), addressOf(c));
  const print = isWrite
    ? fingerprint(scopeOf(actor), c.req.header("idempotency-key"), name, input, services.config.secret)
    : undefined;
  // what a public caller gets back is a secret of its own: nobody may fetch it again by guessing a key
  const kept = actor.kind === "public" ? undefined : print;
  const reply: Reply = { headers: { ...apiHeaders }, file: undefined };
  const { headers } = reply;
  const context = contextOf(c, services, actor, session, kept, reply);

  if (name === "ask" && c.req.header("accept")?.includes("text/event-stream")) {
    for (const [key, value] of Object.entries(headers)) c.header(key, value);
    // a proxy that collects the pieces first would turn the stream into a wait
    c.header("x-accel-buffering", "no");
    return streamSSE(c, (stream) => streamAnswer(context, input as Parsed<"ask">, stream));
  }
  const output = await answer(context, handler, input, kept);
  if (reply.file) {
    if ("brotli" in reply.file) return packed(c, reply.file, headers);
    const { name: filename, type, text } = reply.file;
    const disposition = `attachment; filename="${filename}"`;
    return c.body(text, 200, { ...headers, "content-type": type, "content-disposition": disposition });
  }
  // a plain record, handed over once: every other way of setting a header builds a Headers object or a second Response
  return c.json(output as object, route.status, headers);
}

/** Answers from memory where the same request was answered before, even if it was only a moment ago. */
async function answer(
  context: Context,
  handler: Handler<RouteName>,
  input: Parsed<RouteName>,
  print: Fingerprint | undefined,
) {
  const before = print && (await recall(context.storage.db, print));
  if (before) {
    context.header("idempotency-replayed", "true");
    return before.body;
  }
  try {
    return await handler(context, input);
  } catch (error) {
    if (!(error instanceof Raced) || !print) throw error;
    context.header("idempotency-replayed", "true");
    return (await recall(context.storage.db, print))?.body;
  }
}

function contextOf(
  c: HonoContext,
  services: Services,
  actor: Actor,
  session: string | undefined,
  print: Fingerprint | undefined,
  reply: Reply,
): Context {
  const own: Omit<Context, keyof Services> & Pick<Context, "act"> = {
    actor,
    // `access.ts` has let only this kind of caller through where a handler reads one of these
    visitor: actor as Context["visitor"],
    agent: actor as Context["agent"],
    session,
    userAgent: c.req.header("user-agent"),
    acceptLanguage: c.req.header("accept-language"),
    address: () => addressOf(c),
    // made only for those who ask: it costs a controller for every request
    signal: () => c.req.raw.signal,
    idempotencyKey: print?.key,
    step: services.act,
    header: (key, value) => {
      reply.headers[key] = value;
    },
    instead: (file) => {
      reply.file = file;
    },
    act: (deed) => services.act((act) => (print ? remember(act, print, deed) : deed(act))),
  };
  // inherits the services: to copy them for every request costs more than the routing
  return Object.assign(Object.create(services) as Services, own);
}

const isCreation = (name: RouteName) => /^(create|post|escalate)/.test(name);

/** Why a caller may not: nobody is asked for a session, somebody is told no. */
export function refusal(actor: Actor): KotaeError {
  return actor.kind === "public"
    ? new KotaeError("unauthorized", "This needs a session.", {
        hint: "Log in, or send a visitor's token as `Authorization: Bearer`.",
      })
    : new KotaeError("forbidden", "You may not do this.");
}

const scopeOf = (actor: Actor) => (actor.kind === "public" ? "public" : `${actor.kind}:${actor.id}`);

export const addressOf = (c: HonoContext): string => {
  try {
    return getConnInfo(c).remote.address ?? "unknown";
  } catch {
    // a request made in memory comes from nowhere
    return "memory";
  }
};

/** Path, query and body as one object. */
async function readInput(c: HonoContext, { name, method, params: keys }: Route): Promise<Record<string, unknown>> {
  const params = Object.fromEntries(keys.map((key) => [key, c.req.param(key)]));
  if (method === "GET" || method === "DELETE") return { ...c.req.query(), ...params };
  return { ...(await readJson(c, bodyBytes(name))), ...params };
}

async function readJson(c: HonoContext, limit: number): Promise<Record<string, unknown>> {
  const bytes = await readBody(c, limit);
  if (bytes.byteLength === 0) return {};
  if (!/^application\/json\b/i.test(c.req.header("content-type") ?? "")) {
    throw new KotaeError("unsupported_media_type", "The body must be JSON.", {
      hint: "Send `Content-Type: application/json`.",
    });
  }
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new KotaeError("invalid_json", "The body is not well-formed JSON in UTF-8.", { cause });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new KotaeError("invalid_json", "The body must be a JSON object.");
  }
  return value as Record<string, unknown>;
}

function parse<N extends RouteName>(name: N, input: Record<string, unknown>): Parsed<N> {
  const result = shapes[name].input.safeParse(input);
  if (result.success) return result.data as Parsed<N>;
  const errors = result.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  // an id that cannot be one names nothing
  if (errors.length === 1 && errors[0]?.path === "id" && pathParams(routes[name][1]).includes("id")) {
    throw new KotaeError("not_found", "There is nothing with this id.");
  }
  const [first] = errors;
  throw new KotaeError(
    "invalid_input",
    first ? `${first.path || "The input"} ${first.message}.` : "The input is not right.",
    { errors },
  );
}
