import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { isIP } from "node:net";
import { pipeline, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { hostOf, isPublicAddress } from "./address.ts";
import { guarded, Refused, type Resolve, resolveBySystem } from "./call.ts";

/** A page as it was answered, after its redirects; or in plain words why there is none, and whether it is gone for good. */
export type Got = { url: string; type: string; bytes: Buffer } | { reason: string; isGone: boolean };

export type Get = (url: string, limits: { bytes: number; millis: number; signal?: AbortSignal }) => Promise<Got>;

const redirectsAtMost = 5;

/**
 * Reads pages of the public internet, with no more bytes and no more time than allowed.
 *
 * Every address is judged where the connection is made, and after every redirect anew; `allowPrivate` lets machines of
 * this network and this one be read as well. Never throws for what the other side does.
 */
export function createGet(options: { allowPrivate: boolean; resolve?: Resolve }): Get {
  const allowed = (address: string) => options.allowPrivate || isPublicAddress(address);
  const lookup = guarded(options.resolve ?? resolveBySystem, allowed);

  async function ask(url: URL, signal: AbortSignal): Promise<{ response: IncomingMessage; end(): void }> {
    const host = hostOf(url);
    // an address in the URL is never looked up, so that it is judged here
    if (isIP(host) !== 0 && !allowed(host)) throw new Refused();
    const agent = url.protocol === "https:" ? new HttpsAgent() : new HttpAgent();
    const send = url.protocol === "https:" ? httpsRequest : httpRequest;
    const headers = {
      accept: "text/html,application/xhtml+xml,application/xml;q=0.9,text/markdown;q=0.9,*/*;q=0.1",
      "accept-encoding": "gzip, deflate, br",
      "user-agent": "kotae-import/1",
    };
    const response = await new Promise<IncomingMessage>((done, fail) => {
      const sent = send(url, { agent, signal, lookup, maxHeaderSize: 16 * 1024, headers });
      sent.on("response", done).on("error", fail).end();
    }).catch((error: unknown) => {
      agent.destroy();
      throw error;
    });
    return { response, end: () => agent.destroy() };
  }

  return async (text, { bytes: most, millis, signal }) => {
    const inTime = AbortSignal.timeout(millis);
    const either = signal ? AbortSignal.any([signal, inTime]) : inTime;
    let url = URL.parse(text);
    try {
      for (let hops = 0; hops <= redirectsAtMost; hops++) {
        if (!url || !/^https?:$/.test(url.protocol)) return refuse("leads to an address that is no web page");
        const { response, end } = await ask(url, either);
        try {
          const status = response.statusCode ?? 0;
          const { location } = response.headers;
          if (status >= 300 && status < 400 && location !== undefined) {
            url = URL.parse(location, url.href);
            continue;
          }
          if (status === 404 || status === 410) return refuse(`is not there (${status})`, true);
          if (status < 200 || status > 299) return refuse(`was answered with ${status}`);
          const bytes = await read(response, most);
          if (bytes === undefined) return refuse(`is larger than ${Math.floor(most / 1_000_000)} MB`);
          return { url: url.href, type: response.headers["content-type"] ?? "", bytes };
        } finally {
          end();
        }
      }
      return refuse("is redirected again and again");
    } catch (error) {
      if (signal?.aborted) return refuse("was not read: the import was stopped");
      if (inTime.aborted) return refuse(`takes longer than ${Math.round(millis / 1_000)} s`);
      if (error instanceof Refused) return refuse("is on a machine of a private network");
      const code = error instanceof Error && "code" in error ? ` (${String(error.code).slice(0, 60)})` : "";
      return refuse(`cannot be reached${code}`);
    }
  };
}

const refuse = (reason: string, isGone = false): Got => ({ reason, isGone });

const unpackers: Record<string, () => Transform> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** The body as it is meant, or undefined where it is longer than that, packed or not. */
async function read(response: IncomingMessage, most: number): Promise<Buffer | undefined> {
  const unpack = unpackers[response.headers["content-encoding"]?.toLowerCase() ?? ""];
  // what breaks off ends both; reading the last of them says why
  const body = unpack ? pipeline(response, unpack(), () => undefined) : response;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > most) {
      response.destroy();
      return undefined;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
