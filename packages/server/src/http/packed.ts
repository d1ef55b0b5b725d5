import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import type { Context } from "hono";

const unpack = promisify(brotliDecompress);

/** An answer that was compressed long before it was asked for; the few who cannot read brotli get it unpacked. */
export async function packed(
  c: Context,
  { type, brotli }: { type: string; brotli: Uint8Array },
  headers: Record<string, string>,
): Promise<Response> {
  const common = { ...headers, "content-type": type, vary: "accept-encoding" };
  return /\bbr\b/.test(c.req.header("accept-encoding") ?? "")
    ? c.body(new Uint8Array(brotli), 200, { ...common, "content-encoding": "br" })
    : c.body(new Uint8Array(await unpack(brotli)), 200, common);
}
