import { fromProblem, KotaeError, type Problem } from "../errors.ts";
import {
  fillPath,
  type Method,
  pathParams,
  type RouteName,
  routes,
  type VisitorRouteName,
  visitorRoutes,
} from "../routes.ts";
import type { Answer, Input, Output } from "../schema/index.ts";
import { readEvents } from "./event-stream.ts";

export type ClientOptions = {
  /** Where the server is, without a trailing slash; by default the page's own origin. */
  baseUrl?: string;
  /** The visitor's token, an API key, or nothing where a cookie speaks for the caller. */
  token?: () => string | undefined;
  fetch?: typeof fetch;
  /** Milliseconds until a request is given up; 15,000 by default. */
  timeoutMs?: number;
  /** How often a request that got no answer, or 429/502/503/504, is sent again; 2 by default. */
  retries?: number;
  /** Extra headers on every request, such as a cookie outside browsers. */
  headers?: Record<string, string>;
};

export type CallOptions = {
  signal?: AbortSignal | undefined;
  /** Makes a write repeatable; by default every write gets one, and keeps it over its own retries. */
  idempotencyKey?: string;
  timeoutMs?: number;
};

export type AskOptions = CallOptions & { onReset?: () => void };

type Call<N extends RouteName> =
  Record<string, never> extends Input<N>
    ? (input?: Input<N>, options?: CallOptions) => Promise<Output<N>>
    : (input: Input<N>, options?: CallOptions) => Promise<Output<N>>;

type ReportInput = Omit<Input<"getReport">, "format">;

export type Client = { [N in Exclude<RouteName, "getReport">]: Call<N> } & {
  getReport(input: ReportInput & { format?: "json" }, options?: CallOptions): Promise<Output<"getReport">>;
  /** The same report as CSV: a line of keys, a line a row, and the total; without the mark that a file begins with. */
  getReportCsv(input: ReportInput, options?: CallOptions): Promise<string>;
  /**
   * Asks the assistant and hands over the answer's text piece by piece; gives the whole answer in the end.
   *
   * A model that fails half-way is followed by another answer: `onReset` says to forget the pieces that came before it.
   */
  askStream(input: Input<"ask">, onText: (piece: string) => void, options?: AskOptions): Promise<Answer>;
  /** Keeps an image for articles and gives the address to write into them; the same image has the same address. */
  uploadImage(image: Blob, options?: CallOptions): Promise<{ url: string }>;
};

type Route = readonly [method: Method, path: string];

/** What a visitor's page needs, without the routes of agents. */
export type VisitorClient = Pick<Client, VisitorRouteName | "askStream"> & {
  /** Asks a route that the client does not carry itself, for code that is loaded later; see `answerRoutes`. */
  request(route: Route, input: Record<string, unknown>, options?: CallOptions): Promise<unknown>;
};

/**
 * One typed function for every route, made from the route table.
 *
 * @example
 * const kotae = createClient({ baseUrl: "https://help.example.com" });
 * const { items } = await kotae.search({ q: "reset password", lang: "en" });
 */
export const createClient = (options: ClientOptions = {}): Client =>
  clientOf(routes, options, { uploadImage: imageUpload(options), getReportCsv: reportText(options) }) as Client;

/** The same with a visitor's routes only, for pages that count their bytes. */
export const createVisitorClient = (options: ClientOptions = {}): VisitorClient =>
  clientOf(visitorRoutes, options) as VisitorClient;

function clientOf(table: Record<string, Route>, options: ClientOptions, more: Record<string, unknown> = {}): unknown {
  const askStream: Client["askStream"] = (input, onText, callOptions) => ask(options, input, onText, callOptions);
  const request: VisitorClient["request"] = (route, input, callOptions) => call(options, route, input, callOptions);
  const own: Record<string, unknown> = { askStream, request, ...more };
  return new Proxy(
    {},
    {
      get: (_, name) => {
        if (typeof name === "string" && Object.hasOwn(own, name)) return own[name];
        const route = typeof name === "string" && Object.hasOwn(table, name) ? table[name] : undefined;
        if (!route) return undefined;
        return (input?: unknown, callOptions?: CallOptions) =>
          call(options, route, (input ?? {}) as Record<string, unknown>, callOptions);
      },
    },
  );
}

/** Sends the bytes themselves, where every other request is JSON; the visitors' client does not carry it. */
function imageUpload(client: ClientOptions): Client["uploadImage"] {
  return (image, options) => {
    const send: typeof fetch = (url, init) => {
      const headers = {
        ...(init?.headers as Record<string, string>),
        "content-type": image.type || "application/octet-stream",
      };
      return (client.fetch ?? fetch)(url, { ...init, headers, body: image });
    };
    // five megabytes take their time on a slow line
    const patient = { timeoutMs: 60_000, ...options };
    return call({ ...client, fetch: send }, ["POST", "/v1/images"], {}, patient) as Promise<{ url: string }>;
  };
}

