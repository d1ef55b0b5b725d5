import { KotaeError } from "@kotae/sdk/errors";
import { type Actor, findSession } from "../identity/index.ts";
import type { Services } from "../services.ts";

export const sessionCookie = "kotae_session";

/** The session secret in a Cookie header. */
export function readCookie(header: string | undefined): string | undefined {
  for (const part of header?.split(";") ?? []) {
    const [name, value] = part.trim().split("=", 2);
    if (name === sessionCookie && value) return value;
  }
  return undefined;
}

/** The Set-Cookie line that keeps or (with no secret) ends a session. */
export function writeCookie(secret: string | undefined, expiresAt: number, isSecure: boolean): string {
  const attributes = ["Path=/", "HttpOnly", "SameSite=Lax", ...(isSecure ? ["Secure"] : [])];
  const until = secret === undefined ? "Max-Age=0" : `Expires=${new Date(expiresAt).toUTCString()}`;
  return [`${sessionCookie}=${secret ?? ""}`, until, ...attributes].join("; ");
}

/** Whether a browser's request comes from our own pages; no Origin at all is no browser, or a plain read. */
export function isSameOrigin(origin: string | undefined, host: string | undefined, publicUrl: string): boolean {
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  return new URL(origin).host === host || new URL(origin).origin === new URL(publicUrl).origin;
}

/**
 * Who is asking: a visitor by its Bearer token, an agent by its cookie, or the public.
 *
 * Throws `token_expired` and `token_invalid` for a visitor's token that is not good; a stale cookie is just the public.
 */
export async function authenticate(
  services: Pick<Services, "storage" | "tokens" | "now">,
  request: { authorization: string | undefined; cookie: string | undefined },
): Promise<{ actor: Actor; session: string | undefined }> {
  if (request.authorization !== undefined) {
    const token = /^Bearer\s+(\S+)$/i.exec(request.authorization)?.[1];
    if (token === undefined)
      throw new KotaeError("token_invalid", "The Authorization header must be `Bearer <token>`.");
    const { visitorId, siteId } = await services.tokens.read(token);
    return { actor: { kind: "visitor", id: visitorId, siteId }, session: undefined };
  }
  const secret = readCookie(request.cookie);
  const found = secret === undefined ? undefined : await findSession(services.storage.db, secret, services.now());
  if (!found) return { actor: { kind: "public" }, session: undefined };
  return { actor: found.actor, session: secret };
}
