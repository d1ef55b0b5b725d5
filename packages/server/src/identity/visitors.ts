import { KotaeError } from "@kotae/sdk/errors";
import { type Attributes, limits, type Parsed, type Visitor } from "@kotae/sdk/schema";
import type { Act } from "../act.ts";
import type { VisitorActor } from "./actor.ts";
import * as store from "./store.ts";
import { type IdentityClaims, readIdentity, type VisitorClaims } from "./tokens.ts";

type Request = { site: store.SiteRow; locale: string | undefined; identityToken: string | undefined; now: number };

/** The site behind a key; throws `not_found` with what to check. */
export async function findSite(db: Act["db"], key: string): Promise<store.SiteRow> {
  const site = await store.siteByKey(db, key);
  if (site) return site;
  throw new KotaeError("not_found", "There is no site with this key.", {
    hint: "Compare `data-site` in the script tag with the key that `kotae init` printed.",
  });
}

/** Checks the identity token, where there is one, before any transaction begins. */
export async function identify(request: Request): Promise<IdentityClaims | undefined> {
  if (request.identityToken === undefined) return undefined;
  return readIdentity(request.identityToken, request.site.identity_secret, request.now);
}

/**
 * The visitor a session begins for: the one who was here before, the identified one, or a new one.
 *
 * `leaves` is the anonymous visitor of the same device whose conversations the identified one takes along.
 */
export async function welcome(
  act: Act,
  request: Request,
  identity: IdentityClaims | undefined,
  before: VisitorClaims | undefined,
): Promise<{ visitor: Visitor; leaves: string | undefined }> {
  const { site, locale } = request;
  const known = before && before.siteId === site.id ? await store.visitorById(act.db, before.visitorId) : undefined;
  if (!identity) {
    const visitor = known ?? (await store.insertVisitor(act.db, blank(act, site.id, locale)));
    return { visitor: store.toVisitor(visitor), leaves: undefined };
  }
  const facts = {
    verified: 1,
    signed_attributes: JSON.stringify(identity.attributes),
    seen_at: act.now,
    ...(identity.name === undefined ? {} : { name: identity.name }),
    ...(identity.email === undefined ? {} : { email: identity.email }),
    ...(locale === undefined ? {} : { locale }),
  };
  const found = await store.visitorByExternalId(act.db, site.id, identity.externalId);
  const reuse = found ?? (known?.external_id === null ? known : undefined);
  const visitor = reuse
    ? await store.updateVisitor(act.db, reuse.id, { ...facts, external_id: identity.externalId })
    : await store.insertVisitor(act.db, { ...blank(act, site.id, locale), ...facts, external_id: identity.externalId });
  if (!visitor) throw new KotaeError("not_found", "This visitor is gone.");
  const leaves = known && known.id !== visitor.id && known.external_id === null ? known.id : undefined;
  return { visitor: store.toVisitor(visitor), leaves };
}

const blank = (act: Act, siteId: string, locale: string | undefined) => ({
  id: act.newId(),
  site_id: siteId,
  name: null,
  email: null,
  external_id: null,
  verified: 0,
  locale: locale ?? null,
  attributes: "{}",
  signed_attributes: "{}",
  created_at: act.now,
  seen_at: act.now,
});

/** Keeps what a visitor or its page says of it; what a signed token said stands whatever comes here. */
export async function updateVisitor(act: Act, actor: VisitorActor, change: Parsed<"updateVisitor">): Promise<Visitor> {
  const visitor = await store.visitorById(act.db, actor.id);
  if (!visitor) throw new KotaeError("not_found", "This visitor is gone.");
  const merged: Attributes = { ...(JSON.parse(visitor.attributes) as Attributes), ...change.attributes };
  // null takes an attribute away
  const attributes = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
  if (Object.keys(attributes).length > limits.attributes) {
    throw new KotaeError("invalid_input", `A visitor can have at most ${limits.attributes} attributes.`);
  }
  const mayName = visitor.verified === 0;
  const updated = await store.updateVisitor(act.db, actor.id, {
    attributes: JSON.stringify(attributes),
    seen_at: act.now,
    ...(change.locale === undefined ? {} : { locale: change.locale }),
    ...(mayName && change.name !== undefined ? { name: change.name } : {}),
    ...(mayName && change.email !== undefined ? { email: change.email } : {}),
  });
  return store.toVisitor(updated ?? visitor);
}