const reportText =
  (client: ClientOptions): Client["getReportCsv"] =>
  (input, options = {}) =>
    send(client, routes.getReport, { ...input, format: "csv" }, options, "text/csv", (response) => response.text());

async function call(
  client: ClientOptions,
  route: Route,
  input: Record<string, unknown>,
  options: CallOptions = {},
): Promise<unknown> {
  return send(client, route, input, options, "application/json", async (response) =>
    response.status === 204 ? {} : parse(await response.text()),
  );
}

async function ask(
  client: ClientOptions,
  input: Input<"ask">,
  onText: (piece: string) => void,
  options: AskOptions = {},
): Promise<Answer> {
  const patient = { timeoutMs: 90_000, ...options };
  const response = await send(client, visitorRoutes.ask, input, patient, "text/event-stream", async (begun) => begun);
  const events = readEvents(response);
  try {
    for (;;) {
      const { done, value } = await events.next().catch((cause: unknown) => {
        throw failureOf(cause, options.signal);
      });
      if (done) throw new KotaeError("network", "The answer broke off.", { hint: "Ask again." });
      if (value.event === "delta") onText((parse(value.data) as { text: string }).text);
      if (value.event === "reset") options.onReset?.();
      if (value.event === "answer") return parse(value.data) as Answer;
      if (value.event === "error") throw fromProblem(parse(value.data) as Problem, 500);
    }
  } finally {
    await events.return(undefined);
  }
}

/** Sends one request until it is answered and read; throws a `KotaeError` for every other end. */
async function send<T>(
  client: ClientOptions,
  [method, template]: Route,
  input: Record<string, unknown>,
  options: CallOptions,
  accept: string,
  read: (response: Response) => Promise<T>,
): Promise<T> {
  const { path, rest } = split(template, input);
  const headers: Record<string, string> = { accept, ...client.headers };
  const token = client.token?.();
  if (token !== undefined) headers.authorization = `Bearer ${token}`;
  let url = (client.baseUrl ?? "") + path;
  let body: string | undefined;
  if (method === "GET" || method === "DELETE") url += query(rest);
  else {
    headers["content-type"] = "application/json";
    headers["idempotency-key"] = options.idempotencyKey ?? crypto.randomUUID();
    body = JSON.stringify(rest);
  }
  const wait = Number(input.wait ?? 0) * 1000;
  const timeoutMs = (options.timeoutMs ?? client.timeoutMs ?? 15_000) + wait;
  const retries = client.retries ?? 2;
  for (let attempt = 0; ; attempt++) {
    try {
      return await once();
    } catch (error) {
      if (attempt >= retries || !KotaeError.is(error) || !isPassing(error)) throw error;
      await pause((error.retryAfter ?? 0.3 * 2 ** attempt * (1 + Math.random())) * 1000, options.signal);
    }
  }

  async function once(): Promise<T> {
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
    try {
      const init = { method, headers, signal, ...(body === undefined ? {} : { body }) };
      const response = await (client.fetch ?? fetch)(url, init);
      // an answer that breaks off while it is read is asked for again: its key makes that safe
      if (response.ok) return await read(response);
      const problem = (await response.json().catch(() => ({}))) as Partial<Problem>;
      throw fromProblem({ ...waitOf(response), ...problem }, response.status);
    } catch (cause) {
      throw failureOf(cause, options.signal);
    }
  }
}

/** What a proxy that knows nothing of problem documents says about waiting. */
function waitOf(response: Response): Partial<Problem> {
  const retryAfter = Number(response.headers.get("retry-after"));
  return retryAfter > 0 ? { retryAfter } : {};
}

function failureOf(cause: unknown, signal: AbortSignal | undefined): KotaeError {
  if (KotaeError.is(cause)) return cause;
  if (signal?.aborted) return new KotaeError("aborted", "The request was called off.", { cause });
  if ((cause as Error | undefined)?.name === "TimeoutError") {
    return new KotaeError("timeout", "The server did not answer in time.", { hint: "Try again.", cause });
  }
  return new KotaeError("network", "The server could not be reached.", {
    hint: "Check the connection and try again.",
    cause,
  });
}

const isPassing = (error: KotaeError) =>
  error.code === "network" ||
  error.code === "unavailable" ||
  (error.code === "rate_limited" && (error.retryAfter ?? 1) <= 5);

function split(template: string, input: Record<string, unknown>): { path: string; rest: Record<string, unknown> } {
  const rest = { ...input };
  for (const key of pathParams(template)) delete rest[key];
  return { path: fillPath(template, input), rest };
}

function query(input: Record<string, unknown>): string {
  const pairs = Object.entries(input).filter(([, value]) => value !== undefined && value !== null);
  return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs.map(([key, value]) => [key, String(value)]))}`;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new KotaeError("internal", "The server sent an answer that could not be read.", { cause });
  }
}

/** Resolves after `ms`, or throws `aborted` as soon as the signal says so. */
function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, ms);
    function stop(): void {
      clearTimeout(timer);
      reject(failureOf(undefined, signal));
    }
    if (signal?.aborted) stop();
    else signal?.addEventListener("abort", stop);
  });
}
