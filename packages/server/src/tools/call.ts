import { lookup as systemLookup } from "node:dns/promises";
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { hostOf } from "./address.ts";

/** So much of an answer is read; what is longer is no answer. */
export const answerBytes = 64 * 1024;

export type Outgoing = { url: string; headers: Record<string, string>; body: string; timeoutMillis: number };

/** What came back: its status and text, and in `error` (`word` or `word: detail`) why it is no good answer. */
export type Reply = { status: number | null; text: string | null; json: unknown; error: string | null };

export type Address = { address: string; family: number };
export type Resolve = (host: string) => Promise<Address[]>;

export const resolveBySystem: Resolve = (host) => systemLookup(host, { all: true, verbatim: true });

/**
 * Sends one POST and reads the answer: no redirects, no cookies, no more bytes and no more time than allowed.
 *
 * Every address is judged where the connection is made, so a name that means something else by then gains nothing.
 * Never throws for what the other side does.
 */
export function createCall(isAllowed: (url: string, address: string) => boolean, resolve: Resolve = resolveBySystem) {
  return async function call({ url: text, headers, body, timeoutMillis }: Outgoing): Promise<Reply> {
    const url = new URL(text);
    const host = hostOf(url);
    const allowed = (address: string) => isAllowed(text, address);
    // an address in the URL is never looked up, so that it is judged here
    if (isIP(host) !== 0 && !allowed(host)) return failure("address_refused");
    const signal = AbortSignal.timeout(timeoutMillis);
    const agent = url.protocol === "https:" ? new HttpsAgent() : new HttpAgent();
    const send = url.protocol === "https:" ? httpsRequest : httpRequest;
    try {
      const response = await new Promise<IncomingMessage>((done, fail) => {
        const sent = send(url, {
          method: "POST",
          agent,
          signal,
          lookup: guarded(resolve, allowed),
          maxHeaderSize: 16 * 1024,
          headers: { ...headers, "content-length": String(Buffer.byteLength(body)) },
        });
        sent.on("response", done).on("error", fail).end(body);
      });
      return await readReply(response);
    } catch (error) {
      if (signal.aborted) return failure("timeout");
      if (error instanceof Refused) return failure("address_refused");
      if (error instanceof TooLarge) return failure("too_large", null, error.status);
      return failure("connection", codeOf(error));
    } finally {
      agent.destroy();
    }
  };
}

/** An address that may not be called. */
export class Refused extends Error {}
class TooLarge extends Error {
  readonly status: number;
  constructor(status: number) {
    super("The answer is too long.");
    this.status = status;
  }
}

/** A lookup that gives allowed addresses or none: one that is not allowed among them refuses all. */
export function guarded(resolve: Resolve, allowed: (address: string) => boolean): LookupFunction {
  return (host, options, callback) => {
    resolve(host).then(
      (found) => {
        const [first] = found;
        if (!first || !found.every(({ address }) => allowed(address))) callback(new Refused(), "", 0);
        else if (options.all) callback(null, found);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, "", 0),
    );
  };
}

async function readReply(response: IncomingMessage): Promise<Reply> {
  const status = response.statusCode ?? 0;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    // leaving the loop destroys the response, and with it the connection
    if (size > answerBytes) throw new TooLarge(status);
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  const text = bytes.toString("utf8").replaceAll("\u0000", "").toWellFormed();
  if (status >= 300 && status < 400) return { ...failure("redirect", null, status), text };
  if (status === 404) return { ...failure("not_found", null, status), text };
  if (status < 200 || status > 299) return { ...failure("status", String(status), status), text };
  const isJson = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(response.headers["content-type"] ?? "");
  const json = isJson && response.headers["content-encoding"] === undefined ? parse(bytes) : undefined;
  return json === undefined ? { ...failure("not_json", null, status), text } : { status, text, json, error: null };
}

/** An object in UTF-8 JSON; undefined for anything else. */
function parse(bytes: Buffer): object | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const failure = (word: string, detail: string | null = null, status: number | null = null): Reply => ({
  status,
  text: null,
  json: undefined,
  error: detail === null ? word : `${word}: ${detail}`,
});

const codeOf = (error: unknown): string | null =>
  error instanceof Error && "code" in error ? String(error.code).slice(0, 60) : null;
