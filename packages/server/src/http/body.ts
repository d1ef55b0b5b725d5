import { KotaeError } from "@kotae/sdk/errors";
import type { Context } from "hono";

/** The bytes of a body; throws `payload_too_large` where there are more than `limit`, before any more are read. */
export async function readBody(c: Context, limit: number): Promise<Uint8Array> {
  const tooLarge = () => new KotaeError("payload_too_large", `The body may have at most ${limit} bytes.`);
  const said = c.req.header("content-length");
  if (Number(said ?? 0) > limit) throw tooLarge();
  if (said !== undefined) return new Uint8Array(await c.req.arrayBuffer());
  // one of unknown length is given up as soon as it is too long
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of c.req.raw.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
