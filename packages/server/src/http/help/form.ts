import type { Context } from "hono";
import { isSameOrigin } from "../auth.ts";

/** More than a comment and the names of a few fields, however it is encoded. */
const formBytes = 16_000;

/** A form one of our own pages sent, or the status that refuses it. */
export async function readForm(c: Context, publicUrl: string): Promise<URLSearchParams | 403 | 413 | 415> {
  const site = c.req.header("sec-fetch-site");
  // a browser says which page sent a form; what says nothing is no browser, and carries nobody's cookies
  if (site !== undefined && site !== "same-origin") return 403;
  if (!isSameOrigin(c.req.header("origin"), c.req.header("host"), publicUrl)) return 403;
  if (!/^application\/x-www-form-urlencoded\b/i.test(c.req.header("content-type") ?? "")) return 415;
  const length = Number(c.req.header("content-length") ?? Number.NaN);
  if (!(length <= formBytes)) return 413;
  const bytes = await c.req.arrayBuffer();
  return bytes.byteLength > formBytes ? 413 : new URLSearchParams(new TextDecoder().decode(bytes));
}
