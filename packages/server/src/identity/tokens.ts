import { createHash, hkdfSync, randomBytes } from "node:crypto";
import { KotaeError } from "@kotae/sdk/errors";
import { errors as jose, jwtVerify, SignJWT } from "jose";

export type VisitorClaims = { visitorId: string; siteId: string };
export type IdentityClaims = {
  externalId: string;
  email: string | undefined;
  name: string | undefined;
  attributes: Record<string, string | number | boolean | null>;
};

/** A visitor's token lives so long after it was made. */
const visitorTokenDays = 90;
const identityTokenHours = 24;
const issuer = "kotae";

/** Signs and reads the tokens of visitors with one secret. */
export function visitorTokens(secret: string, now: () => number) {
  const key = new Uint8Array(hkdfSync("sha256", secret, "", "kotae visitor token", 32));
  // verifying is the same answer until the token expires, and a busy visitor asks for it with every message
  const known = new Map<string, VisitorClaims & { expiresAt: number }>();

  return {
    async sign(claims: VisitorClaims): Promise<{ token: string; expiresAt: number }> {
      const issued = Math.floor(now() / 1000);
      const expires = issued + visitorTokenDays * 86_400;
      const token = await new SignJWT({ site: claims.siteId })
        .setProtectedHeader({ alg: "HS256" })
        .setIssuer(issuer)
        .setSubject(claims.visitorId)
        .setIssuedAt(issued)
        .setExpirationTime(expires)
        .sign(key);
      return { token, expiresAt: expires * 1000 };
    },

    /** Whose token this is; throws `token_expired` or `token_invalid`. */
    async read(token: string): Promise<VisitorClaims> {
      const held = known.get(token);
      if (held && held.expiresAt > now()) return held;
      known.delete(token);
      const { payload } = await jwtVerify(token, key, {
        algorithms: ["HS256"],
        issuer,
        requiredClaims: ["sub", "exp"],
        currentDate: new Date(now()),
      }).catch((error: unknown) => {
        throw error instanceof jose.JWTExpired
          ? new KotaeError("token_expired", "This visitor's token has expired.", {
              hint: "Create a new visitor session.",
            })
          : new KotaeError("token_invalid", "This token is not one of ours.", {
              hint: "Create a new visitor session.",
            });
      });
      const claims = { visitorId: String(payload.sub), siteId: String(payload.site) };
      if (known.size >= 10_000) known.delete(known.keys().next().value ?? "");
      known.set(token, { ...claims, expiresAt: Number(payload.exp) * 1000 });
      return claims;
    },
  };
}

/**
 * What a site says of the person before it, from a JWT (HS256) signed with the site's identity secret.
 *
 * Throws `token_expired`, or `identity_invalid` with the reason.
 */
export async function readIdentity(token: string, secret: string, now: number): Promise<IdentityClaims> {
  const refuse = (detail: string) =>
    new KotaeError("identity_invalid", detail, { hint: "See the article “Identify users” in the help centre." });
  const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
    algorithms: ["HS256"],
    requiredClaims: ["sub", "exp"],
    currentDate: new Date(now),
  }).catch((error: unknown) => {
    if (error instanceof jose.JWTExpired) throw new KotaeError("token_expired", "The identity token has expired.");
    const reason = error instanceof jose.JWTClaimValidationFailed ? ` (${error.claim}: ${error.reason})` : "";
    throw refuse(`The identity token could not be verified${reason}.`);
  });
  const { sub, exp, email, name, iat, nbf, iss, aud, jti, ...rest } = payload;
  if (!sub || sub.length > 200) throw refuse("The identity token needs a `sub` of 1 to 200 characters.");
  if (Number(exp) * 1000 > now + identityTokenHours * 3_600_000) {
    throw refuse(`The identity token must expire within ${identityTokenHours} hours.`);
  }
  const attributes = Object.entries(rest).filter(
    (entry): entry is [string, string | number | boolean | null] =>
      entry[1] === null || ["string", "number", "boolean"].includes(typeof entry[1]),
  );
  return {
    externalId: sub,
    email: typeof email === "string" && email.includes("@") ? email.slice(0, 254).toLowerCase() : undefined,
    name: typeof name === "string" ? name.slice(0, 100) : undefined,
    attributes: Object.fromEntries(attributes.slice(0, 50)),
  };
}

/** A secret nobody can guess, for sessions and keys. */
export const newSecret = () => randomBytes(32).toString("base64url");

/** What is kept of a secret: enough to know it again, useless to whoever reads the database. */
export const digest = (secret: string) => createHash("sha256").update(secret).digest("base64url");
