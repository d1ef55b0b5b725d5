import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import type { Context } from "hono";

const compress = promisify(brotliCompress);
/** A good half of what the slowest level saves beyond this takes fifty times as long. */
const quality = 5;
const worthCompressing = 1_000;
const kept = 500;
/** The same page is compressed once. */
const packed = new Map<string, Uint8Array<ArrayBuffer>>();

/**
 * A text with a tag made of its content: somebody who has it already gets 304, everybody else as few bytes as they can
 * read. It is shown from a cache only after asking whether it is still so: an article taken back is gone at once.
 */
export async function send(
  c: Context,
  text: string,
  { type, status = 200, headers = {} }: { type: string; status?: number; headers?: Record<string, string> },
): Promise<Response> {
  const hash = createHash("sha256").update(text).digest("base64url").slice(0, 22);
  const common = {
    etag: `W/"${hash}"`,
    "cache-control": "no-cache",
    vary: "accept-encoding, cookie",
    "x-content-type-options": "nosniff",
    ...headers,
  };
  if (status === 200 && hasTag(c.req.header("if-none-match"), hash))
    return new Response(null, { status: 304, headers: common });
  const bytes =
    text.length >= worthCompressing && readsBrotli(c.req.header("accept-encoding")) && (await pack(hash, text));
  return new Response(bytes || text, {
    status,
    headers: { ...common, "content-type": type, ...(bytes ? { "content-encoding": "br" } : {}) },
  });
}

const hasTag = (header: string | undefined, hash: string) =>
  header?.split(",").some((tag) => tag.trim().replace(/^W\//, "") === `"${hash}"`) ?? false;

const readsBrotli = (header: string | undefined) =>
  (header ?? "").split(",").some((part) => {
    const [name, weight] = part.trim().split(/;\s*q=/);
    return name === "br" && (weight === undefined || Number(weight) > 0);
  });

async function pack(hash: string, text: string): Promise<Uint8Array<ArrayBuffer>> {
  const known = packed.get(hash);
  if (known) return known;
  const bytes = new Uint8Array(await compress(text, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }));
  if (packed.size >= kept) packed.delete(packed.keys().next().value ?? "");
  packed.set(hash, bytes);
  return bytes;
}
